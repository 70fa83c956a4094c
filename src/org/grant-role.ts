import type { Tx } from '../lib/db.ts'
import type { Role } from './permission.ts'
import { grantsOf, insertGrant } from './role-store.ts'
import type { Unit } from './unit.ts'

/** `personId` holds `role` in the unit from now on. Does nothing when they hold it there already. */
export async function grantRole(
  tx: Tx,
  { personId, unit, role, by }: { personId: number; unit: Unit; role: Role; by: number | undefined },
  now: Date,
): Promise<void> {
  const held = await grantsOf(tx, personId)
  if (held.some((grant) => grant.role === role && grant.unitId === unit.id)) return
  await insertGrant(tx, { personId, unitId: unit.id, role, grantedById: by, grantedAt: now })
}
