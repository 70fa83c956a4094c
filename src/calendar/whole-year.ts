import type { App } from '../app.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { deleteYear, insertYear, notedDays, notedYears } from './calendar-store.ts'
import { firstDayOf, isPublished, lastDayOf } from './fill-calendar.ts'
import { type CalendarKeeper, mustKeepCalendar } from './note-day.ts'

/** The years that the list of days shows, and that somebody may have to note by hand: this one and the next. */
export function yearsAround(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return [year, year + 1]
}

function mustBeOurs(app: App, year: number): void {
  const today = localDate(app.clock.now(), app.config.townTimezone)
  if (!yearsAround(today).includes(year) || isPublished(year)) throw new Refusal('days-year-known', { year })
}

/**
 * The town has noted all holidays of a year that we know nothing of: deadlines in it are provisional no longer. Throws Refusal
 * `days-year-known` when it is no such year, and `days-year-empty` when not one day off was noted in it.
 */
export async function noteWholeYear(app: App, by: CalendarKeeper, year: number): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    await mustKeepCalendar(tx, by)
    mustBeOurs(app, year)
    const days = await notedDays(tx, firstDayOf(year), lastDayOf(year))
    if (days.every(({ isWorked }) => isWorked)) throw new Refusal('days-year-empty', { year })
    if (!(await notedYears(tx)).has(year)) await insertYear(tx, year, now)
  })
}

/** Some are missing after all. */
export async function openYearAgain(app: App, by: CalendarKeeper, year: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    await mustKeepCalendar(tx, by)
    mustBeOurs(app, year)
    await deleteYear(tx, year)
  })
}
