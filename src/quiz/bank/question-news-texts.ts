import { type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { shorten } from '../../lib/shorten.ts'
import { optionsOf, type Question, type QuestionContent } from '../question.ts'
import { stemKey } from './keys.ts'

/** What became of a question that somebody has learned. */
export type QuestionNews = { before: Question; why: string } & (
  | { what: 'corrected'; after: QuestionContent }
  | { what: 'retired' }
  | { what: 'back' }
)

/** Why, when nobody said it: the explanation, unless it is still that of the old answer. */
export const newReason = (before: QuestionContent, after: QuestionContent): string =>
  before.explanation === after.explanation ? '' : after.explanation

/** So many are told in full. */
const shown = 3
const longestStem = 150
const longestRight = 250
const longestWhy = 200

const cut = (text: string, longest: number) => (text.length > longest ? `${shorten(text, longest)}…` : text)

/** The right options in words, without letters: everybody had them in an order of their own. */
const rightTexts = (t: T, { kind, options, right }: QuestionContent): string[] =>
  right.map((place) => optionsOf(t, { kind, options })[place] ?? '')

const rightWords = (t: T, content: QuestionContent): string =>
  cut(rightTexts(t, content).join(t('question-and')), longestRight)

const saysTheSame = (t: T, before: QuestionContent, after: QuestionContent): boolean =>
  JSON.stringify(rightTexts(t, before)) === JSON.stringify(rightTexts(t, after))

function correctedLines(t: T, before: Question, after: QuestionContent): string[] {
  const isReworded = stemKey(before.stem) !== stemKey(after.stem)
  const stem = cut(before.stem, longestStem)
  const heads = [t('question-news-stem', { stem })]
  if (isReworded) heads.push(t('question-news-new-stem', { stem: cut(after.stem, longestStem) }))
  if (saysTheSame(t, before, after))
    return [...heads, t('question-news-still', { right: rightWords(t, after) })]
  return [
    ...heads,
    t('question-news-was', { right: rightWords(t, before) }),
    t('question-news-now', { right: rightWords(t, after) }),
  ]
}

function newsLines(t: T, news: QuestionNews): string[] {
  const { before } = news
  const stem = t('question-news-stem', { stem: cut(before.stem, longestStem) })
  const right = rightWords(t, before)
  switch (news.what) {
    case 'corrected':
      return correctedLines(t, before, news.after)
    case 'retired':
      return [stem, t('question-news-was', { right }), t('question-news-gone')]
    case 'back':
      return [stem, t('question-news-back', { right })]
  }
}

function linesOf(t: T, news: QuestionNews): string[] {
  const { why } = news
  const lines = newsLines(t, news)
  return why === '' ? lines : [...lines, t('question-news-why', { why: cut(why, longestWhy) })]
}

function headOf(t: T, news: readonly QuestionNews[]): string {
  const [what, ...others] = new Set(news.map((one) => one.what))
  const isOneKind = others.length === 0 && (what === 'retired' || what === 'back')
  return t(isOneKind ? `question-news-head-${what}` : 'question-news-head', { count: news.length })
}

/** To somebody who has answered these before: what it said, what is right now, and why. */
export function questionNews(t: T, news: readonly QuestionNews[]): Confidential {
  const head = headOf(t, news)
  const parts = news.slice(0, shown).map((one) => linesOf(t, one).map(escapeHtml).join('\n'))
  const more = news.length - shown
  const last = more > 0 ? [t('question-news-more', { count: more })] : []
  return confidential([`<b>${escapeHtml(head)}</b>`, ...parts, ...last].join('\n\n'))
}
