import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'

/** Somebody asks to learn who told a sealed case. */
export interface Unsealing {
  id: number
  caseId: number
  /** Opened; blank when erased. */
  reason: string
  askedById: number
  askedUnitId: number
  askedAt: Date
}

const opened = (app: App, reason: string) => (reason === '' ? '' : app.sealer.open(reason))

export async function insertUnsealing(
  tx: Tx,
  app: App,
  { reason, ...row }: Omit<Unsealing, 'id'>,
): Promise<number> {
  const data = { ...row, reason: app.sealer.seal(reason) }
  return (await tx.caseUnsealing.create({ data, select: { id: true } })).id
}

/** What was asked and is not answered yet; one at most for each case. */
export async function openUnsealing(db: Tx, app: App, caseId: number): Promise<Unsealing | undefined> {
  const row = await db.caseUnsealing.findFirst({
    where: { caseId, agreedAt: null, refusedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true, caseId: true, reason: true, askedById: true, askedUnitId: true, askedAt: true },
  })
  return row ? { ...row, reason: opened(app, row.reason) } : undefined
}

/** The people who asked and agreed: each of them knows who told it. */
export async function unsealedFor(db: Tx, caseId: number): Promise<Set<number>> {
  const rows = await db.caseUnsealing.findMany({
    where: { caseId, agreedAt: { not: null } },
    select: { askedById: true, agreedById: true },
  })
  return new Set(rows.flatMap(({ askedById, agreedById }) => [askedById, agreedById ?? askedById]))
}

/** Whether it was they who agreed to that. */
export async function hasAgreed(db: Tx, id: number, personId: number): Promise<boolean> {
  return (await db.caseUnsealing.count({ where: { id, agreedById: personId } })) > 0
}

const unanswered = (id: number) => ({ id, agreedAt: null, refusedAt: null })

/** False: somebody has answered it already. */
export async function noteUnsealed(
  tx: Tx,
  id: number,
  { personId, unitId, at }: { personId: number; unitId: number; at: Date },
): Promise<boolean> {
  const { count } = await tx.caseUnsealing.updateMany({
    where: unanswered(id),
    data: { agreedById: personId, agreedUnitId: unitId, agreedAt: at },
  })
  return count === 1
}

/** False: somebody has answered it already. */
export async function noteUnsealRefused(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { count } = await tx.caseUnsealing.updateMany({ where: unanswered(id), data: { refusedAt: at } })
  return count === 1
}
