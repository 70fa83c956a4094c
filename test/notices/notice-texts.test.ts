import { expect, test } from 'vitest'
import type { BatchRow, Progress } from '../../src/delivery/batch.ts'
import type { DeliveryState } from '../../src/delivery/delivery.ts'
import { loadTexts } from '../../src/lib/i18n.ts'
import { type Issue, type Notice, noticeKinds } from '../../src/notices/notice.ts'
import {
  confirmQuestion,
  noticeMessage,
  noticeTitle,
  progressMessage,
  reachInWords,
  recallMessage,
  reportMessage,
} from '../../src/notices/notice-texts.ts'
import { spoken } from '../support/spoken.ts'

const at = new Date('2026-03-02T00:00:00Z')
const timeZone = 'Asia/Shanghai'
const notice: Notice = {
  id: 1,
  authorId: 1,
  kind: 'study',
  audience: { unitId: 2, groups: true, people: true },
  text: '明晚七点 <会议室> 学习，请带笔记本和上次的材料',
}
const issue: Issue = {
  id: 1,
  noticeId: 1,
  at,
  state: 'running',
  late: false,
  groups: 2,
  people: 3,
  startsAt: at,
  told: '',
  recalledAt: undefined,
}
const progress: Progress = { total: 5, sent: 2, failed: 1, left: 2, stopped: 0 }
const time = { minutes: 3, now: at, waitsForMorning: false }
const told =
  (is: Partial<Issue>, counts: Partial<Progress>, now = at) =>
  (t: Parameters<typeof noticeTitle>[0]) =>
    progressMessage(t, notice, { ...issue, ...is }, { ...progress, ...counts }, { ...time, now })
const states: DeliveryState[] = [
  'queued',
  'sending',
  'sent',
  'gone',
  'rejected',
  'expired',
  'stopped',
  'doubtful',
]
const rows = states.map(
  (state, n): BatchRow => ({
    chatId: n,
    title: n === 0 ? '' : `人<${n}>`,
    kind: n % 2 === 0 ? 'private' : 'group',
    state,
    reason: state === 'gone' ? 'bot was blocked' : undefined,
    sentAt: undefined,
    repeated: state === 'sent',
    recall: undefined,
  }),
)

test.each<[string, Parameters<typeof spoken>[0]]>([
  ['a notice', (t) => noticeMessage(t, notice, '和平村')],
  ['a notice that is late', (t) => noticeMessage(t, notice, '和平村', { at, timeZone })],
  ['the kinds', (t) => noticeKinds.map((kind) => noticeTitle(t, { ...notice, kind })).join('\n')],
  ['nobody to reach', (t) => reachInWords(t, { groups: 0, people: 0 })],
  [
    'before it is sent now, at night',
    (t) =>
      confirmQuestion(
        t,
        { groups: 12, people: 316 },
        { times: [], rule: undefined, timeZone, waitsForMorning: true, leavesAtOnce: false },
      ),
  ],
  [
    'before an emergency is sent',
    (t) =>
      confirmQuestion(
        t,
        { groups: 12, people: 316 },
        { times: [], rule: undefined, timeZone, waitsForMorning: false, leavesAtOnce: true },
      ),
  ],
  [
    'before it is planned',
    (t) =>
      confirmQuestion(
        t,
        { groups: 1, people: 0 },
        {
          times: [at],
          rule: { every: 'week', on: [1, 5], at: '08:00' },
          timeZone,
          waitsForMorning: false,
          leavesAtOnce: false,
        },
      ),
  ],
  ['in its minute', told({ startsAt: new Date(at.getTime() + 60_000) }, { sent: 0, left: 5, failed: 0 })],
  ['on its way', told({}, {})],
  [
    'in its minute, at night',
    (t) =>
      progressMessage(t, notice, { ...issue, startsAt: new Date(at.getTime() + 60_000) }, progress, {
        ...time,
        waitsForMorning: true,
      }),
  ],
  [
    'on its way, at night',
    (t) => progressMessage(t, notice, issue, progress, { ...time, waitsForMorning: true }),
  ],
  ['being stopped', told({ state: 'stopped' }, {})],
  ['stopped', told({ state: 'stopped' }, { left: 0, stopped: 2 })],
  ['taken back', told({ state: 'stopped' }, { sent: 0, failed: 0, left: 0, stopped: 5 })],
  ['stopped when all was leaving', told({ state: 'stopped' }, { left: 0, sent: 4 })],
  ['done', told({ state: 'done' }, { left: 0, sent: 4 })],
  ['being recalled', (t) => recallMessage(t, notice, issue, { deleted: 1, failed: 1, left: 2 })],
  ['recalled', (t) => recallMessage(t, notice, issue, { deleted: 3, failed: 1, left: 0 })],
  ['recalled before it was sent', (t) => recallMessage(t, notice, issue, { deleted: 0, failed: 0, left: 0 })],
  ['to nobody', told({}, { total: 0, sent: 0, failed: 0, left: 0 })],
  ['the report', (t) => reportMessage(t, notice, issue, rows, 1)],
  [
    'the report of a recall',
    (t) =>
      reportMessage(
        t,
        notice,
        { ...issue, recalledAt: at },
        (['queued', 'sent', 'stopped', undefined] as const).map((recall) => ({
          ...(rows[2] as BatchRow),
          recall,
        })),
        1,
      ),
  ],
  [
    'the second of three pages',
    (t) =>
      reportMessage(
        t,
        notice,
        issue,
        Array.from({ length: 61 }, () => rows[2] as BatchRow),
        2,
      ).html.split('\n')[0] ?? '',
  ],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())

test('a title never ends in half a sign', () => {
  const text = `${'字'.repeat(15)}😀😀`
  expect(noticeTitle(String, { ...notice, text })).toBe(`notice-kind-study ${'字'.repeat(15)}…`)
})

test('a page of the report fits a message, however long the names and reasons are', () => {
  const failed: BatchRow = { ...(rows[3] as BatchRow), title: '长'.repeat(128), reason: 'x'.repeat(300) }
  const page = reportMessage(
    loadTexts().in('zh-CN'),
    notice,
    issue,
    Array.from({ length: 30 }, () => failed),
    1,
  )
  expect(page.html.split('\n')).toHaveLength(31)
  expect(page.html.length).toBeLessThan(4096)
})
