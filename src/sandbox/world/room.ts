import type { Chat, ChatMember, InlineKeyboard, Message, PersonalMarkup, User } from '../telegram.ts'
import type { BotAccount, Person } from './accounts.ts'

/** A message in a chat, with what never goes over the wire. */
export interface Posted {
  message: Message
  /** The bot that sent it. */
  bot: BotAccount | undefined
  /** Bots that were handed it although they work in privacy mode: replies to it are meant for them too. */
  meantFor: Set<number>
  /** Emoji put on it, by account. */
  reactions: Map<number, string[]>
}

interface RoomBase {
  /** Oldest first. */
  messages: Map<number, Posted>
  /** Newest last. */
  pinned: number[]
  /** The keyboard or wish for a reply each person sees below. */
  personal: Map<number, PersonalMarkup>
}

export interface PrivateRoom extends RoomBase {
  kind: 'private'
  bot: BotAccount
  person: Person
  started: boolean
  blocked: boolean
}

export interface GroupRoom extends RoomBase {
  kind: 'group' | 'supergroup'
  id: number
  title: string
  username: string | undefined
  isForum: boolean
  members: Map<number, ChatMember>
  lastBotToSpeak: number | undefined
  movedTo: GroupRoom | undefined
  dissolved: boolean
  /** Supergroups number their own messages. */
  nextMessageId: number
}

export type Room = PrivateRoom | GroupRoom

/** An empty chat's common part. */
export function emptyRoom(): RoomBase {
  return { messages: new Map(), pinned: [], personal: new Map() }
}

/** The id by which bots know this chat. */
export function roomId(room: Room): number {
  return room.kind === 'private' ? room.person.user.id : room.id
}

/** The chat as it appears in messages. */
export function chatOf(room: Room): Chat {
  if (room.kind !== 'private') {
    const forum = room.isForum ? { is_forum: true as const } : {}
    return { id: room.id, type: room.kind, title: room.title, username: room.username, ...forum }
  }
  const { id, first_name, last_name, username } = room.person.user
  return { id, type: 'private', first_name, last_name, username }
}

/** The membership of an account, `left` when it never was a member. */
export function memberOf(room: GroupRoom, user: User): ChatMember {
  return room.members.get(user.id) ?? { status: 'left', user }
}

/** True for everyone who is in the group now. */
export function isIn(member: ChatMember): boolean {
  return member.status === 'restricted'
    ? member.is_member === true
    : !['left', 'kicked'].includes(member.status)
}

/** True for the creator and administrators. */
export function isAdmin(member: ChatMember): boolean {
  return member.status === 'creator' || member.status === 'administrator'
}

/** True when the member may do what `right` names; the creator may do everything. */
export function mayDo(member: ChatMember, right: string): boolean {
  return member.status === 'creator' || (member.status === 'administrator' && member[right] === true)
}

/** The message without what a quotation leaves out. */
export function asQuoted(message: Message): Message {
  const { reply_to_message: _, ...rest } = message
  return rest
}

/** The buttons of a message, or none. */
export function inlineKeyboard(message: Message): InlineKeyboard['inline_keyboard'] {
  return message.reply_markup?.inline_keyboard ?? []
}
