import type { UpdateKind, UpdatePayloads, User } from '../telegram.ts'
import type { BotAccount } from './accounts.ts'
import { reaches } from './privacy.ts'
import type { GroupRoom, Posted, Room } from './room.ts'
import type { World } from './world.ts'

/** Puts an update in the bot's queue, unless the bot did not ask for its kind. */
export function handOver<K extends UpdateKind>(
  world: World,
  bot: BotAccount,
  kind: K,
  payload: UpdatePayloads[K],
): void {
  if (!bot.updates.wants(kind)) return
  const { repeat, delayMs } = world.updateFaults.strike(kind)
  if (delayMs === 0) bot.updates.push(kind, payload, { repeat })
  else void world.clock.sleep(delayMs).then(() => bot.updates.push(kind, payload, { repeat }))
}

/** Hands a new or edited message of a person to the bots that may see it. */
export function handOverMessage(
  world: World,
  room: Room,
  posted: Posted,
  kind: 'message' | 'edited_message',
): void {
  for (const bot of readers(world, room, posted)) {
    posted.meantFor.add(bot.user.id)
    acquaint(bot, posted.message.from)
    handOver(world, bot, kind, structuredClone(posted.message))
  }
}

/** From now on the bot knows that this user exists. */
export function acquaint(bot: BotAccount, user: User | undefined): void {
  if (user && !user.is_bot) bot.acquainted.add(user.id)
}

function readers(world: World, room: Room, posted: Posted): BotAccount[] {
  if (room.kind === 'private') return posted.bot === room.bot ? [] : [room.bot]
  return botsIn(world, room).filter((bot) => bot !== posted.bot && reaches(bot, room, posted))
}

/** The bots that are listed in a group, whatever their status. */
export function botsIn(world: World, room: GroupRoom): BotAccount[] {
  return [...world.bots.values()].filter((bot) => room.members.has(bot.user.id))
}
