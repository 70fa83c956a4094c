import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { expiryOf, hashOf } from '../../org/invite.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { newAlias } from '../case-number.ts'
import { noteAct } from '../note-act.ts'
import { sealIdentity } from '../trust/identity.ts'
import { mediatedBy } from './mediating.ts'
import { linkDays } from './mediation.ts'
import {
  awaitedParty,
  giveLink,
  insertParty,
  noteJoined,
  noteLetGo,
  type Party,
  partyByLink,
  partyOf,
} from './party-store.ts'
import { otherSide } from './sides.ts'

/** The row that waits for the other side; there is one at most, and none beside a side that is there. */
async function awaited(tx: Tx, app: App, caseId: number): Promise<Party> {
  if (await partyOf(tx, caseId)) throw new Refusal('mediation-party-there')
  return (await awaitedParty(tx, caseId)) ?? insertParty(tx, { caseId, alias: newAlias(app.random) })
}

/**
 * A link for the other side, for the mediator to hand on; the one before it leads nowhere any more. Made of `key`, so that the
 * same update makes the same link. It is kept as its hash.
 */
export async function inviteParty(
  app: App,
  by: Actor,
  caseId: number,
  key: string,
): Promise<{ one: Case; token: string; expiresAt: Date }> {
  return app.db.transaction(async (tx) => {
    const { one } = await mediatedBy(tx, app, by, caseId)
    const party = await awaited(tx, app, caseId)
    const token = app.sealer.mac(`link for a party ${caseId} ${key}`).slice(0, 32)
    const made = await partyByLink(tx, hashOf(token))
    if (made?.expiresAt) return { one, token, expiresAt: made.expiresAt }
    const expiresAt = expiryOf(app.clock.now(), linkDays)
    await giveLink(tx, party.id, hashOf(token), expiresAt)
    await noteAct(tx, app, one, { what: 'invite-party', actor: 'staff', byId: by.personId })
    return { one, token, expiresAt }
  })
}

/**
 * Somebody who has no phone is the other side: by name alone. The mediator hears them in person, and what they agree to is
 * signed on paper. Done twice it is done once.
 */
export async function enterParty(app: App, by: Actor, caseId: number, name: string): Promise<Case> {
  if (name.trim() === '') throw new Refusal('report-name-needed')
  return app.db.transaction(async (tx) => {
    const { one } = await mediatedBy(tx, app, by, caseId)
    const there = await otherSide(tx, app, caseId)
    if (there?.personId === undefined && there?.name === name.trim()) return one
    const party = await awaited(tx, app, caseId)
    await noteJoined(tx, party.id, {
      sealed: sealIdentity(app, { name: name.trim() }, { caseId, partyId: party.id }),
      at: app.clock.now(),
    })
    await noteAct(tx, app, one, { what: 'enter-party', actor: 'staff', byId: by.personId })
    return one
  })
}

/** The wrong one came by the link: they see nothing of it any more, and another can be asked. Done twice it is done once. */
export async function letPartyGo(app: App, by: Actor, caseId: number, partyId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one, mediation } = await mediatedBy(tx, app, by, caseId)
    if ((await partyOf(tx, caseId))?.id !== partyId) return one
    if (mediation.partyAgreedAt) throw new Refusal('mediation-agreed')
    await noteLetGo(tx, partyId)
    await noteAct(tx, app, one, { what: 'let-party-go', actor: 'staff', byId: by.personId })
    return one
  })
}
