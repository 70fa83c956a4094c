import { Refusal } from '../lib/refusal.ts'
import type { CatchUp, Rule } from '../lib/schedule.ts'

export type ScheduleState = 'active' | 'paused' | 'ended' | 'broken'

/** What happens again and again. `purpose` and `subjectId` name the feature's row that it is about. */
export interface Schedule {
  id: number
  purpose: string
  subjectId: number
  rule: Rule
  timeZone: string
  catchUp: CatchUp
  nextAt: Date | undefined
  state: ScheduleState
}

/** What was to happen and did not: its author is told, once. */
export interface Missed {
  scheduleId: number
  subjectId: number
  /** Too late to be made up for, or set aside after an error. */
  why: 'dropped' | 'broken'
  /** The times it was for: so many, from the first to the last. */
  first: Date
  last: Date
  count: number
  /** When it happens again, if it does by itself. */
  next: Date | undefined
}

/** Unique for each schedule and time. */
export const missedKey = ({ scheduleId, last }: Missed): string =>
  `schedule:${scheduleId}:missed:${last.toISOString()}`

const scheduleChanges = ['pause', 'resume', 'skip', 'end'] as const
export type ScheduleChange = (typeof scheduleChanges)[number]

/** The change that a button names. Throws Refusal `schedule-changed` for any other word. */
export function scheduleChange(word: string): ScheduleChange {
  const change = scheduleChanges.find((known) => known === word)
  if (!change) throw new Refusal('schedule-changed')
  return change
}

/** What can be done with a schedule of that state, as its list offers it. */
export const changesOffered: Record<ScheduleState, readonly ScheduleChange[]> = {
  active: ['pause', 'skip', 'end'],
  paused: ['resume', 'end'],
  broken: ['resume', 'end'],
  ended: [],
}
