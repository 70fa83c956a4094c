import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { unitName } from './create-unit.ts'
import { childKinds, type Unit, type UnitKind } from './unit.ts'
import { childNamed, insertUnit, renameUnitRow, townUnit, unitById } from './unit-store.ts'

/**
 * One unit of a file. `parent` is the path of names under the town: `和平村`; empty, or the town's own name, for what hangs under
 * the town.
 */
export interface UnitRow {
  kind: UnitKind
  name: string
  parent: string
}

async function unitAt(tx: Tx, town: Unit, path: string): Promise<Unit> {
  let unit: Unit = town
  // The town may have been renamed by a row before; a village of its name goes first.
  const isTown = path === (await unitById(tx, town.id))?.name
  if (isTown && !(await childNamed(tx, town.id, path))) return town
  for (const name of path.split('/').filter(Boolean)) {
    const child = await childNamed(tx, unit.id, name)
    if (!child) throw new Refusal('unit-parent-missing', { name: path })
    unit = child
  }
  return unit
}

async function importOne(
  tx: Tx,
  town: Unit,
  { kind, name: text, parent: path }: UnitRow,
  now: Date,
): Promise<boolean> {
  const name = unitName(text)
  if (kind === 'town') {
    await renameUnitRow(tx, town.id, name)
    return town.name !== name
  }
  const parent = await unitAt(tx, town, path)
  if (!childKinds[parent.kind].includes(kind)) throw new Refusal('unit-kind-misplaced')
  if (await childNamed(tx, parent.id, name)) return false
  await insertUnit(tx, { kind, name }, parent, now)
  return true
}

/** The operator's own road: the whole tree at once, parents before children, all or nothing. Importing it again changes nothing. */
export async function importUnits(app: App, rows: UnitRow[]): Promise<{ new: number; unchanged: number }> {
  const now = app.clock.now()
  return app.db.transaction(
    async (tx) => {
      const name = app.texts.in(null)('town-unnamed')
      const town = (await townUnit(tx)) ?? (await insertUnit(tx, { kind: 'town', name }, undefined, now))
      let made = 0
      for (const row of rows) if (await importOne(tx, town, row, now)) made++
      return { new: made, unchanged: rows.length - made }
    },
    { timeoutMs: 60_000 },
  )
}
