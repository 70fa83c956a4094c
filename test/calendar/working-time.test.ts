import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  afterWorkingDays,
  afterWorkingMs,
  type Calendar,
  isWorkingDay,
  type WorkingMoment,
  workingMsBetween,
} from '../../src/calendar/working-time.ts'
import { realCalendar } from '../support/calendar.ts'
import { slowAfterWorkingDays, slowAfterWorkingMs, slowWorkingMsBetween } from './day-by-day.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const town = realCalendar()
/** A moment in the zone of the calendar: `2026-02-13 15:00`. */
const at = (text: string, { timeZone } = town) => DateTime.fromSQL(text, { zone: timeZone }).toJSDate()
const local = (moment: Date, { timeZone } = town) =>
  DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm')
/** The end of a day is 24:00 of that day. */
const endOf = (day: string, calendar = town) => new Date(at(`${day} 00:00`, calendar).getTime() + dayMs)

describe('so many working days later', () => {
  test.each([
    ['inside a week', '2026-03-02 09:00', 2, '2026-03-04'],
    ['over a weekend', '2026-03-06 09:00', 1, '2026-03-09'],
    ['from the first moment of a day', '2026-03-02 00:00', 1, '2026-03-03'],
    ['from its last', '2026-03-02 23:59', 1, '2026-03-03'],
    ['from a Sunday', '2026-03-08 12:00', 1, '2026-03-09'],
    ['春节: Saturday the 14th is worked, the 15th to the 23rd are not', '2026-02-13 15:00', 2, '2026-02-24'],
    ['春节: the Saturday after it is worked too', '2026-02-13 15:00', 6, '2026-02-28'],
    ['told in the middle of 春节', '2026-02-18 10:00', 1, '2026-02-24'],
    ['国庆: Sunday 09-20 is worked', '2026-09-18 10:00', 1, '2026-09-20'],
    ['国庆: the 1st to the 7th are not, Saturday the 10th is', '2026-09-30 10:00', 3, '2026-10-10'],
    ['元旦 of the year that has just begun', '2025-12-31 17:00', 1, '2026-01-04'],
  ])('%s', (_, from, count, day) => {
    expect(afterWorkingDays(town, at(from), count)).toEqual({ at: endOf(day), provisional: false })
  })

  test('a day off of the town’s own counts as one, and a day that it works as worked', () => {
    const own = realCalendar([2026], { '2026-03-03': false, '2026-03-08': true })
    expect(local(afterWorkingDays(own, at('2026-03-02 09:00'), 1).at)).toBe('2026-03-05 00:00')
    expect(local(afterWorkingDays(own, at('2026-03-06 09:00'), 1).at)).toBe('2026-03-09 00:00')
  })

  test('is provisional when days of a year that nobody has noted lie on the way, and only then', () => {
    const from = at('2026-12-29 09:00')
    expect(afterWorkingDays(town, from, 2)).toEqual({ at: endOf('2026-12-31'), provisional: false })
    expect(afterWorkingDays(town, from, 3)).toEqual({ at: endOf('2027-01-01'), provisional: true })
    expect(afterWorkingMs(town, from, 4 * dayMs).provisional).toBe(true)
  })
})

test('the year of real days that the tests stand on has 248 working days', () => {
  const days = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString())
  expect(days.filter((day) => isWorkingDay(town, day.slice(0, 10)))).toHaveLength(248)
})

describe('the working time between two moments', () => {
  test.each([
    ['is the whole of it inside a day', '2026-03-02 09:00', '2026-03-02 17:30', 8.5],
    ['is nothing over a weekend', '2026-03-07 00:00', '2026-03-09 00:00', 0],
    ['leaves out the weekend', '2026-03-06 12:00', '2026-03-09 12:00', 24],
    ['leaves out 春节', '2026-02-14 12:00', '2026-02-24 12:00', 24],
    ['is nothing backwards', '2026-03-03 00:00', '2026-03-02 00:00', 0],
    ['is nothing backwards in one day either', '2026-03-02 12:00', '2026-03-02 09:00', 0],
  ])('%s', (_, from, to, hours) => {
    expect(workingMsBetween(town, at(from), at(to))).toBe(hours * hourMs)
  })

  test('of a day on which the clocks change is as long as that day', () => {
    const berlin: Calendar = {
      timeZone: 'Europe/Berlin',
      days: new Map([['2026-03-29', true]]),
      years: new Set([2026]),
    }
    expect(workingMsBetween(berlin, at('2026-03-29 00:00', berlin), at('2026-03-30 00:00', berlin))).toBe(
      23 * hourMs,
    )
    expect(local(afterWorkingDays(berlin, at('2026-03-28 12:00', berlin), 1).at, berlin)).toBe(
      '2026-03-30 00:00',
    )
  })

  test('knows zones in which a midnight is left out', () => {
    const cairo: Calendar = { timeZone: 'Africa/Cairo', days: new Map(), years: new Set([2026]) }
    const friday = at('2026-04-24 12:00', cairo)
    expect(local(new Date(at('2026-04-24 01:00', cairo).getTime() - 1), cairo)).toBe('2026-04-23 23:59')
    expect(workingMsBetween(cairo, at('2026-04-23 12:00', cairo), friday)).toBe(23 * hourMs)
    expect(local(afterWorkingDays(cairo, friday, 1).at, cairo)).toBe('2026-04-28 00:00')
  })
})

