import type { Heard, Option, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { shorten } from '../../lib/shorten.ts'
import { letterOf, type QuestionContent } from '../question.ts'
import type { QuestionChange } from './correct-question.ts'
import { placesOf } from './formats/read-answer.ts'

type Asked = Pick<QuestionContent, 'kind' | 'options'>

/** More than one right answer makes it a question with several; one alone leaves it what it was. */
const changeOf = ({ kind }: Asked, right: number[]): QuestionChange => ({
  right,
  kind: kind === 'single' && new Set(right).size > 1 ? 'several' : kind,
})

const refusal = (answer: string) =>
  new Refusal('question-row-answer-not-option', { answer: shorten(answer, 20) })

const readPlaces =
  (options: readonly string[]) =>
  (heard: Heard): number[] | Refusal =>
    heard.kind === 'text'
      ? (placesOf(heard.text, options) ?? refusal(heard.text))
      : new Refusal('question-words-please')

/** What a step answers when nothing is to be changed after all: every step offers it. */
export const left = 'leave'
export const leaveOption = (t: T): Option<typeof left> => ({ id: left, label: t('question-leave-it') })

type Change = QuestionChange | typeof left

async function askTruth(talk: Talk): Promise<Change> {
  const { t } = talk
  const chosen = await talk.choose<'0' | '1' | typeof left>(publicMessage(t('question-new-truth')), [
    [
      { id: '0', label: t('quiz-true') },
      { id: '1', label: t('quiz-false') },
    ],
    [leaveOption(t)],
  ])
  return chosen === left ? left : { right: [Number(chosen)] }
}

/** Asks what is right: a button for each option, letters for several of them. */
export async function askAnswer(talk: Talk, asked: Asked): Promise<Change> {
  const { t } = talk
  const { kind, options } = asked
  if (kind === 'truth') return askTruth(talk)
  const lines = options.map((option, place) => `${letterOf(place)}. ${option}`)
  const html = escapeHtml([...lines, t('question-new-answer')].join('\n'))
  const letters = options.map((_, place) => ({ id: letterOf(place), label: letterOf(place) }))
  const answer = await talk.chooseOrAsk<string, number[]>(
    publicMessage(html),
    [...inRows(letters, 4), [leaveOption(t)]],
    readPlaces(options),
  )
  if ('said' in answer) return changeOf(asked, answer.said)
  return answer.chose === left ? left : changeOf(asked, placesOf(answer.chose, options) ?? [])
}

function readOptions(heard: Heard): string[] | Refusal {
  if (heard.kind !== 'text') return new Refusal('question-words-please')
  const options = heard.text.split('\n').filter((line) => line.trim() !== '')
  return options.length < 2 ? new Refusal('question-row-few-options') : options
}

/** Asks for all options, one on a line, and then which of them are right. */
export async function askOptions(talk: Talk, { kind, options: now }: Asked): Promise<Change> {
  const { t } = talk
  const html = escapeHtml([t('question-new-options'), ...now].join('\n'))
  const given = await talk.chooseOrAsk(publicMessage(html), [[leaveOption(t)]], readOptions)
  if ('chose' in given) return left
  const answer = await askAnswer(talk, { kind, options: given.said })
  return answer === left ? left : { options: given.said, ...answer }
}
