import type { Tx } from '../../lib/db.ts'
import { readPlaces } from '../question-store.ts'

/** What was answered under these keys. */
export async function answersUnder(
  db: Tx,
  keys: readonly string[],
): Promise<{ key: string; chosen: number[] }[]> {
  const rows = await db.quizAnswer.findMany({
    where: { key: { in: [...keys] } },
    select: { key: true, chosen: true },
  })
  return rows.map(({ key, chosen }) => ({ key, chosen: readPlaces(chosen) }))
}
