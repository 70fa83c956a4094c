import type { Content, InlineKeyboard, Message, PersonalMarkup, User } from '../telegram.ts'
import type { BotAccount } from './accounts.ts'
import { handOverMessage } from './hand-over.ts'
import { asQuoted, chatOf, isIn, type Posted, type Room, roomId } from './room.ts'
import type { World } from './world.ts'

/** A message about to be posted. */
export interface Draft {
  from: User
  bot?: BotAccount | undefined
  content: Content
  replyTo?: Posted | undefined
  threadId?: number | undefined
  inline?: InlineKeyboard | undefined
  personal?: PersonalMarkup | undefined
}

/** Posts a message in a chat: everyone sees it, bots are handed it, the journal notes what a bot delivered. */
export function post(world: World, room: Room, draft: Draft): Posted {
  const posted: Posted = {
    message: messageOf(world, room, draft),
    bot: draft.bot,
    meantFor: new Set(),
    reactions: new Map(),
  }
  keep(world, room, posted)
  if (draft.bot) noteDelivery(world, room, draft.bot, posted.message)
  if (draft.bot && room.kind !== 'private') room.lastBotToSpeak = draft.bot.user.id
  if (draft.personal) showPersonal(room, draft, draft.personal)
  if (!draft.bot) handOverMessage(world, room, posted, 'message')
  world.changes.tell(roomId(room))
  return posted
}

/** Posts news of the group itself; every bot in the group is handed it. */
export function postService(world: World, room: Room, from: User, content: Content): Posted {
  return post(world, room, { from, content })
}

function messageOf(world: World, room: Room, draft: Draft): Message {
  const { threadId, replyTo } = draft
  const topic = threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true as const }
  return {
    message_id: world.nextMessageId(room),
    ...topic,
    from: draft.from,
    date: world.unixTime(),
    chat: chatOf(room),
    ...(replyTo && { reply_to_message: asQuoted(replyTo.message) }),
    ...draft.content,
    ...(draft.inline && { reply_markup: draft.inline }),
  }
}

function keep(world: World, room: Room, posted: Posted): void {
  room.messages.set(posted.message.message_id, posted)
  if (room.messages.size <= world.settings.keptMessages) return
  const oldest = room.messages.keys().next().value
  if (oldest === undefined) return
  forgetPoll(world, room.messages.get(oldest))
  room.messages.delete(oldest)
}

/** A poll whose message is forgotten can get no more votes. */
function forgetPoll(world: World, posted: Posted | undefined): void {
  if (posted?.message.poll) world.polls.delete(posted.message.poll.id)
}

function noteDelivery(world: World, room: Room, bot: BotAccount, message: Message): void {
  world.deliveries.push({
    at: world.clock.now(),
    bot: bot.user.username ?? '',
    chatId: roomId(room),
    messageId: message.message_id,
    text: message.text ?? message.caption ?? message.poll?.question ?? '',
  })
}

/** A keyboard shows to everyone in the chat, or only to the one replied to when it is selective. */
function showPersonal(room: Room, draft: Draft, markup: PersonalMarkup): void {
  const only = markup.selective ? draft.replyTo?.message.from?.id : undefined
  for (const id of peopleIn(room)) {
    if (only !== undefined && id !== only) continue
    if ('remove_keyboard' in markup) room.personal.delete(id)
    else room.personal.set(id, markup)
  }
}

function peopleIn(room: Room): number[] {
  if (room.kind === 'private') return [room.person.user.id]
  return [...room.members.values()].filter(isIn).map((member) => member.user.id)
}
