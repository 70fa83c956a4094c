import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { memoriesOf } from '../answer-store.ts'
import { noteAnswers } from '../note-answers.ts'
import { isRight } from '../question.ts'
import { questionById } from '../question-store.ts'
import { answeredAt, answerKey, isOpen, marked, type Practice, type PracticeItem } from './practice.ts'
import { savePractice } from './practice-store.ts'
import { answeredOf, practiceFor, type Shown, shownInstead, shownOf, upToDate } from './show-practice.ts'

/** Which question of which practice is meant, and what it said when it was shown. */
export interface PracticePlace {
  practiceId: number
  place: number
  version: number
}

interface OpenItem {
  practice: Practice
  item: PracticeItem
}

type Act = (tx: Tx, open: OpenItem) => Promise<Shown>

/**
 * Acts on the open question of a practice. One that is answered stays as it is, and is shown so; one that was corrected, retired
 * or set aside since it was shown is not answered: what is asked now is shown. Throws Refusal `practice-over` for all that has ended.
 */
async function onOpen(app: App, by: Actor, at: PracticePlace, act: Act): Promise<Shown> {
  const { practiceId, place, version } = at
  return app.db.transaction(async (tx) => {
    const before = await practiceFor(tx, by, practiceId)
    if (place < before.place && !before.items[place]?.isSkipped) return answeredOf(tx, app, before, place)
    if (place > before.place || !isOpen(before, app.clock.now())) throw new Refusal('practice-over')
    const practice = await upToDate(tx, app, before)
    const item = practice.items[place]
    if (practice.place !== place || item?.version !== version) return shownInstead(tx, app, practice, place)
    return act(tx, { practice, item })
  })
}

const mustBeShown = ({ order }: PracticeItem, option: number): void => {
  if (!order.includes(option)) throw new Refusal('practice-over')
}

/** Notes the answer to the open question, and what becomes of it in the notebook. */
async function note(tx: Tx, app: App, open: OpenItem, chosen: readonly number[]): Promise<Shown> {
  const { practice, item } = open
  const { personId, id, place } = practice
  const { questionId, version } = item
  const question = await questionById(tx, questionId)
  if (!question) throw new Error(`there is no question ${questionId}`)
  const isMistake = async () =>
    (await memoriesOf(tx, [{ personId, questionId }])).get(`${personId}:${questionId}`)?.isMistake === true
  const wasMistake = await isMistake()
  const at = app.clock.now()
  const answer = { personId, questionId, version, chosen, isRight: isRight(question, chosen), at }
  await noteAnswers(tx, [{ ...answer, key: answerKey(id, place), way: 'practice' }])
  const after = answeredAt(practice, at, { hasLeft: wasMistake && !(await isMistake()) })
  await savePractice(tx, after)
  return answeredOf(tx, app, after, place)
}

/** One tap answers. Pressed again, on this or another option, it changes nothing. */
export async function answerPractice(app: App, by: Actor, at: PracticePlace, option: number): Promise<Shown> {
  return onOpen(app, by, at, (tx, open) => {
    mustBeShown(open.item, option)
    return note(tx, app, open, [option])
  })
}

/** Marks an option of a question with several right ones, or takes the mark away. */
export async function markOption(
  app: App,
  by: Actor,
  at: PracticePlace,
  { option, isMarked }: { option: number; isMarked: boolean },
): Promise<Shown> {
  return onOpen(app, by, at, async (tx, { practice, item }) => {
    mustBeShown(item, option)
    const after = marked(practice, option, isMarked, app.clock.now())
    await savePractice(tx, after)
    return shownOf(tx, app, after)
  })
}

/** What is marked is the answer. Throws Refusal `practice-mark-first` when nothing is. */
export async function finishMarking(app: App, by: Actor, at: PracticePlace): Promise<Shown> {
  return onOpen(app, by, at, (tx, open) => {
    if (open.item.marked.length === 0) throw new Refusal('practice-mark-first')
    return note(tx, app, open, open.item.marked)
  })
}
