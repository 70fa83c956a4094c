import { publicMessage } from '../delivery/message.ts'
import { menuButton } from './callback-data.ts'
import { commandIn, openStartLink, runCommand } from './commands.ts'
import { type BotContext, isPrivate } from './context.ts'
import { type Hearing, passes } from './hearing.ts'
import { showMenu } from './menu.ts'
import { reply, toast } from './reply.ts'
import { answerButton } from './running-talk.ts'
import type { Talks } from './talks.ts'

/** Commands and buttons first, then the question that waits, then what else a feature listens to. */
export async function hearSpoken(ctx: BotContext, hearing: Hearing, talks: Talks | undefined): Promise<void> {
  const command = commandIn(ctx.message)
  if (command) return hearCommand(ctx, hearing, command)
  if (ctx.callbackQuery) return hearPress(ctx, hearing, talks, ctx.callbackQuery.data ?? '')
  if (await talks?.resume()) return
  if (!(await anyFeature(hearing, 'messages', ctx))) return
  if (isPrivate(ctx)) await showMenu(ctx, hearing.commands, ctx.t('bot-not-understood'))
}

async function hearCommand(
  ctx: BotContext,
  { commands, features }: Hearing,
  { name, argument }: { name: string; argument: string },
): Promise<void> {
  if (name === 'start' && isPrivate(ctx) && argument !== '') {
    const links = features.flatMap((feature) => feature.startLinks ?? [])
    if (await openStartLink(ctx, argument, links)) return
    const [, wanted = ''] = /^go-(.+)$/.exec(argument) ?? []
    const command = commands.get(wanted)
    if (command) return runCommand(ctx, command, '')
  }
  const command = commands.get(name)
  if (command) return runCommand(ctx, command, argument)
  // In a group it may be meant for another bot.
  if (isPrivate(ctx)) await reply(ctx, publicMessage(ctx.t('bot-unknown-command')))
}

async function hearPress(
  ctx: BotContext,
  hearing: Hearing,
  talks: Talks | undefined,
  data: string,
): Promise<void> {
  const command = hearing.commands.get(menuButton.read(data)?.command ?? '')
  if (command) return runCommand(ctx, command, '')
  if (answerButton.read(data) && (await talks?.resume())) return
  if (await anyFeature(hearing, 'buttons', ctx)) await toast(ctx, ctx.t('talk-button-past'))
}

/** Offers it to the features in order; true when none took it. */
async function anyFeature(hearing: Hearing, part: 'buttons' | 'messages', ctx: BotContext): Promise<boolean> {
  for (const feature of hearing.features) {
    if (!(await passes(feature[part], ctx))) return false
  }
  return true
}
