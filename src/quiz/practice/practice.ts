import type { Random } from '../../lib/random.ts'
import type { Question } from '../question.ts'
import { shownOrder } from '../shown-order.ts'

/** A question of a practice, as this person sees it. */
export interface PracticeItem {
  questionId: number
  version: number
  /** The places of its options in the order in which they are shown. */
  order: readonly number[]
  /** What is marked so far, of one with several right answers. */
  marked: readonly number[]
  /** It was retired, or its days were over, before its turn came. */
  isSkipped: boolean
  /** The answer took it out of the notebook of mistakes. */
  hasLeft: boolean
}

/** A few questions that somebody goes through alone. */
export interface Practice {
  id: number
  personId: number
  items: readonly PracticeItem[]
  /** The first one that is not answered, from 0; as many as there are items when all are. */
  place: number
  startedAt: Date
  touchedAt: Date
  endedAt: Date | undefined
}

/** How much somebody has learned with us. */
export interface Learned {
  answers: number
  practices: number
}

/** So many at a time. */
export const usualCount = 5

/** A reminder gives way: who has had so many notices and other news on a day gets none that day. */
export const mostADay = 3

/** One that is not touched for so long has ended. */
const openMs = 24 * 60 * 60 * 1000

/** What was touched after this moment is open. */
export const openSince = (now: Date): Date => new Date(now.getTime() - openMs)

export const isOpen = ({ endedAt, touchedAt }: Practice, now: Date): boolean =>
  !endedAt && touchedAt > openSince(now)

export const itemFor = (random: Random, question: Question): PracticeItem => ({
  questionId: question.id,
  version: question.version,
  order: shownOrder(random, question),
  marked: [],
  isSkipped: false,
  hasLeft: false,
})

/** The key under which the answer at a place is noted. */
export const answerKey = (practiceId: number, place: number): string => `practice:${practiceId}:${place}`

const firstOpen = (items: readonly PracticeItem[], from: number): number => {
  const found = items.findIndex(({ isSkipped }, place) => place >= from && !isSkipped)
  return found < 0 ? items.length : found
}

const atPlace = (practice: Practice, place: number, now: Date): Practice => ({
  ...practice,
  place,
  touchedAt: now,
  endedAt: practice.endedAt ?? (place === practice.items.length ? now : undefined),
})

/** The same after the answer at its place. */
export const answeredAt = (practice: Practice, now: Date, { hasLeft }: { hasLeft: boolean }): Practice => {
  const { place } = practice
  const items = practice.items.map((item, at) => (at === place ? { ...item, hasLeft } : item))
  return atPlace({ ...practice, items }, firstOpen(items, place + 1), now)
}

/** The same with an option of its open question marked or not. Marking twice marks once. */
export function marked(practice: Practice, option: number, isMarked: boolean, now: Date): Practice {
  const items = practice.items.map((item, at) => {
    const others = item.marked.filter((one) => one !== option)
    return at === practice.place
      ? { ...item, marked: isMarked ? [...others, option].toSorted() : others }
      : item
  })
  return { ...practice, items, touchedAt: now }
}

/**
 * The same with what is still to come as the bank says it now. `questions` are those of it that may be asked: any other is skipped,
 * and one that was corrected is asked anew.
 */
export function broughtUpToDate(
  practice: Practice,
  questions: ReadonlyMap<number, Question>,
  random: Random,
  now: Date,
): Practice {
  const items = practice.items.map((item, at) => {
    if (at < practice.place || item.isSkipped) return item
    const question = questions.get(item.questionId)
    if (!question) return { ...item, isSkipped: true }
    return question.version === item.version ? item : itemFor(random, question)
  })
  const isSame = items.every((item, at) => item === practice.items[at])
  return isSame ? practice : atPlace({ ...practice, items }, firstOpen(items, practice.place), now)
}

/** Which of those that are asked stands at a place, from 1, and how many there are. */
export function numberAt({ items }: Practice, place: number): { number: number; total: number } {
  const asked = (some: readonly PracticeItem[]) => some.filter(({ isSkipped }) => !isSkipped).length
  return { number: asked(items.slice(0, place + 1)), total: asked(items) }
}
