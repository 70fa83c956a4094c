import type { Button } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { inRows } from '../lib/rows.ts'
import { shorten } from '../lib/shorten.ts'
import { letterOf, optionsOf, type QuestionContent } from './question.ts'

/** A question as one person sees it: its options in their order, places in `options`. */
export interface Asked {
  question: Pick<QuestionContent, 'kind' | 'stem' | 'options' | 'right' | 'explanation' | 'source'>
  order: readonly number[]
}

/** What is chosen stands out by a tick that every phone can show. */
const tick = '√'
/** An option of so few characters stands on its button. */
const longestOnButton = 12
/** So much of it fits a message beside the question. */
const longestExplanation = 1_500
const longestSource = 300

const wordsOf = (t: T, { question }: Asked, option: number): string => optionsOf(t, question)[option] ?? ''

/** The letter under which this person sees an option. */
const letter = ({ order }: Asked, option: number): string => letterOf(order.indexOf(option))

/** The letters of some options as this person sees them: A、C. Of true and false, the words. */
export function choiceInWords(t: T, asked: Asked, chosen: readonly number[]): string {
  if (asked.question.kind === 'truth') return chosen.map((option) => wordsOf(t, asked, option)).join('')
  const letters = chosen.filter((option) => asked.order.includes(option)).map((one) => letter(asked, one))
  return letters.toSorted().join(t('list-comma'))
}

/** The question and its options; `strong` ones stand out. */
export function askedLines(t: T, asked: Asked, strong: readonly number[] = []): string[] {
  const { question, order } = asked
  const kind = question.kind === 'several' ? t('quiz-several') : ''
  const options = order.map((option) => {
    const words = escapeHtml(`${letter(asked, option)}. ${wordsOf(t, asked, option)}`)
    return strong.includes(option) ? `<b>${words}</b>` : words
  })
  return [`${kind}${escapeHtml(question.stem)}`, ...(question.kind === 'truth' ? [] : options)]
}

/** Whether the words of all options stand on their buttons. */
const areOnButtons = (t: T, asked: Asked): boolean =>
  asked.order.every((option) => wordsOf(t, asked, option).length <= longestOnButton)

/** The question as long as it is open: what stands on the buttons is not said twice. */
export function openLines(t: T, asked: Asked): string[] {
  const [stem = '', ...options] = askedLines(t, asked)
  return areOnButtons(t, asked) ? [stem] : [stem, ...options]
}

/** What is right and why, after it was answered. */
export function explainedLines(t: T, { question }: Asked): string[] {
  const { explanation, source } = question
  return [
    ...(explanation === ''
      ? []
      : [t('quiz-explained', { text: escapeHtml(shorten(explanation, longestExplanation)) })]),
    ...(source === '' ? [] : [t('quiz-source', { text: escapeHtml(shorten(source, longestSource)) })]),
  ]
}

/** A button for each option: its letter, with its words where they are short. `chosen` ones have a tick. */
export function optionButtons(
  t: T,
  asked: Asked,
  chosen: readonly number[],
  dataOf: (option: number) => string,
): Button[][] {
  const { question, order } = asked
  const isShort = areOnButtons(t, asked)
  const label = (option: number) => {
    const name = question.kind === 'truth' ? [] : [letter(asked, option)]
    const words = isShort ? [wordsOf(t, asked, option)] : []
    return [...(chosen.includes(option) ? [tick] : []), ...name, ...words].join(' ')
  }
  const buttons = order.map((option) => ({ text: label(option), data: dataOf(option) }))
  return inRows(buttons, isShort && question.kind !== 'truth' ? 1 : 4)
}
