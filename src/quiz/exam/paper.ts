/** One person's attempt. */
export interface Paper {
  id: number
  examId: number
  personId: number
  /** The first, the second … */
  attempt: number
  startedAt: Date
  endsAt: Date
  handedInAt: Date | undefined
  right: number | undefined
  isPassed: boolean | undefined
  /** How its owner was called when it was handed in. */
  name: string | undefined
  certificate: string | undefined
}

/** An open paper of another exam. */
export interface OpenElsewhere {
  examId: number
  title: string
  attempt: number
}

/** A question of it, in the order of this person. */
export interface PaperItem {
  place: number
  questionId: number
  version: number
  order: number[]
  /** Undefined as long as it is not answered. */
  chosen: number[] | undefined
  isRight: boolean | undefined
  answeredAt: Date | undefined
}

/** The choice after a tap: one option of a question with one right answer, more or fewer of one with several. */
export function chosenAfter(
  before: readonly number[] | undefined,
  { option, isOn, isSeveral }: { option: number; isOn: boolean; isSeveral: boolean },
): number[] {
  if (!isSeveral) return [option]
  const others = (before ?? []).filter((one) => one !== option)
  return isOn ? [...others, option].toSorted((a, b) => a - b) : others
}

export const isAnswered = ({ chosen }: Pick<PaperItem, 'chosen'>): boolean =>
  chosen !== undefined && chosen.length > 0

/** Its time was over because somebody ended the exam by hand. */
export const isCutShort = (
  { endsAt }: Pick<Paper, 'endsAt'>,
  { closedAt }: { closedAt: Date | undefined },
): boolean => closedAt !== undefined && closedAt.getTime() === endsAt.getTime()

/** It was handed in about now: whoever wrote it sits before it, and wants to know at any hour. */
export const isFresh = (handedInAt: Date, now: Date): boolean => now.getTime() - handedInAt.getTime() < 60_000

/** Whole seconds until its time is over, at least 0. */
export const secondsLeft = ({ endsAt }: Pick<Paper, 'endsAt'>, now: Date): number =>
  Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1_000))
