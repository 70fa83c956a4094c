import { badRequest } from '../api-error.ts'
import type { chatMethods } from '../parameters/other-methods.ts'
import type { ReactionType } from '../telegram.ts'
import { removeMember } from '../world/groups.ts'
import { postService } from '../world/post.ts'
import {
  asQuoted,
  chatOf,
  type GroupRoom,
  isAdmin,
  isIn,
  memberOf,
  type Room,
  roomId,
} from '../world/room.ts'
import type { World } from '../world/world.ts'
import { messageIn, needRight, roomFor } from './access.ts'
import type { Handlers } from './call.ts'

const ACTIONS: ReadonlySet<string> = new Set(
  `typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
  find_location record_video_note upload_video_note`.split(/\s+/),
)
const NO_PIN_RIGHT = 'not enough rights to manage pinned messages in the chat'

function membersIn(room: GroupRoom) {
  return [...room.members.values()].filter(isIn)
}

function fullInfo(room: Room) {
  const pinned = room.messages.get(room.pinned.at(-1) ?? 0)
  const gifts = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false }
  return {
    ...chatOf(room),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: { ...gifts, premium_subscription: false, gifts_from_channels: false },
    ...(pinned && { pinned_message: asQuoted(pinned.message) }),
  }
}

function memberById(world: World, room: Room, userId: number) {
  const user = world.userById(userId)
  if (!user) throw badRequest('member not found')
  if (room.kind !== 'private') return memberOf(room, user)
  const inIt = [room.person.user.id, room.bot.user.id].includes(userId)
  if (!inIt) throw badRequest('member not found')
  return { status: 'member' as const, user }
}

export const chatHandlers: Handlers<keyof typeof chatMethods> = {
  sendChatAction: ({ world, bot, parameters }) => {
    if (!ACTIONS.has(parameters.action)) throw badRequest('wrong parameter action in request')
    roomFor(world, bot, parameters.chat_id, 'write')
    return true
  },
  getChat: ({ world, bot, parameters }) => fullInfo(roomFor(world, bot, parameters.chat_id, 'read')),
  getChatMember: ({ world, bot, parameters }) =>
    memberById(world, roomFor(world, bot, parameters.chat_id, 'read'), parameters.user_id),
  getChatAdministrators: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'read')
    if (room.kind === 'private') throw badRequest('there are no administrators in the private chat')
    const admins = membersIn(room).filter(isAdmin)
    return admins.filter(({ user }) => parameters.return_bots || !user.is_bot || user.id === bot.user.id)
  },
  getChatMemberCount: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'read')
    return room.kind === 'private' ? 2 : membersIn(room).length
  },
  leaveChat: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'write')
    if (room.kind === 'private') throw badRequest("chat member status can't be changed in private chats")
    removeMember(world, room, bot.user, bot.user)
    return true
  },
  pinChatMessage: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'write')
    const { message } = messageIn(room, parameters.message_id, 'message to pin')
    needRight(room, bot, 'can_pin_messages', NO_PIN_RIGHT)
    room.pinned = [...room.pinned.filter((id) => id !== message.message_id), message.message_id]
    postService(world, room, bot.user, { pinned_message: asQuoted(message) })
    return true
  },
  unpinChatMessage: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'write')
    needRight(room, bot, 'can_pin_messages', NO_PIN_RIGHT)
    const id = parameters.message_id ?? room.pinned.at(-1)
    if (id === undefined || !room.pinned.includes(id)) throw badRequest('message to unpin not found')
    room.pinned = room.pinned.filter((pinned) => pinned !== id)
    world.changes.tell(roomId(room))
    return true
  },
  unpinAllChatMessages: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'write')
    needRight(room, bot, 'can_pin_messages', NO_PIN_RIGHT)
    room.pinned = []
    world.changes.tell(roomId(room))
    return true
  },
  setMessageReaction: ({ world, bot, parameters }) => {
    const room = roomFor(world, bot, parameters.chat_id, 'write')
    const posted = messageIn(room, parameters.message_id, 'message to react')
    const reactions: ReactionType[] = parameters.reaction ?? []
    if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY')
    if (reactions.some(({ emoji }) => !/^\p{Extended_Pictographic}/u.test(emoji ?? ''))) {
      throw badRequest('REACTION_INVALID')
    }
    posted.reactions.set(
      bot.user.id,
      reactions.map(({ emoji }) => emoji ?? ''),
    )
    world.changes.tell(roomId(room))
    return true
  },
}
