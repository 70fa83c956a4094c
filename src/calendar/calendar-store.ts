import type { Tx } from '../lib/db.ts'
import { once } from '../lib/once.ts'
import type { NotedDay } from './noted-day.ts'
import type { Calendar } from './working-time.ts'

/** All that is noted of the days, for the town's time zone. */
export const readCalendar = (db: Tx, timeZone: string): Promise<Calendar> =>
  once(db, `calendar:${timeZone}`, () => readDays(db, timeZone))

async function readDays(db: Tx, timeZone: string): Promise<Calendar> {
  const days = await db.calendarDay.findMany({ select: { day: true, isWorked: true } })
  return {
    timeZone,
    days: new Map(days.map(({ day, isWorked }) => [day, isWorked])),
    years: await notedYears(db),
  }
}

/** The years whose holidays are all noted. */
export async function notedYears(db: Tx): Promise<Set<number>> {
  const years = await db.calendarYear.findMany({ select: { year: true } })
  return new Set(years.map(({ year }) => year))
}

const columns = { day: true, isWorked: true, name: true, isByHand: true } as const

/** The days noted from one day to another, both 2026-02-17 and both included, in their order. */
export async function notedDays(db: Tx, from: string, to: string): Promise<NotedDay[]> {
  return db.calendarDay.findMany({
    where: { day: { gte: from, lte: to } },
    select: columns,
    orderBy: { day: 'asc' },
  })
}

export async function notedDay(db: Tx, day: string): Promise<NotedDay | undefined> {
  return (await db.calendarDay.findUnique({ where: { day }, select: columns })) ?? undefined
}

/** Notes these days in the place of whatever was noted of them, and nothing any more of those in `drop`. */
export async function saveDays(
  tx: Tx,
  days: readonly NotedDay[],
  notedAt: Date,
  drop: readonly string[] = [],
): Promise<void> {
  await tx.calendarDay.deleteMany({ where: { day: { in: [...drop, ...days.map(({ day }) => day)] } } })
  await tx.calendarDay.createMany({ data: days.map((day) => ({ ...day, notedAt })) })
}

/** All holidays of the year are noted. */
export async function insertYear(tx: Tx, year: number, notedAt: Date): Promise<void> {
  await tx.calendarYear.create({ data: { year, notedAt } })
}

/** They are not. */
export async function deleteYear(tx: Tx, year: number): Promise<void> {
  await tx.calendarYear.deleteMany({ where: { year } })
}
