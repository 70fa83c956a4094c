import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Case, Relation } from '../case.ts'
import { plainNews } from '../case-texts.ts'
import { insertEntry } from '../entry-store.ts'
import { insertFiles } from '../files/file-store.ts'
import { noteAct } from '../note-act.ts'
import { tellStaff } from '../tell-case.ts'
import { endCase } from '../working/handle-case.ts'
import { agreedMessage } from './agreement-texts.ts'
import { workOn } from './mediating.ts'
import { agreementHash, type Mediation, promiseDays, promiseDueAt } from './mediation.ts'
import { noteConsent } from './mediation-store.ts'
import { partyIdOf } from './party-thread.ts'
import { promise } from './promise-store.ts'
import { tellSides } from './sides.ts'

/** What was agreed stays in both threads, whatever is agreed later; its reading aloud is kept with it. */
async function keepInThreads(
  tx: Tx,
  app: App,
  one: Case,
  { agreement: text = '', spokenFileId, mediatorId }: Mediation,
  seq: number,
): Promise<void> {
  const at = app.clock.now()
  for (const partyId of [undefined, await partyIdOf(tx, one.id)]) {
    const key = `agreed:${one.id}:${seq}:${partyId ?? 'reporter'}`
    const entry = { key, caseId: one.id, kind: 'answer', partyId, authorId: mediatorId, at } as const
    const entryId = await insertEntry(tx, app, { ...entry, words: { text, places: [] } })
    const spoken = spokenFileId === undefined ? [] : [{ kind: 'voice' as const, fileId: spokenFileId }]
    if (entryId !== undefined) await insertFiles(tx, entryId, spoken, at)
  }
}

async function promiseToAsk(tx: Tx, app: App, caseId: number): Promise<void> {
  const now = app.clock.now()
  for (const days of promiseDays)
    await promise(tx, caseId, days, promiseDueAt(now, days, app.config.townTimezone))
}

/**
 * Both have agreed: it cannot change any more, and the history holds its hash. The case is handled by this, so the reporter is
 * asked how it was settled as of any other; and both sides will be asked whether it is kept.
 */
export async function settleAgreement(tx: Tx, app: App, before: Case, mediation: Mediation): Promise<Case> {
  const { agreement = '', mediatorId } = mediation
  await noteConsent(tx, before.id, { agreedAt: app.clock.now() })
  const note = agreementHash(agreement)
  const seq = await noteAct(tx, app, before, { what: 'agreed', actor: 'clock', note })
  await keepInThreads(tx, app, before, mediation, seq)
  await promiseToAsk(tx, app, before.id)
  await tellSides(tx, app, before, { what: seq }, agreedMessage)
  await tellStaff(tx, app, before, [mediatorId], { what: seq }, plainNews('mediation-news-agreed'))
  const one = await workOn(tx, app, before, mediatorId)
  const seen = { one, are: new Set<Relation>(['handler']) }
  const end = { outcome: 'settled', note: app.texts.in(null)('mediation-settled-note') } as const
  return endCase(tx, app, { personId: mediatorId }, seen, end)
}
