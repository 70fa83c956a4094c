import type { Prisma, Tx } from '../../lib/db.ts'
import type { Question } from '../question.ts'
import { question, questionColumns } from '../question-store.ts'
import type { BankCount, ChapterCount, Listed } from './bank-list.ts'
import { stemKey } from './keys.ts'

/** How many questions the banks of these units have, those that have any. */
export async function bankCounts(db: Tx, unitIds: readonly number[]): Promise<BankCount[]> {
  const where = { unitId: { in: [...unitIds] } }
  const all = await db.question.groupBy({ by: ['unitId'], where, _count: { _all: true } })
  const retired = await db.question.groupBy({
    by: ['unitId'],
    where: { ...where, retiredAt: { not: null } },
    _count: { _all: true },
  })
  return all.map(({ unitId, _count: { _all: total } }) => {
    const gone = retired.find((row) => row.unitId === unitId)?._count._all ?? 0
    return { unitId, inUse: total - gone, retired: gone }
  })
}

/** The chapters of a bank and how many questions in use each has; the last is that without a name. */
export async function bankChapters(db: Tx, unitId: number): Promise<ChapterCount[]> {
  const rows = await db.question.groupBy({
    by: ['chapter'],
    where: { unitId, retiredAt: null },
    _count: { _all: true },
    _min: { id: true },
  })
  const chapters = rows.map(({ chapter, _count, _min }) => ({
    chapter,
    count: _count._all,
    anchorId: _min.id ?? 0,
  }))
  const byName = (a: ChapterCount, b: ChapterCount) =>
    a.chapter.localeCompare(b.chapter, 'zh-CN', { numeric: true })
  const named = chapters.filter(({ chapter }) => chapter !== '').sort(byName)
  return [...named, ...chapters.filter(({ chapter }) => chapter === '')]
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

/** For the database `%` and `_` stand for other signs, each in its own way: it looks for any sign in their place. */
const anySign = (word: string): string => word.replaceAll(/[%_\\]/g, '_')

/** Every word is somewhere in it, as far as the database can say. */
const withWords = (words: string): Prisma.QuestionWhereInput[] =>
  wordsIn(words).map((word) => ({
    OR: [
      { stemKey: { contains: anySign(stemKey(word)) } },
      ...(['stem', 'explanation', 'source', 'chapter'] as const).map((column) => ({
        [column]: { contains: anySign(word) },
      })),
      // These lie there as JSON.
      ...(['options', 'tags'] as const).map((column) => ({
        [column]: { contains: anySign(JSON.stringify(word).slice(1, -1)) },
      })),
    ],
  }))

/** Every word is somewhere in it. */
function hasWords(one: Question, words: string): boolean {
  const all = [one.stem, ...one.options, one.explanation, one.source, one.chapter, ...one.tags].join('\n')
  const [text, key] = [all.toLowerCase(), stemKey(one.stem)]
  return wordsIn(words).every((word) => text.includes(word.toLowerCase()) || key.includes(stemKey(word)))
}

function whereOf(unitId: number, listed: Listed): Prisma.QuestionWhereInput {
  switch (listed.what) {
    case 'all':
      return { unitId, retiredAt: null }
    case 'retired':
      return { unitId, retiredAt: { not: null } }
    case 'chapter':
      return { unitId, retiredAt: null, chapter: listed.chapter }
    case 'words':
      return { unitId, AND: withWords(listed.words) }
  }
}

interface Page {
  page: number
  perPage: number
}

interface Found {
  questions: Question[]
  count: number
}

/** One page of those that have the words; what the database has found is looked at once more. */
async function listWithWords(
  db: Tx,
  where: Prisma.QuestionWhereInput,
  words: string,
  { page, perPage }: Page,
): Promise<Found> {
  const rows = await db.question.findMany({ where, select: questionColumns, orderBy: { id: 'asc' } })
  const found = rows.map(question).filter((one) => hasWords(one, words))
  return { questions: found.slice((page - 1) * perPage, page * perPage), count: found.length }
}

/** One page of them, from page 1 on, and how many there are in all. */
export async function listQuestions(
  db: Tx,
  unitId: number,
  listed: Listed,
  { page, perPage }: Page,
): Promise<Found> {
  const where = whereOf(unitId, listed)
  if (listed.what === 'words') return listWithWords(db, where, listed.words, { page, perPage })
  const count = await db.question.count({ where })
  const rows = await db.question.findMany({
    where,
    select: questionColumns,
    orderBy: { id: 'asc' },
    skip: (page - 1) * perPage,
    take: perPage,
  })
  return { questions: rows.map(question), count }
}
