import type { Tx } from '../../lib/db.ts'
import { isDue } from './clock-set-back.ts'
import { type Evening, type EveningState, isAsking } from './evening.ts'

const columns = {
  id: true,
  state: true,
  secondsEach: true,
  nextAt: true,
  endedAt: true,
  chatId: true,
  unitId: true,
} as const

/** Whether the group is still bound to the unit for which it is held. */
export async function isStillTheirs(db: Tx, { chatId, unitId }: OfGroup): Promise<boolean> {
  return (await db.groupBinding.count({ where: { chatId, unitId } })) > 0
}

type OfGroup = Pick<Evening, 'chatId' | 'unitId'>

/** Of these, those whose group was taken from them in the middle. */
async function withoutGroup<Row extends OfGroup & { state: EveningState }>(
  db: Tx,
  rows: readonly Row[],
): Promise<Set<Row>> {
  const asking = rows.filter(isAsking)
  if (asking.length === 0) return new Set()
  const where = { chatId: { in: asking.map(({ chatId }) => chatId) } }
  const bound = await db.groupBinding.findMany({ where, select: { chatId: true, unitId: true } })
  const units = new Map(bound.map(({ chatId, unitId }) => [chatId, unitId]))
  return new Set(asking.filter(({ chatId, unitId }) => units.get(chatId) !== unitId))
}

/**
 * Ids of those that have something to do, the longest due first; of those that tell each their own result only one, and last: it takes
 * its time, and a question of another group must not wait for it. One whose group was taken from it has to end.
 */
export async function dueEvenings(db: Tx, now: Date): Promise<number[]> {
  const rows = await db.quizEvening.findMany({
    where: { nextAt: { not: null } },
    select: columns,
    orderBy: { nextAt: 'asc' },
  })
  const lost = await withoutGroup(db, rows)
  const due = rows.filter((row) => lost.has(row) || isDue({ ...row, nextAt: row.nextAt ?? undefined }, now))
  const asking = due.filter((row) => row.endedAt === null)
  const telling = due.filter((row) => row.endedAt !== null).slice(0, 1)
  return [...asking, ...telling].map((row) => row.id)
}
