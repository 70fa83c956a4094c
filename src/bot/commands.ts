import type { Message } from 'grammy/types'
import { publicMessage } from '../delivery/message.ts'
import { permissionsOf } from '../org/may.ts'
import type { Permission } from '../org/permission.ts'
import { startLink } from './callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from './context.ts'
import type { Command, PrivateCommand, StartLink } from './feature.ts'
import { reply } from './reply.ts'

export type Commands = ReadonlyMap<string, Command>

/** `/price 土豆` or `/price@cunxun_bot 土豆`, when it stands at the beginning. */
export function commandIn(message: Message | undefined): { name: string; argument: string } | undefined {
  const text = message?.text ?? message?.caption ?? ''
  const entities = message?.entities ?? message?.caption_entities ?? []
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  if (!command) return undefined
  const [name = ''] = text.slice(1, command.length).split('@')
  return { name: name.toLowerCase(), argument: text.slice(command.length).trim() }
}

/** What `person` may see of the commands: what they hold the permission for somewhere. */
export async function commandsFor(ctx: BotContext, commands: Commands): Promise<Command[]> {
  const held: ReadonlySet<Permission> = await permissionsOf(ctx.app.db, ctx.person.id)
  return [...commands.values()].filter(({ needs }) => needs === undefined || held.has(needs))
}

async function sendToPrivate(ctx: BotContext, name: string): Promise<void> {
  const open = { text: ctx.t('bot-open-private'), url: startLink(ctx.me, `go-${name}`) }
  await reply(ctx, publicMessage(ctx.t('bot-private-only'), { buttons: [[open]] }))
}

/** What one may not do anywhere is no command for them. */
async function runPrivate(ctx: PrivateContext, command: PrivateCommand, argument: string): Promise<void> {
  const { needs } = command
  const isKnown = !needs || (await permissionsOf(ctx.app.db, ctx.person.id)).has(needs)
  if (isKnown) await command.run(ctx, argument)
  else await reply(ctx, publicMessage(ctx.t('bot-unknown-command')))
}

/** Runs it where it may be run; elsewhere it says where to go. */
export async function runCommand(ctx: BotContext, command: Command, argument: string): Promise<void> {
  if (command.where === 'private') {
    if (isPrivate(ctx)) await runPrivate(ctx, command, argument)
    else await sendToPrivate(ctx, command.name)
  } else if (command.where === 'group' && isPrivate(ctx)) {
    await reply(ctx, publicMessage(ctx.t('bot-group-only', { command: `/${command.name}` })))
  } else {
    await command.run(ctx, argument)
  }
}

/** What `/start <payload>` opens; false when no link begins like that. */
export async function openStartLink(
  ctx: PrivateContext,
  payload: string,
  links: readonly StartLink[],
): Promise<boolean> {
  const link = links.find(({ prefix }) => payload.startsWith(`${prefix}-`))
  await link?.run(ctx, payload.slice(link.prefix.length + 1))
  return link !== undefined
}
