import type { Tx } from '../lib/db.ts'
import { idsOnPath, type Unit } from './unit.ts'
import { unitById, unitsByIds } from './unit-store.ts'

/** The units from the town down to this one; empty when it does not exist. */
export async function pathTo(db: Tx, unitId: number): Promise<Unit[]> {
  const unit = await unitById(db, unitId)
  if (!unit) return []
  const units = await unitsByIds(db, idsOnPath(unit.path))
  return units.toSorted((a, b) => a.path.length - b.path.length)
}
