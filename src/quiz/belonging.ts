import type { Tx } from '../lib/db.ts'
import { personById } from '../org/person-store.ts'
import { grantsOf } from '../org/role-store.ts'
import { isWithin, type Unit } from '../org/unit.ts'
import { unitById } from '../org/unit-store.ts'

/**
 * The paths of the units somebody belongs to: where they live, and where they hold a role. It decides what is new to them. What they
 * have answered stays theirs when they move away: it comes back and stands in their notebook as before, for they have seen it, and
 * learning that breaks off at the village border would be lost. Nothing new of the old village is asked.
 */
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
