import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext } from '../../bot/context.ts'
import { actor } from '../../bot/press.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { onCasePress } from '../press-case-bot.ts'
import { caseFor } from '../see-case.ts'
import { openCase } from '../show-case-bot.ts'
import { agreeUnsealing, refuseUnsealing } from './agree-unsealing.ts'
import { unsealAgree, unsealAsk, unsealRefuse } from './unsealing-buttons.ts'
import { askToUnseal, unsealName } from './unsealing-conversation.ts'

/** Two people of different units, and a reason, before anybody learns who told a sealed case. */
export function unsealingButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, unsealAsk, async (ctx, { case: id }) => {
    const { one } = await caseFor(ctx.app.db, ctx.app, actor(ctx), idOf(id) ?? 0)
    await ctx.talk.enter(unsealName, { caseId: one.id })
  })
  onCasePress(buttons, unsealAgree, async (ctx, { case: id, asked }) => {
    const one = await agreeUnsealing(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(asked) ?? 0)
    await openCase(ctx, one.id)
  })
  onCasePress(buttons, unsealRefuse, async (ctx, { case: id, asked }) => {
    const one = await refuseUnsealing(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(asked) ?? 0)
    await openCase(ctx, one.id)
  })
}

export const unsealingConversations: ConversationSpec[] = [askToUnseal]
