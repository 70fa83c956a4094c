import { z } from 'zod'
import type { Cast } from '../people/cast.ts'
import type { SandboxUser } from '../people/sandbox-user.ts'
import { press, typed, write } from '../people/user-actions.ts'
import { inlineKeyboard, type Room } from '../world/room.ts'
import { castVote, closeDuePolls } from '../world/voting.ts'
import { nextMorning } from './next-morning.ts'
import { roomOf } from './page-state.ts'

const chat = { chat: z.string() }

/** What can be done on the chat page, one shape each. */
const actSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('say'),
    ...chat,
    text: z.string().max(4096),
    replyTo: z.int().optional(),
  }),
  z.object({ act: z.literal('press'), ...chat, message: z.int(), row: z.int(), column: z.int() }),
  z.object({ act: z.literal('vote'), ...chat, message: z.int(), options: z.array(z.int()) }),
  z.object({ act: z.literal('locate'), ...chat, latitude: z.number(), longitude: z.number() }),
  z.object({ act: z.literal('start'), username: z.string(), payload: z.string() }),
  z.object({ act: z.literal('block'), ...chat, blocked: z.boolean() }),
  z.object({ act: z.literal('found'), title: z.string().min(1).max(128), members: z.array(z.int()) }),
  z.object({ act: z.literal('invite'), ...chat, members: z.array(z.int()), payload: z.string().optional() }),
  z.object({ act: z.literal('promote'), ...chat, bot: z.int() }),
  z.object({ act: z.literal('rename'), ...chat, title: z.string().min(1).max(128) }),
  z.object({ act: z.literal('leave'), ...chat }),
  z.object({ act: z.literal('arrive'), name: z.string().min(1).max(64) }),
  z.object({ act: z.literal('move-clock'), by: z.enum(['minute', 'hour', 'morning']) }),
])
type Act = z.infer<typeof actSchema>

/** Does what a person did on the page, and returns what the page is to show of it. Throws with plain words when it cannot be done. */
export async function perform(cast: Cast, asId: number, given: unknown): Promise<object> {
  const act = actSchema.parse(given)
  if (act.act === 'move-clock') return moveClock(cast, act.by)
  if (act.act === 'arrive') return { as: cast.addUser({ firstName: act.name, languageCode: 'zh-hans' }).id }
  const user = cast.users.find((one) => one.id === asId)
  if (!user) throw new Error(`There is nobody with the number ${asId}`)
  if (act.act === 'start') return start(cast, user, act.username, act.payload)
  if (act.act === 'found') return found(cast, user, act.title, act.members)
  return inChat(cast, user, act)
}

async function moveClock(cast: Cast, by: 'minute' | 'hour' | 'morning'): Promise<object> {
  const { clock, settings, changes } = cast.world
  const now = clock.now()
  const stepMs = by === 'minute' ? 60_000 : 3_600_000
  const to = by === 'morning' ? nextMorning(now, settings.timeZone) : new Date(now.getTime() + stepMs)
  await settings.moveClock?.moveTo(to)
  closeDuePolls(cast.world)
  changes.tell()
  return { now: clock.now().getTime() }
}

function start(cast: Cast, user: SandboxUser, username: string, payload: string): object {
  const bot = cast.bots.find((one) => one.username.toLowerCase() === username.toLowerCase())
  if (!bot) throw new Error(`There is no bot ${username}`)
  user.start(bot, payload)
  return { open: `p${bot.id}` }
}

function found(cast: Cast, user: SandboxUser, title: string, ids: number[]): object {
  const group = cast.addGroup({ title, creator: user, members: membersOf(cast, ids) })
  return { open: `g${group.id}` }
}

function membersOf(cast: Cast, ids: number[]) {
  return [...cast.users, ...cast.bots].filter((one) => ids.includes(one.id))
}

async function inChat(cast: Cast, user: SandboxUser, act: Extract<Act, { chat: string }>): Promise<object> {
  const { world } = cast
  const room = roomOf(world, user.account, act.chat)
  if (!room) throw new Error(`${user.firstName} is not in that chat`)
  switch (act.act) {
    case 'say':
      write(world, user.account.user, room, typed(act.text), { replyTo: act.replyTo })
      return {}
    case 'locate': {
      const { latitude, longitude } = act
      write(world, user.account.user, room, { location: { latitude, longitude } })
      return {}
    }
    case 'press':
      return { answer: await pressed(cast, user, room, act) }
    case 'vote':
      vote(cast, user, room, act.message, act.options)
      return {}
    case 'block':
      block(cast, user, room, act.blocked)
      return {}
    default:
      return inGroup(cast, user, room, act)
  }
}

async function pressed(
  cast: Cast,
  user: SandboxUser,
  room: Room,
  { message, row, column }: { message: number; row: number; column: number },
) {
  const posted = room.messages.get(message)
  const button = posted && inlineKeyboard(posted.message)[row]?.[column]
  if (!posted || !button) throw new Error('That button is gone')
  return cast.world.answerWithin(press(cast.world, user.account.user, room, posted, button))
}

function vote(cast: Cast, user: SandboxUser, room: Room, message: number, options: number[]): void {
  const state = cast.world.polls.get(room.messages.get(message)?.message.poll?.id ?? '')
  if (!state) throw new Error('That poll is gone')
  castVote(cast.world, state, user.account.user, options)
}

function block(cast: Cast, user: SandboxUser, room: Room, blocked: boolean): void {
  const bot = cast.bots.find((one) => room.kind === 'private' && one.account === room.bot)
  if (!bot) throw new Error('Only a bot can be blocked')
  if (blocked) user.blocks(bot)
  else user.unblocks(bot)
}

type GroupAct = Extract<Act, { act: 'invite' | 'promote' | 'rename' | 'leave' }>

function inGroup(cast: Cast, user: SandboxUser, room: Room, act: GroupAct): object {
  const group = cast.groups.find((one) => one.room === room)
  if (!group) throw new Error('That is no group')
  switch (act.act) {
    case 'invite': {
      const payload = act.payload === undefined ? {} : { payload: act.payload }
      group.add(membersOf(cast, act.members), { by: user, ...payload })
      break
    }
    case 'promote': {
      const bot = cast.bots.find((one) => one.id === act.bot)
      if (bot) group.promote(bot, { by: user })
      break
    }
    case 'rename':
      group.rename(act.title, { by: user })
      break
    case 'leave':
      group.remove(user, { by: user })
      break
  }
  return { open: `g${group.id}` }
}
