import type { App } from '../../app.ts'
import { afterQuietHours } from '../../delivery/quiet-hours.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import type { Case } from '../case.ts'
import { caseById } from '../case-store.ts'
import { tellStaff } from '../tell-case.ts'
import { isUnderWay } from './mediation.ts'
import {
  dueReminder,
  type Meeting,
  nextReminderAt,
  type Reminder,
  remindedAfter,
  reminderTimes,
} from './meeting.ts'
import { dueMeetings, meetingById, noteReminded } from './meeting-store.ts'
import { reminderMessage } from './meeting-texts.ts'
import { tellSides } from './sides.ts'

const mostInOneGo = 200

/** Both sides and who has the case, whoever that is by now. It is never said after the meeting has begun. */
async function remind(tx: Tx, app: App, one: Case, meeting: Meeting, reminder: Reminder): Promise<void> {
  const { townTimezone: timeZone } = app.config
  const { id, at, place } = meeting
  const news = reminderMessage({
    at,
    place,
    timeZone,
    isToday: localDate(at, timeZone) === localDate(app.clock.now(), timeZone),
    isLast: reminder === 'evening' && !reminderTimes(at, timeZone).shortly,
  })
  const what = `meeting:${id}:${at.toISOString()}:${reminder}`
  await tellSides(tx, app, one, { what, expiresAt: at }, news)
  await tellStaff(tx, app, one, [one.handlerId, one.leadId], { what }, news)
}

/** Says what is due of one meeting. False: it was moved, cancelled or reminded of meanwhile, or there is nothing to say. */
async function remindOf(tx: Tx, app: App, meetingId: number): Promise<boolean> {
  const now = app.clock.now()
  const { townTimezone: timeZone } = app.config
  const meeting = await meetingById(tx, app, meetingId)
  const one = meeting && (await caseById(tx, meeting.caseId))
  if (!meeting || !one) return false
  const reminder = isUnderWay(one) ? dueReminder(meeting, now, timeZone) : undefined
  const reminded = reminder ? remindedAfter(reminder) : meeting.reminded
  const nextAt = isUnderWay(one) ? nextReminderAt({ at: meeting.at, reminded }, now, timeZone) : undefined
  if (!(await noteReminded(tx, meeting, { reminded, nextAt })) || !reminder) return false
  await remind(tx, app, one, meeting, reminder)
  return true
}

/**
 * Reminds both sides of their meetings: at six the evening before, and two hours before. Nobody is reminded at night: what would
 * fall there was said the evening before. Each is said once; what was slept through past the meeting is not said.
 */
export async function remindOfMeetings(app: App): Promise<{ reminded: number }> {
  const now = app.clock.now()
  const isNight = afterQuietHours(now, app.config.townTimezone).getTime() !== now.getTime()
  let reminded = 0
  if (isNight) return { reminded }
  for (const id of await dueMeetings(app.db, now, mostInOneGo))
    if (await app.db.transaction((tx) => remindOf(tx, app, id))) reminded++
  return { reminded }
}
