import { type Button, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { inRows } from '../lib/rows.ts'
import { menuButton } from './callback-data.ts'
import { type Commands, commandsFor } from './commands.ts'
import type { BotContext, PrivateContext } from './context.ts'
import type { Command } from './feature.ts'
import { reply } from './reply.ts'

export function menuButtons(t: T, commands: readonly Command[]): Button[][] {
  const shown = commands.filter(({ menu }) => menu)
  const buttons = shown.map(({ name }) => ({
    text: t(`${name}-menu`),
    data: menuButton.data({ command: name }),
  }))
  return inRows(buttons, 2)
}

/** What somebody may do here, as buttons. `greeting` stands above them. */
export async function showMenu(ctx: PrivateContext, commands: Commands, greeting?: string): Promise<void> {
  const buttons = menuButtons(ctx.t, await commandsFor(ctx, commands))
  const html = greeting ?? ctx.t('bot-menu', { name: escapeHtml(ctx.person.name) })
  await reply(ctx, publicMessage(html, { buttons }))
}

/** In a private chat everything that one may do; in a group what works there. */
export async function showHelp(ctx: BotContext, commands: Commands): Promise<void> {
  const isHere = ({ where }: Command) =>
    where === 'everywhere' || (where === 'private') === (ctx.here.kind === 'private')
  const here = (await commandsFor(ctx, commands)).filter(isHere)
  const lines = here.map(({ name }) => `/${name} ${ctx.t(`${name}-command`)}`)
  await reply(ctx, publicMessage([ctx.t('bot-help'), '', ...lines].join('\n')))
}
