import type { Tx } from '../../lib/db.ts'
import { caseStates } from '../case.ts'
import { isToBeDone } from '../duplicates/joining.ts'

const toBeDone = caseStates.filter((state) => isToBeDone({ state }))

/** The cases that are to be done and go with no other, a page at a time in the order of their ids. */
export async function idsToBeDoneAfter(db: Tx, caseId: number, limit: number): Promise<number[]> {
  const rows = await db.case.findMany({
    where: { id: { gt: caseId }, state: { in: toBeDone }, joinedToId: null },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ id }) => id)
}
