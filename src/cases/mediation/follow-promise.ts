import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case, Relation } from '../case.ts'
import type { EventActor } from '../case-event.ts'
import { saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { noteAct } from '../note-act.ts'
import { takersOf } from '../people-around.ts'
import { caseFor } from '../see-case.ts'
import { settleClocks } from '../take-step.ts'
import { tellStaff } from '../tell-case.ts'
import { workOn } from './mediating.ts'
import { sides } from './mediation.ts'
import { endAgreement, mediationOf } from './mediation-store.ts'
import { actorsOf, notePromise, type Promised, promiseOf } from './promise-store.ts'
import { tellSides } from './sides.ts'

/** As whom somebody says whether it is kept: as one of the sides, or as who went to see. */
function actorOf(are: ReadonlySet<Relation>): EventActor {
  if (are.has('reporter')) return 'reporter'
  if (are.has('party')) return 'party'
  if (are.has('handler') || are.has('lead')) return 'staff'
  throw new Refusal('case-not-now')
}

interface Answering {
  one: Case
  promised: Promised
  actor: EventActor
  /** It was asked about, and still holds. */
  holds: boolean
}

/** What was asked about, for who may answer. Throws Refusal `mediation-promise-over` when it never was. */
async function answeringFor(tx: Tx, app: App, by: Actor, caseId: number, days: number): Promise<Answering> {
  const { one, are } = await caseFor(tx, app, by, caseId)
  const actor = actorOf(are)
  const promised = await promiseOf(tx, caseId, days)
  if (!promised?.askedAt) throw new Refusal('mediation-promise-over')
  const isAgreed = (await mediationOf(tx, app, caseId))?.agreedAt !== undefined
  const isDone = one.state === 'handled' || one.state === 'closed'
  return { one, promised, actor, holds: isAgreed && isDone }
}

/** Both have said so, or somebody went to see; for a side without a phone somebody must. */
const isAnswered = (said: ReadonlySet<EventActor>): boolean =>
  said.has('staff') || sides.every((side) => said.has(side))

/** It is kept, says one side, or who went to see. Done twice it is done once. */
export async function keepPromise(app: App, by: Actor, caseId: number, days: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one, promised, actor, holds } = await answeringFor(tx, app, by, caseId, days)
    if (!holds) throw new Refusal('mediation-promise-over')
    const { askedAt = promised.dueAt } = promised
    const said = await actorsOf(tx, caseId, `kept-${days}`, askedAt)
    if (said.has(actor)) return one
    const byId = actor === 'staff' ? by.personId : undefined
    await noteAct(tx, app, one, { what: `kept-${days}`, actor, byId })
    if (isAnswered(new Set([...said, actor])))
      await notePromise(tx, promised.id, { answeredAt: app.clock.now() })
    return one
  })
}

/** However long ago it was closed: it is open again, with a new clock, and with the mediator when there still is one. */
async function openAgain(
  tx: Tx,
  app: App,
  before: Case,
  act: { actor: EventActor; byId: number | undefined },
): Promise<{ one: Case; seq: number }> {
  const open = { closedAt: null, outcome: null, score: null, joinedToId: null }
  const change = { ...open, state: 'accepted', reopened: before.reopened + 1 } as const
  const after = await saveCase(tx, before.id, change)
  const seq = await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    ...act,
    what: 'reopen',
    from: before.state,
    to: 'accepted',
    note: undefined,
  })
  const one = await settleClocks(tx, app, before, after, true)
  const { handlerId } = one
  return { one: handlerId === undefined ? one : await workOn(tx, app, one, handlerId), seq }
}

/** It is not kept, says either: the agreement no longer holds, and the case is open again. Done twice it is done once. */
export async function breakPromise(app: App, by: Actor, caseId: number, days: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one: before, promised, actor, holds } = await answeringFor(tx, app, by, caseId, days)
    if (promised.brokenAt) return before
    if (!holds) throw new Refusal('mediation-promise-over')
    const byId = actor === 'staff' ? by.personId : undefined
    await notePromise(tx, promised.id, { brokenAt: app.clock.now() })
    await endAgreement(tx, caseId)
    await noteAct(tx, app, before, { what: `broken-${days}`, actor, byId })
    const { one, seq } = await openAgain(tx, app, before, { actor, byId })
    const who = actor === 'staff' ? 'staff' : actor
    const people = [one.handlerId, one.leadId, ...(await takersOf(tx, app, one))]
    const others = people.filter((id) => id !== byId)
    await tellStaff(tx, app, one, others, { what: seq }, plainNews(`mediation-news-broken-${who}`, { days }))
    await tellSides(tx, app, one, { what: seq }, plainNews('mediation-open-again'))
    return one
  })
}
