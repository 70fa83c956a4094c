import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { caseById } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { clockOwner, isToBeDone } from '../duplicates/joining.ts'
import { insertEvent } from '../event-store.ts'
import { caseFor } from '../see-case.ts'
import { tellStaff } from '../tell-case.ts'
import { isMain } from './case-clock.ts'
import { type KeptClock, runningClocks } from './clock-store.ts'
import { keepClock } from './run-clock.ts'
import { whoHasIt } from './who-to-remind.ts'

type Owned = Pick<Case, 'id' | 'joinedToId' | 'state'>

const mainClock = async (db: Tx, caseId: number): Promise<KeptClock | undefined> =>
  (await runningClocks(db, caseId)).find(isMain)

/** The clock that somebody may be late by, and the one that notes when this case was pushed: its own, which may stand meanwhile. */
interface Pushing {
  running: KeptClock
  own: KeptClock
}

/** Undefined when nobody is at work on it, or it stands for a reason that was told. */
async function pushing(db: Tx, one: Owned): Promise<Pushing | undefined> {
  if (!isToBeDone(one)) return undefined
  const running = await mainClock(db, clockOwner(one))
  if (!running || running.pausedAt) return undefined
  const own = running.caseId === one.id ? running : await mainClock(db, one.id)
  return own && { running, own }
}

/**
 * Whoever told it has their own push, once since the clock began, and once more since it is overdue and went no further. What goes
 * along with another begins anew with that.
 */
function wasPushed({ running, own }: Pushing, now: Date): boolean {
  if (!own.pushedAt) return false
  const begins = running.dueAt <= now ? running.dueAt : running.startedAt
  return own.pushedAt >= begins && (own.pausedAt === undefined || own.pushedAt >= own.pausedAt)
}

/** Whether whoever told it can push it now. */
export async function canPush(db: Tx, app: App, one: Owned): Promise<boolean> {
  const clocks = await pushing(db, one)
  return clocks !== undefined && !wasPushed(clocks, app.clock.now())
}

/** Of what goes along with another, those hear it who have that other one. */
async function worked(tx: Tx, one: Case): Promise<Case> {
  return (await caseById(tx, clockOwner(one))) ?? one
}

/**
 * 催办: whoever told it asks those who have it to hurry, once a period, whoever else pushed. Throws Refusal `push-not-now`,
 * `push-before`.
 */
export async function pushCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one, are } = await caseFor(tx, app, by, caseId)
    const isReporters = are.has('reporter')
    if (!isReporters && !are.has('filer')) throw new Refusal('case-not-now')
    const clocks = await pushing(tx, one)
    if (!clocks) throw new Refusal('push-not-now')
    const at = app.clock.now()
    if (wasPushed(clocks, at)) throw new Refusal('push-before')
    await keepClock(tx, app, { ...clocks.own, pushedAt: at })
    const byId = isReporters ? undefined : by.personId
    const actor = isReporters ? 'reporter' : 'staff'
    const act = { at, byId, actor, what: 'push', note: undefined } as const
    const seq = await insertEvent(tx, app, { ...act, caseId: one.id, from: one.state, to: one.state })
    const main = await worked(tx, one)
    const people = [...(await whoHasIt(tx, app, main)), main.leadId].filter((id) => id !== byId)
    await tellStaff(tx, app, main, people, { what: `push:${one.id}:${seq}` }, plainNews('ladder-push-news'))
    return one
  })
}