test('working time that has gone by ends with a working day rather than with the beginning of the next', () => {
  const friday = at('2026-03-06 12:00')
  expect(afterWorkingMs(town, friday, 12 * hourMs).at).toEqual(endOf('2026-03-06'))
  expect(local(afterWorkingMs(town, friday, 12 * hourMs + 1).at)).toBe('2026-03-09 00:00')
  expect(afterWorkingMs(town, friday, 0).at).toEqual(friday)
  expect(local(afterWorkingMs(town, at('2026-03-07 10:00'), 0).at)).toBe('2026-03-09 00:00')
})

const anyMoment = fc.date({ min: new Date('2024-06-01'), max: new Date('2027-06-01'), noInvalidDate: true })
const anyDay = anyMoment.map((moment) => moment.toISOString().slice(0, 10))
const anyCount = fc.integer({ min: 1, max: 90 })
const anyMs = fc.oneof(
  fc.integer({ min: 0, max: 90 * dayMs }),
  fc.integer({ min: 0, max: 90 }).map((n) => n * dayMs),
)
/** Zones with and without summer time, with a midnight that is left out, and on both ends of the earth. */
const anyZone = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
)
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: anyZone,
  days: fc.array(fc.tuple(anyDay, fc.boolean()), { maxLength: 400 }).map((days) => new Map(days)),
  years: fc.subarray([2024, 2025, 2026, 2027]).map((years) => new Set(years)),
})

/** Whether a moment lies in a working day, between 00:00 and 24:00, both included when `ends` says so. */
function liesInWorkingDay(calendar: Calendar, moment: Date): boolean {
  const day = (ms: number) => DateTime.fromMillis(ms, { zone: calendar.timeZone }).toFormat('yyyy-MM-dd')
  return isWorkingDay(calendar, day(moment.getTime() - 1))
}

describe('whatever the calendar', () => {
  test('it is the same as counting day by day', () => {
    const same = (quick: WorkingMoment, slow: WorkingMoment) => expect(quick).toEqual(slow)
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, anyCount, anyMs, (calendar, from, to, count, ms) => {
        same(afterWorkingDays(calendar, from, count), slowAfterWorkingDays(calendar, from, count))
        same(afterWorkingMs(calendar, from, ms), slowAfterWorkingMs(calendar, from, ms))
        expect(workingMsBetween(calendar, from, to)).toBe(slowWorkingMsBetween(calendar, from, to))
      }),
      { numRuns: 100 },
    )
  })

  test('what is summed up once serves every later question', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.array(fc.tuple(anyMoment, anyCount), { maxLength: 8 }),
        (calendar, asked) => {
          for (const [from, count] of asked)
            expect(afterWorkingDays(calendar, from, count)).toEqual(
              afterWorkingDays({ ...calendar }, from, count),
            )
        },
      ),
      { numRuns: 50 },
    )
  })

  test('more days end later, each with a working day; who begins later does not end earlier', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, anyCount, (calendar, one, other, count) => {
        const [from, later] = one <= other ? [one, other] : [other, one]
        const end = afterWorkingDays(calendar, from, count).at
        expect(afterWorkingDays(calendar, from, count + 1).at.getTime()).toBeGreaterThan(end.getTime())
        expect(afterWorkingDays(calendar, later, count).at.getTime()).toBeGreaterThanOrEqual(end.getTime())
        expect(liesInWorkingDay(calendar, end)).toBe(true)
      }),
    )
  })

  test('parts add up to the whole', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anyMoment, anyMoment, anyMoment), (calendar, moments) => {
        const [first, middle, last] = moments.toSorted((a, b) => a.getTime() - b.getTime())
        if (!first || !middle || !last) throw new Error('three moments')
        const sum = workingMsBetween(calendar, first, middle) + workingMsBetween(calendar, middle, last)
        expect(workingMsBetween(calendar, first, last)).toBe(sum)
      }),
    )
  })

  test('going back the way one has measured leads to where one was, when that lies in a working day', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, (calendar, one, other) => {
        const [from, to] = one <= other ? [one, other] : [other, one]
        fc.pre(to > from && liesInWorkingDay(calendar, to))
        expect(afterWorkingMs(calendar, from, workingMsBetween(calendar, from, to)).at).toEqual(to)
      }),
    )
  })

  test('working time never comes to its end on a day off, and takes as long as it was given', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMs, (calendar, from, ms) => {
        const { at: end } = afterWorkingMs(calendar, from, ms)
        fc.pre(ms > 0)
        expect(liesInWorkingDay(calendar, end)).toBe(true)
        expect(workingMsBetween(calendar, from, end)).toBe(ms)
      }),
    )
  })
})
