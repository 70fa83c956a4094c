import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Answer } from '../answer-store.ts'
import { tellLateLearners } from '../bank/tell-learners.ts'
import { noteAnswers } from '../note-answers.ts'
import { isRight, type Question } from '../question.ts'
import { questionsAsAsked } from './asked-store.ts'
import { countedQuestions, type Session } from './evening.ts'
import { answerKey } from './evening-keys.ts'
import type { CastVote } from './vote-store.ts'
import { type Voter, votesBy } from './voter-store.ts'

/** The polls of the questions that count. */
export const countedPolls = (session: Session): string[] =>
  countedQuestions(session).flatMap(({ pollId }) => pollId ?? [])

function answersOf(
  session: Session,
  questions: ReadonlyMap<number, Question>,
  votes: readonly CastVote[],
): Answer[] {
  return countedQuestions(session).flatMap(({ place, pollId, questionId, version }) => {
    const question = questions.get(questionId)
    if (!question) return []
    return votes
      .filter((vote) => vote.pollId === pollId)
      .map(({ personId, chosen, votedAt: at }) => ({
        key: answerKey(session.evening.id, place, personId),
        personId,
        questionId,
        version,
        chosen,
        isRight: isRight(question, chosen),
        way: 'evening' as const,
        at,
      }))
  })
}

/**
 * What these people answered goes into what they remember; who answered what was corrected or retired meanwhile is told so. Safe to
 * call twice.
 */
export async function noteVotesOf(
  tx: Tx,
  app: App,
  session: Session,
  people: readonly Voter[],
): Promise<void> {
  const votes = await votesBy(tx, countedPolls(session), people)
  const answers = answersOf(session, await questionsAsAsked(tx, countedQuestions(session)), votes)
  const firsts = await noteAnswers(
    tx,
    answers.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  )
  await tellLateLearners(tx, app, { key: `evening:${session.evening.id}:late-news` }, firsts)
}
