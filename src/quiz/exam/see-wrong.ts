import type { App } from '../../app.ts'
import { localTime } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { stageOf } from './exam.ts'
import { itemsOf } from './paper-store.ts'
import type { WrongView } from './result-texts.ts'
import { paperFor, questionOf } from './show-paper.ts'

/**
 * The first, the second … of what was wrong or not answered. As long as the window is open it is told to nobody, so that nobody can
 * pass it on: Refusal `exam-wrong-later`.
 */
export async function seeWrong(app: App, by: Actor, paperId: number, at: number): Promise<WrongView> {
  const { paper, exam } = await paperFor(app.db, by, paperId)
  if (!paper.handedInAt || stageOf(exam, app.clock.now()) !== 'over')
    throw new Refusal('exam-wrong-later', { at: localTime(exam.closesAt, app.config.townTimezone) })
  const wrong = (await itemsOf(app.db, paper.id)).filter(({ isRight }) => isRight !== true)
  const item = wrong[at - 1]
  if (!item) throw new Refusal('exam-nothing-wrong')
  const question = await questionOf(app.db, item)
  return { paperId, at, count: wrong.length, question, order: item.order, chosen: item.chosen ?? [] }
}
