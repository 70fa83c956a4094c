import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { noteAct } from '../note-act.ts'
import { agreementMessage, spokenMessage } from './agreement-texts.ts'
import { mediatedBy, workOn } from './mediating.ts'
import { longestAgreement, type Mediation, sides, versionOf } from './mediation.ts'
import { mediationOf, noteAgreement } from './mediation-store.ts'
import { partyIdOf } from './party-thread.ts'
import { hasChat, tellSide } from './sides.ts'

export interface AgreementText {
  text: string
  /** Its reading aloud, by Telegram's file id. */
  spokenFileId?: string | undefined
}

/** Each side gets it with two buttons, which say that they agree to this very text; and once more to listen to. */
async function showTo(tx: Tx, app: App, one: Case, written: Mediation, seq: number): Promise<void> {
  const { agreement: text = '', spokenFileId } = written
  const version = versionOf(written)
  for (const side of sides) {
    if (!(await hasChat(tx, app, one, side))) continue
    await tellSide(tx, app, one, side, { what: seq }, agreementMessage({ text, version }))
    if (spokenFileId === undefined) continue
    const what = `${seq}:spoken`
    await tellSide(tx, app, one, side, { what }, spokenMessage({ spokenFileId, version }))
  }
}

/**
 * What both sides are to agree to. Another text, or another reading, voids what either has agreed to before; the same one again
 * changes nothing.
 */
export async function writeAgreement(
  app: App,
  by: Actor,
  caseId: number,
  { text, spokenFileId }: AgreementText,
): Promise<Case> {
  if (text.trim() === '') throw new Refusal('case-note-needed')
  if (text.length > longestAgreement)
    throw new Refusal('mediation-agreement-long', { longest: longestAgreement })
  return app.db.transaction(async (tx) => {
    const { one: before, mediation } = await mediatedBy(tx, app, by, caseId)
    await partyIdOf(tx, caseId)
    const isSame = versionOf(mediation) === versionOf({ agreement: text, spokenFileId })
    if (isSame && mediation.writtenAt && !mediation.agreedAt) return before
    const one = await workOn(tx, app, before, by.personId)
    await noteAgreement(tx, app, caseId, { text, spokenFileId, at: app.clock.now() })
    const seq = await noteAct(tx, app, one, { what: 'write-agreement', actor: 'staff', byId: by.personId })
    const written = await mediationOf(tx, app, caseId)
    if (written) await showTo(tx, app, one, written, seq)
    return one
  })
}
