import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { namesOf } from '../../org/person-store.ts'
import { questionsAsAsked } from './asked-store.ts'
import { countedQuestions, type Session } from './evening.ts'
import { resultKey } from './evening-keys.ts'
import { type Counted, questionResults, ranking } from './evening-results.ts'
import { type BestView, groupResult } from './evening-texts.ts'
import { countedPolls } from './note-votes.ts'
import { sayToGroup } from './tell-evening.ts'
import { countVoters, rightVotes, talliesOf } from './vote-store.ts'

const best = 10
/** Results are worth knowing when the network was away for a while. */
const lastsMs = 6 * 60 * 60 * 1000

/** The questions that count, as they were asked. */
export async function countedIn(db: Tx, session: Session): Promise<Counted[]> {
  const counted = countedQuestions(session)
  const questions = await questionsAsAsked(db, counted)
  return counted.flatMap(({ place, pollId, askedAt, questionId }) => {
    const question = questions.get(questionId)
    return question ? [{ place, pollId, askedAt, question }] : []
  })
}

/** The best by name, only where the host wanted that for this evening. */
async function bestOf(db: Tx, session: Session, questions: readonly Counted[]): Promise<BestView[]> {
  if (!session.evening.isRanked) return []
  const polls = questions.flatMap(({ pollId, question: { right } }) =>
    pollId === undefined ? [] : [{ pollId, right }],
  )
  const ranked = ranking(questions, await rightVotes(db, polls), best)
  const names = await namesOf(
    db,
    ranked.map(({ personId }) => personId),
  )
  return ranked.map(({ personId, ...one }) => ({ ...one, name: names.get(personId) ?? '' }))
}

/** What the group learns: counts of what has arrived by now. */
export async function drawResults(tx: Tx, app: App, session: Session): Promise<void> {
  const { evening } = session
  const polls = countedPolls(session)
  const questions = await countedIn(tx, session)
  const message = groupResult(app.texts.in(null), {
    eveningId: evening.id,
    took: await countVoters(tx, polls),
    questions,
    results: questionResults(questions, await talliesOf(tx, polls)),
    best: await bestOf(tx, session, questions),
  })
  await sayToGroup(tx, app, evening, resultKey(evening.id), message, { lastsMs })
}
