import type { Random } from '../lib/random.ts'
import { shuffledPlaces } from './draw.ts'
import type { QuestionContent } from './question.ts'

/** 以上都对, 以上说法均不正确, all of the above: it speaks of those before it, and stays the last. */
const speaksOfOthers = /^(以上|上述|前面)|^(all|none) of (the )?above/i

/** Options that a picture or a voice may call by their letters, true and false, stay where they are. */
const isFixed = ({ kind, media }: Pick<QuestionContent, 'kind' | 'media'>) =>
  kind === 'truth' || media !== undefined

/** Whether all its options may change places: Telegram's own shuffle leaves none where it is. */
export const mayShuffle = (question: Pick<QuestionContent, 'kind' | 'options' | 'media'>): boolean =>
  !isFixed(question) && !question.options.some((option) => speaksOfOthers.test(option.trim()))

/** The order in which the options of a question are shown to one person: places in `options`, by chance. */
export function shownOrder(
  random: Random,
  question: Pick<QuestionContent, 'kind' | 'options' | 'media'>,
): number[] {
  const { options } = question
  const count = question.kind === 'truth' ? 2 : options.length
  if (isFixed(question)) return [...Array(count).keys()]
  const isLastFixed = speaksOfOthers.test(options.at(-1)?.trim() ?? '')
  const free = isLastFixed ? count - 1 : count
  return [...shuffledPlaces(random, free), ...(isLastFixed ? [count - 1] : [])]
}
