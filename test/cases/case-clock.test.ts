import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { isWorkingDay, workingMsBetween } from '../../src/calendar/working-time.ts'
import { caseStates } from '../../src/cases/case.ts'
import {
  type Clock,
  clockOf,
  markReached,
  momentOf,
  nextMarkAt,
  type Pause,
} from '../../src/cases/clocks/case-clock.ts'
import { type Term, type TermName, termOf } from '../../src/cases/clocks/case-terms.ts'
import { realCalendar } from '../support/calendar.ts'

const town = realCalendar([2026])
const { timeZone } = town
const at = (text: string) => DateTime.fromSQL(text, { zone: timeZone }).toJSDate()
const local = (moment: Date | undefined) =>
  moment && DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm')
const term = (name: TermName): Term => termOf(name, new Map())

type Story = { from: string; name?: TermName; pauses?: [string, string][] } & Partial<
  Pick<Clock, 'pausedAt' | 'marksDone'>
>

/** A clock that has ten working days, as a village has to handle a case, unless the story says otherwise. */
function clock({ from, name = 'handle-village', pauses = [], pausedAt, marksDone = 0 }: Story): Clock {
  const purpose = name.startsWith('handle') ? 'handle' : (name as Clock['purpose'])
  const startedAt = at(from)
  return {
    id: 1,
    caseId: 1,
    purpose,
    startedAt,
    term: term(name),
    pauses: pauses.map(([begin, end]) => ({ from: at(begin), to: at(end) })),
    pausedAt,
    dueAt: startedAt,
    provisional: false,
    marksDone,
  }
}

/** When half of the time is gone, when four fifths, and when all of it. */
const moments = (story: Story) => [0.5, 0.8, 1].map((share) => local(momentOf(town, clock(story), share).at))

const monday = '2026-03-02 09:00'

describe('the marks of a term', () => {
  test.each<[string, Story, string[]]>([
    ['of ten working days', { from: monday }, ['2026-03-09 16:30', '2026-03-12 21:00', '2026-03-17 00:00']],
    [
      'over 春节, with the Saturday that is worked before it',
      { from: '2026-02-13 15:00', name: 'handle-group' },
      ['2026-02-25 07:30', '2026-02-26 22:12', '2026-02-28 00:00'],
    ],
    [
      'that begins on a day off',
      { from: '2026-03-07 10:00', name: 'accept' },
      ['2026-03-10 00:00', '2026-03-10 14:24', '2026-03-11 00:00'],
    ],
    [
      'of hours, by day and by night',
      { from: '2026-03-06 20:00', name: 'word' },
      ['2026-03-07 08:00', '2026-03-07 15:12', '2026-03-07 20:00'],
    ],
    [
      'of days, off or not',
      { from: '2026-03-06 20:00', name: 'verify' },
      ['2026-03-10 08:00', '2026-03-12 10:24', '2026-03-13 20:00'],
    ],
  ])('%s', (_, story, expected) => expect(moments(story)).toEqual(expected))
})

describe('while it stands no time goes by', () => {
  const undisturbed = moments({ from: monday })
  test.each<[string, [string, string][], string[]]>([
    [
      'before the first mark: all of them move',
      [['2026-03-03 00:00', '2026-03-05 00:00']],
      ['2026-03-11 16:30', '2026-03-16 21:00', '2026-03-19 00:00'],
    ],
    [
      'from a mark on: that one stays',
      [['2026-03-09 16:30', '2026-03-10 16:30']],
      ['2026-03-09 16:30', '2026-03-13 21:00', '2026-03-18 00:00'],
    ],
    [
      'after a mark: that one stays',
      [['2026-03-10 00:00', '2026-03-10 06:00']],
      ['2026-03-09 16:30', '2026-03-13 03:00', '2026-03-17 06:00'],
    ],
    ['over a weekend alone: nothing moves', [['2026-03-07 01:00', '2026-03-08 23:00']], []],
    ['after the end: nothing moves', [['2026-03-17 00:00', '2026-03-20 00:00']], []],
    [
      'from Friday noon to Monday noon: one day',
      [['2026-03-06 12:00', '2026-03-09 12:00']],
      ['2026-03-10 16:30', '2026-03-13 21:00', '2026-03-18 00:00'],
    ],
    [
      'twice: the second one counts from where the first has moved it',
      [
        ['2026-03-03 00:00', '2026-03-05 00:00'],
        ['2026-03-11 00:00', '2026-03-12 00:00'],
      ],
      ['2026-03-12 16:30', '2026-03-17 21:00', '2026-03-20 00:00'],
    ],
  ])('%s', (_, pauses, expected) => {
    expect(moments({ from: monday, pauses })).toEqual(expected.length > 0 ? expected : undisturbed)
  })

  test('hours that are not of working days stand too', () => {
    const pauses: [string, string][] = [['2026-03-08 00:00', '2026-03-09 12:00']]
    expect(local(momentOf(town, clock({ from: '2026-03-06 20:00', name: 'verify', pauses }), 1).at)).toBe(
      '2026-03-15 08:00',
    )
  })

  test('over 春节: a pause through the whole of it takes only the days that are worked', () => {
    const pauses: [string, string][] = [['2026-02-14 00:00', '2026-02-25 00:00']]
    expect(moments({ from: '2026-02-13 15:00', name: 'handle-group', pauses })).toEqual([
      '2026-02-27 07:30',
      '2026-02-28 22:12',
      '2026-03-03 00:00',
    ])
  })

  const anyMoment = fc.date({ min: at('2026-03-01 00:00'), max: at('2026-08-01 00:00'), noInvalidDate: true })
  const anyPauses = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 8 })
    .map((hours) => hours.toSorted((a, b) => a - b))
  const pausesAfter = (start: Date, hours: readonly number[]): Pause[] =>
    Array.from({ length: Math.floor(hours.length / 2) }, (_, n) => {
      const [from = 0, to = 0] = hours.slice(2 * n, 2 * n + 2)
      return {
        from: new Date(start.getTime() + from * 3_600_000),
        to: new Date(start.getTime() + to * 3_600_000),
      }
    })

  test('however often it stood, it runs as long as it was given, and says its marks in their order', () => {
    fc.assert(
      fc.property(anyMoment, anyPauses, fc.integer({ min: 1, max: 30 }), (startedAt, hours, amount) => {
        const pauses = pausesAfter(startedAt, hours)
        const plain = {
          ...clock({ from: monday }),
          startedAt,
          term: { amount, unit: 'working-days' as const },
        }
        const stood = { ...plain, pauses }
        const end = momentOf(town, stood, 1).at
        const running = (from: Date, to: Date) => workingMsBetween(town, from, to < end ? to : end)
        const lost = pauses.reduce((sum, { from, to }) => sum + running(from, to), 0)
        const given = workingMsBetween(town, startedAt, momentOf(town, plain, 1).at)
        expect(workingMsBetween(town, startedAt, end) - lost).toBe(given)
        const [half, most] = [0.5, 0.8].map((share) => momentOf(town, stood, share).at.getTime())
        expect(half).toBeLessThanOrEqual(most ?? 0)
        expect(most).toBeLessThanOrEqual(end.getTime())
        const lastDay = DateTime.fromMillis(end.getTime() - 1, { zone: timeZone }).toFormat('yyyy-MM-dd')
        expect(isWorkingDay(town, lastDay)).toBe(true)
      }),
    )
  })
})

