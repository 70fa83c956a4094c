import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Grant } from '../../org/role-store.ts'
import type { Case } from '../case.ts'
import { plainNews } from '../case-texts.ts'
import { noteAct } from '../note-act.ts'
import { caseFor } from '../see-case.ts'
import { tellOneReporter, tellStaff } from '../tell-case.ts'
import { mustBeSealed } from './ask-unsealing.ts'
import { officeOfAsker, officeToAnswer } from './unsealing-people.ts'
import {
  hasAgreed,
  noteUnsealed,
  noteUnsealRefused,
  openUnsealing,
  type Unsealing,
} from './unsealing-store.ts'
import { unsealedMessage } from './unsealing-texts.ts'
import { officeInWords } from './view-unsealing.ts'

/** What was asked, for the one who may answer it. */
export interface Answering {
  one: Case
  asked: Unsealing
  /** By which office they answer. */
  office: Grant
  /** By which it was asked: the role that they hold there now. */
  from: Grant
}

/** Throws Refusal `case-not-now` when nothing is asked, or it is not theirs to answer. */
export async function answeringFor(tx: Tx, app: App, by: Actor, caseId: number): Promise<Answering> {
  const { one } = await caseFor(tx, app, by, caseId)
  const asked = await openUnsealing(tx, app, caseId)
  if (!asked) throw new Refusal('unseal-nothing-asked')
  const office = await officeToAnswer(tx, app, one, asked, by.personId)
  if (!office) throw new Refusal('unseal-not-yours')
  const from = await officeOfAsker(tx, app, one, asked)
  if (!from) throw new Refusal('unseal-asker-left')
  return { one, asked, office, from }
}

/** Must be the very request that they read. */
function mustBeThat({ asked }: Answering, unsealingId: number): void {
  if (asked.id !== unsealingId) throw new Refusal('unseal-nothing-asked')
}

/**
 * Somebody of another unit agrees: from now on these two, and nobody else, see who told it. Whoever told it hears at once who
 * they are, what they are, and why: a name that somebody trusted to us is not opened by people without a name.
 */
export async function agreeUnsealing(
  app: App,
  by: Actor,
  caseId: number,
  unsealingId: number,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    // A replay finds that it was done.
    if (await hasAgreed(tx, unsealingId, by.personId)) return (await caseFor(tx, app, by, caseId)).one
    const answering = await answeringFor(tx, app, by, caseId)
    mustBeThat(answering, unsealingId)
    const { one, asked, office, from } = answering
    await mustBeSealed(tx, one)
    const agreed = { personId: by.personId, unitId: office.unitId, at: app.clock.now() }
    if (!(await noteUnsealed(tx, asked.id, agreed))) throw new Refusal('unseal-nothing-asked')
    const seq = await noteAct(tx, app, one, { what: 'unsealed', actor: 'staff', byId: by.personId })
    const people = [await officeInWords(tx, from), await officeInWords(tx, office)] as const
    await tellOneReporter(tx, app, one, seq, unsealedMessage({ people, reason: asked.reason }))
    await tellStaff(tx, app, one, [asked.askedById], { what: seq }, plainNews('unseal-news-agreed'))
    return one
  })
}

/** Somebody of another unit says no: it stays sealed, and whoever asked hears that. */
export async function refuseUnsealing(
  app: App,
  by: Actor,
  caseId: number,
  unsealingId: number,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const answering = await answeringFor(tx, app, by, caseId)
    mustBeThat(answering, unsealingId)
    const { one, asked } = answering
    if (!(await noteUnsealRefused(tx, asked.id, app.clock.now()))) throw new Refusal('unseal-nothing-asked')
    const seq = await noteAct(tx, app, one, { what: 'unseal-refused', actor: 'staff', byId: by.personId })
    await tellStaff(tx, app, one, [asked.askedById], { what: seq }, plainNews('unseal-news-refused'))
    return one
  })
}
