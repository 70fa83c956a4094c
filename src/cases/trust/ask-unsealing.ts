import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, isOpen } from '../case.ts'
import { noteAct } from '../note-act.ts'
import { caseFor } from '../see-case.ts'
import { tellOfficer } from '../tell-case.ts'
import { sealedIdentity } from './identity-store.ts'
import { longestReason } from './unsealing.ts'
import { officeOfAsker, officesOn, whoCanAgree } from './unsealing-people.ts'
import {
  insertUnsealing,
  noteUnsealRefused,
  openUnsealing,
  type Unsealing,
  unsealedFor,
} from './unsealing-store.ts'
import { unsealingAskedMessage } from './unsealing-texts.ts'
import { officeInWords } from './view-unsealing.ts'

/** Throws Refusal when there is nothing to unseal, or nothing more to be done for which anybody must know. */
export async function mustBeSealed(tx: Tx, one: Case): Promise<void> {
  if (!isOpen(one)) throw new Refusal('case-not-now')
  if (one.privacy !== 'sealed') throw new Refusal('unseal-not-sealed')
  if ((await sealedIdentity(tx, one.id)) === undefined) throw new Refusal('unseal-erased')
}

/** One request at a time; that of somebody who lost the office is over. */
async function mustBeTheFirst(
  tx: Tx,
  app: App,
  one: Case,
  { personId, open }: Actor & { open: Unsealing | undefined },
): Promise<void> {
  if (open && (await officeOfAsker(tx, app, one, open))) throw new Refusal('unseal-asked-before')
  if (open) await noteUnsealRefused(tx, open.id, app.clock.now())
  if ((await unsealedFor(tx, one.id)).has(personId)) throw new Refusal('unseal-known')
}

/**
 * A leader needs to know who told a sealed case, and says why. That alone opens nothing: those who lead it in another unit are asked.
 * Throws Refusal when it is not theirs to ask, or when there is nobody of another unit.
 */
export async function askUnsealing(app: App, by: Actor, caseId: number, reason: string): Promise<Case> {
  const why = reason.trim()
  if (why === '') throw new Refusal('unseal-reason-needed')
  if (why.length > longestReason) throw new Refusal('unseal-reason-long', { longest: longestReason })
  return app.db.transaction(async (tx) => {
    const { one } = await caseFor(tx, app, by, caseId)
    const offices = await officesOn(tx, app, one, by.personId)
    const [office] = offices
    if (!office) throw new Refusal('case-not-now')
    await mustBeSealed(tx, one)
    const open = await openUnsealing(tx, app, caseId)
    // A replay finds what it asked.
    if (open?.askedById === by.personId && open.reason === why) return one
    await mustBeTheFirst(tx, app, one, { ...by, open })
    const asker = { personId: by.personId, unitIds: offices.map(({ unitId }) => unitId) }
    const others = await whoCanAgree(tx, app, one, asker)
    if (others.length === 0) throw new Refusal('unseal-nobody-else')
    const asked = { askedById: by.personId, askedUnitId: office.unitId, askedAt: app.clock.now() }
    const askedId = await insertUnsealing(tx, app, { caseId, reason: why, ...asked })
    const act = { what: 'unseal-asked', actor: 'staff', byId: by.personId, note: why } as const
    const seq = await noteAct(tx, app, one, act)
    const from = await officeInWords(tx, office)
    for (const id of others)
      await tellOfficer(tx, app, one, id, { what: seq }, (t) =>
        unsealingAskedMessage(t, one, { from, reason: why, askedId }),
      )
    return one
  })
}
