import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Case } from '../case.ts'
import type { ToldFile, Words } from '../entry.ts'
import { takersOf } from '../people-around.ts'
import { tellStaff } from '../tell-case.ts'
import { fromMediatorMessage, fromPartyMessage, sentFileMessage } from './case-mediation-texts.ts'
import { partyOf } from './party-store.ts'
import { otherSide, tellSide } from './sides.ts'

interface Passed {
  words: Words
  files: readonly ToldFile[]
  entryId: number
}

/** Whose thread it is. Throws Refusal `mediation-no-party` when nobody has come yet. */
export async function partyIdOf(tx: Tx, caseId: number): Promise<number> {
  const party = await partyOf(tx, caseId)
  if (!party) throw new Refusal('mediation-no-party')
  return party.id
}

const hasWords = ({ text, places }: Words) => text.trim() !== '' || places.length > 0

/** What the other side says goes to who has the case, and to nobody on the reporter's side; its files come after it. */
export async function passFromParty(tx: Tx, app: App, one: Case, passed: Passed): Promise<void> {
  const { words, files, entryId } = passed
  const name = (await otherSide(tx, app, one.id))?.name ?? ''
  const people =
    one.handlerId === undefined ? [one.leadId, ...(await takersOf(tx, app, one))] : [one.handlerId]
  const what = `entry:${entryId}`
  if (hasWords(words)) await tellStaff(tx, app, one, people, { what }, fromPartyMessage(name, words))
  for (const [at, file] of files.entries()) {
    const message = sentFileMessage('mediation-file-from-party', file, name)
    await tellStaff(tx, app, one, people, { what: `${what}:file:${at}` }, message)
  }
}

/** What the mediator says to the other side goes to them alone. */
export async function passToParty(tx: Tx, app: App, one: Case, passed: Passed): Promise<void> {
  const { words, files, entryId } = passed
  const what = `entry:${entryId}`
  if (hasWords(words)) await tellSide(tx, app, one, 'party', { what }, fromMediatorMessage(words))
  for (const [at, file] of files.entries()) {
    const message = sentFileMessage('mediation-file-from-mediator', file)
    await tellSide(tx, app, one, 'party', { what: `${what}:file:${at}` }, message)
  }
}
