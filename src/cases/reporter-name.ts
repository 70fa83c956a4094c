import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { T } from '../lib/i18n.ts'
import { personById } from '../org/person-store.ts'
import type { Case } from './case.ts'
import { openIdentity } from './trust/identity.ts'
import { sealedIdentity } from './trust/identity-store.ts'

/** Who told it, as they are called; undefined when that was erased. Ask `knowsReporter` before. */
export async function reporterName(db: Tx, app: App, one: Pick<Case, 'id'>): Promise<string | undefined> {
  const sealed = await sealedIdentity(db, one.id)
  if (sealed === undefined) return undefined
  const { name, contact, personId } = openIdentity(app, sealed, { caseId: one.id })
  if (personId !== undefined) return (await personById(db, personId))?.name
  return [name, contact].filter(Boolean).join(' ')
}

/**
 * What those who work on it call whoever told it: the name of a named one, 来信人-7K2 of all others. For messages that go to
 * several: of a confidential one even who took it in reads the name only on the card.
 */
export async function reporterInWords(db: Tx, app: App, one: Case): Promise<(t: T) => string> {
  const name = one.privacy === 'named' ? await reporterName(db, app, one) : undefined
  return (t) => name ?? t('case-alias', { alias: one.alias })
}
