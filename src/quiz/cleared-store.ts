import type { Tx } from '../lib/db.ts'

/** When each of these people last cleared what they had learned, those who ever did. */
export async function clearedAtOf(db: Tx, personIds: readonly number[]): Promise<Map<number, Date>> {
  const rows = await db.learningCleared.findMany({ where: { personId: { in: [...new Set(personIds)] } } })
  return new Map(rows.map(({ personId, at }) => [personId, at]))
}

export async function noteCleared(tx: Tx, personId: number, at: Date): Promise<void> {
  await tx.learningCleared.upsert({ where: { personId }, create: { personId, at }, update: { at } })
}
