import type { Tx } from '../lib/db.ts'
import { idsOnPath, type Unit } from './unit.ts'
import { unitsByIds } from './unit-store.ts'

/** The units from the town down to each of these, by id; one that does not exist is not in it. */
export async function pathsTo(db: Tx, unitIds: number[]): Promise<Map<number, Unit[]>> {
  const ends = await unitsByIds(db, unitIds)
  const all = await unitsByIds(db, [...new Set(ends.flatMap(({ path }) => idsOnPath(path)))])
  const byDepth = all.toSorted((a, b) => a.path.length - b.path.length)
  return new Map(ends.map((end) => [end.id, byDepth.filter(({ path }) => end.path.startsWith(path))]))
}

/** The units from the town down to this one; empty when it does not exist. */
export async function pathTo(db: Tx, unitId: number): Promise<Unit[]> {
  return (await pathsTo(db, [unitId])).get(unitId) ?? []
}
