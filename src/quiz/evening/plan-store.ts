import type { Tx } from '../../lib/db.ts'
import { readSet } from '../question-set.ts'
import type { EveningPlan } from './evening.ts'
import { unitIdsUnder } from './evening-store.ts'

/** An evening that is held at a time, or again and again. */
export interface QuizPlan extends EveningPlan {
  id: number
  unitId: number
  hostId: number
}

const columns = {
  id: true,
  chatId: true,
  unitId: true,
  hostId: true,
  set: true,
  count: true,
  secondsEach: true,
  isRanked: true,
} as const

type Row = Omit<QuizPlan, 'set'> & { set: string }
const plan = ({ set, ...row }: Row): QuizPlan => ({ ...row, set: readSet(set) })

export async function insertPlan(
  tx: Tx,
  { set, ...row }: Omit<QuizPlan, 'id'> & { key: string; createdAt: Date },
): Promise<QuizPlan> {
  return plan(await tx.quizPlan.create({ data: { ...row, set: JSON.stringify(set) }, select: columns }))
}

export async function planByKey(db: Tx, key: string): Promise<QuizPlan | undefined> {
  const row = await db.quizPlan.findUnique({ where: { key }, select: columns })
  return row ? plan(row) : undefined
}

export async function planById(db: Tx, id: number): Promise<QuizPlan | undefined> {
  const row = await db.quizPlan.findUnique({ where: { id }, select: columns })
  return row ? plan(row) : undefined
}

/** The newest plans of the units under `paths` whose schedule has not ended. */
export async function plansUnder(db: Tx, paths: readonly string[], limit: number): Promise<QuizPlan[]> {
  const ended = await db.schedule.findMany({
    where: { purpose: 'quiz', state: 'ended' },
    select: { subjectId: true },
  })
  const rows = await db.quizPlan.findMany({
    where: {
      unitId: { in: await unitIdsUnder(db, paths) },
      id: { notIn: ended.map(({ subjectId }) => subjectId) },
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(plan)
}

/** Plans whose next time comes before `until`, with it. */
export async function plansBefore(db: Tx, until: Date): Promise<{ planId: number; at: Date }[]> {
  const rows = await db.schedule.findMany({
    where: { purpose: 'quiz', state: 'active', nextAt: { lte: until } },
    select: { subjectId: true, nextAt: true },
    orderBy: { nextAt: 'asc' },
  })
  return rows.flatMap(({ subjectId, nextAt }) => (nextAt ? [{ planId: subjectId, at: nextAt }] : []))
}
