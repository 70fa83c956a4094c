import { z } from 'zod'
import type { Tx } from '../../lib/db.ts'
import type { CaseState } from '../case.ts'
import type { BulletinLines } from './case-bulletin.ts'
import type { ReportScope } from './report-store.ts'

const count = z.int().nonnegative()
const lines = z.object({ received: count, closed: count, inTime: count, kinds: z.record(z.string(), count) })

/** What was said of a month, and since when that stands. */
export interface KeptBulletin {
  lines: BulletinLines
  publishedAt: Date
}

/** Undefined before it was first said. */
export async function keptBulletin(db: Tx, unitId: number, month: string): Promise<KeptBulletin | undefined> {
  const row = await db.caseBulletin.findUnique({ where: { unitId_month: { unitId, month } } })
  return row ? { lines: lines.parse(JSON.parse(row.body)), publishedAt: row.publishedAt } : undefined
}

/** Keeps it, unless it is kept already: what was said first stands. */
export async function keepBulletin(
  tx: Tx,
  { unitId, month, lines: said, publishedAt }: KeptBulletin & { unitId: number; month: string },
): Promise<void> {
  await tx.$executeRaw`INSERT INTO "CaseBulletin" ("unitId", "month", "body", "publishedAt")
    VALUES (${unitId}, ${month}, ${JSON.stringify(said)}, ${publishedAt}) ON CONFLICT DO NOTHING`
}

/** A case as a bulletin counts it, and where it happened. */
interface BulletinRow {
  id: number
  kind: string
  state: CaseState
  path: string
}

/** The cases of a time that no official is the matter of. */
export async function bulletinRows(db: Tx, { path, from, to }: ReportScope): Promise<BulletinRow[]> {
  const rows = await db.case.findMany({
    where: { aboutId: null, filedAt: { gte: from, lt: to }, unit: { path: { startsWith: path } } },
    select: { id: true, kind: true, state: true, unit: { select: { path: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ unit, ...row }) => ({ ...row, path: unit.path }))
}
