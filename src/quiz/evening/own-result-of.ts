import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { countedIn } from './draw-results.ts'
import { answerKey } from './evening.ts'
import { type Counted, type OwnResult, ownResult } from './evening-results.ts'
import { sessionById } from './evening-store.ts'
import { noteVotesOf } from './note-votes.ts'
import { answersUnder } from './own-store.ts'
import { votersByIds } from './voter-store.ts'

/**
 * What somebody answered on an evening, when its results are drawn. Throws Refusal `quiz-own-none` for who took no part, as for
 * an evening that does not exist.
 */
export async function ownResultOf(
  app: App,
  { personId }: Actor,
  eveningId: number,
): Promise<{ eveningId: number; questions: Counted[]; own: OwnResult }> {
  return app.db.transaction(async (tx) => {
    const session = await sessionById(tx, eveningId)
    if (!session?.evening.endedAt) throw new Refusal('quiz-own-none')
    // Their turn to be told may not have come yet.
    await noteVotesOf(tx, app, session, await votersByIds(tx, [personId]))
    const questions = await countedIn(tx, session)
    const keys = new Map(questions.map((one) => [answerKey(eveningId, one.place, personId), one.pollId]))
    const answers = await answersUnder(tx, [...keys.keys()])
    if (answers.length === 0) throw new Refusal('quiz-own-none')
    const votes = answers.map(({ key, chosen }) => ({ pollId: keys.get(key) ?? '', chosen }))
    return { eveningId, questions, own: ownResult(questions, votes) }
  })
}
