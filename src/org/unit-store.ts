import type { Tx } from '../lib/db.ts'
import type { Unit, UnitKind } from './unit.ts'

interface Row {
  id: number
  kind: UnitKind
  name: string
  parentId: number | null
  path: string
}

function unit({ id, kind, name, parentId, path }: Row): Unit {
  return { id, kind, name, parentId: parentId ?? undefined, path }
}

/** Villages before branches, groups by the order they were founded in. */
const inOrder = [{ kind: 'asc' }, { id: 'asc' }] as const

/** The town itself, or undefined before the first start. */
export async function townUnit(db: Tx): Promise<Unit | undefined> {
  const row = await db.unit.findFirst({ where: { parentId: null } })
  return row ? unit(row) : undefined
}

export async function unitById(db: Tx, id: number): Promise<Unit | undefined> {
  const row = await db.unit.findUnique({ where: { id } })
  return row ? unit(row) : undefined
}

export async function unitsByIds(db: Tx, ids: number[]): Promise<Unit[]> {
  const rows = await db.unit.findMany({ where: { id: { in: ids } }, orderBy: { path: 'asc' } })
  return rows.map(unit)
}

export async function childrenOf(db: Tx, parentId: number): Promise<Unit[]> {
  const rows = await db.unit.findMany({ where: { parentId }, orderBy: [...inOrder] })
  return rows.map(unit)
}

/** How the units of the town are called, each name once. */
export async function allUnitNames(db: Tx): Promise<string[]> {
  const rows = await db.unit.findMany({ distinct: ['name'], select: { name: true } })
  return rows.map(({ name }) => name)
}

/** The unit of that path and all that lies under it, the unit itself first. */
export async function unitsUnder(db: Tx, path: string): Promise<Unit[]> {
  const rows = await db.unit.findMany({ where: { path: { startsWith: path } }, orderBy: { path: 'asc' } })
  return rows.map(unit)
}

/** The child of that name, or undefined. */
export async function childNamed(
  db: Tx,
  parentId: number | undefined,
  name: string,
): Promise<Unit | undefined> {
  const row = await db.unit.findFirst({ where: { parentId: parentId ?? null, name } })
  return row ? unit(row) : undefined
}

/** Makes the unit with its path. Call it in a transaction. */
export async function insertUnit(
  tx: Tx,
  { kind, name }: { kind: UnitKind; name: string },
  parent: Unit | undefined,
  now: Date,
): Promise<Unit> {
  // The path holds the id, which the database gives: a path of its own stands in for a moment.
  const { id } = await tx.unit.create({
    data: {
      kind,
      name,
      parentId: parent?.id ?? null,
      path: `new:${parent?.path ?? '/'}${name}`,
      createdAt: now,
    },
  })
  const row = await tx.unit.update({ where: { id }, data: { path: `${parent?.path ?? '/'}${id}/` } })
  return unit(row)
}

export async function renameUnitRow(tx: Tx, id: number, name: string): Promise<void> {
  await tx.unit.update({ where: { id }, data: { name } })
}
