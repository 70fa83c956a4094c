import type { Chat, User } from 'grammy/types'
import type { App } from '../app.ts'
import { publicMessage } from '../delivery/message.ts'
import { isServiceMessage } from '../intake/keep.ts'
import { meetPerson } from '../org/meet-person.ts'
import { commandIn } from './commands.ts'
import type { BotContext, ChatContext } from './context.ts'

function nameOf(user: User): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ')
}

function titleOf(chat: Chat): string {
  return chat.title ?? chat.first_name ?? ''
}

/** Whoever spoke to us: wrote a message that is ours to hear, or pressed a button of ours. */
function speaker(ctx: ChatContext): User | undefined {
  const user = ctx.callbackQuery?.from ?? ctx.message?.from
  return user?.is_bot ? undefined : user
}

/** The chat it happened in; a button under a message that Telegram no longer shows belongs to the private chat. */
function place(ctx: ChatContext, user: User): Chat {
  return ctx.chat ?? { id: user.id, type: 'private', first_name: user.first_name }
}

/** Who speaks and where, or undefined when nobody whom we could answer did: a channel, an anonymous admin, a bot. */
export async function identify(
  app: App,
  ctx: ChatContext,
): Promise<Pick<BotContext, 'person' | 'here' | 'language' | 't'> | undefined> {
  const user = speaker(ctx)
  if (!user) return undefined
  const chat = place(ctx, user)
  if (chat.type === 'channel') return undefined
  const kind = chat.type === 'private' ? 'private' : 'group'
  const { person, here } = await meetPerson(
    app,
    { telegramUserId: user.id, name: nameOf(user) },
    { telegramId: chat.id, kind, title: titleOf(chat) },
  )
  const language = person.language ?? languageFor(app, user.language_code)
  return { person, here, language, t: app.texts.in(language) }
}

/** What we speak until somebody has chosen: Chinese, or the language of their phone when we have it. */
export function languageFor(app: App, code: string | undefined): string {
  const languages = app.texts.languages
  const [first = 'zh-CN'] = languages
  return languages.find((language) => language === code?.split('-')[0]) ?? first
}

/** Somebody said something to us: no service message, no news of a chat. */
export function isSpoken(ctx: ChatContext): boolean {
  return ctx.callbackQuery !== undefined || (ctx.message !== undefined && !isServiceMessage(ctx.message))
}

/** Rights are a person's; a command written in the name of the group has none, and is told so. */
export async function turnAwayAnonymous(ctx: ChatContext): Promise<undefined> {
  const { app, chat, message, sender } = ctx
  if (!chat || !message?.sender_chat || !commandIn(message)) return
  const words = publicMessage(app.texts.in(null)('bot-anonymous'))
  const to = { telegramId: chat.id, kind: 'group' } as const
  const outcome = await sender.send(to, { do: 'send', message: words, replyTo: message.message_id }, 'answer')
  if (outcome.kind !== 'sent')
    app.log.warn({ outcome: outcome.kind }, 'an anonymous command was not answered')
}
