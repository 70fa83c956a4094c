import type { Heard, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
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

async function askTruth(talk: Talk): Promise<QuestionChange> {
  const { t } = talk
  const chosen = await talk.choose<'0' | '1'>(publicMessage(t('question-new-truth')), [
    [
      { id: '0', label: t('quiz-true') },
      { id: '1', label: t('quiz-false') },
    ],
  ])
  return { right: [Number(chosen)] }
}

/** Asks what is right: a button for each option, letters for several of them. */
export async function askAnswer(talk: Talk, asked: Asked): Promise<QuestionChange> {
  const { t } = talk
  const { kind, options } = asked
  if (kind === 'truth') return askTruth(talk)
  const lines = options.map((option, place) => `${letterOf(place)}. ${option}`)
  const html = escapeHtml([...lines, t('question-new-answer')].join('\n'))
  const letters = options.map((_, place) => ({ id: letterOf(place), label: letterOf(place) }))
  const answer = await talk.chooseOrAsk(
    publicMessage(html),
    [letters.slice(0, 4), letters.slice(4)].filter((row) => row.length > 0),
    readPlaces(options),
  )
  if ('said' in answer) return changeOf(asked, answer.said)
  return changeOf(asked, placesOf(answer.chose, options) ?? [])
}

function readOptions(heard: Heard): string[] | Refusal {
  if (heard.kind !== 'text') return new Refusal('question-words-please')
  const options = heard.text.split('\n').filter((line) => line.trim() !== '')
  return options.length < 2 ? new Refusal('question-row-few-options') : options
}

/** Asks for all options, one on a line, and then which of them are right. */
export async function askOptions(talk: Talk, { kind, options: now }: Asked): Promise<QuestionChange> {
  const html = escapeHtml([talk.t('question-new-options'), ...now].join('\n'))
  const options = await talk.ask(publicMessage(html), readOptions)
  return { options, ...(await askAnswer(talk, { kind, options })) }
}
