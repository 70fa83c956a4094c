import type { Tx } from '../lib/db.ts'
import { personById } from '../org/person-store.ts'
import { grantsOf } from '../org/role-store.ts'
import { isWithin, type Unit } from '../org/unit.ts'
import { unitById } from '../org/unit-store.ts'

/** The paths of the units somebody belongs to: where they live, and where they hold a role. */
export async function pathsOf(db: Tx, personId: number): Promise<string[]> {
  const { unitId } = (await personById(db, personId)) ?? {}
  const home = unitId === undefined ? undefined : await unitById(db, unitId)
  const grants = await grantsOf(db, personId)
  return [...new Set([...(home ? [home.path] : []), ...grants.map(({ path }) => path)])]
}

/** Whether somebody is one of the people of a unit: they live in it or beneath, or hold a role there. */
export async function belongsTo(db: Tx, personId: number, unit: Pick<Unit, 'path'>): Promise<boolean> {
  return (await pathsOf(db, personId)).some((path) => isWithin({ path }, unit))
}
