import type { App } from '../app.ts'
import { Refusal } from '../lib/refusal.ts'
import { rolesToHandOn } from './invite.ts'
import { mustBeAllowed, rolesIn } from './may.ts'
import type { Actor } from './person.ts'
import { countHolders, endGrant, type Grant, grantById } from './role-store.ts'

/** Somebody holds a role no longer. The row stays, with who ended it. The last owner stays owner. */
export async function endRole(app: App, by: Actor, grantId: number): Promise<Grant> {
  return app.db.transaction(async (tx) => {
    const grant = await grantById(tx, grantId)
    if (!grant) throw new Refusal('role-unknown')
    const unit = await mustBeAllowed(tx, by, 'manage-roles', grant.unitId)
    if (!rolesToHandOn(await rolesIn(tx, by.personId, unit)).includes(grant.role))
      throw new Refusal('role-too-high')
    if (grant.role === 'owner' && (await countHolders(tx, 'owner')) === 1)
      throw new Refusal('role-last-owner')
    await endGrant(tx, grant.id, by.personId, app.clock.now())
    return grant
  })
}
