import type { Poll } from '../../delivery/delivery.ts'
import type { T } from '../../lib/i18n.ts'
import { shorten } from '../../lib/shorten.ts'
import { optionsOf, type QuestionContent } from '../question.ts'
import { mayShuffle } from '../shown-order.ts'

/** What Telegram takes of a poll. */
const longestQuestion = 300
const longestOption = 100
const longestExplanation = 200
const mostLineFeeds = 2

/** What is too long ends in dots. */
const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${shorten(text, longest - 1)}…`

/** A point within 3.5 or before more letters ends nothing. */
const sentenceEnd = /[。！？；]|[.!?;](?=\s)/g

/** Shortened at the end of a sentence where one ends in its second half, else in dots. */
function shortenKindly(text: string, longest: number): string {
  if (text.length <= longest) return text
  const ends = [...text.matchAll(sentenceEnd)].map(({ index }) => index + 1)
  const end = ends.findLast((one) => one <= longest) ?? 0
  return end >= longest / 2 ? text.slice(0, end) : cut(text, longest)
}

/** The first lines stay lines, the rest run on. */
function fewLines(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return [...lines.slice(0, mostLineFeeds), lines.slice(mostLineFeeds).join(' ')].filter(Boolean).join('\n')
}

/** Why it is right, or where it stands. */
export function explanationOf({
  explanation,
  source,
}: Pick<QuestionContent, 'explanation' | 'source'>): string {
  return shortenKindly(fewLines(explanation.trim() || source), longestExplanation)
}

/** A question as the group sees it: which one of how many, and whether several are right. What does not fit beside the question is left out. */
export function pollOf(
  t: T,
  question: QuestionContent,
  { place, count, openPeriodS }: { place: number; count: number; openPeriodS: number },
): Poll {
  const number = t('quiz-poll-number', { number: place + 1, count })
  // With one right answer the poll takes only one, whatever the bank calls the question.
  const several = question.right.length > 1 ? t('quiz-several') : ''
  const whole = [`${number}${several}${question.stem}`, `${several}${question.stem}`, question.stem]
  const fitting = whole.find((text) => text.length <= longestQuestion)
  return {
    question: fitting ?? cut(question.stem, longestQuestion),
    options: optionsOf(t, question).map((option) => cut(option, longestOption)),
    right: question.right,
    isShuffled: mayShuffle(question),
    explanation: explanationOf(question),
    openPeriodS,
  }
}
