import { Composer } from 'grammy'
import type { ChatMember } from 'grammy/types'
import type { App } from '../app.ts'
import type { ChatContext } from '../bot/context.ts'
import { chatByTelegramId, moveChat, rememberChat, retireChat, reviveChat } from '../delivery/address-book.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { publicMessage } from '../delivery/message.ts'
import { bindingOf } from './binding-store.ts'

/** Whether the bot can write there. */
function isIn(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member && member.can_send_messages
  return member.status !== 'left' && member.status !== 'kicked'
}

/** The bot came into a group: it is noted, and told once how to go on when it is bound to nothing. */
async function cameIn(ctx: ChatContext, telegramId: number, title: string): Promise<void> {
  const { app, updateKey } = ctx
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    const chat = await rememberChat(tx, { telegramId, kind: 'group', title }, now)
    if (!chat.isActive) await reviveChat(tx, chat.chatId, now)
    if (await bindingOf(tx, chat.chatId)) return
    const key = `${updateKey}:hello`
    const what = {
      key,
      batch: key,
      chat: { kind: 'group', chatId: chat.chatId },
      lane: 'answer',
      whenInDoubt: 'repeat',
    } as const
    const message = publicMessage(app.texts.in(null)('bind-hello'))
    await enqueue(tx, app, what, { do: 'send', message })
  })
}

/** We were put out of a group, or somebody blocked us: what waits for that chat ends. */
async function wentOut(app: App, telegramId: number, reason: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    const chat = await chatByTelegramId(tx, telegramId)
    if (chat?.isActive) await retireChat(tx, chat.chatId, reason, app.clock.now())
  })
}

async function cameBack(app: App, telegramId: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    const chat = await chatByTelegramId(tx, telegramId)
    if (chat && !chat.isActive) await reviveChat(tx, chat.chatId, app.clock.now())
  })
}

/** A group became a supergroup: both messages about it say the same. */
async function moved(app: App, from: number, to: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    const chat = await chatByTelegramId(tx, from)
    if (chat) await moveChat(tx, chat.chatId, to, app.clock.now())
  })
}

async function renamed(app: App, telegramId: number, title: string): Promise<void> {
  const chat = await chatByTelegramId(app.db, telegramId)
  if (chat) await rememberChat(app.db, { telegramId, kind: 'group', title }, app.clock.now())
}

/** What becomes of chats is followed without knowing anybody in them. */
export function chatEvents(): Composer<ChatContext> {
  const chats = new Composer<ChatContext>()
  chats.on('my_chat_member', async (ctx, next) => {
    const { chat, new_chat_member: now, old_chat_member: before } = ctx.myChatMember
    if (chat.type === 'channel') return next()
    if (!isIn(now)) await wentOut(ctx.app, chat.id, now.status)
    else if (chat.type === 'private') await cameBack(ctx.app, chat.id)
    else if (!isIn(before)) await cameIn(ctx, chat.id, chat.title)
    await next()
  })
  chats.on('message:new_chat_title', async (ctx, next) => {
    await renamed(ctx.app, ctx.chat.id, ctx.message.new_chat_title)
    await next()
  })
  chats.on('message:migrate_to_chat_id', async (ctx, next) => {
    await moved(ctx.app, ctx.chat.id, ctx.message.migrate_to_chat_id)
    await next()
  })
  chats.on('message:migrate_from_chat_id', async (ctx, next) => {
    await moved(ctx.app, ctx.message.migrate_from_chat_id, ctx.chat.id)
    // A new title told in the old chat's lane just before may be handled after this, under an id that is gone.
    await renamed(ctx.app, ctx.chat.id, ctx.chat.title ?? '')
    await next()
  })
  return chats
}
