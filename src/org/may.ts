import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { type Permission, permissions, type Role, rolesWith, townPermissions } from './permission.ts'
import type { Actor } from './person.ts'
import { type Grant, grantsOf } from './role-store.ts'
import { idsOnPath, isWithin, type Unit } from './unit.ts'
import { townUnit, unitById, unitsByIds } from './unit-store.ts'

const isOfTown = ({ path }: Grant) => idsOnPath(path).length === 1

const carries = (permission: Permission) => {
  const roles = rolesWith(permission)
  const mustBeOfTown = townPermissions.includes(permission)
  return (grant: Grant) => roles.includes(grant.role) && (!mustBeOfTown || isOfTown(grant))
}

/** Whether somebody holds `permission` in the unit, there or above it. */
export async function may(
  db: Tx,
  personId: number,
  permission: Permission,
  unit: Pick<Unit, 'path'>,
): Promise<boolean> {
  const grants = await grantsOf(db, personId)
  return grants.filter(carries(permission)).some((grant) => isWithin(unit, grant))
}

/**
 * The unit, if whoever acts may do that there. Throws Refusal `unit-unknown` otherwise, as for a unit that does not exist:
 * what one may not touch is not there.
 */
export async function mustBeAllowed(
  tx: Tx,
  by: Actor,
  permission: Permission,
  unitId: number,
): Promise<Unit> {
  const unit = await unitById(tx, unitId)
  if (!unit || !(await may(tx, by.personId, permission, unit))) throw new Refusal('unit-unknown')
  return unit
}

/** The town, if whoever acts may do that in the town itself. Throws Refusal `unit-unknown` otherwise. */
export async function mustBeAllowedInTown(tx: Tx, by: Actor, permission: Permission): Promise<Unit> {
  const town = await townUnit(tx)
  if (!town) throw new Refusal('unit-unknown')
  return mustBeAllowed(tx, by, permission, town.id)
}

/** Everything that somebody may do somewhere: what a menu shows. */
export async function permissionsOf(db: Tx, personId: number): Promise<Set<Permission>> {
  const grants = await grantsOf(db, personId)
  return new Set(permissions.filter((permission) => grants.some(carries(permission))))
}

/** The topmost units in which somebody holds `permission`; all that lies under them is theirs too. */
export async function unitsWith(db: Tx, personId: number, permission: Permission): Promise<Unit[]> {
  const grants = (await grantsOf(db, personId)).filter(carries(permission))
  const units = await unitsByIds(db, [...new Set(grants.map(({ unitId }) => unitId))])
  return units.filter((unit) => !units.some((above) => above.id !== unit.id && isWithin(unit, above)))
}

/** The roles somebody holds in the unit, there or above it. */
export async function rolesIn(db: Tx, personId: number, unit: Pick<Unit, 'path'>): Promise<Set<Role>> {
  const grants = await grantsOf(db, personId)
  return new Set(grants.filter((grant) => isWithin(unit, grant)).map(({ role }) => role))
}
