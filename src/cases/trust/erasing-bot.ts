import type { Composer } from 'grammy'
import { action } from '../../bot/callback-data.ts'
import type { BotContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor } from '../../bot/press.ts'
import { editPressed, reply } from '../../bot/reply.ts'
import { publicMessage } from '../../delivery/message.ts'
import { onCasePress } from '../press-case-bot.ts'
import { eraseMine, whatErasingMeans } from './erase-mine.ts'

const eraseSure = action('erase-sure')

export const erasingCommands: Command[] = [
  {
    name: 'erase',
    where: 'private',
    menu: false,
    async run(ctx) {
      const meaning = await whatErasingMeans(ctx.app, actor(ctx))
      const sure = { text: ctx.t('erase-sure'), data: eraseSure.data({}) }
      await reply(ctx, publicMessage(ctx.t('erase-question', { ...meaning }), { buttons: [[sure]] }))
    },
  },
]

/** The second tap does it. */
export function erasingButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, eraseSure, async (ctx) => {
    // What they were being asked, and had answered, goes with it.
    await ctx.talk.leave()
    const erased = await eraseMine(ctx.app, actor(ctx))
    await editPressed(ctx, publicMessage(ctx.t('erase-done', { ...erased })))
  })
}
