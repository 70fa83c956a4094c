import type { Tx } from '../../lib/db.ts'
import { inRows } from '../../lib/rows.ts'
import { readPlaces } from '../question-store.ts'
import type { Paper, PaperItem } from './paper.ts'

const perStatement = 500

const columns = {
  id: true,
  examId: true,
  personId: true,
  attempt: true,
  startedAt: true,
  endsAt: true,
  handedInAt: true,
  right: true,
  isPassed: true,
  name: true,
  certificate: true,
} as const

type Nullable<Type> = {
  [Key in keyof Type]: undefined extends Type[Key] ? NonNullable<Type[Key]> | null : Type[Key]
}

const paper = ({ handedInAt, right, isPassed, name, certificate, ...row }: Nullable<Paper>): Paper => ({
  ...row,
  handedInAt: handedInAt ?? undefined,
  right: right ?? undefined,
  isPassed: isPassed ?? undefined,
  name: name ?? undefined,
  certificate: certificate ?? undefined,
})

export async function paperById(db: Tx, id: number): Promise<Paper | undefined> {
  const row = await db.examPaper.findUnique({ where: { id }, select: columns })
  return row ? paper(row) : undefined
}

export async function paperByCertificate(db: Tx, certificate: string): Promise<Paper | undefined> {
  const row = await db.examPaper.findUnique({ where: { certificate }, select: columns })
  return row ? paper(row) : undefined
}

/** The one paper that somebody has not handed in yet. */
export async function openPaperOf(db: Tx, personId: number): Promise<Paper | undefined> {
  const row = await db.examPaper.findFirst({ where: { personId, handedInAt: null }, select: columns })
  return row ? paper(row) : undefined
}

/** What somebody made of an exam so far, the first attempt first. */
export async function papersOf(db: Tx, examId: number, personId: number): Promise<Paper[]> {
  const rows = await db.examPaper.findMany({
    where: { examId, personId },
    select: columns,
    orderBy: { attempt: 'asc' },
  })
  return rows.map(paper)
}

/** Everybody's papers of an exam. */
export async function papersIn(db: Tx, examId: number): Promise<Paper[]> {
  const rows = await db.examPaper.findMany({ where: { examId }, select: columns, orderBy: { id: 'asc' } })
  return rows.map(paper)
}

type NewItem = Pick<PaperItem, 'place' | 'questionId' | 'version' | 'order'>

export async function insertPaper(
  tx: Tx,
  data: Pick<Paper, 'examId' | 'personId' | 'attempt' | 'startedAt' | 'endsAt'>,
  items: readonly NewItem[],
): Promise<Paper> {
  const row = await tx.examPaper.create({ data, select: columns })
  await tx.examAnswer.createMany({
    data: items.map(({ order, ...item }) => ({ ...item, paperId: row.id, order: JSON.stringify(order) })),
  })
  return paper(row)
}

const itemColumns = {
  paperId: true,
  place: true,
  questionId: true,
  version: true,
  order: true,
  chosen: true,
  isRight: true,
  answeredAt: true,
} as const

interface ItemRow extends Omit<PaperItem, 'order' | 'chosen' | 'isRight' | 'answeredAt'> {
  paperId: number
  order: string
  chosen: string | null
  isRight: boolean | null
  answeredAt: Date | null
}

const item = ({ order, chosen, isRight, answeredAt, paperId: _, ...row }: ItemRow): PaperItem => ({
  ...row,
  order: readPlaces(order),
  chosen: chosen === null ? undefined : readPlaces(chosen),
  isRight: isRight ?? undefined,
  answeredAt: answeredAt ?? undefined,
})

/** The questions of a paper, in its order. */
export async function itemsOf(db: Tx, paperId: number): Promise<PaperItem[]> {
  const rows = await db.examAnswer.findMany({
    where: { paperId },
    select: itemColumns,
    orderBy: { place: 'asc' },
  })
  return rows.map(item)
}

/** The questions of every paper of an exam that is handed in, by the paper. */
export async function itemsIn(db: Tx, examId: number): Promise<Map<number, PaperItem[]>> {
  const rows = await db.examAnswer.findMany({
    where: { paper: { examId, handedInAt: { not: null } } },
    select: itemColumns,
    orderBy: [{ paperId: 'asc' }, { place: 'asc' }],
  })
  const papers = new Map<number, PaperItem[]>()
  for (const row of rows) papers.set(row.paperId, [...(papers.get(row.paperId) ?? []), item(row)])
  return papers
}

