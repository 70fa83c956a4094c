import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { publicMessage, type TelegramMedia } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import type { QuestionContent } from '../question.ts'
import { askAnswer, askOptions, leaveOption, left } from './ask-answer.ts'
import { type CardView, cardMessage } from './bank-texts.ts'
import {
  correctQuestion,
  illustrateQuestion,
  previewCorrection,
  type QuestionChange,
} from './correct-question.ts'
import { readDays } from './formats/read-days.ts'
import { retireQuestion } from './retire-question.ts'
import { viewQuestion } from './show-bank.ts'
import { countLearners } from './tell-learners.ts'

export const correctName = 'question-correct'
export const retireName = 'question-retire'
export const illustrateName = 'question-picture'

interface Args {
  questionId: number
}

const actor = ({ personId }: Talk) => ({ personId })

const view = (talk: Talk, id: number): Promise<CardView> =>
  talk.must(({ db }) => viewQuestion(db, actor(talk), id))

const parts = ['stem', 'options', 'answer', 'explanation', 'source', 'chapter', 'tags', 'days'] as const
type Part = (typeof parts)[number]

/** Which part of it; true and false have no options of their own. */
async function askPart(talk: Talk, { question }: CardView): Promise<Part | 'nothing'> {
  const { t } = talk
  const offered = parts.filter((part) => part !== 'options' || question.kind !== 'truth')
  const options = offered.map((id) => ({ id, label: t(`question-part-${id}`) }))
  return talk.choose<Part | 'nothing'>(publicMessage(t('question-which-part')), [
    ...inRows(options, 3),
    [{ id: 'nothing', label: t('question-leave-it') }],
  ])
}

const textOf = (heard: Heard): string | Refusal =>
  heard.kind === 'text' ? heard.text : new Refusal('question-words-please')

/** Words for a part that may be empty too. */
async function askWords(talk: Talk, part: Part, now: string): Promise<string | typeof left> {
  const { t } = talk
  const question = publicMessage(escapeHtml(t(`question-new-${part}`)))
  const none = now === '' ? [] : [{ id: 'none' as const, label: t('question-empty-it') }]
  const answer = await talk.chooseOrAsk<'none' | typeof left, string>(
    question,
    [[...none, leaveOption(t)]],
    textOf,
  )
  if ('said' in answer) return answer.said
  return answer.chose === left ? left : ''
}

async function askStem(talk: Talk): Promise<QuestionChange | typeof left> {
  const { t } = talk
  const answer = await talk.chooseOrAsk(
    publicMessage(escapeHtml(t('question-new-stem'))),
    [[leaveOption(t)]],
    textOf,
  )
  return 'said' in answer ? { stem: answer.said } : left
}

async function askDays(talk: Talk): Promise<QuestionChange | typeof left> {
  const { t } = talk
  const answer = await talk.chooseOrAsk<'always' | typeof left, QuestionChange>(
    publicMessage(escapeHtml(t('question-new-days'))),
    [[{ id: 'always', label: t('question-always') }, leaveOption(t)]],
    (heard) => {
      const text = textOf(heard)
      if (text instanceof Refusal) return text
      return (
        readDays({ validFrom: '', validUntil: '', validity: text }) ?? new Refusal('question-row-bad-days')
      )
    },
  )
  if ('said' in answer) return answer.said
  return answer.chose === left ? left : { validFrom: undefined, validUntil: undefined }
}

type Content = Omit<QuestionContent, 'media'>

async function askChange(talk: Talk, part: Part, question: Content): Promise<QuestionChange | typeof left> {
  switch (part) {
    case 'stem':
      return askStem(talk)
    case 'options':
      return askOptions(talk, question)
    case 'answer':
      return askAnswer(talk, question)
    case 'tags': {
      const words = await askWords(talk, part, question.tags.join(''))
      return words === left ? left : { tags: [words] }
    }
    case 'days':
      return askDays(talk)
    default: {
      const words = await askWords(talk, part, question[part])
      return words === left ? left : { [part]: words }
    }
  }
}

