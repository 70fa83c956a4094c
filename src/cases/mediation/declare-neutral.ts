import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { namesOf } from '../../org/person-store.ts'
import { leadCandidates } from '../candidates.ts'
import type { Case } from '../case.ts'
import { type CaseChange, caseById, saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { takersOf, unitAbove } from '../people-around.ts'
import { standingOf } from '../see-case.ts'
import { noteWord, settleClocks } from '../take-step.ts'
import { tellOfficer, tellReporter, tellStaff } from '../tell-case.ts'
import { cancelUpcoming } from './arrange-meeting.ts'
import { mediatorMessage, otherMediatorMessage } from './case-mediation-texts.ts'
import { isFitToMediate } from './mediate-case.ts'
import { askedToMediate, isMediating, isUnderWay, type Mediation, type Naming } from './mediation.ts'
import { mediationOf, namingsOf, noteDeclared } from './mediation-store.ts'
import { tellSide } from './sides.ts'

/** A case, and what somebody has to do with its mediation. */
interface Named {
  one: Case
  mediation: Mediation | undefined
  /** They were asked, and have not answered. */
  asked: Naming | undefined
  isMediating: boolean
}

/** For who was named once. Throws Refusal `case-unknown`: for all others there is no such case. */
async function namedFor(tx: Tx, app: App, by: Actor, caseId: number): Promise<Named> {
  const one = await caseById(tx, caseId)
  const namings = one ? await namingsOf(tx, app, caseId) : []
  if (!one || !namings.some(({ mediatorId }) => mediatorId === by.personId)) throw new Refusal('case-unknown')
  const asked = askedToMediate(namings)
  const mediation = await mediationOf(tx, app, caseId)
  return {
    one,
    mediation,
    asked: asked?.mediatorId === by.personId ? asked : undefined,
    isMediating: mediation?.mediatorId === by.personId && isMediating(one, mediation),
  }
}

/** Whoever told it may have been asked by those who do not know that they did. */
async function mustNotBeSide(tx: Tx, app: App, one: Case, by: Actor): Promise<void> {
  const { marks } = await standingOf(tx, app, by.personId)
  if (marks.has(one.reporterMark)) throw new Refusal('mediation-own')
}

/** Moves it with an act of the mediator. */
async function move(
  tx: Tx,
  app: App,
  by: Actor,
  before: Case,
  what: Naming['what'],
  change: CaseChange,
): Promise<{ one: Case; seq: number }> {
  const after = await saveCase(tx, before.id, change)
  const seq = await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    byId: by.personId,
    actor: 'staff',
    what,
    from: before.state,
    to: after.state,
    note: undefined,
  })
  return { one: await settleClocks(tx, app, before, after, false), seq }
}

const nameOf = async (tx: Tx, personId: number) => (await namesOf(tx, [personId])).get(personId) ?? ''

/** Somebody must answer for it: who does already, whoever asked for the mediator, or who leads there, the nearest first. */
async function leadOf(tx: Tx, app: App, one: Case, namedById: number | undefined): Promise<number | null> {
  if (one.leadId !== undefined) return one.leadId
  const leads = await leadCandidates(tx, app, one)
  const above = await unitAbove(tx, one.handlingUnitId)
  const lead =
    leads.find(({ personId }) => personId === namedById) ??
    leads.find(({ unitId }) => unitId === above?.id) ??
    leads[0]
  return lead?.personId ?? null
}

/** Both sides hear who mediates, and those who had to do with it that they need not any more. */
async function tellAll(tx: Tx, app: App, one: Case, seq: number, before: Named): Promise<void> {
  const { handlerId: mediatorId = 0, leadId } = one
  const mediator = await nameOf(tx, mediatorId)
  const news = mediatorMessage({ mediator, at: one.dueAt, timeZone: app.config.townTimezone })
  await tellReporter(tx, app, one, seq, news)
  await tellSide(tx, app, one, 'party', { what: seq }, news)
  const others = [leadId, before.asked?.byId].filter((id) => id !== mediatorId)
  await tellStaff(tx, app, one, others, { what: seq }, plainNews('mediation-news-declared', { mediator }))
  const { handlerId } = before.one
  if (handlerId === undefined || handlerId === mediatorId || others.includes(handlerId)) return
  await tellOfficer(tx, app, one, handlerId, { what: `${seq}:replaced`, quiet: true }, otherMediatorMessage)
}

/** "I am neither kin nor the boss of either": from now on they have the case, and both sides hear who it is. */
export async function declareNeutral(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const before = await namedFor(tx, app, by, caseId)
    if (before.isMediating && !before.asked) return before.one
    if (!before.asked) throw new Refusal('case-unknown')
    if (!isUnderWay(before.one)) throw new Refusal('mediation-not-now')
    if (before.one.joinedToId !== undefined) throw new Refusal('mediation-goes-along')
    if (!(await isFitToMediate(tx, app, before.one, by.personId))) throw new Refusal('case-person-unfit')
    await mustNotBeSide(tx, app, before.one, by)
    await noteDeclared(tx, before.mediation, { caseId, mediatorId: by.personId, at: app.clock.now() })
    const leadId = await leadOf(tx, app, before.one, before.asked.byId)
    const change = { handlerId: by.personId, leadId, state: 'working' } as const
    const { one, seq } = await move(tx, app, by, before.one, 'declare-neutral', change)
    // Whoever mediated before arranged what nobody comes to now.
    if (before.one.handlerId !== by.personId) await cancelUpcoming(tx, app, one, { byId: by.personId })
    await tellAll(tx, app, one, seq, before)
    return noteWord(tx, app, one)
  })
}

/** Asked, or mediating already: it goes back, to be given to somebody else. Nobody has to say why. */
export async function declineMediation(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const before = await namedFor(tx, app, by, caseId)
    if (!before.asked && !before.isMediating) return before.one
    const change: CaseChange = before.isMediating ? { handlerId: null, state: 'accepted' } : {}
    const { one, seq } = await move(tx, app, by, before.one, 'decline-mediation', change)
    if (before.isMediating) await cancelUpcoming(tx, app, one, { byId: by.personId })
    const people = [before.asked?.byId, one.handlerId, one.leadId, ...(await takersOf(tx, app, one))]
    const others = people.filter((id) => id !== by.personId)
    const mediator = await nameOf(tx, by.personId)
    await tellStaff(tx, app, one, others, { what: seq }, plainNews('mediation-news-declined', { mediator }))
    return one
  })
}