describe('is provisional', () => {
  const provisional = (story: Story) => momentOf(town, clock(story), 1).provisional

  test('when it ends in a year that is not published, and all its marks with it', () => {
    expect(provisional({ from: '2026-12-15 09:00' })).toBe(false)
    expect(provisional({ from: '2026-12-21 09:00' })).toBe(true)
    expect(momentOf(town, clock({ from: '2026-12-21 09:00' }), 0.5).provisional).toBe(true)
  })

  test('when a pause moves it there', () => {
    const pauses: [string, string][] = [['2026-12-16 00:00', '2026-12-30 00:00']]
    expect(provisional({ from: '2026-12-15 09:00', pauses })).toBe(true)
  })

  test('never, when it does not ask which days are worked', () => {
    expect(provisional({ from: '2026-12-30 09:00', name: 'verify' })).toBe(false)
  })
})

describe('what it says', () => {
  const reached = (now: string, story: Omit<Story, 'from'> = {}) =>
    markReached(town, clock({ from: monday, ...story }), at(now))

  test('comes at its moment, and is behind it then', () => {
    expect(reached('2026-03-09 16:29')).toBeUndefined()
    expect(reached('2026-03-09 16:30')).toEqual({ share: 0.5, marksDone: 1 })
    expect(reached('2026-03-09 16:30', { marksDone: 1 })).toBeUndefined()
    expect(reached('2026-03-12 21:00', { marksDone: 1 })).toEqual({ share: 0.8, marksDone: 2 })
    expect(reached('2026-03-17 00:00', { marksDone: 2 })).toEqual({ share: 1, marksDone: 3 })
    expect(reached('2026-04-17 00:00', { marksDone: 3 })).toBeUndefined()
  })

  test('is only the last of what was slept through', () => {
    expect(reached('2026-03-13 09:00')).toEqual({ share: 0.8, marksDone: 2 })
    expect(reached('2026-03-20 09:00')).toEqual({ share: 1, marksDone: 3 })
    expect(reached('2026-03-20 09:00', { name: 'verify' })).toEqual({ share: 1, marksDone: 1 })
  })

  test('waits while it stands', () => {
    expect(reached('2026-04-17 00:00', { pausedAt: at('2026-03-03 00:00') })).toBeUndefined()
  })

  test('is expected at the moment at which it is said', () => {
    const next = (story: Omit<Story, 'from'> = {}) =>
      local(nextMarkAt(town, clock({ from: monday, ...story })))
    expect(next()).toBe('2026-03-09 16:30')
    expect(next({ marksDone: 2 })).toBe('2026-03-17 00:00')
    expect(next({ marksDone: 3 })).toBeUndefined()
    expect(next({ pausedAt: at('2026-03-03 00:00') })).toBeUndefined()
    expect(next({ name: 'pause' })).toBe('2026-03-17 00:00')
  })

  test('is said once each, in order, whenever one looks', () => {
    const looks = fc.array(fc.integer({ min: 0, max: 24 * 20 }), { maxLength: 12 })
    fc.assert(
      fc.property(looks, (hours) => {
        let marksDone = 0
        const said: number[] = []
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = new Date(at(monday).getTime() + hour * 3_600_000)
          const mark = markReached(town, clock({ from: monday, marksDone }), now)
          if (!mark) continue
          expect(mark.marksDone).toBeGreaterThan(marksDone)
          said.push(mark.share)
          marksDone = mark.marksDone
        }
        expect(said).toEqual([...new Set(said)].toSorted((a, b) => a - b))
      }),
    )
  })
})

test('a case that is open has a clock, and one that is over has none', () => {
  const without = caseStates.filter((state) => clockOf(state) === undefined)
  expect(without).toEqual(['declined', 'closed', 'withdrawn'])
})
