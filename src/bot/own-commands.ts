import { escapeHtml } from '../lib/html.ts'
import type { Commands } from './commands.ts'
import type { Command } from './feature.ts'
import { showHelp, showMenu } from './menu.ts'

/** The commands that belong to no feature. `all` gives the whole table, these among them. */
export function ownCommands(all: () => Commands): Command[] {
  return [
    { name: 'menu', where: 'private', menu: false, run: (ctx) => showMenu(ctx, all()) },
    { name: 'help', where: 'everywhere', menu: true, run: (ctx) => showHelp(ctx, all()) },
    {
      name: 'cancel',
      where: 'private',
      menu: false,
      async run(ctx) {
        const left = await ctx.talk.leave()
        const name = escapeHtml(ctx.person.name)
        await showMenu(ctx, all(), ctx.t(left ? 'bot-cancelled' : 'bot-nothing-to-cancel', { name }))
      },
    },
  ]
}
