import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  type CatchUp,
  dueNow,
  nextAfter,
  nextFew,
  type Rule,
  readCatchUp,
  readRule,
} from '../../src/lib/schedule.ts'

const zone = 'Asia/Shanghai'
const local = (at: Date | undefined, timeZone = zone) =>
  at && DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm ccc')
const at = (text: string) => DateTime.fromISO(text, { zone }).toJSDate()

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), at: time }),
  fc.record({
    every: fc.constant('week' as const),
    on: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    at: time,
  }),
  fc.record({
    every: fc.constant('month' as const),
    day: fc.integer({ min: 1, max: 31 }),
    at: time,
    shortMonth: fc.constantFrom('last-day' as const, 'skip' as const),
  }),
)
const anyMoment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
const anyZone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')

describe('a rule', () => {
  test('finds a moment strictly later, at its hour and on its day, in every zone', () => {
    fc.assert(
      fc.property(anyRule, anyMoment, anyZone, (rule, after, timeZone) => {
        const next = nextAfter(rule, timeZone, after)
        if (!next || rule.every === 'once') throw new Error('a rule that repeats never ends')
        expect(next.getTime()).toBeGreaterThan(after.getTime())
        const moment = DateTime.fromJSDate(next, { zone: timeZone })
        if (rule.every === 'week') expect(rule.on).toContain(moment.weekday)
        const isOnDay = (day: number) => moment.day === day || moment.day === moment.daysInMonth
        if (rule.every === 'month') expect(isOnDay(rule.day)).toBe(true)
        // On the day on which the clocks skip the hour it is as much later as they skip.
        const [hour, minute] = rule.at.split(':').map(Number)
        const asked = moment.startOf('day').set({ hour: hour ?? 0, minute: minute ?? 0 })
        expect(moment.toMillis()).toBe(asked.toMillis())
      }),
    )
  })

  test('leaves nothing out and fires nothing twice: no moment lies between two that follow each other', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyMoment,
        anyZone,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rule, after, timeZone, share) => {
          const [first, second] = nextFew(rule, timeZone, after, 2)
          if (!first || !second) throw new Error('a rule that repeats never ends')
          const between = new Date(
            first.getTime() + Math.floor(share * (second.getTime() - first.getTime() - 1)),
          )
          expect(nextAfter(rule, timeZone, between)).toEqual(second)
          const before = new Date(
            after.getTime() + Math.floor(share * (first.getTime() - after.getTime() - 1)),
          )
          expect(nextAfter(rule, timeZone, before)).toEqual(first)
        },
      ),
    )
  })

  test('of a month takes the last day of a short one, or leaves it out', () => {
    const rule = { every: 'month', day: 31, at: '08:00', shortMonth: 'last-day' } as const
    expect(nextFew(rule, zone, at('2026-01-31T09:00'), 3).map((next) => local(next))).toEqual([
      '2026-02-28 08:00 Sat',
      '2026-03-31 08:00 Tue',
      '2026-04-30 08:00 Thu',
    ])
    expect(
      nextFew({ ...rule, shortMonth: 'skip' }, zone, at('2026-01-31T09:00'), 2).map((next) => local(next)),
    ).toEqual(['2026-03-31 08:00 Tue', '2026-05-31 08:00 Sun'])
  })

  test('of a week fires on its days', () => {
    const rule = { every: 'week', on: [1, 5], at: '07:30' } as const
    expect(
      nextFew({ ...rule, on: [1, 5] }, zone, at('2026-03-02T07:30'), 3).map((next) => local(next)),
    ).toEqual(['2026-03-06 07:30 Fri', '2026-03-09 07:30 Mon', '2026-03-13 07:30 Fri'])
  })

  test('for once fires once, and not in the past', () => {
    const rule = { every: 'once', at: '2026-03-02T08:00' } as const
    expect(nextFew(rule, zone, at('2026-03-01T08:00'), 3)).toEqual([at('2026-03-02T08:00')])
    expect(nextAfter(rule, zone, at('2026-03-02T08:00'))).toBeUndefined()
  })

  test('is read back from its row, and refused when it is none', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(readRule(JSON.stringify(rule))).toEqual(rule)
      }),
    )
    expect(() => readRule('{"every":"week","on":[],"at":"08:00"}')).toThrow()
    expect(() => readRule('{"every":"day","at":"24:00"}')).toThrow()
    expect(() => readCatchUp('{"late":"sometimes"}')).toThrow()
  })
})

describe('what is due', () => {
  const daily: Rule = { every: 'day', at: '08:00' }
  const due = (catchUp: CatchUp, now: string) => dueNow(daily, zone, catchUp, at('2026-03-02T08:00'), at(now))

  test('fires at its time', () => {
    expect(due({ late: 'once' }, '2026-03-02T08:01')).toMatchObject({ state: 'fired', missed: [] })
  })

  test('never comes in a burst: of three weeks that were missed, one fires and says that it is late', () => {
    const { state, missed, at: last, next } = due({ late: 'once' }, '2026-03-23T12:00')
    expect(state).toBe('late')
    expect(missed).toHaveLength(21)
    expect([local(last), local(next)]).toEqual(['2026-03-23 08:00 Mon', '2026-03-24 08:00 Tue'])
  })

  test('is left out, or is too late, as its policy says', () => {
    expect(due({ late: 'skip' }, '2026-03-02T09:00').state).toBe('skipped')
    const sixHours: CatchUp = { late: 'expire', afterMs: 6 * 3_600_000 }
    expect(due(sixHours, '2026-03-02T13:59').state).toBe('late')
    expect(due(sixHours, '2026-03-02T14:01').state).toBe('expired')
  })
})
