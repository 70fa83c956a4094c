import { type Card, createEmptyCard, fsrs, Rating, type State } from 'ts-fsrs'

/** What somebody remembers of a question. The first block is their notebook of mistakes, the second a card of FSRS. */
export interface Memory {
  /** The version they answered last, and how. */
  version: number
  isRight: boolean
  timesWrong: number
  rightInARow: number
  /** It stands in the notebook. */
  isMistake: boolean

  dueAt: Date
  stability: number
  difficulty: number
  scheduledDays: number
  learningSteps: number
  reps: number
  lapses: number
  cardState: number
  reviewedAt: Date
}

export interface Answered {
  version: number
  isRight: boolean
  at: Date
}

/** Out of the notebook goes what was answered rightly so often in a row. */
export const rightToForget = 2

/** FSRS with its own weights: 90 % are to be remembered when it comes again, and no chance in the days. */
const scheduler = fsrs()

const cardOf = (memory: Memory | undefined, at: Date): Card =>
  memory
    ? {
        due: memory.dueAt,
        stability: memory.stability,
        difficulty: memory.difficulty,
        // Worked out by the scheduler from the last review.
        elapsed_days: 0,
        scheduled_days: memory.scheduledDays,
        learning_steps: memory.learningSteps,
        reps: memory.reps,
        lapses: memory.lapses,
        state: memory.cardState as State,
        last_review: memory.reviewedAt,
      }
    : createEmptyCard(at)

/**
 * What is remembered after an answer, by FSRS (github.com/open-spaced-repetition/ts-fsrs): rightly answered is its "Good", wrongly
 * its "Again". An answer that is older than the last one counts as if it came now with it.
 */
export function remembered(
  before: Memory | undefined,
  { version, isRight, at: answeredAt }: Answered,
): Memory {
  const at = before && before.reviewedAt > answeredAt ? before.reviewedAt : answeredAt
  const { card } = scheduler.next(cardOf(before, at), at, isRight ? Rating.Good : Rating.Again)
  const rightInARow = isRight ? (before?.rightInARow ?? 0) + 1 : 0
  return {
    version,
    isRight,
    timesWrong: (before?.timesWrong ?? 0) + (isRight ? 0 : 1),
    rightInARow,
    isMistake: !isRight || (before?.isMistake === true && rightInARow < rightToForget),
    dueAt: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    cardState: card.state,
    reviewedAt: at,
  }
}
