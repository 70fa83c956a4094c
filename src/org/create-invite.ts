import type { App } from '../app.ts'
import { linkToken } from '../lib/random.ts'
import { Refusal } from '../lib/refusal.ts'
import { expiryOf, hashOf, type Invite, rolesToHandOn } from './invite.ts'
import { insertInvite } from './invite-store.ts'
import { mustBeAllowed, rolesIn } from './may.ts'
import type { Role } from './permission.ts'
import type { Actor } from './person.ts'

interface InvitePlan {
  role: Role
  unitId: number
  maxUses: number
}

/** A link that makes whoever opens it hold `role` in the unit. The token is given out once, here. */
export async function createInvite(
  app: App,
  by: Actor,
  { role, unitId, maxUses }: InvitePlan,
): Promise<{ token: string; invite: Invite }> {
  const now = app.clock.now()
  const token = linkToken(app.random)
  const invite = await app.db.transaction(async (tx) => {
    const unit = await mustBeAllowed(tx, by, 'invite', unitId)
    if (!rolesToHandOn(await rolesIn(tx, by.personId, unit)).includes(role))
      throw new Refusal('role-too-high')
    const row = { role, unitId, maxUses, expiresAt: expiryOf(now), createdById: by.personId, createdAt: now }
    return insertInvite(tx, { ...row, tokenHash: hashOf(token) })
  })
  return { token, invite }
}
