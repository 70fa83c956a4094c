import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { insertEvent } from '../event-store.ts'
import { caseFor, type Seen } from '../see-case.ts'
import { settleClocks } from '../take-step.ts'
import { isLocked, isMediating, type Mediation } from './mediation.ts'
import { mediationOf } from './mediation-store.ts'

/** A case that is being mediated, for who mediates it or leads it. */
interface Mediating extends Seen {
  mediation: Mediation
}

/**
 * Throws Refusal `case-unknown` where there is none for them, `mediation-agreed` once both sides have agreed, `mediation-not-now`
 * where it is not theirs, or nobody mediates it.
 */
export async function mediatingFor(tx: Tx, app: App, by: Actor, caseId: number): Promise<Mediating> {
  const seen = await caseFor(tx, app, by, caseId)
  const mediation = await mediationOf(tx, app, caseId)
  if (mediation && isLocked(seen.one, mediation)) throw new Refusal('mediation-agreed')
  const isTheirs = seen.are.has('handler') || seen.are.has('lead')
  if (!isTheirs || !mediation || !isMediating(seen.one, mediation)) throw new Refusal('mediation-not-now')
  return { ...seen, mediation }
}

/** The same, for the mediator alone. */
export async function mediatedBy(tx: Tx, app: App, by: Actor, caseId: number): Promise<Mediating> {
  const mediating = await mediatingFor(tx, app, by, caseId)
  if (mediating.mediation.mediatorId !== by.personId) throw new Refusal('mediation-not-now')
  return mediating
}

/** The mediator is at it: whatever state it was in, it is being worked on from now on. */
export async function workOn(tx: Tx, app: App, before: Case, mediatorId: number): Promise<Case> {
  if (before.state === 'working') return before
  const after = await saveCase(tx, before.id, { state: 'working' })
  await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    byId: mediatorId,
    actor: 'staff',
    what: before.state === 'waiting' ? 'resume' : 'begin',
    from: before.state,
    to: 'working',
    note: undefined,
  })
  return settleClocks(tx, app, before, after, false)
}
