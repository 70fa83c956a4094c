import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { mustBeAllowedInTown } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { notedDay, readCalendar, saveDays } from './calendar-store.ts'
import { publishedDay } from './fill-calendar.ts'
import { dayName, mustBeNear, type NotedDay } from './noted-day.ts'
import { isWorkingDay } from './working-time.ts'

/** Who keeps the town's calendar: with the right in the town itself, or the operator. */
export type CalendarKeeper = Actor | 'cli'

export async function mustKeepCalendar(db: Tx, by: CalendarKeeper): Promise<void> {
  if (by !== 'cli') await mustBeAllowedInTown(db, by, 'manage-terms')
}

/** What is known of a day before it is changed by hand. Throws Refusal `days-too-far`. */
export async function lookAtDay(
  app: App,
  by: CalendarKeeper,
  day: string,
  db: Tx = app.db,
): Promise<{ isWorked: boolean; noted: NotedDay | undefined }> {
  const { townTimezone } = app.config
  await mustKeepCalendar(db, by)
  mustBeNear(day, localDate(app.clock.now(), townTimezone))
  const isWorked = isWorkingDay(await readCalendar(db, townTimezone), day)
  return { isWorked, noted: await notedDay(db, day) }
}

/**
 * The town notes a day off of its own, or one that it works. Throws Refusal `days-already-off` or `days-already-worked` when
 * that is so without it; what it has noted itself can be noted again, with another name.
 */
export async function noteDay(
  app: App,
  by: CalendarKeeper,
  { day, isWorked, name }: Pick<NotedDay, 'day' | 'isWorked' | 'name'>,
): Promise<NotedDay> {
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    const before = await lookAtDay(app, by, day, tx)
    const row: NotedDay = { day, isWorked, name: dayName(name), isByHand: true }
    if (before.isWorked === isWorked && !before.noted?.isByHand) {
      throw new Refusal(isWorked ? 'days-already-worked' : 'days-already-off', { day })
    }
    await saveDays(tx, [row], now)
    return row
  })
}

/** What the town noted of a day holds no longer: it is as the state says, or as its week. Throws Refusal `days-unknown`. */
export async function forgetDay(app: App, by: CalendarKeeper, day: string): Promise<NotedDay> {
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    await mustKeepCalendar(tx, by)
    const noted = await notedDay(tx, day)
    if (!noted?.isByHand) throw new Refusal('days-unknown', { day })
    const published = publishedDay(day)
    await saveDays(tx, published ? [published] : [], now, [day])
    return noted
  })
}
