import type { Message, Update, UserFromGetMe } from 'grammy/types'

/**
 * What may be kept of what Telegram handed us. The bot never reads ambient talk: of a group only commands, replies to
 * the bot, mentions of it, buttons and service messages come in, whatever rights the bot was given.
 */
export function withoutAmbientTalk(update: Update, me: UserFromGetMe): Update | undefined {
  if (update.edited_message) return undefined
  const message = update.message
  if (!message || message.chat.type === 'private') return update
  if (!isForUs(message, me)) return undefined
  return { ...update, message: withoutOthersWords(message, me) } as Update
}

/** The service messages that we follow: who comes and goes, what the group is called, what becomes of it. */
const followed = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
] as const

/** News of the chat itself; nobody said anything. */
export function isServiceMessage(message: Message): boolean {
  return followed.some((name) => name in message)
}

function isForUs(message: Message, me: UserFromGetMe): boolean {
  if (isServiceMessage(message)) return true
  return isOurCommand(message, me) || message.reply_to_message?.from?.id === me.id || mentions(message, me)
}

function entityTexts(message: Message, type: 'bot_command' | 'mention'): { offset: number; text: string }[] {
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => ({ offset, text: text.slice(offset, offset + length) }))
}

function isOurCommand(message: Message, me: UserFromGetMe): boolean {
  const command = entityTexts(message, 'bot_command').find(({ offset }) => offset === 0)
  if (!command) return false
  const [, addressee] = command.text.split('@')
  return addressee === undefined || addressee.toLowerCase() === me.username.toLowerCase()
}

function mentions(message: Message, me: UserFromGetMe): boolean {
  const name = `@${me.username.toLowerCase()}`
  return entityTexts(message, 'mention').some(({ text }) => text.toLowerCase() === name)
}

/** A command that answers a neighbour's message carries that message with it: those words were not meant for us. */
function withoutOthersWords(message: Message, me: UserFromGetMe): Message {
  const { external_reply: _external, quote: _quote, ...rest } = message
  if (rest.reply_to_message?.from?.id === me.id) return rest as Message
  const { reply_to_message: _others, ...own } = rest
  return own as Message
}
