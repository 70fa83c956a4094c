import { badRequest, forbidden, migrated } from '../api-error.ts'
import type { BotAccount } from '../world/accounts.ts'
import {
  type GroupRoom,
  isAdmin,
  isIn,
  mayDo,
  memberOf,
  type Posted,
  type PrivateRoom,
  type Room,
} from '../world/room.ts'
import type { World } from '../world/world.ts'

/** What the bot wants in the chat; Telegram refuses each in its own order. */
export type Access = 'read' | 'edit' | 'write'

/** The chat with that id, as far as this bot may enter it; throws an ApiError (400 or 403). */
export function roomFor(world: World, bot: BotAccount, chatId: number | string, access: Access): Room {
  const group = groupBy(world, chatId)
  if (group) return enterGroup(group, bot, access)
  if (typeof chatId === 'string' || chatId <= 0) throw badRequest('chat not found')
  return enterPrivate(world, bot, chatId, access)
}

function groupBy(world: World, chatId: number | string): GroupRoom | undefined {
  if (typeof chatId === 'number') return world.groups.get(chatId)
  const name = chatId.slice(1).toLowerCase()
  return [...world.groups.values()].find((group) => group.username?.toLowerCase() === name)
}

function enterGroup(room: GroupRoom, bot: BotAccount, access: Access): GroupRoom {
  const member = memberOf(room, bot.user)
  const kind = room.kind === 'group' ? 'group' : 'supergroup'
  if (!room.members.has(bot.user.id)) throw badRequest('chat not found')
  if (room.dissolved && access === 'write') throw forbidden('the group chat was deleted')
  if (room.movedTo && access === 'write') throw migrated(room.movedTo.id)
  if (room.movedTo || (room.kind === 'group' && access === 'read')) return room
  if (member.status === 'kicked') throw forbidden(`bot was kicked from the ${kind} chat`)
  if (!isIn(member)) throw forbidden(`bot is not a member of the ${kind} chat`)
  return room
}

function enterPrivate(world: World, bot: BotAccount, userId: number, access: Access): PrivateRoom {
  if (access === 'write' && world.botById(userId)) throw forbidden("bot can't send messages to bots")
  const person = world.people.get(userId)
  const room = world.knownPrivateRoom(bot, userId)
  if (!person || !(room?.started || bot.acquainted.has(userId))) throw badRequest('chat not found')
  if (access !== 'read' && person.deactivated) throw forbidden('user is deactivated')
  if (access === 'write' && !room?.started) throw forbidden("bot can't initiate conversation with a user")
  if (access !== 'read' && room?.blocked) throw forbidden('bot was blocked by the user')
  return room ?? world.privateRoom(bot, person)
}

/** A message of the chat; throws 400 "<what> not found". */
export function messageIn(room: Room, id: number | undefined, what: string): Posted {
  const posted = id === undefined ? undefined : room.messages.get(id)
  if (!posted) throw badRequest(`${what} not found`)
  return posted
}

/** Throws 400 unless the bot is an administrator with that right; in private chats it needs none. */
export function needRight(room: Room, bot: BotAccount, right: string, refusal: string): void {
  if (room.kind === 'private') return
  if (!mayDo(memberOf(room, bot.user), right)) throw badRequest(refusal)
}

/** Throws 400 when an administrator has forbidden the bot to write in the group. */
export function needVoice(room: Room, bot: BotAccount): void {
  if (room.kind === 'private') return
  const member = memberOf(room, bot.user)
  if (member.status === 'restricted' && member.can_send_messages !== true) {
    throw badRequest('not enough rights to send text messages to the chat')
  }
}

/** True when the bot may do as it likes with other people's messages. */
export function isModerator(room: Room, bot: BotAccount): boolean {
  if (room.kind === 'private') return false
  const member = memberOf(room, bot.user)
  return isAdmin(member) && mayDo(member, 'can_delete_messages')
}
