import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Actor } from '../org/person.ts'
import { unitById } from '../org/unit-store.ts'
import { type Case, type CaseStep, isTellers, stateAfter, takenAs } from './case.ts'
import { type CaseChange, saveCase } from './case-store.ts'
import { followState, stopClocks } from './clocks/run-clock.ts'
import { insertEvent } from './event-store.ts'
import type { Seen } from './see-case.ts'

export interface Taking {
  step: CaseStep
  /** Why, or to whom. */
  note?: string | undefined
  change?: CaseChange
  /** The clock begins anew, even when the state asks for the same one. */
  fresh?: boolean
}

/** The case after a step, and the place of that step in its history. */
export interface Taken {
  one: Case
  seq: number
}

/** One told together with another goes where that one goes, until it is handled. */
function mustBeOnItsOwn({ joinedToId, state }: Case): void {
  if (joinedToId !== undefined && state !== 'handled') throw new Refusal('case-joined-first')
}

/** Moves a case by a step of `stepRules`: allowed? → state → history → clocks. Throws Refusal `case-not-now`. */
export async function takeStep(tx: Tx, app: App, by: Actor, seen: Seen, taking: Taking): Promise<Taken> {
  const { one: before, are } = seen
  const { step, note, change = {}, fresh = false } = taking
  const state = stateAfter(step, before, are)
  // Who told it may have been given it to do as well: each step is taken as what it belongs to.
  const isReporters = takenAs(step, are) === 'reporter'
  if (!isTellers(step, are)) mustBeOnItsOwn(before)
  const after = await saveCase(tx, before.id, { ...change, state })
  const seq = await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    byId: isReporters ? undefined : by.personId,
    actor: isReporters ? 'reporter' : 'staff',
    what: step,
    from: before.state,
    to: state,
    note,
  })
  return { one: await settleClocks(tx, app, before, after, fresh), seq }
}

/** Lets the clocks follow what became of a case; of one that changed hands another one runs, at the new level. */
export async function settleClocks(
  tx: Tx,
  app: App,
  before: Case,
  after: Case,
  fresh: boolean,
): Promise<Case> {
  const unit = await unitById(tx, after.handlingUnitId)
  if (!unit) throw new Error('the unit that has a case is not there')
  return followState(tx, app, before, after, { level: unit.kind, fresh })
}

/** A person has written to the reporter: the clock of the first word has done its work. */
export async function noteWord(tx: Tx, app: App, one: Case): Promise<Case> {
  await stopClocks(tx, app, one.id, ['word'])
  return one.answeredAt ? one : saveCase(tx, one.id, { answeredAt: app.clock.now() })
}
