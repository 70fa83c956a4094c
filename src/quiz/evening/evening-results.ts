import { isRight, type QuestionContent } from '../question.ts'
import type { Drawn } from './evening.ts'

/** A question of an evening that counts. */
export interface Counted extends Pick<Drawn, 'place' | 'pollId' | 'askedAt'> {
  question: Pick<QuestionContent, 'kind' | 'stem' | 'options' | 'right' | 'explanation'>
}

/** How one question went. */
export interface QuestionResult {
  place: number
  answered: number
  right: number
}

/** Votes as they are counted: so many chose that. */
export interface ChosenBy {
  pollId: string
  chosen: readonly number[]
  count: number
}

/** How each question went, in the order in which they were asked. */
export function questionResults(
  questions: readonly Counted[],
  tallies: readonly ChosenBy[],
): QuestionResult[] {
  return questions.map(({ place, pollId, question }) => {
    const own = tallies.filter((tally) => tally.pollId === pollId)
    const sum = (some: readonly ChosenBy[]) => some.reduce((total, { count }) => total + count, 0)
    return {
      place,
      answered: sum(own),
      right: sum(own.filter(({ chosen }) => isRight(question, chosen))),
    }
  })
}

const wrongOf = ({ answered, right }: QuestionResult): number => answered - right

/** The one that most got wrong: by its share, then by how many, then by its place. None when nobody was wrong. */
export function hardest(results: readonly QuestionResult[]): QuestionResult | undefined {
  const missed = results.filter((one) => wrongOf(one) > 0)
  // Shares are compared without dividing: a/b < c/d when a·d < c·b.
  const byShare = (a: QuestionResult, b: QuestionResult) => a.right * b.answered - b.right * a.answered
  return missed.toSorted((a, b) => byShare(a, b) || wrongOf(b) - wrongOf(a) || a.place - b.place)[0]
}

/** What one person chose. */
export interface OwnVote {
  pollId: string
  chosen: readonly number[]
}

/** One person's own result. `missed`: the places of what they got wrong or did not answer. */
export interface OwnResult {
  right: number
  of: number
  missed: number[]
}

export function ownResult(questions: readonly Counted[], votes: readonly OwnVote[]): OwnResult {
  const missed = questions.filter(({ pollId, question }) => {
    const vote = votes.find((one) => one.pollId === pollId)
    return !vote || !isRight(question, vote.chosen)
  })
  return {
    right: questions.length - missed.length,
    of: questions.length,
    missed: missed.map(({ place }) => place),
  }
}

export interface Ranked {
  personId: number
  right: number
  /** From when each question reached the group until the answer reached us, over the right answers. */
  tookMs: number
}

/** The best first: by right answers, then by time, then by who has been here longer. `first` of them who have any right. */
export function ranking(
  questions: readonly Counted[],
  votes: readonly (OwnVote & { personId: number; votedAt: Date })[],
  first: number,
): Ranked[] {
  const people = new Map<number, Ranked>()
  for (const { personId, pollId, chosen, votedAt } of votes) {
    const counted = questions.find((one) => one.pollId === pollId)
    if (!counted?.askedAt || !isRight(counted.question, chosen)) continue
    const { right, tookMs } = people.get(personId) ?? { right: 0, tookMs: 0 }
    const ms = Math.max(0, votedAt.getTime() - counted.askedAt.getTime())
    people.set(personId, { personId, right: right + 1, tookMs: tookMs + ms })
  }
  return [...people.values()]
    .toSorted((a, b) => b.right - a.right || a.tookMs - b.tookMs || a.personId - b.personId)
    .slice(0, first)
}
