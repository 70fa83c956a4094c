import type { Tx } from '../../lib/db.ts'
import { pagesFor } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed, unitsWith } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { unitsUnder } from '../../org/unit-store.ts'
import type { BankCount, ChapterCount, Listed } from './bank-list.ts'
import { bankChapters, bankCounts, listQuestions } from './bank-list-store.ts'
import type { CardView, ListPage } from './bank-texts.ts'
import { questionFor } from './question-for.ts'

const perPage = 8

/** The banks one may manage: those that have questions, and those of the topmost units. */
export async function banksFor(db: Tx, by: Actor): Promise<(Unit & BankCount)[]> {
  const tops = await unitsWith(db, by.personId, 'manage-questions')
  const units: Unit[] = []
  for (const top of tops) units.push(...(await unitsUnder(db, top.path)))
  const counts = await bankCounts(
    db,
    units.map(({ id }) => id),
  )
  return units.flatMap((unit) => {
    const count = counts.find(({ unitId }) => unitId === unit.id)
    const isTop = tops.some(({ id }) => id === unit.id)
    return count || isTop ? [{ ...unit, ...(count ?? { unitId: unit.id, inUse: 0, retired: 0 }) }] : []
  })
}

export interface Bank {
  unit: Unit
  counts: Omit<BankCount, 'unitId'>
  chapters: ChapterCount[]
}

/** A bank with its chapters. Throws Refusal `unit-unknown` where it may not be managed. */
export async function bankFor(db: Tx, by: Actor, unitId: number): Promise<Bank> {
  const unit = await mustBeAllowed(db, by, 'manage-questions', unitId)
  const [counts = { inUse: 0, retired: 0 }] = await bankCounts(db, [unitId])
  return { unit, counts, chapters: await bankChapters(db, unitId) }
}

/** `all`, `retired`, or the chapter of a question of that bank. */
async function listedBy(db: Tx, by: Actor, unitId: number, of: string): Promise<Listed> {
  if (of === 'all' || of === 'retired') return { what: of }
  const { question } = await questionFor(db, by, /^\d{1,15}$/.test(of) ? Number(of) : 0)
  if (question.unitId !== unitId) throw new Refusal('question-unknown')
  return question.retiredAt ? { what: 'retired' } : { what: 'chapter', chapter: question.chapter }
}

async function pageOf(db: Tx, unitId: number, listed: Listed, of: string, page: number): Promise<ListPage> {
  const { questions, count } = await listQuestions(db, unitId, listed, { page, perPage })
  const last = pagesFor(count, perPage)
  // Questions were retired meanwhile: the page that was asked for is gone.
  if (page > last) return pageOf(db, unitId, listed, of, last)
  const shown = questions.map(({ id, stem, retiredAt }) => ({ id, stem, isRetired: retiredAt !== undefined }))
  return { unitId, listed, of, page, perPage, questions: shown, count }
}

/** One page of a bank. Throws Refusal `unit-unknown` or `question-unknown`. */
export async function bankPage(
  db: Tx,
  by: Actor,
  unitId: number,
  of: string,
  page: number,
): Promise<ListPage> {
  await mustBeAllowed(db, by, 'manage-questions', unitId)
  return pageOf(db, unitId, await listedBy(db, by, unitId, of), of, page)
}

/** So much of what is searched for fits the data of a button, in bytes. */
const longestWords = 33

/** Words to search for, as they fit a button. */
export function searchWords(text: string): string {
  let words = text.replaceAll(':', '：').replaceAll(/\s+/g, ' ').trim()
  while (Buffer.byteLength(words) > longestWords) words = [...words].slice(0, -1).join('')
  return words.trim()
}

/** What is found by words. Throws Refusal `unit-unknown` or `question-search-none`. */
export async function foundPage(
  db: Tx,
  by: Actor,
  unitId: number,
  text: string,
  page: number,
): Promise<ListPage> {
  await mustBeAllowed(db, by, 'manage-questions', unitId)
  const words = searchWords(text)
  const found = await pageOf(db, unitId, { what: 'words', words }, '', page)
  if (words === '' || found.count === 0) throw new Refusal('question-search-none', { words })
  return found
}

/** A question for its card. Throws Refusal `question-unknown`. */
export async function viewQuestion(db: Tx, by: Actor, id: number): Promise<CardView> {
  const { question } = await questionFor(db, by, id)
  const { retiredAt, ...plain } = question
  return { question: plain, isRetired: retiredAt !== undefined }
}
