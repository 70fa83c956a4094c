import type { ChatMember, User } from '../telegram.ts'
import { administrator, creator, setMember } from './membership.ts'
import { postService } from './post.ts'
import { emptyRoom, type GroupRoom, isIn, memberOf } from './room.ts'
import type { World } from './world.ts'

const FIRST_GROUP = 4_000_001
const FIRST_SUPERGROUP = 1_000_000_001

export interface NewGroup {
  title: string
  kind: 'group' | 'supergroup'
  creator: User
  members: User[]
  username?: string | undefined
  isForum?: boolean | undefined
}

/** Founds a group; its bots are handed the news. */
export function foundGroup(world: World, plan: NewGroup): GroupRoom {
  const room = emptyGroup(world, plan)
  room.members.set(plan.creator.id, creator(plan.creator))
  for (const user of plan.members) setMember(world, room, { status: 'member', user }, plan.creator)
  const created = plan.kind === 'group' ? { group_chat_created: true as const } : undefined
  if (created) postService(world, room, plan.creator, created)
  else if (plan.members.length > 0) postService(world, room, plan.creator, { new_chat_members: plan.members })
  return room
}

function emptyGroup(world: World, plan: Omit<NewGroup, 'creator' | 'members'>): GroupRoom {
  const isSuper = plan.kind === 'supergroup'
  const number = isSuper ? world.next('supergroup', FIRST_SUPERGROUP) : world.next('group', FIRST_GROUP)
  const room: GroupRoom = {
    ...emptyRoom(),
    kind: plan.kind,
    id: isSuper ? -1_000_000_000_000 - number : -number,
    title: plan.title,
    username: plan.username,
    isForum: plan.isForum ?? false,
    members: new Map(),
    lastBotToSpeak: undefined,
    movedTo: undefined,
    dissolved: false,
    nextMessageId: 1,
  }
  world.groups.set(room.id, room)
  return room
}

/** Someone brings others in, or joins when `by` is the only one. */
export function addMembers(world: World, room: GroupRoom, users: User[], by: User): void {
  const newcomers = users.filter((user) => !isIn(memberOf(room, user)))
  if (newcomers.length === 0) return
  for (const user of newcomers) setMember(world, room, { status: 'member', user }, by)
  postService(world, room, by, { new_chat_members: newcomers })
}

/** Someone leaves (`by` is the same) or is removed. */
export function removeMember(world: World, room: GroupRoom, user: User, by: User): void {
  if (!isIn(memberOf(room, user))) return
  const status: ChatMember =
    user.id === by.id ? { status: 'left', user } : { status: 'kicked', user, until_date: 0 }
  if (room.kind === 'group') postService(world, room, by, { left_chat_member: user })
  setMember(world, room, status, by)
  if (room.kind === 'supergroup') postService(world, room, by, { left_chat_member: user })
}

/** Changes the title; everyone is told. */
export function rename(world: World, room: GroupRoom, title: string, by: User): void {
  room.title = title
  postService(world, room, by, { new_chat_title: title })
}

/** Turns a basic group into a supergroup with another id; both chats tell of it. Returns the new one. */
export function migrate(world: World, room: GroupRoom, by: User): GroupRoom {
  if (room.kind !== 'group' || room.movedTo) throw new Error(`${room.title} is no basic group`)
  const upgraded = emptyGroup(world, { title: room.title, kind: 'supergroup' })
  for (const [id, member] of room.members) upgraded.members.set(id, asInSupergroup(member))
  upgraded.lastBotToSpeak = room.lastBotToSpeak
  postService(world, room, by, { migrate_to_chat_id: upgraded.id })
  room.movedTo = upgraded
  postService(world, upgraded, by, { migrate_from_chat_id: room.id })
  return upgraded
}

function asInSupergroup(member: ChatMember): ChatMember {
  return member.status === 'administrator' ? administrator(member.user) : member
}