/** Nobody learned the old one: it is done at once. Otherwise they are counted, and one may say why. Undefined: it is left. */
async function askWhy(talk: Talk, learners: number, act: 'correct' | 'retire'): Promise<string | undefined> {
  const { t } = talk
  if (learners === 0) return ''
  const question = publicMessage(escapeHtml(t(`question-${act}-tells`, { count: learners })))
  const answer = await talk.chooseOrAsk<'do' | 'leave', string>(
    question,
    [
      [
        { id: 'do', label: t(`question-${act}-do`) },
        { id: 'leave', label: t('question-leave-it') },
      ],
    ],
    textOf,
  )
  if ('said' in answer) return answer.said
  return answer.chose === 'do' ? '' : undefined
}

/** The change, and how many would be told of it; what the bank cannot hold is said, and asked for again. Undefined: it is left. */
async function askGood(talk: Talk, part: Part, { question }: CardView) {
  for (;;) {
    const change = await askChange(talk, part, question)
    if (change === left) return undefined
    const seen = await talk.perform(async ({ db }) => {
      const { learners } = await previewCorrection(db, actor(talk), question.id, change)
      return { learners }
    })
    if (seen.ok) return { change, learners: seen.value.learners }
    if (seen.refusal.code === 'question-unknown') throw seen.refusal
    await talk.say(publicMessage(escapeHtml(talk.t(seen.refusal.code, seen.refusal.args))))
  }
}

async function correct(talk: Talk, { questionId }: Args): Promise<void> {
  const { t } = talk
  const before = await view(talk, questionId)
  const part = await askPart(talk, before)
  if (part === 'nothing') return talk.say(cardMessage(t, before))
  const good = await askGood(talk, part, before)
  if (!good) return talk.say(cardMessage(t, before))
  const { change, learners } = good
  const why = await askWhy(talk, learners, 'correct')
  if (why === undefined) return talk.say(cardMessage(t, before))
  const { version } = before.question
  await talk.must(async (app) => {
    await correctQuestion(app, actor(talk), { id: questionId, version }, change, why)
  })
  await talk.say(cardMessage(t, await view(talk, questionId)))
}

async function retire(talk: Talk, { questionId }: Args): Promise<void> {
  const { t } = talk
  const before = await view(talk, questionId)
  const learners = await talk.must(({ db }) => countLearners(db, [questionId]))
  const why = await askWhy(talk, learners, 'retire')
  if (why === undefined) return talk.say(cardMessage(t, before))
  await talk.must(async (app) => {
    await retireQuestion(app, actor(talk), questionId, why)
  })
  await talk.say(cardMessage(t, await view(talk, questionId)))
}

/** A picture or a voice; what Telegram keeps of it is its id. */
function mediaOf(heard: Heard): TelegramMedia | Refusal {
  const isMedia = heard.kind === 'file' && (heard.file.kind === 'photo' || heard.file.kind === 'voice')
  return isMedia ? { kind: heard.file.kind, fileId: heard.file.fileId } : new Refusal('question-media-please')
}

async function illustrate(talk: Talk, { questionId }: Args): Promise<void> {
  const { t } = talk
  const before = await view(talk, questionId)
  const answer = await talk.chooseOrAsk(
    publicMessage(escapeHtml(t('question-which-media'))),
    [[{ id: 'leave' as const, label: t('question-leave-it') }]],
    mediaOf,
  )
  if ('chose' in answer) return talk.say(cardMessage(t, before))
  await talk.must(async (app) => {
    await illustrateQuestion(app, actor(talk), questionId, answer.said)
  })
  await talk.say(cardMessage(t, await view(talk, questionId)))
}

const spec = (name: string, act: (talk: Talk, args: Args) => Promise<void>): ConversationSpec => ({
  name,
  version: 2,
  run: (talk, args) => act(talk, args as Args),
})

/** What is asked at the card of a question. */
export const questionConversations: readonly ConversationSpec[] = [
  spec(correctName, correct),
  spec(retireName, retire),
  spec(illustrateName, illustrate),
]
