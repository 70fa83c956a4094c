import type { Composer } from 'grammy'
import { idOf, startLink } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import type { Command, StartLink } from '../../bot/feature.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed, openPrivate, reply, toast } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { Refusal } from '../../lib/refusal.ts'
import { unitsWith } from '../../org/may.ts'
import { scheduleChange } from '../../schedules/schedule.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { scheduleButtons, scheduleInWords } from '../../schedules/schedule-texts.ts'
import { changePlan, pressEvening, skipQuestion } from './control-evening.ts'
import { openQuestion, type Session } from './evening.ts'
import {
  eveningJoin,
  eveningOpen,
  eveningOwn,
  eveningPress,
  eveningSkip,
  eveningStop,
  herePayload,
  herePrefix,
  ownPayload,
  ownPrefix,
  quizPlanChange,
  quizPlanNow,
  quizPlanOpen,
} from './evening-buttons.ts'
import { planEveningTalk, type QuizArgs, quizName } from './evening-conversation.ts'
import { ownMessage } from './evening-texts.ts'
import { canHoldNow, holdPlanNow } from './hold-plan-now.ts'
import { eveningList, panel, planCard, stopQuestion } from './host-texts.ts'
import { hostedGroups } from './hosted-groups.ts'
import { joinEvening } from './join-evening.ts'
import { listEvenings } from './list-evenings.ts'
import { planFor, sessionFor } from './may-control.ts'
import { ownResultOf } from './own-result-of.ts'
import { pressNamed } from './press-evening.ts'
import { groupNow, panelView } from './tell-evening.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** What the host holds in hand is for the private chat. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('quiz-unknown')
  return ctx
}

/** In a group it only leads to the private chat, and for who may not hold one there it is no command of ours. */
async function quizInGroup(ctx: BotContext): Promise<void> {
  const { chatId } = ctx.here
  const groups = await hostedGroups(ctx.app.db, actor(ctx))
  if (!groups.some((group) => group.chatId === chatId)) return
  const open = { text: ctx.t('quiz-go-private-open'), url: startLink(ctx.me, herePayload(chatId)) }
  await reply(ctx, publicMessage(ctx.t('quiz-go-private'), { buttons: [[open]] }))
}

/** Begins the questions; for who may not hold one anywhere there is no such command. */
async function planQuiz(ctx: PrivateContext, args: QuizArgs): Promise<void> {
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'host-quiz')
  if (tops.length > 0) await ctx.talk.enter(quizName, args)
  else await reply(ctx, publicMessage(ctx.t('bot-unknown-command')))
}

const quiz = (ctx: BotContext): Promise<void> => (isPrivate(ctx) ? planQuiz(ctx, {}) : quizInGroup(ctx))

async function showList(ctx: PrivateContext): Promise<void> {
  const { running, plans } = await listEvenings(ctx.app.db, actor(ctx))
  await reply(ctx, eveningList(ctx.t, running, plans))
}

async function showEvening(ctx: PrivateContext, eveningId: number): Promise<void> {
  const session = await sessionFor(ctx.app.db, actor(ctx), eveningId)
  await editPressed(ctx, panel(ctx.t, await panelView(ctx.app.db, ctx.app, session)))
}

async function askStop(ctx: PrivateContext, eveningId: number): Promise<void> {
  const session = await sessionFor(ctx.app.db, actor(ctx), eveningId)
  await editPressed(ctx, stopQuestion(ctx.t, await panelView(ctx.app.db, ctx.app, session)))
}

const toasts = {
  pause: (session: Session) => (openQuestion(session) ? 'quiz-pausing-toast' : 'quiz-paused-toast'),
  resume: () => 'quiz-resumed-toast',
  stop: () => 'quiz-stopped-toast',
} as const

async function pressed(ctx: PrivateContext, eveningId: number, word: string): Promise<void> {
  const how = pressNamed(word)
  const session = await pressEvening(ctx.app, actor(ctx), eveningId, how)
  await toast(ctx, ctx.t(toasts[how](session)))
  await showEvening(ctx, eveningId)
}

