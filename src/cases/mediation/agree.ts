import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import type { Said, ToldFile } from '../entry.ts'
import { insertEntry } from '../entry-store.ts'
import { insertFiles } from '../files/file-store.ts'
import { noteAct } from '../note-act.ts'
import { passToStaff } from '../say-of-case.ts'
import { caseFor } from '../see-case.ts'
import { tellStaff } from '../tell-case.ts'
import { consentMessage } from './agreement-texts.ts'
import { mediatedBy } from './mediating.ts'
import { isMediating, type Mediation, type Side, versionOf } from './mediation.ts'
import { mediationOf, noteConsent } from './mediation-store.ts'
import { partyIdOf, passFromParty } from './party-thread.ts'
import { actorsOf } from './promise-store.ts'
import { settleAgreement } from './settle-agreement.ts'
import { hasChat } from './sides.ts'

interface Consenting {
  one: Case
  mediation: Mediation
  side: Side
}

/** The agreement that they read, for one of the two sides. */
async function consentingFor(
  tx: Tx,
  app: App,
  by: Actor,
  caseId: number,
  version: string,
): Promise<Consenting> {
  const { one, are } = await caseFor(tx, app, by, caseId)
  const mediation = await mediationOf(tx, app, caseId)
  const side = are.has('reporter') ? 'reporter' : are.has('party') ? 'party' : undefined
  if (!side || !mediation?.writtenAt) throw new Refusal('case-not-now')
  if (versionOf(mediation) !== version) throw new Refusal('mediation-text-changed')
  return { one, mediation, side }
}

const consentOf = (side: Side) => (side === 'reporter' ? 'reporterAgreedAt' : 'partyAgreedAt')

/** One side agrees; with the second one it is settled. Whoever mediates hears it. */
async function consent(
  tx: Tx,
  app: App,
  { one, mediation, side }: Consenting,
  act: { what: string; byId?: number; note?: string },
): Promise<Case> {
  const now = app.clock.now()
  await noteConsent(tx, one.id, { [consentOf(side)]: now })
  const actor = act.byId === undefined ? side : 'staff'
  const seq = await noteAct(tx, app, one, { ...act, actor })
  const others = [one.handlerId, one.leadId].filter((id) => id !== act.byId)
  await tellStaff(tx, app, one, others, { what: seq }, consentMessage(side, 'agree'))
  const after = { ...mediation, [consentOf(side)]: now }
  return after.reporterAgreedAt && after.partyAgreedAt ? settleAgreement(tx, app, one, after) : one
}

/** "I agree", to the very text that they read. Done twice it is done once. */
export async function agree(app: App, by: Actor, caseId: number, version: string): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const consenting = await consentingFor(tx, app, by, caseId, version)
    const { one, mediation, side } = consenting
    if (mediation[consentOf(side)]) return one
    if (!isMediating(one, mediation)) throw new Refusal('mediation-not-now')
    return consent(tx, app, consenting, { what: 'agree' })
  })
}

/** What they say about it goes into their own thread. False: it was noted before. */
async function noteWhy(
  tx: Tx,
  app: App,
  { one, side }: Consenting,
  said: Said,
  key: string,
): Promise<boolean> {
  const { words, files } = said
  const at = app.clock.now()
  const partyId = side === 'party' ? await partyIdOf(tx, one.id) : undefined
  const entry = { key, caseId: one.id, kind: 'told', partyId, authorId: undefined, words, at } as const
  const entryId = await insertEntry(tx, app, entry)
  if (entryId === undefined) return false
  await insertFiles(tx, entryId, files, at)
  if (side === 'party') await passFromParty(tx, app, one, { words, files, entryId })
  else await passToStaff(tx, app, one, said, `entry:${entryId}`)
  return true
}

const isSomething = ({ words, files }: Said) =>
  words.text.trim() !== '' || words.places.length > 0 || files.length > 0

/** "Not yet", perhaps with a word: what they had agreed to before no longer counts. Noted once for each update. */
export async function notYet(
  app: App,
  by: Actor,
  caseId: number,
  { version, said }: { version: string; said: Said },
  key: string,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const consenting = await consentingFor(tx, app, by, caseId, version)
    const { one, mediation, side } = consenting
    if (mediation.agreedAt) throw new Refusal('mediation-agreed')
    if (!isMediating(one, mediation)) throw new Refusal('mediation-not-now')
    if (isSomething(said) && !(await noteWhy(tx, app, consenting, said, key))) return one
    const { writtenAt = mediation.declaredAt } = mediation
    const isNoted = (await actorsOf(tx, caseId, 'not-yet', writtenAt)).has(side)
    if (isNoted && !mediation[consentOf(side)]) return one
    await noteConsent(tx, caseId, { [consentOf(side)]: null })
    const seq = await noteAct(tx, app, one, { what: 'not-yet', actor: side })
    await tellStaff(tx, app, one, [one.handlerId], { what: seq }, consentMessage(side, 'not-yet'))
    return one
  })
}

interface PaperConsent {
  side: Side
  /** Who saw it signed. */
  witness: string
  /** Of the paper. */
  photo: ToldFile
}

/**
 * A side that has no chat with us signed on paper: the mediator keeps a photo of it, and names who saw it. Not possible for
 * somebody who can press a button of their own.
 */
export async function agreeOnPaper(
  app: App,
  by: Actor,
  caseId: number,
  { side, witness, photo }: PaperConsent,
  key: string,
): Promise<Case> {
  if (witness.trim() === '') throw new Refusal('mediation-witness-needed')
  return app.db.transaction(async (tx) => {
    const { one, mediation } = await mediatedBy(tx, app, by, caseId)
    if (!mediation.writtenAt) throw new Refusal('mediation-nothing-written')
    if (await hasChat(tx, app, one, side)) throw new Refusal('mediation-has-chat')
    if (side === 'party') await partyIdOf(tx, caseId)
    if (mediation[consentOf(side)]) return one
    const at = app.clock.now()
    const words = { text: witness.trim(), places: [] }
    const entry = { key, caseId, kind: 'note', partyId: undefined, authorId: by.personId, words, at } as const
    const entryId = await insertEntry(tx, app, entry)
    if (entryId !== undefined) await insertFiles(tx, entryId, [photo], at)
    const act = { what: `${side}-on-paper`, byId: by.personId, note: witness.trim() }
    return consent(tx, app, { one, mediation, side }, act)
  })
}
