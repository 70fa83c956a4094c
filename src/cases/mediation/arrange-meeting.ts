import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, isOpen } from '../case.ts'
import { noteAct } from '../note-act.ts'
import { tellStaff } from '../tell-case.ts'
import { mediatingFor } from './mediating.ts'
import { type Meeting, nextReminderAt } from './meeting.ts'
import {
  cancelMeetingRow,
  insertMeeting,
  isArranged,
  meetingById,
  moveMeetingRow,
  nextMeeting,
} from './meeting-store.ts'
import { meetingMessage } from './meeting-texts.ts'
import { tellSides } from './sides.ts'

interface MeetingPlan {
  at: Date
  place: string
}

/** Who does it, and whether it can wait for the morning. */
interface Cancelling {
  byId: number | undefined
  quiet?: boolean
}

function mustMakeSense({ at, place }: MeetingPlan, now: Date): void {
  if (at <= now) throw new Refusal('schedule-past')
  if (place.trim() === '') throw new Refusal('mediation-place-needed')
}

const hasEnded = (one: Case) => one.state === 'handled' || !isOpen(one)

/** Both sides hear it, and of those who work on it all but the one who did it; the clock when nobody did. */
async function tellOf(
  tx: Tx,
  app: App,
  one: Case,
  what: 'meeting-set' | 'meeting-moved' | 'meeting-cancelled',
  { at, place }: Meeting,
  { byId, quiet = false }: Cancelling,
): Promise<void> {
  const actor = byId === undefined ? 'clock' : 'staff'
  const seq = await noteAct(tx, app, one, { what, actor, byId })
  const said = what === 'meeting-cancelled' && hasEnded(one) ? 'meeting-needless' : what
  const news = meetingMessage(said, { at, place, timeZone: app.config.townTimezone })
  await tellSides(tx, app, one, { what: seq, quiet }, news)
  const others = [one.handlerId, one.leadId].filter((id) => id !== byId)
  await tellStaff(tx, app, one, others, { what: seq }, news)
}

/** Both sides are to meet with the mediator, then and there. Made once for each update, whose `key` it carries. */
export async function arrangeMeeting(
  app: App,
  by: Actor,
  caseId: number,
  plan: MeetingPlan,
  key: string,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one } = await mediatingFor(tx, app, by, caseId)
    if (await isArranged(tx, key)) return one
    const now = app.clock.now()
    mustMakeSense(plan, now)
    if (await nextMeeting(tx, app, caseId, now)) throw new Refusal('mediation-meeting-there')
    const { at } = plan
    const nextAt = nextReminderAt({ at, reminded: 0 }, now, app.config.townTimezone)
    const meeting = await insertMeeting(tx, app, { key, caseId, at, place: plan.place.trim(), nextAt })
    await tellOf(tx, app, one, 'meeting-set', meeting, { byId: by.personId })
    return one
  })
}

/** A meeting of that case that is still to come. Throws Refusal `mediation-meeting-over`. */
async function meetingToCome(tx: Tx, app: App, caseId: number, meetingId: number): Promise<Meeting> {
  const meeting = await meetingById(tx, app, meetingId)
  const isOver = !meeting || meeting.cancelledAt !== undefined || meeting.at <= app.clock.now()
  if (isOver || meeting.caseId !== caseId) throw new Refusal('mediation-meeting-over')
  return meeting
}

/** To another time or place; people are reminded of that one anew. To where it is already nothing happens. */
export async function moveMeeting(
  app: App,
  by: Actor,
  caseId: number,
  meetingId: number,
  plan: MeetingPlan,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one } = await mediatingFor(tx, app, by, caseId)
    const before = await meetingToCome(tx, app, caseId, meetingId)
    const now = app.clock.now()
    mustMakeSense(plan, now)
    const { at } = plan
    const place = plan.place.trim()
    if (before.at.getTime() === at.getTime() && before.place === place) return one
    const nextAt = nextReminderAt({ at, reminded: 0 }, now, app.config.townTimezone)
    const meeting = await moveMeetingRow(tx, app, meetingId, { at, place, nextAt })
    await tellOf(tx, app, one, 'meeting-moved', meeting, { byId: by.personId })
    return one
  })
}

/** It does not take place. Done twice it is done once. */
export async function cancelMeeting(app: App, by: Actor, caseId: number, meetingId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one } = await mediatingFor(tx, app, by, caseId)
    if ((await meetingById(tx, app, meetingId))?.cancelledAt) return one
    const meeting = await meetingToCome(tx, app, caseId, meetingId)
    await cancelMeetingRow(tx, meeting.id, app.clock.now())
    await tellOf(tx, app, one, 'meeting-cancelled', meeting, { byId: by.personId })
    return one
  })
}

/** The mediator has gone, or there is nothing left to meet for: what was arranged does not take place. */
export async function cancelUpcoming(tx: Tx, app: App, one: Case, how: Cancelling): Promise<void> {
  const meeting = await nextMeeting(tx, app, one.id, app.clock.now())
  if (!meeting) return
  await cancelMeetingRow(tx, meeting.id, app.clock.now())
  await tellOf(tx, app, one, 'meeting-cancelled', meeting, how)
}
