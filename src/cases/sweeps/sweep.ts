import { Refusal } from '../../lib/refusal.ts'

/** What is usually asked; each has its words `sweep-usual-<id>`. */
export const usualQuestions = ['hazards', 'quarrels', 'hardship'] as const

export const sweepWords = ['nothing', 'something'] as const
export type SweepWord = (typeof sweepWords)[number]

/** A question to every information officer of a unit, about matters: nothing, or something. */
export interface Sweep {
  id: number
  authorId: number
  unitId: number
  /** The id of a usual question, or own words. */
  question: string
}

/** One asking of it. */
export interface Round {
  id: number
  sweepId: number
  /** The time it is for. */
  at: Date
}

/** What one officer was asked about one unit, and what came of it. It holds no words but these two. */
export interface Asked {
  id: number
  roundId: number
  unitId: number
  officerId: number
  /** Who was asked when the officer said nothing. */
  deputyId: number | undefined
  word: SweepWord | undefined
  answeredById: number | undefined
  answeredAt: Date | undefined
  /** When the deputy is asked. */
  nextAt: Date | undefined
}

const longest = 200

/** Throws Refusal when the words are missing or too many. */
export function checkQuestion(question: string): void {
  if (question.trim() === '') throw new Refusal('sweep-question-empty')
  if (question.length > longest) throw new Refusal('sweep-question-too-long', { longest })
}

/** The officer has so long, and after that whoever stands in for them as long again. */
export const answerMs = 24 * 60 * 60 * 1000

/** When the time of a round is over. An answer that comes later counts, and is told that it is late. */
export const overAt = ({ at }: Pick<Round, 'at'>): Date => new Date(at.getTime() + 2 * answerMs)

/** So long whoever answered can still say the other word instead. */
export const otherWordMs = 60_000

type Answered = Pick<Asked, 'word' | 'answeredById' | 'answeredAt'>

/**
 * What becomes of a press. `noted`: it counts. `same`: it was said before. `kept`: the other word was said, too long ago or by
 * another, and stays.
 */
export function pressed(
  { word: before, answeredById, answeredAt }: Answered,
  word: SweepWord,
  personId: number,
  now: Date,
): 'noted' | 'same' | 'kept' {
  if (before === undefined || !answeredAt) return 'noted'
  if (before === word) return 'same'
  const isSoon = now.getTime() - answeredAt.getTime() <= otherWordMs
  return isSoon && answeredById === personId ? 'noted' : 'kept'
}

export interface SweepCounts {
  nothing: number
  something: number
  missing: number
  /** Of those that answered, after the time was over. */
  late: number
}

function byUnit(asked: readonly Asked[]): Map<number, Asked[]> {
  const units = new Map<number, Asked[]>()
  for (const one of asked) units.set(one.unitId, [...(units.get(one.unitId) ?? []), one])
  return units
}

/** The word of a unit is that of the first officer who answers; that there is something counts before that there is nothing. */
function wordOf(asked: readonly Asked[]): SweepWord | undefined {
  const words = asked.map(({ word }) => word)
  return sweepWords.findLast((word) => words.includes(word))
}

const isLate = (asked: readonly Asked[], over: Date): boolean => {
  const answers = asked.flatMap(({ answeredAt }) => answeredAt ?? [])
  return answers.length > 0 && answers.every((at) => at > over)
}

/** How many units have answered what: counts alone. */
export function countUnits(asked: readonly Asked[], round: Pick<Round, 'at'>): SweepCounts {
  const units = [...byUnit(asked).values()]
  const saying = (word: SweepWord | undefined) => units.filter((one) => wordOf(one) === word).length
  return {
    nothing: saying('nothing'),
    something: saying('something'),
    missing: saying(undefined),
    late: units.filter((one) => isLate(one, overAt(round))).length,
  }
}

/** The units of which nobody has said anything. */
export function missingUnits(asked: readonly Asked[]): number[] {
  return [...byUnit(asked)].flatMap(([unitId, rows]) => (wordOf(rows) === undefined ? [unitId] : []))
}
