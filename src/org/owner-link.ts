import type { App } from '../app.ts'
import { linkToken } from '../lib/random.ts'
import { expiryOf, hashOf } from './invite.ts'
import { insertInvite, revokeUnusedOwnerInvites } from './invite-store.ts'
import { countHolders } from './role-store.ts'
import { insertUnit, townUnit } from './unit-store.ts'

/** Long enough to be read from a screen that somebody looks at after the holidays. */
const ownerLinkDays = 30

/**
 * As long as the town has no owner, every start gives out one link that makes whoever opens it the owner; an older one that
 * nobody used opens nothing any more. Undefined when there is an owner. Makes the town itself at the first start.
 */
export async function ensureOwnerLink(
  app: App,
  townName = app.texts.in(null)('town-unnamed'),
): Promise<string | undefined> {
  const token = linkToken(app.random)
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    const found = await townUnit(tx)
    const town = found ?? (await insertUnit(tx, { kind: 'town', name: townName }, undefined, now))
    if ((await countHolders(tx, 'owner')) > 0) return undefined
    await revokeUnusedOwnerInvites(tx, now)
    await insertInvite(tx, {
      tokenHash: hashOf(token),
      role: 'owner',
      unitId: town.id,
      maxUses: 1,
      expiresAt: expiryOf(now, ownerLinkDays),
      createdById: undefined,
      createdAt: now,
    })
    return token
  })
}
