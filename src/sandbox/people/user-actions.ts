import type { Content, InlineButton, User } from '../telegram.ts'
import { formatText } from '../text/formatted-text.ts'
import type { BotAccount } from '../world/accounts.ts'
import { acquaint, botsIn, handOver, handOverMessage } from '../world/hand-over.ts'
import { post } from '../world/post.ts'
import { isService } from '../world/privacy.ts'
import { chatOf, isAdmin, isIn, memberOf, type Posted, type Room, roomId } from '../world/room.ts'
import type { CallbackAnswer, World } from '../world/world.ts'

/** A person writes in a chat; throws when the person is not there, or the chat is no more. */
export function write(
  world: World,
  user: User,
  room: Room,
  content: Content,
  { replyTo: id, topic }: { replyTo?: number | undefined; topic?: number | undefined } = {},
): Posted {
  mustBeIn(user, room)
  const replyTo = id === undefined ? undefined : room.messages.get(id)
  if (id !== undefined && !replyTo) throw new Error(`There is no message ${id} to reply to`)
  usedUp(user, room)
  return post(world, room, { from: user, content, replyTo, threadId: topic })
}

/** A wish for a reply and a keyboard for one time are gone once the person has written. */
function usedUp(user: User, room: Room): void {
  const markup = room.personal.get(user.id)
  if (!markup) return
  if ('force_reply' in markup || ('keyboard' in markup && markup.one_time_keyboard))
    room.personal.delete(user.id)
}

function mustBeIn(user: User, room: Room): void {
  if (room.kind === 'private') {
    if (!room.started) throw new Error(`${user.first_name} has not started the bot`)
    if (room.blocked) throw new Error(`${user.first_name} has blocked the bot`)
    return
  }
  if (room.dissolved) throw new Error(`${room.title} is no more`)
  if (room.movedTo) throw new Error(`${room.title} has become a supergroup`)
  if (!isIn(memberOf(room, user))) throw new Error(`${user.first_name} is not in ${room.title}`)
}

/** Text as a person types it: Telegram finds commands and links in it. */
export function typed(text: string): Content {
  const formatted = formatText({ text }, () => undefined)
  if (!formatted.text) throw new Error('An empty message cannot be sent')
  return {
    text: formatted.text,
    ...(formatted.entities.length > 0 && { entities: formatted.entities }),
  }
}

/** The same for a caption; nothing when there is none. */
export function typedCaption(caption: string | undefined): Content {
  if (!caption) return {}
  const { text, entities } = typed(caption)
  return { caption: text, ...(entities && { caption_entities: entities }) }
}

/** A person changes an own message. */
export function rewrite(world: World, user: User, room: Room, id: number, text: string): void {
  const posted = room.messages.get(id)
  if (posted?.message.from?.id !== user.id || isService(posted.message)) {
    throw new Error(`${user.first_name} has no message ${id} to change`)
  }
  posted.message = { ...posted.message, entities: undefined, ...typed(text), edit_date: world.unixTime() }
  handOverMessage(world, room, posted, 'edited_message')
  world.changes.tell(roomId(room))
}

/** A person presses a button with callback data; the answer comes when the bot gives one. */
export function press(
  world: World,
  user: User,
  room: Room,
  posted: Posted,
  button: InlineButton,
): Promise<CallbackAnswer> {
  const { bot } = posted
  const data = button.callback_data
  if (!bot || data === undefined) throw new Error(`${button.text} is no button that calls a bot`)
  mustBeIn(user, room)
  const id = world.nextLongId('callback')
  acquaint(bot, user)
  const answered = new Promise<CallbackAnswer>((answer) => {
    world.callbacks.set(id, { bot, atMs: world.clock.uptimeMs(), answer })
  })
  forgetOldCallbacks(world)
  handOver(world, bot, 'callback_query', {
    id,
    from: user,
    message: structuredClone(posted.message),
    chat_instance: String(roomId(room)),
    data,
  })
  return answered
}

/**
 * A person puts an emoji on a message, or takes it back. The bot of a private chat is told, in groups the bots that are administrators;
 * each only when it asked for message_reaction.
 */
export function react(world: World, user: User, room: Room, posted: Posted, emoji: string | undefined): void {
  mustBeIn(user, room)
  const before = posted.reactions.get(user.id) ?? []
  const after = emoji === undefined ? [] : [emoji]
  posted.reactions.set(user.id, after)
  const asTypes = (emojis: string[]) => emojis.map((one) => ({ type: 'emoji', emoji: one }))
  for (const bot of watchers(world, room)) {
    handOver(world, bot, 'message_reaction', {
      chat: chatOf(room),
      message_id: posted.message.message_id,
      user,
      date: world.unixTime(),
      old_reaction: asTypes(before),
      new_reaction: asTypes(after),
    })
  }
  world.changes.tell(roomId(room))
}

function watchers(world: World, room: Room): BotAccount[] {
  if (room.kind === 'private') return [room.bot]
  return botsIn(world, room).filter((bot) => isAdmin(memberOf(room, bot.user)))
}

const KEPT_CALLBACKS = 10_000

function forgetOldCallbacks(world: World): void {
  const oldest = world.callbacks.keys().next().value
  if (world.callbacks.size > KEPT_CALLBACKS && oldest !== undefined) world.callbacks.delete(oldest)
}
