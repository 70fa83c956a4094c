import type { App } from '../../app.ts'
import { afterQuietHours } from '../../delivery/quiet-hours.ts'
import type { Tx } from '../../lib/db.ts'
import type { Case } from '../case.ts'
import { caseById } from '../case-store.ts'
import { noteAct } from '../note-act.ts'
import { tellStaff } from '../tell-case.ts'
import { lookMessage, promiseMessage } from './agreement-texts.ts'
import { daysSince, sides, silentAfterMs } from './mediation.ts'
import { mediationOf } from './mediation-store.ts'
import {
  actorsOf,
  casesToAsk,
  duePromises,
  noteAsked,
  notePromise,
  type Promised,
  silentPromises,
} from './promise-store.ts'
import { hasChat, otherSide, tellSide } from './sides.ts'

const mostInOneGo = 200

/** Both are asked; for one who has no chat with us who mediated is asked to go and see. */
async function ask(tx: Tx, app: App, one: Case, { id, days }: Promised, agreedAt: Date): Promise<void> {
  const passed = daysSince(agreedAt, app.clock.now(), app.config.townTimezone)
  const what = `promise:${id}:${agreedAt.toISOString()}`
  const party = await otherSide(tx, app, one.id)
  // One that was erased is not gone to.
  for (const side of party ? sides : (['reporter'] as const)) {
    if (await hasChat(tx, app, one, side)) {
      await tellSide(tx, app, one, side, { what }, promiseMessage({ days, passed }))
      continue
    }
    const news = lookMessage({ days, passed, whom: side, name: party?.name ?? '' })
    await tellStaff(tx, app, one, [one.handlerId, one.leadId], { what: `${what}:${side}` }, news)
  }
}

/** Of several that are due at once, because it was too long ago or was worked on again, the last one is asked for all. */
async function askOf(tx: Tx, app: App, caseId: number): Promise<boolean> {
  const now = app.clock.now()
  const one = await caseById(tx, caseId)
  const due = await duePromises(tx, caseId, now)
  const last = due.at(-1)
  const agreedAt = (await mediationOf(tx, app, caseId))?.agreedAt
  if (!one || !last || !agreedAt) return false
  for (const promised of due) {
    if (!(await noteAsked(tx, promised.id, now))) return false
    if (promised.id !== last.id) await notePromise(tx, promised.id, { answeredAt: now })
  }
  await ask(tx, app, one, last, agreedAt)
  return true
}

/** Nobody said anything, or only one did: silence is no "yes", so who mediated is asked to go and see. */
async function noteSilence(tx: Tx, app: App, promised: Promised): Promise<boolean> {
  const { caseId, days, askedAt = promised.dueAt, id } = promised
  const what = `silent-${days}`
  const one = await caseById(tx, caseId)
  const agreedAt = (await mediationOf(tx, app, caseId))?.agreedAt
  if (!one || !agreedAt || (await actorsOf(tx, caseId, what, askedAt)).size > 0) return false
  await noteAct(tx, app, one, { what, actor: 'clock' })
  const passed = daysSince(agreedAt, app.clock.now(), app.config.townTimezone)
  const news = lookMessage({ days, passed, whom: 'both', name: '' })
  const key = `promise:${id}:${agreedAt.toISOString()}:silent`
  await tellStaff(tx, app, one, [one.handlerId, one.leadId], { what: key }, news)
  return true
}

/** So long ago nobody is asked to go and see any more. */
const forgottenAfterMs = 30 * 24 * 60 * 60 * 1000

/**
 * Asks both sides of an agreement whether it is kept, and after a week of silence who mediated to go and see. By day only.
 * Safe to call twice.
 */
export async function askAboutPromises(app: App): Promise<{ asked: number; silent: number }> {
  const now = app.clock.now()
  const counts = { asked: 0, silent: 0 }
  if (afterQuietHours(now, app.config.townTimezone).getTime() !== now.getTime()) return counts
  for (const caseId of await casesToAsk(app.db, now, mostInOneGo))
    if (await app.db.transaction((tx) => askOf(tx, app, caseId))) counts.asked++
  const until = new Date(now.getTime() - silentAfterMs)
  const from = new Date(until.getTime() - forgottenAfterMs)
  for (const promised of await silentPromises(app.db, from, until))
    if (await app.db.transaction((tx) => noteSilence(tx, app, promised))) counts.silent++
  return counts
}
