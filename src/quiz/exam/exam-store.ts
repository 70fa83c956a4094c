import type { Tx } from '../../lib/db.ts'
import { readSet } from '../question-set.ts'
import type { Exam, ExamTerms } from './exam.ts'

const columns = {
  id: true,
  unitId: true,
  hostId: true,
  title: true,
  set: true,
  count: true,
  opensAt: true,
  closesAt: true,
  attempts: true,
  passPercent: true,
  minutes: true,
  nextAt: true,
  endedAt: true,
} as const

interface Row extends Omit<Exam, 'set' | 'nextAt' | 'endedAt'> {
  set: string
  nextAt: Date | null
  endedAt: Date | null
}

const exam = ({ set, nextAt, endedAt, ...row }: Row): Exam => ({
  ...row,
  set: readSet(set),
  nextAt: nextAt ?? undefined,
  endedAt: endedAt ?? undefined,
})

export async function examById(db: Tx, id: number): Promise<Exam | undefined> {
  const row = await db.exam.findUnique({ where: { id }, select: columns })
  return row ? exam(row) : undefined
}

/** The exam that came of the update, when there is one already. */
export async function examByKey(db: Tx, key: string): Promise<Exam | undefined> {
  const row = await db.exam.findUnique({ where: { key }, select: columns })
  return row ? exam(row) : undefined
}

export async function insertExam(
  tx: Tx,
  { set, ...terms }: ExamTerms & { key: string; hostId: number; createdAt: Date },
): Promise<Exam> {
  const data = { ...terms, set: JSON.stringify(set), nextAt: terms.closesAt }
  return exam(await tx.exam.create({ data, select: columns }))
}

/** The newest exams of a host, and of the units under these paths. */
export async function examsManaged(
  db: Tx,
  { hostId, paths }: { hostId: number; paths: readonly string[] },
  limit: number,
): Promise<Exam[]> {
  const units = await db.unit.findMany({
    where: { OR: paths.map((path) => ({ path: { startsWith: path } })) },
    select: { id: true },
  })
  const rows = await db.exam.findMany({
    where: { OR: [{ hostId }, { unitId: { in: units.map(({ id }) => id) } }] },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(exam)
}

/** The exams of these units whose window is not over, those that open first before the others. */
export async function examsToTake(db: Tx, unitIds: readonly number[], now: Date): Promise<Exam[]> {
  const rows = await db.exam.findMany({
    where: { unitId: { in: [...unitIds] }, closesAt: { gt: now } },
    select: columns,
    orderBy: [{ opensAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(exam)
}

/** Its window ends now. False when it was over. */
export async function closeWindow(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.exam.updateMany({
    where: { id, endedAt: null, closesAt: { gt: now } },
    data: { closesAt: now, nextAt: now },
  })
  return count === 1
}

/** Ids of those whose window is over and whose host has not been told. */
export async function examsToEnd(db: Tx, now: Date): Promise<number[]> {
  const rows = await db.exam.findMany({
    where: { nextAt: { lte: now }, endedAt: null },
    select: { id: true },
    orderBy: { nextAt: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** False when another was faster. */
export async function noteEnded(tx: Tx, id: number, endedAt: Date): Promise<boolean> {
  const { count } = await tx.exam.updateMany({
    where: { id, endedAt: null },
    data: { endedAt, nextAt: null },
  })
  return count === 1
}
