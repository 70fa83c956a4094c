import { GrammyError, HttpError } from 'grammy'
import { moveChat, retireChat } from '../delivery/address-book.ts'
import type { Address, Call, Outcome } from '../delivery/delivery.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { type Message, type MessageFor, refuseLeak } from '../delivery/message.ts'
import { shorten } from '../lib/shorten.ts'
import { startLink } from './callback-data.ts'
import type { BotContext } from './context.ts'

export interface ReplyOptions {
  /** Telegram's id of the message that is answered; in a group, the command itself when left out. */
  replyTo?: number
}

function address(ctx: BotContext): Address {
  if (ctx.chatId === undefined) throw new Error('there is no chat to answer in')
  const topicId = ctx.msg?.is_topic_message ? ctx.msg.message_thread_id : undefined
  return { telegramId: ctx.chatId, kind: ctx.here.kind, topicId }
}

/** How many answers this update has got: each has a key of its own in the outbox. */
const answers = new WeakMap<BotContext, number>()

function answerKey(ctx: BotContext): string {
  const count = (answers.get(ctx) ?? 0) + 1
  answers.set(ctx, count)
  return `${ctx.updateKey}:answer:${count}`
}

/** The answer was not surely delivered: from now on it is the outbox's promise. */
async function promise(
  ctx: BotContext,
  key: string,
  message: Message,
  { afterMs = 0, repeated = false } = {},
): Promise<void> {
  const { app, here } = ctx
  const notBefore = new Date(app.clock.now().getTime() + afterMs)
  const what = { key, batch: key, lane: 'answer', notBefore, whenInDoubt: 'repeat', repeated } as const
  await app.db.transaction(async (tx) => {
    if (here.kind === 'private') await enqueue(tx, app, { ...what, chat: here }, { do: 'send', message })
    else if (message.privacy === 'public')
      await enqueue(tx, app, { ...what, chat: here }, { do: 'send', message })
  })
}

async function settle(ctx: BotContext, key: string, message: Message, outcome: Outcome): Promise<void> {
  const { app, here } = ctx
  switch (outcome.kind) {
    case 'sent':
      return
    case 'retry':
      return promise(ctx, key, message, {
        afterMs: outcome.afterMs,
        repeated: outcome.delivered === 'unknown',
      })
    case 'moved':
      await app.db.transaction((tx) => moveChat(tx, here.chatId, outcome.toTelegramId, app.clock.now()))
      return promise(ctx, key, message)
    case 'gone':
      await app.db.transaction((tx) => retireChat(tx, here.chatId, outcome.reason, app.clock.now()))
      return
    case 'rejected':
      throw new Error(`Telegram refused an answer: ${outcome.reason}`)
  }
}

/**
 * Answers where the update came from, at once and under the pace. What was not surely delivered goes to the outbox.
 * Throws when Telegram refuses the message itself, which is a fault of ours.
 */
export async function reply<Ctx extends BotContext>(
  ctx: Ctx,
  message: MessageFor<Ctx['here']>,
  { replyTo = ctx.here.kind === 'group' ? ctx.message?.message_id : undefined }: ReplyOptions = {},
): Promise<void> {
  refuseLeak(ctx.here, message)
  const key = answerKey(ctx)
  const outcome = await ctx.sender.send(address(ctx), { do: 'send', message, replyTo }, 'answer')
  await settle(ctx, key, message, outcome)
}

/**
 * Answers with a file and then with the words it belongs to, in this order also when the file can only leave later. One that
 * Telegram refuses shuts nobody out: `words` are told so, and the outbox keeps it as refused, where /health counts it.
 */
export async function replyAfterFile<Ctx extends BotContext>(
  ctx: Ctx,
  file: MessageFor<Ctx['here']>,
  words: (isRefused: boolean) => MessageFor<Ctx['here']>,
): Promise<void> {
  refuseLeak(ctx.here, file)
  const key = answerKey(ctx)
  const outcome = await ctx.sender.send(address(ctx), { do: 'send', message: file }, 'answer')
  const isRefused = outcome.kind === 'rejected'
  const message = words(isRefused)
  refuseLeak(ctx.here, message)
  if (isRefused) {
    await promise(ctx, key, file)
    return reply(ctx, message)
  }
  await settle(ctx, key, file, outcome)
  if (outcome.kind === 'gone') return
  if (outcome.kind === 'sent') return reply(ctx, message)
  const afterMs = outcome.kind === 'retry' ? outcome.afterMs : 0
  return promise(ctx, answerKey(ctx), message, { afterMs })
}

/** The message whose button was pressed, as far as Telegram still shows it. */
function pressedMessage(ctx: BotContext): { messageId: number; hasMedia: boolean } | undefined {
  const message = ctx.callbackQuery?.message
  if (!message || message.date === 0 || !('from' in message)) return undefined
  return { messageId: message.message_id, hasMedia: message.text === undefined }
}

/** Changes the message whose button was pressed; sends a new one where that cannot be done. */
export async function editPressed<Ctx extends BotContext>(
  ctx: Ctx,
  message: MessageFor<Ctx['here']>,
): Promise<void> {
  refuseLeak(ctx.here, message)
  const pressed = pressedMessage(ctx)
  if (!pressed || pressed.hasMedia || message.media) return reply(ctx, message)
  const call: Call = { do: 'edit', messageId: pressed.messageId, message }
  const outcome = await ctx.sender.send(address(ctx), call, 'answer')
  if (outcome.kind === 'rejected') return reply(ctx, message)
  await settle(ctx, answerKey(ctx), message, outcome)
}

const longestToast = 200
const answered = new WeakSet<BotContext>()

async function answerPress(
  ctx: BotContext,
  words: Parameters<BotContext['answerCallbackQuery']>[0],
): Promise<void> {
  if (!ctx.callbackQuery || answered.has(ctx)) return
  answered.add(ctx)
  try {
    await ctx.answerCallbackQuery(words)
  } catch (fault) {
    if (!(fault instanceof GrammyError || fault instanceof HttpError)) throw fault
    ctx.app.log.debug({ update: ctx.update.update_id, error: fault.message }, 'a press was not answered')
  }
}

/** Answers the press itself. Only the first answer counts; one that comes too late for Telegram is not missed. */
export async function toast(ctx: BotContext, text?: string, { alert = false } = {}): Promise<void> {
  await answerPress(ctx, text === undefined ? {} : { text: shorten(text, longestToast), show_alert: alert })
}

/** A button in a group that opens the private chat, as a link with `payload` would. */
export async function openPrivate(ctx: BotContext, payload: string): Promise<void> {
  await answerPress(ctx, { url: startLink(ctx.me, payload) })
}