export async function saveChoice(
  tx: Tx,
  { paperId, place }: { paperId: number; place: number },
  { chosen, isRight, at }: { chosen: readonly number[]; isRight: boolean; at: Date },
): Promise<void> {
  await tx.examAnswer.update({
    where: { paperId_place: { paperId, place } },
    data: { chosen: JSON.stringify(chosen), isRight, answeredAt: at },
  })
}

/** False when it was handed in already. */
export async function noteHandedIn(
  tx: Tx,
  id: number,
  graded: {
    handedInAt: Date
    right: number
    isPassed: boolean
    name: string | undefined
    certificate: string | undefined
  },
): Promise<boolean> {
  const { count } = await tx.examPaper.updateMany({
    where: { id, handedInAt: null },
    data: { ...graded, name: graded.name ?? null, certificate: graded.certificate ?? null },
  })
  return count === 1
}

/** Ids of those whose time is over. */
export async function papersToHandIn(db: Tx, now: Date): Promise<number[]> {
  const rows = await db.examPaper.findMany({
    where: { handedInAt: null, endsAt: { lte: now } },
    select: { id: true },
    orderBy: { endsAt: 'asc' },
  })
  return rows.map(({ id }) => id)
}

export interface ToCertify {
  id: number
  personId: number
  handedInAt: Date | null
}

/** What was passed and whose certificate was promised to nobody yet. */
export async function papersToCertify(db: Tx): Promise<ToCertify[]> {
  return db.examPaper.findMany({
    where: { certificate: { not: null }, certifiedAt: null },
    select: { id: true, personId: true, handedInAt: true },
    orderBy: { id: 'asc' },
  })
}

export async function noteCertified(tx: Tx, id: number, certifiedAt: Date): Promise<void> {
  await tx.examPaper.updateMany({ where: { id, certifiedAt: null }, data: { certifiedAt } })
}

/** The time of what is still open ends now. */
export async function endOpenPapers(tx: Tx, examId: number, endsAt: Date): Promise<void> {
  await tx.examPaper.updateMany({
    where: { examId, handedInAt: null, endsAt: { gt: endsAt } },
    data: { endsAt },
  })
}

/** Who has one of these questions in a paper of an exam that is open, and until when; the one that closes last comes last. */
export async function examsWithQuestions(
  db: Tx,
  questionIds: readonly number[],
  now: Date,
): Promise<{ personId: number; questionId: number; closesAt: Date }[]> {
  const found: { personId: number; questionId: number; closesAt: Date }[] = []
  for (const ids of inRows(questionIds, perStatement)) {
    const rows = await db.examAnswer.findMany({
      where: { questionId: { in: ids }, paper: { exam: { closesAt: { gt: now } } } },
      select: {
        questionId: true,
        paper: { select: { personId: true, exam: { select: { closesAt: true } } } },
      },
    })
    for (const { questionId, paper: of } of rows)
      found.push({ questionId, personId: of.personId, closesAt: of.exam.closesAt })
  }
  return found.toSorted((a, b) => a.closesAt.getTime() - b.closesAt.getTime())
}

/** Papers of an exam that are not handed in. */
export async function countOpen(db: Tx, examId: number): Promise<number> {
  return db.examPaper.count({ where: { examId, handedInAt: null } })
}

/** How many people have taken it, and how many of them passed. */
export async function countTaken(db: Tx, examId: number): Promise<{ taken: number; passed: number }> {
  const people = async (isPassed?: boolean) => {
    const where = { examId, handedInAt: { not: null }, ...(isPassed && { isPassed }) }
    const rows = await db.examPaper.findMany({ where, distinct: ['personId'], select: { personId: true } })
    return rows.length
  }
  return { taken: await people(), passed: await people(true) }
}

/** How these people are called, and where they live. */
export async function namesAndHomes(
  db: Tx,
  ids: readonly number[],
): Promise<{ id: number; name: string; unitId: number | undefined }[]> {
  const rows = await db.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, unitId: true },
  })
  return rows.map(({ unitId, ...row }) => ({ ...row, unitId: unitId ?? undefined }))
}
