import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Question } from '../question.ts'
import { setRetired } from './bank-store.ts'
import { questionFor } from './question-for.ts'
import { tellLearners } from './tell-learners.ts'

/** A question is asked no more, and who learned it is told. Throws Refusal `question-retired` when it is so already. */
export async function retireQuestion(app: App, by: Actor, id: number, why: string): Promise<Question> {
  return app.db.transaction(async (tx) => {
    const { question } = await questionFor(tx, by, id)
    const at = app.clock.now()
    if (!(await setRetired(tx, id, true, at))) throw new Refusal('question-retired')
    await tellLearners(tx, app, `question:${id}:retired:${at.getTime()}`, [
      { what: 'retired', before: question, why },
    ])
    return { ...question, retiredAt: at }
  })
}

/**
 * It is asked again, and who was told that it was retired hears so. Returns how many are told. Throws Refusal `question-in-use` when it
 * is asked already.
 */
export async function bringBackQuestion(app: App, by: Actor, id: number): Promise<number> {
  return app.db.transaction(async (tx) => {
    const { question } = await questionFor(tx, by, id)
    const at = app.clock.now()
    if (!(await setRetired(tx, id, false, at))) throw new Refusal('question-in-use')
    return tellLearners(tx, app, `question:${id}:back:${at.getTime()}`, [
      { what: 'back', before: question, why: '' },
    ])
  })
}
