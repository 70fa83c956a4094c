import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { countedIn } from './draw-results.ts'
import { countedQuestions, type Session } from './evening.ts'
import { answerKey } from './evening-keys.ts'
import { type Counted, type OwnResult, type OwnVote, ownResult } from './evening-results.ts'
import { sessionById } from './evening-store.ts'
import { countedPolls, noteVotesOf } from './note-votes.ts'
import { answersUnder } from './own-store.ts'
import { votersByIds, votesBy } from './voter-store.ts'

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
    const votes = await chosenOn(tx, session, personId)
    if (votes.length === 0) throw new Refusal('quiz-own-none')
    return { eveningId, questions, own: ownResult(questions, votes) }
  })
}

/** What was noted; and what was cleared since, or never noted, as long as their votes are kept. */
async function chosenOn(tx: Tx, session: Session, personId: number): Promise<OwnVote[]> {
  const places = new Map(
    countedQuestions(session).map(({ place, pollId = '' }) => [
      answerKey(session.evening.id, place, personId),
      pollId,
    ]),
  )
  const answers = await answersUnder(tx, [...places.keys()])
  const noted = answers.map(({ key, chosen }) => ({ pollId: places.get(key) ?? '', chosen }))
  const votes = await votesBy(tx, countedPolls(session), await votersByIds(tx, [personId]))
  return [...noted, ...votes.filter(({ pollId }) => noted.every((one) => one.pollId !== pollId))]
}
