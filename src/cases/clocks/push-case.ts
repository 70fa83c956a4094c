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

/** The clock that somebody is late by; undefined when nobody is at work on it, or it stands for a reason that was told. */
async function pushable(db: Tx, one: Owned): Promise<KeptClock | undefined> {
  if (!isToBeDone(one)) return undefined
  const main = (await runningClocks(db, clockOwner(one))).find(isMain)
  return main?.pausedAt ? undefined : main
}

/** Whether it can be pushed now: once while one clock runs, by whoever told it first of those who go along together. */
export async function canPush(db: Tx, one: Owned): Promise<boolean> {
  const clock = await pushable(db, one)
  return clock !== undefined && clock.pushedAt === undefined
}

/** Of what goes along with another, that other one is pushed. */
async function worked(tx: Tx, one: Case): Promise<Case> {
  return (await caseById(tx, clockOwner(one))) ?? one
}

/**
 * 催办: whoever told it asks those who have it to hurry, once while a clock runs. Throws Refusal `push-not-now`, `push-before`.
 */
export async function pushCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one, are } = await caseFor(tx, app, by, caseId)
    const isReporters = are.has('reporter')
    if (!isReporters && !are.has('filer')) throw new Refusal('case-not-now')
    const clock = await pushable(tx, one)
    if (!clock) throw new Refusal('push-not-now')
    if (clock.pushedAt) throw new Refusal('push-before')
    const at = app.clock.now()
    await keepClock(tx, app, { ...clock, pushedAt: at })
    const byId = isReporters ? undefined : by.personId
    const actor = isReporters ? 'reporter' : 'staff'
    const act = { at, byId, actor, what: 'push', note: undefined } as const
    await insertEvent(tx, app, { ...act, caseId: one.id, from: one.state, to: one.state })
    const main = await worked(tx, one)
    const people = [...(await whoHasIt(tx, app, main)), main.leadId].filter((id) => id !== byId)
    await tellStaff(tx, app, main, people, { what: `push:${clock.id}` }, plainNews('ladder-push-news'))
    return one
  })
}
