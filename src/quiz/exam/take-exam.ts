import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate, localTime } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { idsOnPath } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import { drawQuestions } from '../bank/draw-questions.ts'
import { belongsTo, pathsOf } from '../belonging.ts'
import { shownOrder } from '../shown-order.ts'
import { type Exam, endsAtOf, stageOf } from './exam.ts'
import { examById, examsToTake } from './exam-store.ts'
import { handInByClock } from './hand-in.ts'
import type { Paper } from './paper.ts'
import { insertPaper, openPaperOf, papersOf } from './paper-store.ts'
import { type PaperView, viewOf } from './show-paper.ts'

/** The exam, for the people of its unit; for others it does not exist: Refusal `exam-unknown`. */
export async function examToTake(db: Tx, { personId }: Actor, examId: number): Promise<Exam> {
  const exam = await examById(db, examId)
  const unit = exam && (await unitById(db, exam.unitId))
  if (!unit || !(await belongsTo(db, personId, unit))) throw new Refusal('exam-unknown')
  return exam
}

/** The exams that somebody may take now or later. */
export async function examsOf(app: App, { personId }: Actor): Promise<Exam[]> {
  const units = new Set((await pathsOf(app.db, personId)).flatMap(idsOnPath))
  return examsToTake(app.db, [...units], app.clock.now())
}

/** An exam as somebody finds it before they begin, and what they have made of it. */
export interface TakerView {
  exam: Exam
  unit: string
  papers: readonly Paper[]
  /** The paper that they are in the middle of. */
  open: Paper | undefined
}

export async function takerView(app: App, by: Actor, examId: number): Promise<TakerView> {
  const exam = await examToTake(app.db, by, examId)
  const unit = await unitById(app.db, exam.unitId)
  const papers = await papersOf(app.db, exam.id, by.personId)
  const open = papers.find(({ handedInAt, endsAt }) => !handedInAt && endsAt > app.clock.now())
  return { exam, unit: unit?.name ?? '', papers, open }
}

function mustBeOpen(app: App, exam: Exam): void {
  switch (stageOf(exam, app.clock.now())) {
    case 'coming':
      throw new Refusal('exam-not-open', { at: localTime(exam.opensAt, app.config.townTimezone) })
    case 'over':
      throw new Refusal('exam-is-over')
    case 'open':
      return
  }
}

/**
 * The paper somebody is in the middle of; one of another exam whose time is over is handed in, and of this one it is said that it
 * is: a tap to go on begins no new attempt. One at a time: Refusal `exam-other-open`.
 */
async function goOn(tx: Tx, app: App, by: Actor, exam: Exam): Promise<Paper | 'over' | undefined> {
  const open = await openPaperOf(tx, by.personId)
  const other = open && (open.examId === exam.id ? exam : await examById(tx, open.examId))
  if (!other) return undefined
  if (open.endsAt <= app.clock.now()) {
    await handInByClock(tx, app, open, other)
    return other.id === exam.id ? 'over' : undefined
  }
  if (other.id !== exam.id) throw new Refusal('exam-other-open', { title: other.title })
  return open
}

/** A paper of one's own: drawn by chance, in an order of one's own. */
async function begin(tx: Tx, app: App, { personId }: Actor, exam: Exam): Promise<Paper> {
  const { length: taken } = await papersOf(tx, exam.id, personId)
  if (taken >= exam.attempts) throw new Refusal('exam-no-attempts', { attempts: exam.attempts })
  const now = app.clock.now()
  const { path = '' } = (await unitById(tx, exam.unitId)) ?? {}
  const day = localDate(now, app.config.townTimezone)
  const questions = await drawQuestions(tx, app, { path, set: exam.set, day, count: exam.count })
  if (questions.length === 0) throw new Refusal('quiz-set-empty')
  const items = questions.map((question, place) => ({
    place,
    questionId: question.id,
    version: question.version,
    order: shownOrder(app.random, question),
  }))
  const paper = { examId: exam.id, personId, attempt: taken + 1, startedAt: now, endsAt: endsAtOf(exam, now) }
  return insertPaper(tx, paper, items)
}

/**
 * Begins a paper, or goes on with the one that is open. Throws Refusals for what is not open, used up, or nobody's, and
 * `exam-time-over` for one whose time ran out meanwhile.
 */
export async function startPaper(app: App, by: Actor, examId: number): Promise<PaperView> {
  const view = await app.db.transaction(async (tx) => {
    const exam = await examToTake(tx, by, examId)
    const open = await goOn(tx, app, by, exam)
    if (open === 'over') return undefined
    if (open) return viewOf(tx, app, open, exam)
    mustBeOpen(app, exam)
    return viewOf(tx, app, await begin(tx, app, by, exam), exam)
  })
  if (!view) throw new Refusal('exam-time-over')
  return view
}
