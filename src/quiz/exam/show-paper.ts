import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Asked } from '../asked-texts.ts'
import { questionsAsAsked } from '../evening/asked-store.ts'
import type { Question } from '../question.ts'
import type { Exam } from './exam.ts'
import { examById } from './exam-store.ts'
import { isAnswered, isCutShort, type Paper, type PaperItem, secondsLeft } from './paper.ts'
import { itemsOf, paperById } from './paper-store.ts'

/** One question of a paper, as its owner sees it. */
export interface PaperView extends Asked {
  paperId: number
  title: string
  place: number
  total: number
  question: Question
  chosen: readonly number[]
  /** Until its time is over, as it stands now. */
  seconds: number
  /** Of all its questions. */
  unanswered: number
}

/** The paper, for whose it is, and its exam; for others it does not exist: Refusal `exam-unknown`. */
export async function paperFor(db: Tx, by: Actor, paperId: number): Promise<{ paper: Paper; exam: Exam }> {
  const paper = await paperById(db, paperId)
  const exam = paper && (await examById(db, paper.examId))
  if (!exam || paper.personId !== by.personId) throw new Refusal('exam-unknown')
  return { paper, exam }
}

/**
 * The paper as long as it can be written on, for what reached us at that moment: it counts though it is handled later. Throws Refusal
 * `exam-handed-in`, `exam-cut-short` or `exam-time-over`.
 */
export async function openPaperFor(
  db: Tx,
  by: Actor,
  paperId: number,
  receivedAt: Date,
): Promise<{ paper: Paper; exam: Exam }> {
  const { paper, exam } = await paperFor(db, by, paperId)
  if (paper.handedInAt) throw new Refusal('exam-handed-in')
  if (paper.endsAt <= receivedAt)
    throw new Refusal(isCutShort(paper, exam) ? 'exam-cut-short' : 'exam-time-over')
  return { paper, exam }
}

/** A question as it was when the paper was drawn: it is marked by what its owner saw. */
export async function questionOf(db: Tx, { questionId, version }: PaperItem): Promise<Question> {
  const question = (await questionsAsAsked(db, [{ questionId, version }])).get(questionId)
  if (!question) throw new Error(`there is no question ${questionId}`)
  return question
}

/** A place of the paper; where one begins or goes on, the first that is not answered. */
export async function viewOf(db: Tx, app: App, paper: Paper, exam: Exam, place?: number): Promise<PaperView> {
  const items = await itemsOf(db, paper.id)
  const open = items.findIndex((item) => !isAnswered(item))
  const at = place ?? Math.max(0, open)
  const item = items[at]
  if (!item) throw new Refusal('exam-unknown')
  return {
    paperId: paper.id,
    title: exam.title,
    place: at,
    total: items.length,
    question: await questionOf(db, item),
    order: item.order,
    chosen: item.chosen ?? [],
    seconds: secondsLeft(paper, app.clock.now()),
    unanswered: items.filter((one) => !isAnswered(one)).length,
  }
}

/** A question of one's own paper, to be answered or changed. */
export async function paperAt(
  app: App,
  by: Actor,
  { paperId, place }: { paperId: number; place: number },
  receivedAt: Date,
): Promise<PaperView> {
  const { paper, exam } = await openPaperFor(app.db, by, paperId, receivedAt)
  return viewOf(app.db, app, paper, exam, place)
}
