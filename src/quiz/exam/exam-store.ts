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
  tellsGroups: true,
  announcedAt: true,
  closedAt: true,
  nextAt: true,
  endedAt: true,
} as const

type Moment = 'announcedAt' | 'closedAt' | 'nextAt' | 'endedAt'

type Row = Omit<Exam, 'set' | Moment> & { set: string } & Record<Moment, Date | null>

const exam = ({ set, announcedAt, closedAt, nextAt, endedAt, ...row }: Row): Exam => ({
  ...row,
  set: readSet(set),
  announcedAt: announcedAt ?? undefined,
  closedAt: closedAt ?? undefined,
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
  { set, ...terms }: ExamTerms & { key: string; hostId: number; tellsGroups: boolean; createdAt: Date },
): Promise<Exam> {
  const data = { ...terms, set: JSON.stringify(set), nextAt: terms.closesAt }
  return exam(await tx.exam.create({ data, select: columns }))
}

async function unitsUnder(db: Tx, paths: readonly string[]): Promise<number[]> {
  const where = { OR: paths.map((path) => ({ path: { startsWith: path } })) }
  return (await db.unit.findMany({ where, select: { id: true } })).map(({ id }) => id)
}

/** What a host holds in the units under `hosted`, and all that is held in those under `paths`. */
export interface ManagedWhere {
  hostId: number
  hosted: readonly string[]
  paths: readonly string[]
}

async function managed(db: Tx, { hostId, hosted, paths }: ManagedWhere) {
  const theirs = { hostId, unitId: { in: await unitsUnder(db, hosted) } }
  return { OR: [theirs, { unitId: { in: await unitsUnder(db, paths) } }] }
}

export const countManaged = async (db: Tx, where: ManagedWhere): Promise<number> =>
  db.exam.count({ where: await managed(db, where) })

/** The newest first. */
export async function examsManaged(
  db: Tx,
  where: ManagedWhere,
  { skip, take }: { skip: number; take: number },
): Promise<Exam[]> {
  const rows = await db.exam.findMany({
    where: await managed(db, where),
    select: columns,
    orderBy: { id: 'desc' },
    skip,
    take,
  })
  return rows.map(exam)
}

/** The exams of these units, and those that somebody has a paper of, whose window is not over; what opens first comes first. */
export async function examsToTake(
  db: Tx,
  { personId, unitIds }: { personId: number; unitIds: readonly number[] },
  now: Date,
): Promise<Exam[]> {
  const rows = await db.exam.findMany({
    where: {
      OR: [{ unitId: { in: [...unitIds] } }, { papers: { some: { personId } } }],
      closesAt: { gt: now },
    },
    select: columns,
    orderBy: [{ opensAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(exam)
}

/** The newest exams that somebody has taken, and whose window was over between these two moments. */
export async function examsTaken(
  db: Tx,
  personId: number,
  { from, to }: { from: Date; to: Date },
  limit: number,
): Promise<Exam[]> {
  const rows = await db.exam.findMany({
    where: { papers: { some: { personId } }, closesAt: { gt: from, lte: to } },
    select: columns,
    orderBy: [{ closesAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(exam)
}

/** Ids of those that are open and of which nobody has been told. */
export async function examsToAnnounce(db: Tx, now: Date): Promise<number[]> {
  const rows = await db.exam.findMany({
    where: { opensAt: { lte: now }, closesAt: { gt: now }, announcedAt: null },
    select: { id: true },
    orderBy: { opensAt: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** False when another was faster, or it is over. */
export async function noteAnnounced(tx: Tx, id: number, announcedAt: Date): Promise<boolean> {
  const { count } = await tx.exam.updateMany({
    where: { id, announcedAt: null, closesAt: { gt: announcedAt } },
    data: { announcedAt },
  })
  return count === 1
}

/** Its window ends now. False when it was over. */
export async function closeWindow(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.exam.updateMany({
    where: { id, endedAt: null, closesAt: { gt: now } },
    data: { closesAt: now, closedAt: now, nextAt: now },
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
