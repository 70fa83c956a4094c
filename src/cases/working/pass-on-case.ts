import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import { isOffice } from '../../org/permission.ts'
import type { Actor } from '../../org/person.ts'
import { grantsOf } from '../../org/role-store.ts'
import { isWithin } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Case } from '../case.ts'
import { wasPassedAround } from '../clocks/passed-around.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { deadlineOf } from '../next-date.ts'
import { takersOf } from '../people-around.ts'
import { passedOnMessage, redirectedMessage } from '../reporter-texts.ts'
import { caseFor } from '../see-case.ts'
import { noteWord, takeStep } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'

/**
 * Never "not ours": it is handed to the unit of ours whose it is, and the reporter hears it. Its clock begins anew there, unless it
 * is passed around.
 */
export async function passOnCase(
  app: App,
  by: Actor,
  caseId: number,
  to: { unitId: number; note: string },
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const unit = await unitById(tx, to.unitId)
    if (!unit || unit.id === seen.one.handlingUnitId || unit.kind === 'branch')
      throw new Refusal('case-unit-same')
    const about = seen.one.aboutId === undefined ? [] : await grantsOf(tx, seen.one.aboutId)
    const isTheirs = about
      .filter(isOffice)
      .some((office) => isWithin(unit, office) && unit.parentId !== undefined)
    if (isTheirs) throw new Refusal('case-unit-same')
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'pass-on',
      note: to.note,
      change: { handlingUnitId: unit.id, intakeId: null, leadId: null, handlerId: null },
    })
    const takers = await takersOf(tx, app, one)
    if (takers.length === 0) throw new Refusal('case-nobody-there')
    const isAround = await wasPassedAround(tx, one.id)
    const goesOn = isAround ? await deadlineOf(tx, app, one) : undefined
    const news = passedOnMessage({ unit: unit.name, note: to.note, goesOn })
    await tellStaff(tx, app, one, takers, { what: seq }, news)
    await tellReporter(tx, app, one, seq, passedOnMessage({ unit: unit.name, note: '' }))
    await tellParty(tx, app, one, seq, 'mediation-party-moved', { unit: unit.name })
    await cancelUpcoming(tx, app, one, { byId: by.personId })
    return noteWord(tx, app, one)
  })
}

/** It is handed to somebody outside the town's units, and followed there: the clock asks what became of it. */
export async function redirectCase(app: App, by: Actor, caseId: number, whom: string): Promise<Case> {
  if (whom.trim() === '') throw new Refusal('case-note-needed')
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'redirect',
      note: whom,
      // They answer for it, and have taken nothing in: of a confidential one they learn no name by that.
      change: { leadId: seen.one.leadId ?? by.personId },
    })
    const deadline = await deadlineOf(tx, app, one)
    await tellReporter(tx, app, one, seq, redirectedMessage({ whom, deadline }))
    await tellParty(tx, app, one, seq, 'mediation-party-moved', { unit: whom })
    await cancelUpcoming(tx, app, one, { byId: by.personId })
    return noteWord(tx, app, one)
  })
}
