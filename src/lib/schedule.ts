import { DateTime } from 'luxon'
import { z } from 'zod'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const ruleSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('once'), at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/) }),
  z.object({ every: z.literal('day'), at: timeOfDay }),
  z.object({ every: z.literal('week'), on: z.array(z.int().min(1).max(7)).min(1), at: timeOfDay }),
  z.object({
    every: z.literal('month'),
    day: z.int().min(1).max(31),
    at: timeOfDay,
    shortMonth: z.enum(['last-day', 'skip']),
  }),
])

/**
 * When something happens again, in the local time of a place. Times are `08:00`, one moment is `2026-03-02T08:00`; days of the
 * week count from Monday, 1. A month without the day takes its last one, or is left out.
 */
export type Rule = z.infer<typeof ruleSchema>

const catchUpSchema = z.discriminatedUnion('late', [
  z.object({ late: z.literal('skip') }),
  z.object({ late: z.literal('once') }),
  z.object({ late: z.literal('expire'), afterMs: z.int().positive() }),
])

/** What becomes of a firing that was missed: left out, made up for once, or made up for once unless it is too late. */
export type CatchUp = z.infer<typeof catchUpSchema>

/** Made up for within six hours. */
export const usualCatchUp: CatchUp = { late: 'expire', afterMs: 6 * 60 * 60 * 1000 }

/** A rule read back from its row. Throws when it is none. */
export const readRule = (json: string): Rule => ruleSchema.parse(JSON.parse(json))

/** A catch-up policy read back from its row. Throws when it is none. */
export const readCatchUp = (json: string): CatchUp => catchUpSchema.parse(JSON.parse(json))

/** No rule of ours is silent for longer than the months between two 29ths of February, times two. */
const longestDays = 366
const longestMonths = 100

/** The moment at which `at` o'clock is on that day; where the clocks skip it, as much later as they skip. */
function atTime(day: DateTime, at: string): DateTime {
  const [hour, minute] = at.split(':').map(Number)
  return day.set({ hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 })
}

function* days(from: DateTime): Generator<DateTime> {
  for (let n = 0; n <= longestDays; n++) yield from.plus({ days: n })
}

/** The day of the rule in each month from that of `from`. */
function* monthlyDays(from: DateTime, rule: Rule & { every: 'month' }): Generator<DateTime> {
  for (let n = 0; n <= longestMonths; n++) {
    const month = from.startOf('month').plus({ months: n })
    const last = month.daysInMonth ?? 28
    if (rule.day <= last || rule.shortMonth === 'last-day') yield month.set({ day: Math.min(rule.day, last) })
  }
}

function* moments(rule: Rule, timeZone: string, after: Date): Generator<DateTime> {
  const today = DateTime.fromJSDate(after, { zone: timeZone }).startOf('day')
  switch (rule.every) {
    case 'once':
      yield DateTime.fromISO(rule.at, { zone: timeZone })
      return
    case 'day':
      for (const day of days(today)) yield atTime(day, rule.at)
      return
    case 'week':
      for (const day of days(today)) if (rule.on.includes(day.weekday)) yield atTime(day, rule.at)
      return
    case 'month':
      for (const day of monthlyDays(today, rule)) yield atTime(day, rule.at)
  }
}

/** The first moment of the rule strictly after `after`, or undefined when there is none. */
export function nextAfter(rule: Rule, timeZone: string, after: Date): Date | undefined {
  for (const moment of moments(rule, timeZone, after)) {
    const at = moment.toJSDate()
    if (at > after) return at
  }
  return undefined
}

/** The next `n` moments, fewer when the rule ends. */
export function nextFew(rule: Rule, timeZone: string, after: Date, n: number): Date[] {
  const found: Date[] = []
  for (let next = nextAfter(rule, timeZone, after); next && found.length < n; ) {
    found.push(next)
    next = nextAfter(rule, timeZone, next)
  }
  return found
}

/** How much after its time a firing is called late. */
const punctualMs = 2 * 60_000

export interface Due {
  /** The firing that counts: the last one that is due. */
  at: Date
  /** Those before it that were missed. */
  missed: Date[]
  state: 'fired' | 'late' | 'skipped' | 'expired'
  next: Date | undefined
}

/** What is to be done with a schedule whose `nextAt` has come. However many were missed, at most one fires. */
export function dueNow(rule: Rule, timeZone: string, catchUp: CatchUp, nextAt: Date, now: Date): Due {
  const missed: Date[] = []
  let at = nextAt
  let next = nextAfter(rule, timeZone, at)
  while (next && next <= now) {
    missed.push(at)
    at = next
    next = nextAfter(rule, timeZone, at)
  }
  return { at, missed, next, state: stateOf(catchUp, now.getTime() - at.getTime()) }
}

function stateOf(catchUp: CatchUp, lateMs: number): Due['state'] {
  if (lateMs <= punctualMs) return 'fired'
  switch (catchUp.late) {
    case 'skip':
      return 'skipped'
    case 'once':
      return 'late'
    case 'expire':
      return lateMs <= catchUp.afterMs ? 'late' : 'expired'
  }
}
