import type { Message } from '../telegram.ts'
import type { BotAccount } from './accounts.ts'
import { type GroupRoom, isAdmin, isIn, memberOf, type Posted } from './room.ts'

const SERVICE_FIELDS: readonly (keyof Message)[] = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'forum_topic_created',
]

/** True for messages that tell of the group itself; every bot in it is handed them. */
export function isService(message: Message): boolean {
  return SERVICE_FIELDS.some((field) => message[field] !== undefined)
}

/** Whether a bot in the group is handed what a person wrote there. */
export function reaches(bot: BotAccount, room: GroupRoom, posted: Posted): boolean {
  const member = memberOf(room, bot.user)
  if (!isIn(member)) return false
  if (isService(posted.message) || !bot.privacy || isAdmin(member)) return true
  return isMeantFor(bot, room, posted)
}

/**
 * Privacy mode: commands with the bot's name, plain commands when no other bot has spoken since, mentions, and replies to its own
 * messages or to messages that were meant for it.
 */
function isMeantFor(bot: BotAccount, room: GroupRoom, posted: Posted): boolean {
  const repliedTo = room.messages.get(posted.message.reply_to_message?.message_id ?? 0)
  if (repliedTo && (repliedTo.bot === bot || repliedTo.meantFor.has(bot.user.id))) return true
  return namedIn(posted.message).some((name) => {
    if (name === 'command') return (room.lastBotToSpeak ?? bot.user.id) === bot.user.id
    return name === bot.user.username?.toLowerCase()
  })
}

/** The user names a message calls by mention or command; 'command' stands for a command without a name. */
function namedIn(message: Message): string[] {
  const text = message.text ?? message.caption ?? ''
  const names: string[] = []
  for (const entity of message.entities ?? message.caption_entities ?? []) {
    const word = text.slice(entity.offset, entity.offset + entity.length)
    if (entity.type === 'mention') names.push(word.slice(1).toLowerCase())
    if (entity.type === 'text_mention') names.push(entity.user?.username?.toLowerCase() ?? '')
    if (entity.type === 'bot_command') names.push(word.split('@')[1]?.toLowerCase() ?? 'command')
  }
  return names
}
