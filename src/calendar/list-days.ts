import type { App } from '../app.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { notedDays, notedYears } from './calendar-store.ts'
import { isPublished } from './fill-calendar.ts'
import { type CalendarKeeper, mustKeepCalendar } from './note-day.ts'
import type { DayList } from './noted-day.ts'
import { yearsAround } from './whole-year.ts'

/** What differs from the week in the next twelve months. */
export async function listDays(app: App, by: CalendarKeeper): Promise<DayList> {
  const { db } = app
  await mustKeepCalendar(db, by)
  const today = localDate(app.clock.now(), app.config.townTimezone)
  const whole = await notedYears(db)
  const unknown = yearsAround(today).filter((year) => !isPublished(year))
  return {
    days: await notedDays(db, today, dayPlus(today, 365)),
    unknown: unknown.map((year) => ({ year, isWhole: whole.has(year) })),
  }
}
