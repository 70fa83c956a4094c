import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { unitLabel } from '../../org/org-texts.ts'
import { namesOf } from '../../org/person-store.ts'
import type { Grant } from '../../org/role-store.ts'
import { pathTo } from '../../org/unit-paths.ts'
import { type Case, isOpen } from '../case.ts'
import { officeOfAsker, officeToAnswer } from './unsealing-people.ts'
import { openUnsealing, unsealedFor } from './unsealing-store.ts'
import type { Office, UnsealingFacts } from './unsealing-texts.ts'

/** Who acts, and where, in words. */
export async function officeInWords(
  db: Tx,
  { personId, role, unitId }: Pick<Grant, 'personId' | 'role' | 'unitId'>,
): Promise<Office> {
  const name = (await namesOf(db, [personId])).get(personId) ?? ''
  return { name, role, unit: unitLabel(await pathTo(db, unitId)) }
}

/** How far it is with opening a name, for somebody who has the card of the case before them. */
export async function unsealingFacts(
  db: Tx,
  app: App,
  one: Case,
  personId: number,
): Promise<UnsealingFacts | undefined> {
  if (one.privacy !== 'sealed' || !isOpen(one)) return undefined
  const isKnown = (await unsealedFor(db, one.id)).has(personId)
  const asked = await openUnsealing(db, app, one.id)
  const by = asked && (await officeOfAsker(db, app, one, asked))
  if (!asked || !by) return { isKnown, isAsked: false, toAnswer: undefined }
  const isTheirs = (await officeToAnswer(db, app, one, asked, personId)) !== undefined
  const { id: askedId, reason } = asked
  const toAnswer = isTheirs ? { askedId, reason, from: await officeInWords(db, by) } : undefined
  return { isKnown, isAsked: true, toAnswer }
}
