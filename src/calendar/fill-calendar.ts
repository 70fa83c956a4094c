import chineseDays from 'chinese-days'
import type { App } from '../app.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { insertYear, notedDays, notedYears, saveDays } from './calendar-store.ts'
import { differences, type NotedDay } from './noted-day.ts'
import { isWorkingDay } from './working-time.ts'

const { getDayDetail } = chineseDays
const plainWeek = { days: new Map<string, boolean>() }

/** The package answers for every day, with the holiday’s name or the weekday’s; a year that it does not know has no National Day. */
export const isPublished = (year: number): boolean => getDayDetail(`${year}-10-01`).name.includes(',')

export const firstDayOf = (year: number): string => `${year}-01-01`
export const lastDayOf = (year: number): string => `${year}-12-31`

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = firstDayOf(year); day <= lastDayOf(year); day = dayPlus(day, 1)) days.push(day)
  return days
}

/** What the state says of a day, when that differs from its week. */
export function publishedDay(day: string): NotedDay | undefined {
  const { work: isWorked, name } = getDayDetail(day)
  if (isWorked === isWorkingDay(plainWeek, day)) return undefined
  const [, chinese = name] = name.split(',')
  return { day, isWorked, name: chinese, isByHand: false }
}

/** The days of a year that differ from their week: the state's holidays and the days worked for them. */
export function publishedDays(year: number): NotedDay[] | undefined {
  return isPublished(year) ? daysOf(year).flatMap((day) => publishedDay(day) ?? []) : undefined
}

/**
 * Notes the state's holidays of last year, this and the next, as far as they are published, and what has changed in them: the
 * last days of a year are published with the next one. Returns for how many years something was noted.
 */
export async function fillCalendar(app: App): Promise<{ filled: number }> {
  const year = Number(localDate(app.clock.now(), app.config.townTimezone).slice(0, 4))
  let filled = 0
  for (const wanted of [year - 1, year, year + 1]) {
    const published = publishedDays(wanted)
    if (published && (await fillYear(app, wanted, published))) filled++
  }
  return { filled }
}

async function fillYear(app: App, year: number, published: readonly NotedDay[]): Promise<boolean> {
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    const isNew = !(await notedYears(tx)).has(year)
    const noted = await notedDays(tx, firstDayOf(year), lastDayOf(year))
    const { write, drop } = differences(published, noted)
    if (isNew) await insertYear(tx, year, now)
    if (write.length + drop.length > 0) await saveDays(tx, write, now, drop)
    return isNew || write.length + drop.length > 0
  })
}
