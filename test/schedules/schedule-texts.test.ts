import { expect, test } from 'vitest'
import type { Rule } from '../../src/lib/schedule.ts'
import type { Missed, Schedule, ScheduleState } from '../../src/schedules/schedule.ts'
import {
  missedMessage,
  ruleInWords,
  scheduleButtons,
  scheduleInWords,
} from '../../src/schedules/schedule-texts.ts'
import { spoken } from '../support/spoken.ts'

const schedule = (state: ScheduleState): Schedule => ({
  id: 1,
  purpose: 'notice',
  subjectId: 1,
  rule: { every: 'week', on: [1, 3], at: '08:00' },
  timeZone: 'Asia/Shanghai',
  catchUp: { late: 'skip' },
  nextAt: new Date('2026-03-02T00:00:00Z'),
  state,
})

const rules: Rule[] = [
  { every: 'once', at: '2026-03-02T08:00' },
  { every: 'day', at: '07:30' },
  { every: 'week', on: [1, 2, 3, 4, 5, 6, 7], at: '08:00' },
  { every: 'month', day: 15, at: '08:00', shortMonth: 'last-day' },
  { every: 'month', day: 30, at: '08:00', shortMonth: 'last-day' },
  { every: 'month', day: 31, at: '08:00', shortMonth: 'last-day' },
  { every: 'month', day: 31, at: '08:00', shortMonth: 'skip' },
]

test('every kind of rule', () => {
  expect(spoken((t) => rules.map((rule) => ruleInWords(t, rule)).join('\n'))).toMatchSnapshot()
})

test.each<ScheduleState>(['active', 'paused', 'broken', 'ended'])(
  'a schedule that is %s, and what can be done',
  (state) => {
    const buttons = (t: Parameters<typeof ruleInWords>[0]) =>
      scheduleButtons(t, schedule(state), (how) => how).map(([button]) => `[${button?.text}]`)
    expect(spoken((t) => [scheduleInWords(t, schedule(state)), ...buttons(t)].join('\n'))).toMatchSnapshot()
  },
)

const first = new Date('2026-03-02T00:00:00Z')
const next = new Date('2026-03-09T00:00:00Z')
const missed: Missed = { scheduleId: 1, subjectId: 1, why: 'dropped', first, last: first, count: 1, next }

test.each<[string, Partial<Missed>]>([
  ['one that was missed', {}],
  ['several that were missed', { last: new Date('2026-03-06T00:00:00Z'), count: 3 }],
  ['the last one, missed', { next: undefined }],
  ['one that broke', { why: 'broken', next: undefined }],
])('what its author hears of %s', (_, more) => {
  const about = { title: '学习 <党课>', open: 'x', timeZone: 'Asia/Shanghai' }
  expect(spoken((t) => missedMessage(t, { ...missed, ...more }, about))).toMatchSnapshot()
})
