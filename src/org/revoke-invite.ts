import type { App } from '../app.ts'
import { Refusal } from '../lib/refusal.ts'
import { inviteById, revokeInviteRow } from './invite-store.ts'
import { mustBeAllowed } from './may.ts'
import type { Actor } from './person.ts'

/** The link opens nothing any more. Who came in by it stays. */
export async function revokeInvite(app: App, by: Actor, inviteId: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    const invite = await inviteById(tx, inviteId)
    if (!invite) throw new Refusal('invite-unknown')
    await mustBeAllowed(tx, by, 'invite', invite.unitId)
    await revokeInviteRow(tx, inviteId, by.personId, app.clock.now())
  })
}
