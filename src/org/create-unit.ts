import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { mustBeAllowed } from './may.ts'
import type { Actor } from './person.ts'
import { childKinds, type Unit, type UnitKind } from './unit.ts'
import { childNamed, insertUnit, renameUnitRow } from './unit-store.ts'

const longestName = 30

/** A name as it is kept. Throws Refusal when it is empty or too long for a button. */
export function unitName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ')
  if (name === '' || name.length > longestName)
    throw new Refusal('unit-name-length', { longest: longestName })
  return name
}

async function mustBeFree(tx: Tx, parentId: number | undefined, name: string): Promise<void> {
  if (await childNamed(tx, parentId, name)) throw new Refusal('unit-name-taken', { name })
}

/** A village, a villager group or a Party branch under `parentId`. */
export async function createUnit(
  app: App,
  by: Actor,
  { kind, name: text, parentId }: { kind: UnitKind; name: string; parentId: number },
): Promise<Unit> {
  const name = unitName(text)
  return app.db.transaction(async (tx) => {
    const parent = await mustBeAllowed(tx, by, 'manage-units', parentId)
    if (!childKinds[parent.kind].includes(kind)) throw new Refusal('unit-kind-misplaced')
    await mustBeFree(tx, parent.id, name)
    return insertUnit(tx, { kind, name }, parent, app.clock.now())
  })
}

export async function renameUnit(app: App, by: Actor, unitId: number, text: string): Promise<Unit> {
  const name = unitName(text)
  return app.db.transaction(async (tx) => {
    const unit = await mustBeAllowed(tx, by, 'manage-units', unitId)
    if (unit.name !== name) await mustBeFree(tx, unit.parentId, name)
    await renameUnitRow(tx, unit.id, name)
    return { ...unit, name }
  })
}