async function skipped(ctx: PrivateContext, eveningId: number, place: number): Promise<void> {
  await skipQuestion(ctx.app, actor(ctx), eveningId, place)
  await toast(ctx, ctx.t('quiz-skipped-toast'))
  await showEvening(ctx, eveningId)
}

async function showPlan(ctx: PrivateContext, planId: number): Promise<void> {
  const { t, app } = ctx
  const plan = await planFor(app.db, actor(ctx), planId)
  const schedule = await scheduleOf(app.db, 'quiz', plan.id)
  if (!schedule) throw new Refusal('quiz-unknown')
  const { title } = await groupNow(app.db, plan)
  const changes = scheduleButtons(t, schedule, (how) => quizPlanChange.data({ plan: plan.id, how }))
  const canNow = schedule.state !== 'ended' && (await canHoldNow(app, plan))
  const now = { text: t('quiz-when-now'), data: quizPlanNow.data({ plan: plan.id }) }
  const buttons = [...(canNow ? [[now]] : []), ...changes]
  await editPressed(ctx, planCard(t, title, plan, scheduleInWords(t, schedule), buttons))
}

async function holdNow(ctx: PrivateContext, planId: number): Promise<void> {
  await holdPlanNow(ctx.app, actor(ctx), planId, ctx.updateKey)
  await toast(ctx, ctx.t('quiz-plan-begun'))
  await showPlan(ctx, planId)
}

async function join(ctx: BotContext, eveningId: number): Promise<void> {
  const became = await joinEvening(ctx.app, actor(ctx), eveningId, ctx.here.chatId)
  await toast(ctx, ctx.t(became === 'joined' ? 'quiz-joined-toast' : `quiz-joined-${became}-toast`))
}

async function showOwn(ctx: PrivateContext, eveningId: number): Promise<void> {
  await reply(ctx, ownMessage(ctx.t, await ownResultOf(ctx.app, actor(ctx), eveningId)))
}

/** A place from 0. */
const placeOf = (value: string): number => (/^\d{1,2}$/.test(value) ? Number(value) : -1)

export function eveningButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, eveningJoin, (ctx, { evening }) => join(ctx, idOf(evening) ?? 0))
  onPress(buttons, eveningOwn, (ctx, { evening }) => openPrivate(ctx, ownPayload(idOf(evening) ?? 0)))
  onPress(buttons, eveningOpen, (ctx, { evening }) => showEvening(inPrivate(ctx), idOf(evening) ?? 0))
  onPress(buttons, eveningStop, (ctx, { evening }) => askStop(inPrivate(ctx), idOf(evening) ?? 0))
  onPress(buttons, eveningPress, (ctx, { evening, how }) => pressed(inPrivate(ctx), idOf(evening) ?? 0, how))
  onPress(buttons, eveningSkip, (ctx, { evening, place }) =>
    skipped(inPrivate(ctx), idOf(evening) ?? 0, placeOf(place)),
  )
  onPress(buttons, quizPlanOpen, (ctx, { plan }) => showPlan(inPrivate(ctx), idOf(plan) ?? 0))
  onPress(buttons, quizPlanNow, (ctx, { plan }) => holdNow(inPrivate(ctx), idOf(plan) ?? 0))
  onPress(buttons, quizPlanChange, async (pressed, { plan, how }) => {
    const ctx = inPrivate(pressed)
    await changePlan(ctx.app, actor(ctx), idOf(plan) ?? 0, scheduleChange(how))
    await showPlan(ctx, idOf(plan) ?? 0)
  })
}

export const eveningCommands: Command[] = [
  { name: 'quiz', where: 'everywhere', menu: true, needs: 'host-quiz', run: quiz },
  { name: 'quizzes', where: 'private', menu: true, needs: 'host-quiz', run: showList },
]

export const eveningLinks: StartLink[] = [
  { prefix: herePrefix, run: (ctx, rest) => planQuiz(ctx, { chatId: idOf(rest) ?? 0 }) },
  { prefix: ownPrefix, run: (ctx, rest) => showOwn(ctx, idOf(rest) ?? 0) },
]

export const eveningConversations: ConversationSpec[] = [planEveningTalk]
