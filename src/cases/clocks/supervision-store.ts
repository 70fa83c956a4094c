import type { Tx } from '../../lib/db.ts'
import type { Supervision } from './supervision.ts'

const columns = { id: true, caseId: true, title: true, byId: true, at: true } as const

export async function insertSupervision(tx: Tx, row: Omit<Supervision, 'id'>): Promise<void> {
  await tx.caseSupervision.create({ data: row })
}

/** The supervision of a case that nobody has lifted. */
export async function supervisionOf(db: Tx, caseId: number): Promise<Supervision | undefined> {
  const row = await db.caseSupervision.findFirst({ where: { caseId, endedAt: null }, select: columns })
  return row ?? undefined
}

/** All that nobody has lifted, whatever became of the case. */
export async function openSupervisions(db: Tx): Promise<Supervision[]> {
  return db.caseSupervision.findMany({ where: { endedAt: null }, select: columns, orderBy: { id: 'asc' } })
}

export async function endSupervision(tx: Tx, id: number, endedById: number, endedAt: Date): Promise<void> {
  await tx.caseSupervision.update({ where: { id }, data: { endedById, endedAt } })
}
