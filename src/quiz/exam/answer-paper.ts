import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { isRight } from '../question.ts'
import { chosenAfter } from './paper.ts'
import { itemsOf, saveChoice } from './paper-store.ts'
import { openPaperFor, type PaperView, questionOf, viewOf } from './show-paper.ts'

/** Takes an option or lets go of it; saved at once, and to be changed until the paper is handed in. Safe to call twice. */
export async function chooseOption(
  app: App,
  by: Actor,
  { paperId, place }: { paperId: number; place: number },
  { option, isOn, receivedAt }: { option: number; isOn: boolean; receivedAt: Date },
): Promise<PaperView> {
  return app.db.transaction(async (tx) => {
    const { paper, exam } = await openPaperFor(tx, by, paperId, receivedAt)
    const item = (await itemsOf(tx, paper.id))[place]
    if (!item?.order.includes(option)) throw new Refusal('exam-unknown')
    const question = await questionOf(tx, item)
    const chosen = chosenAfter(item.chosen, { option, isOn, isSeveral: question.kind === 'several' })
    const choice = { chosen, isRight: isRight(question, chosen), at: receivedAt }
    await saveChoice(tx, { paperId, place }, choice)
    return viewOf(tx, app, paper, exam, place)
  })
}
