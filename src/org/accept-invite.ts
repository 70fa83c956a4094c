import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { grantRole } from './grant-role.ts'
import { hashOf, type Invite } from './invite.ts'
import { hasUsed, insertUse, inviteByHash } from './invite-store.ts'
import type { Person } from './person.ts'
import { updatePerson } from './person-store.ts'
import type { Unit } from './unit.ts'
import { unitById } from './unit-store.ts'

async function openInvite(tx: Tx, token: string, now: Date): Promise<{ invite: Invite; unit: Unit }> {
  const invite = await inviteByHash(tx, hashOf(token))
  const unit = invite && (await unitById(tx, invite.unitId))
  if (!invite || !unit || invite.isRevoked) throw new Refusal('invite-unknown')
  if (invite.expiresAt <= now) throw new Refusal('invite-expired')
  return { invite, unit }
}

/** What a link offers, before it is accepted. Throws Refusal when it can not be used any more. */
export async function lookAtInvite(
  app: App,
  person: Person,
  token: string,
): Promise<{ invite: Invite; unit: Unit }> {
  const found = await openInvite(app.db, token, app.clock.now())
  const isSpent = found.invite.used >= found.invite.maxUses
  if (isSpent && !(await hasUsed(app.db, found.invite.id, person.id))) throw new Refusal('invite-used-up')
  return found
}

/** Somebody takes the role that the link offers. Accepting it twice is once. */
export async function acceptInvite(
  app: App,
  person: Person,
  token: string,
): Promise<{ invite: Invite; unit: Unit }> {
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    const { invite, unit } = await openInvite(tx, token, now)
    if (await hasUsed(tx, invite.id, person.id)) return { invite, unit }
    if (invite.used >= invite.maxUses) throw new Refusal('invite-used-up')
    await insertUse(tx, invite.id, person.id, now)
    await grantRole(tx, { personId: person.id, unit, role: invite.role, by: invite.createdById }, now)
    // Whoever is invited to a village or a group lives there, as long as they have not said otherwise.
    const isHome = unit.kind === 'group' || unit.kind === 'village'
    if (person.unitId === undefined && isHome) await updatePerson(tx, person.id, { unitId: unit.id })
    return { invite, unit }
  })
}
