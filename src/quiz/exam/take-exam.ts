import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate, localTime } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { drawQuestions } from '../bank/draw-questions.ts'
import { shownOrder } from '../shown-order.ts'
import { counts, type Exam, endOf, endsAtOf, stageOf } from './exam.ts'
import { examById } from './exam-store.ts'
import { handInByClock, resultOf } from './hand-in.ts'
import type { OpenElsewhere, Paper } from './paper.ts'
import { insertPaper, openPaperOf } from './paper-store.ts'
import type { ResultView } from './result.ts'
import { type TakerView, takerView } from './see-exam.ts'
import { type PaperView, viewOf } from './show-paper.ts'
import { tellTooFew } from './tell-too-few.ts'

/** What comes of a tap to begin or to go on. */
export type Started =
  | { is: 'paper'; paper: PaperView }
  /** That attempt is handed in already. */
  | { is: 'result'; result: ResultView }
  /** A paper of another exam is open, and is to be handed in first. */
  | { is: 'other-open'; other: OpenElsewhere }

function mustBeOpen(app: App, exam: Exam): void {
  switch (stageOf(exam, app.clock.now())) {
    case 'coming':
      throw new Refusal('exam-not-open', { at: localTime(exam.opensAt, app.config.townTimezone) })
    case 'over':
      throw new Refusal(`exam-is-${endOf(exam)}`)
    case 'open':
      return
  }
}

/** Attempts are taken one after the other, by who is of its people. */
function mustBeNext({ exam, unit, papers, belongs }: TakerView, attempt: number): void {
  if (!belongs) throw new Refusal('exam-not-here', { unit: unit.name })
  if (papers.length >= exam.attempts) throw new Refusal('exam-no-attempts', { attempts: exam.attempts })
  if (attempt !== papers.length + 1) throw new Refusal('exam-unknown')
}

/** A paper of one's own: drawn by chance, in an order of one's own. Undefined where there are too few questions by now. */
async function begin(
  tx: Tx,
  app: App,
  { personId }: Actor,
  { exam, unit, papers }: TakerView,
): Promise<Paper | undefined> {
  const now = app.clock.now()
  const day = localDate(now, app.config.townTimezone)
  const questions = await drawQuestions(tx, app, { path: unit.path, set: exam.set, day, count: exam.count })
  if (questions.length < counts.least) return undefined
  const items = questions.map((question, place) => ({
    place,
    questionId: question.id,
    version: question.version,
    order: shownOrder(app.random, question),
  }))
  const attempt = papers.length + 1
  const paper = { examId: exam.id, personId, attempt, startedAt: now, endsAt: endsAtOf(exam, now) }
  return insertPaper(tx, paper, items)
}

/**
 * What the open paper of somebody makes of their tap: they go on with it, or another exam waits for it. One whose time is over is handed
 * in, and nothing is left of it but, in this exam, that its time is over: a tap to go on begins no new attempt.
 */
async function goOn(
  tx: Tx,
  app: App,
  by: Actor,
  exam: Exam,
  receivedAt: Date,
): Promise<Started | 'exam-time-over' | undefined> {
  const open = await openPaperOf(tx, by.personId)
  const other = open && (open.examId === exam.id ? exam : await examById(tx, open.examId))
  if (!other) return undefined
  const isThis = other.id === exam.id
  if (open.endsAt <= receivedAt) {
    await handInByClock(tx, app, open, other)
    return isThis ? 'exam-time-over' : undefined
  }
  if (isThis) return { is: 'paper', paper: await viewOf(tx, app, open, exam) }
  return { is: 'other-open', other: { examId: other.id, title: other.title, attempt: open.attempt } }
}

export interface Start {
  examId: number
  attempt: number
  /** When the tap reached us: a paper whose time was not over then is gone on with, for other taps may come behind this one. */
  receivedAt: Date
}

/** What is noted even though the tap is refused, is said after it is noted. */
type Tried = Started | 'exam-time-over' | 'exam-cannot-begin'

async function tryStart(tx: Tx, app: App, by: Actor, { examId, attempt, receivedAt }: Start): Promise<Tried> {
  const view = await takerView(tx, app, by, examId)
  const { exam, papers } = view
  const before = papers.find((paper) => paper.attempt === attempt && paper.handedInAt)
  if (before) return { is: 'result', result: await resultOf(tx, app, before, exam) }
  const open = await goOn(tx, app, by, exam, receivedAt)
  if (open) return open
  mustBeOpen(app, exam)
  mustBeNext(view, attempt)
  const paper = await begin(tx, app, by, view)
  if (paper) return { is: 'paper', paper: await viewOf(tx, app, paper, exam) }
  await tellTooFew(tx, app, exam)
  return 'exam-cannot-begin'
}

/**
 * Begins that attempt, or goes on with it; of one that is handed in it shows the result. Throws Refusals for what is not open, used up,
 * or nobody's, for one whose time ran out meanwhile, and where too few questions are left to ask.
 */
export async function startPaper(app: App, by: Actor, what: Start): Promise<Started> {
  const tried = await app.db.transaction((tx) => tryStart(tx, app, by, what))
  if (typeof tried === 'string') throw new Refusal(tried)
  return tried
}
