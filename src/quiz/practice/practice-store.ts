import { z } from 'zod'
import { Prisma, type Tx } from '../../lib/db.ts'
import { readPlaces } from '../question-store.ts'
import { openSince, type Practice, type PracticeItem } from './practice.ts'

const places = z.array(z.number().int())
const item = z.object({
  questionId: z.number(),
  version: z.number(),
  order: places,
  marked: places,
  isSkipped: z.boolean(),
  hasLeft: z.boolean(),
})

const columns = {
  id: true,
  personId: true,
  items: true,
  place: true,
  startedAt: true,
  touchedAt: true,
  endedAt: true,
} as const

interface Row extends Omit<Practice, 'items' | 'endedAt'> {
  items: string
  endedAt: Date | null
}

const practice = ({ items, endedAt, ...row }: Row): Practice => ({
  ...row,
  items: z.array(item).parse(JSON.parse(items)),
  endedAt: endedAt ?? undefined,
})

export async function practiceById(db: Tx, id: number): Promise<Practice | undefined> {
  const row = await db.practice.findUnique({ where: { id }, select: columns })
  return row ? practice(row) : undefined
}

/** The practice that came of the update, when there is one already. */
export async function practiceByKey(db: Tx, key: string): Promise<Practice | undefined> {
  const row = await db.practice.findUnique({ where: { key }, select: columns })
  return row ? practice(row) : undefined
}

/** Those that somebody is in the middle of, the newest first. */
export async function openPractices(db: Tx, personId: number, now: Date): Promise<Practice[]> {
  const rows = await db.practice.findMany({
    where: { personId, endedAt: null, touchedAt: { gt: openSince(now) } },
    select: columns,
    orderBy: { id: 'desc' },
  })
  return rows.map(practice)
}

export async function insertPractice(
  tx: Tx,
  { items, ...row }: { key: string; personId: number; items: readonly PracticeItem[]; at: Date },
): Promise<Practice> {
  const { at, ...who } = row
  const data = { ...who, items: JSON.stringify(items), place: 0, startedAt: at, touchedAt: at }
  return practice(await tx.practice.create({ data, select: columns }))
}

export async function savePractice(tx: Tx, { id, ...changed }: Practice): Promise<void> {
  const { items, place, touchedAt, endedAt } = changed
  await tx.practice.update({
    where: { id },
    data: { items: JSON.stringify(items), place, touchedAt, endedAt: endedAt ?? null },
  })
}

/** Ends those that nobody has touched for so long that they are not open any more. */
export async function endForgotten(tx: Tx, personId: number, now: Date): Promise<void> {
  const where = { personId, endedAt: null, touchedAt: { lte: openSince(now) } }
  await tx.practice.updateMany({ where, data: { endedAt: now } })
}

/** For whom, when, and on which day that is, 2026-03-01. */
export interface Asking {
  personId: number
  now: Date
  day: string
}

/**
 * Questions `q` that may be asked alone. What lies before somebody in an exam whose window is open is not: its answers would be
 * shown.
 */
const mayBeAsked = ({ personId, now, day }: Asking) => Prisma.sql`
  q."retiredAt" IS NULL
  AND (q."validFrom" IS NULL OR q."validFrom" <= ${day})
  AND (q."validUntil" IS NULL OR q."validUntil" >= ${day})
  AND NOT EXISTS (
    SELECT 1 FROM "ExamAnswer" a JOIN "ExamPaper" p ON p."id" = a."paperId" JOIN "Exam" e ON e."id" = p."examId"
    WHERE a."questionId" = q."id" AND p."personId" = ${personId} AND e."closesAt" > ${now})`

interface Id {
  id: number
}

const idsOf = (rows: Id[]): number[] => rows.map(({ id }) => id)

/** What is due for somebody by now: what they got wrong before what they knew, the longest due first. */
export async function dueIds(db: Tx, asking: Asking, now: Date, limit: number): Promise<number[]> {
  const rows = await db.$queryRaw<Id[]>`
    SELECT q."id" FROM "QuizMemory" m JOIN "Question" q ON q."id" = m."questionId"
    WHERE m."personId" = ${asking.personId} AND m."dueAt" <= ${now} AND ${mayBeAsked(asking)}
    ORDER BY m."isRight", m."dueAt", q."id" LIMIT ${limit}`
  return idsOf(rows)
}

/** What somebody has never answered, of the banks of these units. */
export async function newIds(db: Tx, asking: Asking, unitIds: readonly number[]): Promise<number[]> {
  if (unitIds.length === 0) return []
  const rows = await db.$queryRaw<Id[]>`
    SELECT q."id" FROM "Question" q
    WHERE q."unitId" IN (${Prisma.join([...unitIds])}) AND ${mayBeAsked(asking)}
      AND NOT EXISTS (SELECT 1 FROM "QuizMemory" m WHERE m."questionId" = q."id" AND m."personId" = ${asking.personId})
    ORDER BY q."id"`
  return idsOf(rows)
}

/** Those of these that may be asked, in their order. */
export async function askable(db: Tx, asking: Asking, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db.$queryRaw<Id[]>`
    SELECT q."id" FROM "Question" q WHERE q."id" IN (${Prisma.join([...ids])}) AND ${mayBeAsked(asking)}`
  const found = new Set(idsOf(rows))
  return ids.filter((id) => found.has(id))
}

/** The notebook of mistakes, what was answered last before the others. */
export async function mistakeIds(db: Tx, asking: Asking): Promise<number[]> {
  const rows = await db.$queryRaw<Id[]>`
    SELECT q."id" FROM "QuizMemory" m JOIN "Question" q ON q."id" = m."questionId"
    WHERE m."personId" = ${asking.personId} AND m."isMistake" AND ${mayBeAsked(asking)}
    ORDER BY m."reviewedAt" DESC, q."id"`
  return idsOf(rows)
}

/** When the next of what somebody remembers comes back. */
export async function nextDueAt(db: Tx, asking: Asking): Promise<Date | undefined> {
  const rows = await db.$queryRaw<Id[]>`
    SELECT q."id" FROM "QuizMemory" m JOIN "Question" q ON q."id" = m."questionId"
    WHERE m."personId" = ${asking.personId} AND ${mayBeAsked(asking)}
    ORDER BY m."dueAt", q."id" LIMIT 1`
  const [first] = rows
  if (!first) return undefined
  const questionId = first.id
  const memory = await db.quizMemory.findFirst({
    where: { personId: asking.personId, questionId },
    select: { dueAt: true },
  })
  return memory?.dueAt
}

/** What was answered, by the keys under which it was noted. */
export interface Given {
  questionId: number
  version: number
  chosen: number[]
  isRight: boolean
}

const givenColumns = { key: true, questionId: true, version: true, chosen: true, isRight: true } as const

export async function answersByKeys(db: Tx, keys: readonly string[]): Promise<Map<string, Given>> {
  const rows = await db.quizAnswer.findMany({ where: { key: { in: [...keys] } }, select: givenColumns })
  return new Map(rows.map(({ key, chosen, ...row }) => [key, { ...row, chosen: readPlaces(chosen) }]))
}

/** What somebody last answered wrongly to a question. */
export async function lastMistake(db: Tx, personId: number, questionId: number): Promise<Given | undefined> {
  const row = await db.quizAnswer.findFirst({
    where: { personId, questionId, isRight: false },
    select: givenColumns,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  return row ? { ...row, chosen: readPlaces(row.chosen) } : undefined
}
