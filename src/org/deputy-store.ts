import type { Tx } from '../lib/db.ts'
import type { Deputy } from './deputy.ts'

const now = (at: Date) => ({ endedAt: null, startsAt: { lte: at }, endsAt: { gt: at } })

/** Who is absent at that moment and has `deputyId` stand in for them. */
export async function absentFor(db: Tx, deputyId: number, at: Date): Promise<number[]> {
  const rows = await db.deputy.findMany({
    where: { deputyId, ...now(at) },
    select: { personId: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ personId }) => personId)
}

/** For whom `deputyId` stood in at a moment that is past, whatever became of it since. */
export async function stoodInFor(db: Tx, deputyId: number, at: Date): Promise<number[]> {
  const rows = await db.deputy.findMany({
    where: {
      deputyId,
      startsAt: { lte: at },
      endsAt: { gt: at },
      OR: [{ endedAt: null }, { endedAt: { gt: at } }],
    },
    select: { personId: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ personId }) => personId)
}

/** Who stands in for `personId` at that moment. */
export async function deputiesOf(db: Tx, personId: number, at: Date): Promise<number[]> {
  const rows = await db.deputy.findMany({
    where: { personId, ...now(at) },
    select: { deputyId: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ deputyId }) => deputyId)
}

const columns = { id: true, personId: true, deputyId: true, startsAt: true, endsAt: true } as const

/** The leaves that somebody takes, or stands in for, and that are not over. */
export async function leavesAround(db: Tx, personId: number, at: Date): Promise<Deputy[]> {
  return db.deputy.findMany({
    where: { endedAt: null, endsAt: { gt: at }, OR: [{ personId }, { deputyId: personId }] },
    select: columns,
    orderBy: { startsAt: 'asc' },
  })
}

/** The leaves that somebody entered for others and that are not over. */
export async function leavesEnteredBy(db: Tx, grantedById: number, at: Date): Promise<Deputy[]> {
  return db.deputy.findMany({
    where: { grantedById, personId: { not: grantedById }, endedAt: null, endsAt: { gt: at } },
    select: columns,
    orderBy: { startsAt: 'asc' },
  })
}

export async function deputyById(db: Tx, id: number): Promise<Deputy | undefined> {
  return (await db.deputy.findFirst({ where: { id, endedAt: null }, select: columns })) ?? undefined
}

export async function insertDeputy(
  tx: Tx,
  row: Omit<Deputy, 'id'> & { grantedById: number },
): Promise<number> {
  const { id } = await tx.deputy.create({ data: row, select: { id: true } })
  return id
}

export async function endDeputyRow(tx: Tx, id: number, endedAt: Date): Promise<void> {
  await tx.deputy.update({ where: { id }, data: { endedAt } })
}
