import {
  afterWorkingDays,
  afterWorkingMs,
  type Calendar,
  type WorkingMoment,
  workingMsBetween,
} from '../../calendar/working-time.ts'
import type { CaseState } from '../case.ts'
import type { ClockPurpose, Term } from './case-terms.ts'

/** It stood from `from` to `to`. */
export interface Pause {
  from: Date
  to: Date
}

/** A term that runs. */
export interface Clock {
  id: number
  caseId: number
  purpose: ClockPurpose
  startedAt: Date
  term: Term
  pauses: readonly Pause[]
  /** It stands since then. */
  pausedAt: Date | undefined
  dueAt: Date
  /** Days of a year that is not published yet lie in it. */
  provisional: boolean
  /** How many of its marks are behind it. */
  marksDone: number
}

/** Why a case goes up. */
export type WhyUp = 'overdue' | 'disputed' | 'nobody-there'

/** When somebody is told how much of the time is gone, in shares of it; at the last one it is over. */
const marks: Record<ClockPurpose, readonly number[]> = {
  word: [0.5, 1],
  accept: [0.5, 0.8, 1],
  handle: [0.5, 0.8, 1],
  verify: [1],
  'follow-up': [0.8, 1],
  pause: [1],
}

type Running = Pick<Clock, 'purpose' | 'startedAt' | 'term' | 'pauses'>

const hourMs = 3_600_000
const realMs = { hours: hourMs, days: 24 * hourMs }

/** Where a moment moves to when the clock stands for a while before it. */
function pastPauses(calendar: Calendar, { term, pauses }: Running, first: WorkingMoment): WorkingMoment {
  let { at, provisional } = first
  for (const { from, to } of pauses) {
    if (from >= at) continue
    if (term.unit === 'working-days') {
      const moved = afterWorkingMs(calendar, to, workingMsBetween(calendar, from, at))
      at = moved.at
      provisional ||= moved.provisional
    } else {
      at = new Date(to.getTime() + at.getTime() - from.getTime())
    }
  }
  return { at, provisional }
}

/** The moment at which that share of the time is gone; 1 is the deadline. */
export function momentOf(calendar: Calendar, clock: Running, share: number): WorkingMoment {
  const { startedAt, term } = clock
  if (term.unit !== 'working-days') {
    const ms = term.amount * realMs[term.unit] * share
    return pastPauses(calendar, clock, { at: new Date(startedAt.getTime() + ms), provisional: false })
  }
  const end = afterWorkingDays(calendar, startedAt, term.amount)
  if (share === 1) return pastPauses(calendar, clock, end)
  const ms = workingMsBetween(calendar, startedAt, end.at) * share
  const { at } = afterWorkingMs(calendar, startedAt, ms)
  return pastPauses(calendar, clock, { at, provisional: end.provisional })
}

/** The next moment at which it says something; undefined when it has said all, or stands. */
export function nextMarkAt(
  calendar: Calendar,
  clock: Running & Pick<Clock, 'pausedAt' | 'marksDone'>,
): Date | undefined {
  const share = marks[clock.purpose][clock.marksDone]
  if (share === undefined || clock.pausedAt) return undefined
  return momentOf(calendar, clock, share).at
}

/**
 * The share whose moment has come, and how many marks are then behind it. Those that were slept through are not said one after
 * the other: only the last one counts.
 */
export function markReached(
  calendar: Calendar,
  clock: Clock,
  now: Date,
): { share: number; marksDone: number } | undefined {
  if (clock.pausedAt) return undefined
  const shares = marks[clock.purpose]
  for (let n = shares.length; n > clock.marksDone; n--) {
    const share = shares[n - 1] ?? 1
    if (momentOf(calendar, clock, share).at <= now) return { share, marksDone: n }
  }
  return undefined
}

/**
 * How many marks stay behind a clock that was given more time: what was said of the old end and lies ahead by the new one is to be
 * said again.
 */
export function marksKept(calendar: Calendar, clock: Running & Pick<Clock, 'marksDone'>, now: Date): number {
  const done = marks[clock.purpose].slice(0, clock.marksDone)
  return done.filter((share) => momentOf(calendar, clock, share).at <= now).length
}

const running: Record<CaseState, ClockPurpose | undefined> = {
  filed: 'accept',
  redirected: 'follow-up',
  declined: undefined,
  accepted: 'handle',
  assigned: 'handle',
  working: 'handle',
  waiting: 'handle',
  disputed: 'handle',
  handled: 'verify',
  closed: undefined,
  withdrawn: undefined,
}

/** Which clock runs in a state. In `waiting` it stands. */
export const clockOf = (state: CaseState): ClockPurpose | undefined => running[state]

/** Whether it says when the next step is due, as opposed to the first word and the longest pause. */
export const isMain = ({ purpose }: Pick<Clock, 'purpose'>): boolean =>
  purpose !== 'word' && purpose !== 'pause'
