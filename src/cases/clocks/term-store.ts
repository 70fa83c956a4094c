import type { Tx } from '../../lib/db.ts'
import type { TermName } from './case-terms.ts'

/** The amounts that this town has set, by the name of the term. */
export async function ownTerms(db: Tx): Promise<Map<string, number>> {
  const rows = await db.caseTerm.findMany({ select: { name: true, amount: true } })
  return new Map(rows.map(({ name, amount }) => [name, amount]))
}

/** From now on the town has an amount of its own. */
export async function saveTerm(
  tx: Tx,
  name: TermName,
  row: { amount: number; changedById: number; changedAt: Date },
): Promise<void> {
  await tx.caseTerm.upsert({ where: { name }, create: { name, ...row }, update: row })
}
