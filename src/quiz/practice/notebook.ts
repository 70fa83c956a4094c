import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { pageFrom } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { memoriesOf } from '../answer-store.ts'
import { rightToForget } from '../memory.ts'
import type { Question } from '../question.ts'
import { questionsByIds } from '../question-store.ts'
import { practise } from './begin-practice.ts'
import { askingOf } from './pick-questions.ts'
import { lastMistake, mistakeIds } from './practice-store.ts'
import type { Shown } from './show-practice.ts'

const perPage = 5

/** A page of the notebook: of all, or of what holds the words. */
export interface NotebookView {
  words: string
  mistakes: readonly Question[]
  /** How many there are on all pages. */
  total: number
  page: number
  pages: number
  perPage: number
}

/** A mistake with what was chosen; undefined when the question has been corrected since. */
export interface MistakeView {
  question: Question
  chosen: readonly number[] | undefined
  timesWrong: number
  /** So many times more rightly in a row, and it leaves. */
  rightToGo: number
}

/** Signs without a shape, which come along with what is pasted. */
const unseen = /\p{Cf}/gu

const folded = (text: string) => text.replaceAll(unseen, '').normalize('NFKC').toLowerCase()

/** Whether a question holds every one of the words, in its stem, its options or its explanation. */
export function holdsWords(
  { stem, options, explanation }: Pick<Question, 'stem' | 'options' | 'explanation'>,
  words: string,
): boolean {
  const text = folded([stem, ...options, explanation].join('\n'))
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A button carries the words of a search with its page: so many bytes of them. */
const longestWords = 36

/** Words to search for as a button can carry them. */
export function wordsToSearch(text: string): string {
  let words = ''
  for (const sign of text
    .replaceAll(unseen, '')
    .replaceAll(/[\s:]+/g, ' ')
    .trim()) {
    if (Buffer.byteLength(words + sign) > longestWords) break
    words += sign
  }
  return words.trim()
}

async function mistakesOf(db: Tx, app: App, personId: number, words: string): Promise<Question[]> {
  const ids = await mistakeIds(db, askingOf(app, personId))
  const questions = await questionsByIds(db, ids)
  return ids.flatMap((id) => questions.get(id) ?? []).filter((question) => holdsWords(question, words))
}

export async function notebookOf(
  db: Tx,
  app: App,
  { personId }: Actor,
  { words, page }: { words: string; page: number },
): Promise<NotebookView> {
  const all = await mistakesOf(db, app, personId, words)
  const { shown: mistakes, ...here } = pageFrom(all, page, perPage)
  return { words, mistakes, total: all.length, ...here, perPage }
}

/** One mistake of one's own. Throws Refusal `practice-no-mistake` for what is none, or none any more. */
export async function mistakeFor(
  db: Tx,
  app: App,
  { personId }: Actor,
  questionId: number,
): Promise<MistakeView> {
  const isTheirs = (await mistakeIds(db, askingOf(app, personId))).includes(questionId)
  const question = isTheirs ? (await questionsByIds(db, [questionId])).get(questionId) : undefined
  const memory = (await memoriesOf(db, [{ personId, questionId }])).get(`${personId}:${questionId}`)
  if (!question || !memory) throw new Refusal('practice-no-mistake')
  const given = await lastMistake(db, personId, questionId)
  return {
    question,
    chosen: given?.version === question.version ? given.chosen : undefined,
    timesWrong: memory.timesWrong,
    rightToGo: Math.max(1, rightToForget - memory.rightInARow),
  }
}

/** Practises a mistake now. Throws as `mistakeFor`. */
export async function practiseAgain(app: App, by: Actor, questionId: number, key: string): Promise<Shown> {
  return app.db.transaction(async (tx) => {
    const { question } = await mistakeFor(tx, app, by, questionId)
    return practise(tx, app, by, [question.id], key)
  })
}

/** Practises what stands on a page now. Throws Refusal `practice-none` when nothing does any more. */
export async function practisePage(
  app: App,
  by: Actor,
  where: { words: string; page: number },
  key: string,
): Promise<Shown> {
  return app.db.transaction(async (tx) => {
    const { mistakes } = await notebookOf(tx, app, by, where)
    return practise(
      tx,
      app,
      by,
      mistakes.map(({ id }) => id),
      key,
    )
  })
}
