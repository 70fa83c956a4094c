import { DateTime } from 'luxon'
import { afterQuietHours } from '../../delivery/quiet-hours.ts'

/** Both sides meet with the mediator. */
export interface Meeting {
  id: number
  caseId: number
  at: Date
  place: string
  cancelledAt: Date | undefined
  /** 0 none, 1 the day before, 2 two hours before. */
  reminded: number
}

const eveningHour = 18
const shortlyMs = 2 * 60 * 60 * 1000

/** When people are reminded: the evening before, and two hours before unless that is at night. */
export function reminderTimes(at: Date, timeZone: string): { evening: Date; shortly: Date | undefined } {
  const evening = DateTime.fromJSDate(at, { zone: timeZone })
    .minus({ days: 1 })
    .startOf('day')
    .set({ hour: eveningHour })
    .toJSDate()
  const shortly = new Date(at.getTime() - shortlyMs)
  const isAtNight = afterQuietHours(shortly, timeZone).getTime() !== shortly.getTime()
  return { evening, shortly: isAtNight ? undefined : shortly }
}

/** When it is to be looked at next; undefined when nothing more is to be said. */
export function nextReminderAt(
  { at, reminded }: Pick<Meeting, 'at' | 'reminded'>,
  now: Date,
  timeZone: string,
): Date | undefined {
  const { evening, shortly } = reminderTimes(at, timeZone)
  if (reminded < 1 && evening > now) return evening
  return reminded < 2 && shortly && shortly > now ? shortly : undefined
}

export type Reminder = 'evening' | 'shortly'

/** What is to be said by now. What was slept through is not made up for when the next one is due too, or the meeting has begun. */
export function dueReminder(
  { at, reminded }: Pick<Meeting, 'at' | 'reminded'>,
  now: Date,
  timeZone: string,
): Reminder | undefined {
  if (now >= at) return undefined
  const { evening, shortly } = reminderTimes(at, timeZone)
  if (reminded < 2 && shortly && shortly <= now) return 'shortly'
  return reminded < 1 && evening <= now ? 'evening' : undefined
}

/** How many of its reminders are behind a meeting after that one. */
export const remindedAfter = (reminder: Reminder): number => (reminder === 'shortly' ? 2 : 1)
