import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { memoriesOf } from '../answer-store.ts'
import type { Asked } from '../asked-texts.ts'
import { isAskedOn, type Question } from '../question.ts'
import { questionById, questionsByIds } from '../question-store.ts'
import { askingOf } from './pick-questions.ts'
import { answerKey, broughtUpToDate, isOpen, numberAt, type Practice } from './practice.ts'
import { answersByKeys, askable, openPractices, practiceById, savePractice } from './practice-store.ts'

interface OneOf extends Asked {
  practiceId: number
  place: number
  /** The third of five. */
  number: number
  total: number
  question: Question
}

/** What became of a question while it was on the phone; `set-aside` is what lies before them in an exam. */
export type Instead = 'corrected' | 'retired' | 'set-aside'

export interface AskedView extends OneOf {
  marked: readonly number[]
  /** It is shown in the place of what was pressed, which was that. */
  instead: Instead | undefined
}

export interface AnsweredView extends OneOf {
  chosen: readonly number[]
  isRight: boolean
  /** It is out of the notebook of mistakes. */
  hasLeft: boolean
  isLast: boolean
}

export interface SummaryView {
  right: number
  total: number
  /** When each of them comes again. */
  backAt: readonly Date[]
  /** Another one waits that they were in the middle of. */
  hasOther: boolean
}

/** What somebody sees of a practice. */
export type Shown =
  | { kind: 'asked'; view: AskedView }
  | { kind: 'answered'; view: AnsweredView }
  | { kind: 'summary'; view: SummaryView }

/** The practice, for whose it is; for others it does not exist: Refusal `practice-unknown`. */
export async function practiceFor(db: Tx, by: Actor, id: number): Promise<Practice> {
  const practice = await practiceById(db, id)
  if (practice?.personId !== by.personId) throw new Refusal('practice-unknown')
  return practice
}

/** As the bank says it now: what was retired is not asked any more. Saved when something changed. */
export async function upToDate(tx: Tx, app: App, practice: Practice): Promise<Practice> {
  const ids = practice.items.slice(practice.place).map(({ questionId }) => questionId)
  const may = await askable(tx, askingOf(app, practice.personId), ids)
  const questions = await questionsByIds(tx, may)
  const after = broughtUpToDate(practice, questions, app.random, app.clock.now())
  if (after !== practice) await savePractice(tx, after)
  return after
}

async function oneAt(db: Tx, practice: Practice, place: number): Promise<OneOf> {
  const item = practice.items[place]
  const question = item && (await questionById(db, item.questionId))
  if (!question) throw new Error(`there is no question at ${place} of the practice ${practice.id}`)
  return { practiceId: practice.id, place, question, order: item.order, ...numberAt(practice, place) }
}

async function summaryOf(db: Tx, app: App, { id, personId, items }: Practice): Promise<SummaryView> {
  const keys = items.map((_, place) => answerKey(id, place))
  const answers = [...(await answersByKeys(db, keys)).values()]
  const memories = await memoriesOf(
    db,
    answers.map(({ questionId }) => ({ personId, questionId })),
  )
  return {
    right: answers.filter(({ isRight }) => isRight).length,
    total: answers.length,
    backAt: answers.flatMap(({ questionId }) => memories.get(`${personId}:${questionId}`)?.dueAt ?? []),
    hasOther: (await openPractices(db, personId, app.clock.now())).length > 0,
  }
}

/** Its open question, or how it went when there is none left. */
export async function shownOf(db: Tx, app: App, practice: Practice, instead?: Instead): Promise<Shown> {
  const item = practice.items[practice.place]
  if (!item) return { kind: 'summary', view: await summaryOf(db, app, practice) }
  const one = await oneAt(db, practice, practice.place)
  return { kind: 'asked', view: { ...one, marked: item.marked, instead } }
}

/** Its open question in the place of one that was pressed and is not asked any more as it was. */
export async function shownInstead(db: Tx, app: App, practice: Practice, place: number): Promise<Shown> {
  return shownOf(db, app, practice, await whatBecameOf(db, app, practice, place))
}

async function whatBecameOf(
  db: Tx,
  app: App,
  { personId, items }: Practice,
  place: number,
): Promise<Instead> {
  const item = items[place]
  if (!item?.isSkipped) return 'corrected'
  const question = await questionById(db, item.questionId)
  return question && isAskedOn(question, askingOf(app, personId).day) ? 'set-aside' : 'retired'
}

/**
 * What was answered at a place, as it was told then. Refused when the question says something else by now, and when it may not be
 * asked: an old copy does not give away what an exam asks.
 */
export async function answeredOf(db: Tx, app: App, practice: Practice, place: number): Promise<Shown> {
  const key = answerKey(practice.id, place)
  const given = (await answersByKeys(db, [key])).get(key)
  if (!given) throw new Refusal('practice-over')
  const may = await askable(db, askingOf(app, practice.personId), [given.questionId])
  if (may.length === 0) throw new Refusal('practice-not-now')
  const one = await oneAt(db, practice, place)
  if (one.question.version !== given.version) throw new Refusal('practice-since-corrected')
  const isLast = practice.place === practice.items.length
  const hasLeft = practice.items[place]?.hasLeft === true
  const { chosen, isRight } = given
  return { kind: 'answered', view: { ...one, chosen, isRight, hasLeft, isLast } }
}

/** What comes next in a practice. Throws Refusal `practice-over` when it ended before its end. */
export async function nextOf(app: App, by: Actor, practiceId: number): Promise<Shown> {
  return app.db.transaction(async (tx) => {
    const practice = await practiceFor(tx, by, practiceId)
    const isThrough = practice.place === practice.items.length
    if (!isThrough && !isOpen(practice, app.clock.now())) throw new Refusal('practice-over')
    return shownOf(tx, app, await upToDate(tx, app, practice))
  })
}
