import type { Tx } from '../../lib/db.ts'

/** Takes part; false when they were noted before. The count under the announcement follows at `recountAt`. */
export async function insertGuest(
  tx: Tx,
  { eveningId, personId, joinedAt }: { eveningId: number; personId: number; joinedAt: Date },
  recountAt: Date,
): Promise<boolean> {
  const known = await tx.eveningGuest.findUnique({ where: { eveningId_personId: { eveningId, personId } } })
  if (known) return false
  await tx.eveningGuest.create({ data: { eveningId, personId, joinedAt } })
  await tx.quizEvening.updateMany({
    where: { id: eveningId, state: 'announced', nextAt: { gt: recountAt } },
    data: { nextAt: recountAt },
  })
  return true
}

export const countGuests = (db: Tx, eveningId: number): Promise<number> =>
  db.eveningGuest.count({ where: { eveningId } })
