import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import type { Command, StartLink } from '../../bot/feature.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed, openPrivate, reply, toast } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import type { Confidential } from '../../delivery/message.ts'
import { Refusal } from '../../lib/refusal.ts'
import {
  missedPayload,
  missedPrefix,
  practiceAgain,
  practiceAnswer,
  practiceDone,
  practiceForget,
  practiceForgetSure,
  practiceMark,
  practiceMissed,
  practiceMistake,
  practiceMistakes,
  practiceMore,
  practiceNext,
  practicePage,
  practiceQuiet,
  practiceRemind,
  practiceSearch,
} from '../practice-buttons.ts'
import { sayWithMedia } from '../question-media-bot.ts'
import { answerPractice, finishMarking, markOption, type PracticePlace } from './answer-practice.ts'
import { beginPractice, type Nothing } from './begin-practice.ts'
import { forgetLearning, whatForgettingMeans } from './forget-learning.ts'
import { mistakeFor, notebookOf, practiseAgain, practisePage } from './notebook.ts'
import { mistakeCard, notebookMessage } from './notebook-texts.ts'
import { askForReminders, remindName, searchMistakes, searchName } from './practice-conversation.ts'
import {
  answeredMessage,
  forgetQuestion,
  forgottenMessage,
  nothingMessage,
  questionMessage,
  summaryMessage,
} from './practice-texts.ts'
import { practiseMissed } from './practise-missed.ts'
import { reminderOf, stopReminding } from './remind-of-practice.ts'
import { nextOf, type Shown } from './show-practice.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** What somebody practises is for their private chat: a button of ours that came into a group does nothing. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('practice-unknown')
  return ctx
}

const say = (ctx: PrivateContext, message: Confidential): Promise<void> =>
  ctx.callbackQuery ? editPressed(ctx, message) : reply(ctx, message)

async function around(ctx: PrivateContext) {
  const { db, clock, config } = ctx.app
  const isReminded = (await reminderOf(db, actor(ctx))) !== undefined
  return { now: clock.now(), timeZone: config.townTimezone, isReminded }
}

async function messageFor(ctx: PrivateContext, shown: Shown | Nothing): Promise<Confidential> {
  switch (shown.kind) {
    case 'asked':
      return questionMessage(ctx.t, shown.view)
    case 'answered':
      return answeredMessage(ctx.t, shown.view)
    case 'summary':
      return summaryMessage(ctx.t, shown.view, await around(ctx))
    case 'nothing':
      return nothingMessage(ctx.t, shown, await around(ctx))
  }
}

/** On the message that was pressed. */
async function change(ctx: PrivateContext, shown: Shown | Nothing): Promise<void> {
  await say(ctx, await messageFor(ctx, shown))
}

const mediaOf = (shown: Shown | Nothing) => (shown.kind === 'asked' ? shown.view.question.media : undefined)

/** As a message of its own; a picture or a voice of the question goes before it. */
async function sayAnew(ctx: PrivateContext, shown: Shown | Nothing): Promise<void> {
  const media = mediaOf(shown)
  const message = await messageFor(ctx, shown)
  if (shown.kind !== 'asked' || !media) return reply(ctx, message)
  const { number, total } = shown.view
  await sayWithMedia(ctx, ctx.t('practice-head', { number, total }), media, message)
}

/** In the place of what was pressed, unless something has to go before it. */
const show = (ctx: PrivateContext, shown: Shown | Nothing): Promise<void> =>
  mediaOf(shown) ? sayAnew(ctx, shown) : change(ctx, shown)

const begin = async (ctx: PrivateContext): Promise<void> =>
  show(ctx, await beginPractice(ctx.app, actor(ctx), ctx.updateKey))

/** What was pressed tells how the evening went, and stays. */
const missed = async (ctx: PrivateContext, eveningId: number): Promise<void> =>
  sayAnew(ctx, await practiseMissed(ctx.app, actor(ctx), eveningId, ctx.updateKey))

async function showNotebook(ctx: PrivateContext, page: number, words: string): Promise<void> {
  const view = await notebookOf(ctx.app.db, ctx.app, actor(ctx), { words, page })
  await say(ctx, notebookMessage(ctx.t, view))
}

async function showMistake(ctx: PrivateContext, questionId: number): Promise<void> {
  const view = await mistakeFor(ctx.app.db, ctx.app, actor(ctx), questionId)
  const card = mistakeCard(ctx.t, view)
  const { media } = view.question
  await (media ? sayWithMedia(ctx, ctx.t('practice-mistakes'), media, card) : say(ctx, card))
}

