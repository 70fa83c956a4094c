import type { Tx } from '../../lib/db.ts'
import type { AuditedCase } from './audit.ts'

/** The next cases after `after`, by id, each with its whole history. Call it in a transaction: both are of one moment. */
export async function casesToAudit(
  tx: Tx,
  after: number,
  limit: number,
): Promise<(AuditedCase & { id: number })[]> {
  const rows = await tx.case.findMany({
    where: { id: { gt: after } },
    select: {
      id: true,
      number: true,
      state: true,
      erasedAt: true,
      disputes: true,
      reopened: true,
      events: { orderBy: { seq: 'asc' } },
      unsealings: { select: { agreedAt: true } },
      supervisions: { select: { endedAt: true } },
      mediation: { select: { agreedAt: true } },
    },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ id, number, state, erasedAt, events, ...row }) => ({
    id,
    number,
    state,
    events,
    isErased: erasedAt !== null,
    traces: {
      dispute: row.disputes,
      reopen: row.reopened,
      supervise: row.supervisions.length,
      lift: row.supervisions.filter(({ endedAt }) => endedAt).length,
      'unseal-asked': row.unsealings.length,
      unsealed: row.unsealings.filter(({ agreedAt }) => agreedAt).length,
      agreed: row.mediation?.agreedAt ? 1 : 0,
      erased: erasedAt ? 1 : 0,
    },
  }))
}
