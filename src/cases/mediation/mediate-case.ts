import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { unitLabel } from '../../org/org-texts.ts'
import type { Actor } from '../../org/person.ts'
import { type Grant, grantsOf, grantsOfMany } from '../../org/role-store.ts'
import { pathTo } from '../../org/unit-paths.ts'
import { type Candidate, handlerCandidates } from '../candidates.ts'
import type { Case } from '../case.ts'
import { noteAct } from '../note-act.ts'
import { reporterInWords } from '../reporter-name.ts'
import { caseFor } from '../see-case.ts'
import { tellOfficer } from '../tell-case.ts'
import { asMediatorMessage, otherMediatorMessage } from './case-mediation-texts.ts'
import { askedToMediate, isMediating, isUnderWay, mayName } from './mediation.ts'
import { mediationOf, namingsOf } from './mediation-store.ts'
import { isNeutral } from './neutral.ts'
import { otherSide, reporterId } from './sides.ts'

/**
 * What both sides hold. A reporter whom the mediator will not know counts for nothing: nobody can favour them, and a list from
 * which their bosses were missing would say who they are.
 */
async function grantsOfSides(db: Tx, app: App, one: Case): Promise<Grant[][]> {
  const reporter = one.privacy === 'named' ? await reporterId(db, app, one) : undefined
  const party = (await otherSide(db, app, one.id))?.personId
  const people = [reporter, party].flatMap((id) => id ?? [])
  return [...(await grantsOfMany(db, people)).values()]
}

/** Who can mediate: everybody around it with an office who is neither a side, nor the boss of one or below one. Mediators first. */
export async function mediatorCandidates(db: Tx, app: App, one: Case): Promise<Candidate[]> {
  const sides = await grantsOfSides(db, app, one)
  const around = await handlerCandidates(db, app, one)
  const grants = await grantsOfMany(
    db,
    around.map(({ personId }) => personId),
  )
  const fit = around.filter(({ personId }) =>
    sides.every((side) => isNeutral(grants.get(personId) ?? [], side)),
  )
  const isMediator = ({ role }: Candidate) => Number(role === 'mediator')
  return fit.toSorted((a, b) => isMediator(b) - isMediator(a))
}

/** Asked again whenever it matters: offices change, and the other side may have come meanwhile. */
export async function isFitToMediate(db: Tx, app: App, one: Case, personId: number): Promise<boolean> {
  const fit = await mediatorCandidates(db, app, one)
  return fit.some((candidate) => candidate.personId === personId)
}

/** Whether these two can go together, for somebody who comes as the other side. */
export async function isNeutralTo(db: Tx, mediatorId: number, personId: number): Promise<boolean> {
  return isNeutral(await grantsOf(db, mediatorId), await grantsOf(db, personId))
}

/** Of what it is, and between whom, as far as who is asked may know before they have declared anything. */
async function askNamed(tx: Tx, app: App, one: Case, personId: number, seq: number): Promise<void> {
  const unit = unitLabel(await pathTo(tx, one.unitId))
  const from = await reporterInWords(tx, app, one)
  const party = await otherSide(tx, app, one.id)
  const what = { what: `${seq}:named`, quiet: true }
  const isAsked = await tellOfficer(tx, app, one, personId, what, (t) =>
    asMediatorMessage({ unit, from: from(t), party: party?.name })(t, one),
  )
  if (!isAsked) throw new Refusal('mediation-mediator-no-chat')
}

/**
 * Somebody is asked to mediate. It stays where it is, with whoever has it and the clock that runs, until they have declared to be
 * neither kin nor boss of either side: so it never lies with nobody, and who is not neutral reads none of it.
 */
export async function mediateCase(app: App, by: Actor, caseId: number, mediatorId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one, are } = await caseFor(tx, app, by, caseId)
    if (!mayName(are) || !isUnderWay(one)) throw new Refusal('mediation-not-now')
    if (one.joinedToId !== undefined) throw new Refusal('case-joined-first')
    if (!(await isFitToMediate(tx, app, one, mediatorId))) throw new Refusal('case-person-unfit')
    const asked = askedToMediate(await namingsOf(tx, app, caseId))
    const mediation = await mediationOf(tx, app, caseId)
    const isAlready = mediation?.mediatorId === mediatorId && isMediating(one, mediation)
    if (asked?.mediatorId === mediatorId || isAlready) return one
    const seq = await noteAct(tx, app, one, {
      what: 'name-mediator',
      actor: 'staff',
      byId: by.personId,
      note: String(mediatorId),
    })
    if (asked) {
      const what = { what: `${seq}:not-named`, quiet: true }
      await tellOfficer(tx, app, one, asked.mediatorId, what, otherMediatorMessage)
    }
    await askNamed(tx, app, one, mediatorId, seq)
    return one
  })
}
