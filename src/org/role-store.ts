import type { Tx } from '../lib/db.ts'
import type { Role } from './permission.ts'
import { idsOnPath } from './unit.ts'

/** A role that somebody holds in a unit, and so in everything under it. */
export interface Grant {
  id: number
  personId: number
  role: Role
  unitId: number
  /** The path of the unit. */
  path: string
}

interface Row {
  id: number
  personId: number
  role: Role
  unitId: number
  unit: { path: string }
}

const grant = ({ unit, ...row }: Row): Grant => ({ ...row, path: unit.path })
const columns = {
  id: true,
  personId: true,
  role: true,
  unitId: true,
  unit: { select: { path: true } },
} as const

/** What `personId` holds now. */
export async function grantsOf(db: Tx, personId: number): Promise<Grant[]> {
  const rows = await db.roleGrant.findMany({
    where: { personId, endedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(grant)
}

/** What each of these people holds now. */
export async function grantsOfMany(db: Tx, personIds: readonly number[]): Promise<Map<number, Grant[]>> {
  const rows = await db.roleGrant.findMany({
    where: { personId: { in: [...personIds] }, endedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  const all = rows.map(grant)
  return new Map(personIds.map((id) => [id, all.filter(({ personId }) => personId === id)]))
}

/** What these people held at a moment that is past, whatever became of it since. */
export async function grantsHeldAt(db: Tx, personIds: readonly number[], at: Date): Promise<Grant[]> {
  const rows = await db.roleGrant.findMany({
    where: {
      personId: { in: [...personIds] },
      grantedAt: { lte: at },
      OR: [{ endedAt: null }, { endedAt: { gt: at } }],
    },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(grant)
}

/** Who holds one of these roles in a unit, in one above it or in one below. */
export async function grantsAround(db: Tx, path: string, roles: readonly Role[]): Promise<Grant[]> {
  const rows = await db.roleGrant.findMany({
    where: {
      endedAt: null,
      role: { in: [...roles] },
      unit: { OR: [{ path: { startsWith: path } }, { id: { in: idsOnPath(path) } }] },
    },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(grant)
}

/** Who holds a role in exactly this unit. */
export async function grantsIn(db: Tx, unitId: number): Promise<Grant[]> {
  const rows = await db.roleGrant.findMany({
    where: { unitId, endedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(grant)
}

/** Who holds one of these roles in exactly one of these units. */
export async function grantsInMany(
  db: Tx,
  unitIds: readonly number[],
  roles: readonly Role[],
): Promise<Grant[]> {
  const rows = await db.roleGrant.findMany({
    where: { unitId: { in: [...unitIds] }, role: { in: [...roles] }, endedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(grant)
}

export async function grantById(db: Tx, id: number): Promise<Grant | undefined> {
  const row = await db.roleGrant.findFirst({ where: { id, endedAt: null }, select: columns })
  return row ? grant(row) : undefined
}

export async function countHolders(db: Tx, role: Role): Promise<number> {
  return db.roleGrant.count({ where: { role, endedAt: null } })
}

export async function insertGrant(
  tx: Tx,
  row: { personId: number; unitId: number; role: Role; grantedById: number | undefined; grantedAt: Date },
): Promise<void> {
  await tx.roleGrant.create({ data: { ...row, grantedById: row.grantedById ?? null } })
}

/** False when it had ended already. */
export async function endGrant(tx: Tx, id: number, endedById: number, endedAt: Date): Promise<boolean> {
  const { count } = await tx.roleGrant.updateMany({
    where: { id, endedAt: null },
    data: { endedById, endedAt },
  })
  return count === 1
}
