import type { ChatMember, User } from '../telegram.ts'
import { acquaint, botsIn, handOver } from './hand-over.ts'
import { chatOf, type GroupRoom, isAdmin, memberOf, type PrivateRoom } from './room.ts'
import type { World } from './world.ts'

export const ADMIN_RIGHTS = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
  'can_pin_messages',
] as const
export type AdminRight = (typeof ADMIN_RIGHTS)[number]

/** The record of an administrator with these rights; without a list, the usual ones. */
export function administrator(user: User, rights?: readonly AdminRight[]): ChatMember {
  const given = rights ?? ADMIN_RIGHTS.filter((right) => right !== 'can_promote_members')
  const flags = ADMIN_RIGHTS.map((right) => [right, right === 'can_manage_chat' || given.includes(right)])
  return {
    status: 'administrator',
    user,
    can_be_edited: false,
    is_anonymous: false,
    ...Object.fromEntries(flags),
  }
}

/** The record of a creator. */
export function creator(user: User): ChatMember {
  return { status: 'creator', user, is_anonymous: false }
}

const MUTED_RIGHTS = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
  'can_react_to_messages',
  'can_edit_tag',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
] as const

/** The record of a member who may not write. */
export function muted(user: User): ChatMember {
  const nothing = Object.fromEntries(MUTED_RIGHTS.map((right) => [right, false]))
  return { status: 'restricted', user, is_member: true, until_date: 0, ...nothing }
}

/** Changes a membership and tells the bots: the one it concerns, and administrators who asked for chat_member. */
export function setMember(world: World, room: GroupRoom, member: ChatMember, by: User): void {
  const before = memberOf(room, member.user)
  room.members.set(member.user.id, member)
  const change = {
    chat: chatOf(room),
    from: by,
    date: world.unixTime(),
    old_chat_member: before,
    new_chat_member: member,
  }
  for (const bot of botsIn(world, room)) {
    const own = bot.user.id === member.user.id
    if (!own && !isAdmin(memberOf(room, bot.user))) continue
    acquaint(bot, by)
    handOver(world, bot, own ? 'my_chat_member' : 'chat_member', change)
  }
  world.changes.tell(room.id)
}

/** Tells a bot that a person blocked it or let it in again. */
export function setBlocked(world: World, room: PrivateRoom, blocked: boolean): void {
  if (room.blocked === blocked) return
  room.blocked = blocked
  const [member, kicked] = [
    { status: 'member' as const, user: room.bot.user },
    { status: 'kicked' as const, user: room.bot.user, until_date: 0 },
  ]
  handOver(world, room.bot, 'my_chat_member', {
    chat: chatOf(room),
    from: room.person.user,
    date: world.unixTime(),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  })
  world.changes.tell(room.person.user.id)
}
