import type { Composer } from 'grammy'
import { type BotContext, isPrivate } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor, onPress } from '../../bot/press.ts'
import { reply } from '../../bot/reply.ts'
import { termNamed } from './case-terms.ts'
import { listTerms } from './set-term.ts'
import { termChange } from './term-buttons.ts'
import { changeTerm } from './term-conversation.ts'
import { termsMessage } from './term-texts.ts'

async function showTerms(ctx: BotContext): Promise<void> {
  await reply(ctx, termsMessage(ctx.t, await listTerms(ctx.app, actor(ctx))))
}

async function askAmount(ctx: BotContext, word: string): Promise<void> {
  await listTerms(ctx.app, actor(ctx))
  if (isPrivate(ctx)) await ctx.talk.enter(changeTerm.name, { name: termNamed(word) })
}

export const termsCommands: Command[] = [
  { name: 'terms', where: 'private', menu: true, needs: 'manage-terms', run: showTerms },
]

export function termsButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, termChange, (ctx, { term }) => askAmount(ctx, term))
}
