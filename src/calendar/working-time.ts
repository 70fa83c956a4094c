import { DayBlocks, yearOf } from './day-blocks.ts'

/** Which days are worked: where nothing is noted, Monday to Friday. */
export interface Calendar {
  timeZone: string
  /** 2026-02-14 → worked or not, where a day differs from its week. */
  days: ReadonlyMap<string, boolean>
  /** The years whose holidays are all noted: the state has published them, or the town has noted them by hand. */
  years: ReadonlySet<number>
}

/** `provisional`: a year on the way is not noted yet, so the moment may still move. */
export interface WorkingMoment {
  at: Date
  provisional: boolean
}

/** Whether a day, 2026-02-17, is worked. */
export function isWorkingDay({ days }: Pick<Calendar, 'days'>, day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return days.get(day) ?? (weekday > 0 && weekday < 6)
}

/** A calendar is read anew for every act, and never changed: what was summed up for it goes with it. */
const summedUp = new WeakMap<Calendar, DayBlocks>()

function blocksOf(calendar: Calendar): DayBlocks {
  const known = summedUp.get(calendar)
  if (known) return known
  const blocks = new DayBlocks(calendar.timeZone, (day) => isWorkingDay(calendar, day))
  summedUp.set(calendar, blocks)
  return blocks
}

function isProvisional({ years }: Calendar, firstDay: number, lastDay: number): boolean {
  for (let year = yearOf(firstDay); year <= yearOf(lastDay); year++) if (!years.has(year)) return true
  return false
}

/**
 * The end, 24:00, of the `count`-th working day after the day of `from`, at least the first: the day on which a period begins
 * is not counted, and one that would end on a day off ends with the next working day (Civil Code of the PRC, articles 201 and
 * 203).
 */
export function afterWorkingDays(calendar: Calendar, from: Date, count: number): WorkingMoment {
  const blocks = blocksOf(calendar)
  const first = blocks.dayOf(from.getTime())
  const last = blocks.nthWorkedDay(first + 1, count)
  return { at: new Date(blocks.beginOf(last + 1)), provisional: isProvisional(calendar, first, last) }
}

/** How much of the time from `from` to `to` lies in working days, in milliseconds; 0 when `to` is not later. */
export function workingMsBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to <= from) return 0
  const blocks = blocksOf(calendar)
  const [first, last] = [blocks.dayOf(from.getTime()), blocks.dayOf(to.getTime())]
  return blocks.workedMsBetween(first, last) - goneBy(blocks, first, from) + goneBy(blocks, last, to)
}

/** How much of a working day has gone by at a moment in it. */
const goneBy = (blocks: DayBlocks, day: number, at: Date): number =>
  blocks.workedMsOf(day) > 0 ? at.getTime() - blocks.beginOf(day) : 0

/**
 * The moment at which `ms` of working days have gone by since `from`, which is the end of a working day rather than the
 * beginning of the next one. For 0 that is `from`, or the beginning of the next working day.
 */
export function afterWorkingMs(calendar: Calendar, from: Date, ms: number): WorkingMoment {
  const blocks = blocksOf(calendar)
  const first = blocks.dayOf(from.getTime())
  const since = ms + goneBy(blocks, first, from)
  const last = blocks.dayWhenWorked(first, since)
  const left = since - blocks.workedMsBetween(first, last)
  return { at: new Date(blocks.beginOf(last) + left), provisional: isProvisional(calendar, first, last) }
}
