import type { Media } from '../delivery/message.ts'
import type { T } from '../lib/i18n.ts'

export const questionKinds = ['single', 'several', 'truth'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What a question says. */
export interface QuestionContent {
  kind: QuestionKind
  stem: string
  /** Two to eight; none for `truth`, whose two are named in the language of who reads it. */
  options: readonly string[]
  /** The right ones by their place in `options`, from 0 and increasing. Of `truth` 0 is true and 1 is false. */
  right: readonly number[]
  explanation: string
  source: string
  chapter: string
  tags: readonly string[]
  /** Days, 2026-03-01: it is asked from the first to the last of them. */
  validFrom: string | undefined
  validUntil: string | undefined
  /** A picture or a voice that goes before it. */
  media: Media | undefined
}

/** A question of the bank of `unitId`, for that unit and all under it. */
export interface Question extends QuestionContent {
  id: number
  unitId: number
  /** Grows with every correction of what is asked or right. */
  version: number
  retiredAt: Date | undefined
}

/** The words of the options as they are shown. */
export const optionsOf = (t: T, { kind, options }: Pick<QuestionContent, 'kind' | 'options'>): string[] =>
  kind === 'truth' ? [t('quiz-true'), t('quiz-false')] : [...options]

/** Rightly answered is what names every right option and no other: there is no half of it. */
export function isRight({ right }: Pick<QuestionContent, 'right'>, chosen: readonly number[]): boolean {
  return right.length === new Set(chosen).size && right.every((option) => chosen.includes(option))
}

/** Whether it may be asked on a day, 2026-03-01: not retired, and within the days for which it holds. */
export function isAskedOn(
  { retiredAt, validFrom, validUntil }: Pick<Question, 'retiredAt' | 'validFrom' | 'validUntil'>,
  day: string,
): boolean {
  return !retiredAt && (validFrom ?? day) <= day && day <= (validUntil ?? day)
}

/** A, B, C … for the option at a place. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place)