async function beQuiet(ctx: PrivateContext): Promise<void> {
  await stopReminding(ctx.app, actor(ctx))
  await toast(ctx, ctx.t('practice-is-quiet'), { alert: true })
}

async function askToForget(ctx: PrivateContext): Promise<void> {
  await say(ctx, forgetQuestion(ctx.t, await whatForgettingMeans(ctx.app, actor(ctx))))
}

async function forget(ctx: PrivateContext): Promise<void> {
  await say(ctx, forgottenMessage(ctx.t, await forgetLearning(ctx.app, actor(ctx))))
}

/** The same question goes on where it is; another one in its place is shown as new. */
const showNext = (ctx: PrivateContext, shown: Shown): Promise<void> =>
  shown.kind === 'asked' && shown.view.instead ? show(ctx, shown) : change(ctx, shown)

type Place = Record<'practice' | 'place' | 'version', string>

const placeOf = ({ practice, place, version }: Place): PracticePlace => ({
  practiceId: idOf(practice) ?? 0,
  place: place === '0' ? 0 : (idOf(place) ?? -1),
  version: idOf(version) ?? 0,
})

const optionOf = (option: string): number => (option === '0' ? 0 : (idOf(option) ?? -1))

export function practiceButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, practiceAnswer, async (pressed, { option, ...at }) => {
    const ctx = inPrivate(pressed)
    await showNext(ctx, await answerPractice(ctx.app, actor(ctx), placeOf(at), optionOf(option)))
  })
  onPress(buttons, practiceMark, async (pressed, { option, to, ...at }) => {
    const ctx = inPrivate(pressed)
    const mark = { option: optionOf(option), isMarked: to === '1' }
    await showNext(ctx, await markOption(ctx.app, actor(ctx), placeOf(at), mark))
  })
  onPress(buttons, practiceDone, async (pressed, at) => {
    const ctx = inPrivate(pressed)
    await showNext(ctx, await finishMarking(ctx.app, actor(ctx), placeOf(at)))
  })
  onPress(buttons, practiceNext, async (pressed, { practice }) => {
    const ctx = inPrivate(pressed)
    await show(ctx, await nextOf(ctx.app, actor(ctx), idOf(practice) ?? 0))
  })
  onPress(buttons, practiceMore, (ctx) => begin(inPrivate(ctx)))
  onPress(buttons, practiceMissed, (ctx, { evening }) => {
    const id = idOf(evening) ?? 0
    return isPrivate(ctx) ? missed(ctx, id) : openPrivate(ctx, missedPayload(id))
  })
  notebookButtons(buttons)
  onPress(buttons, practiceForget, (ctx) => askToForget(inPrivate(ctx)))
  onPress(buttons, practiceForgetSure, (ctx) => forget(inPrivate(ctx)))
  onPress(buttons, practiceRemind, (ctx) => inPrivate(ctx).talk.enter(remindName))
  onPress(buttons, practiceQuiet, (ctx) => beQuiet(inPrivate(ctx)))
}

function notebookButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, practiceMistakes, (ctx, { page, words }) =>
    showNotebook(inPrivate(ctx), idOf(page) ?? 1, words),
  )
  onPress(buttons, practiceMistake, (ctx, { question }) => showMistake(inPrivate(ctx), idOf(question) ?? 0))
  onPress(buttons, practiceSearch, (ctx) => inPrivate(ctx).talk.enter(searchName))
  onPress(buttons, practiceAgain, async (pressed, { question }) => {
    const ctx = inPrivate(pressed)
    await show(ctx, await practiseAgain(ctx.app, actor(ctx), idOf(question) ?? 0, ctx.updateKey))
  })
  onPress(buttons, practicePage, async (pressed, { page, words }) => {
    const ctx = inPrivate(pressed)
    const where = { page: idOf(page) ?? 1, words }
    await show(ctx, await practisePage(ctx.app, actor(ctx), where, ctx.updateKey))
  })
}

export const practiceCommands: Command[] = [
  { name: 'practice', where: 'private', menu: true, run: begin },
  { name: 'mistakes', where: 'private', menu: false, run: (ctx) => showNotebook(ctx, 1, '') },
]

export const practiceConversations: ConversationSpec[] = [searchMistakes, askForReminders]

export const practiceLinks: StartLink[] = [
  { prefix: missedPrefix, run: (ctx, evening) => missed(ctx, idOf(evening) ?? 0) },
]
