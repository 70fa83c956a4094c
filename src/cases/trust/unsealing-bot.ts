import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext } from '../../bot/context.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { agreeUnsealing, refuseUnsealing } from '../mediation/agree-unsealing.ts'
import { onPrivate } from '../mediation/party-bot.ts'
import { actor, openCase } from '../show-case-bot.ts'
import { unsealAgree, unsealAsk, unsealRefuse } from './unsealing-buttons.ts'
import { askToUnseal, unsealName } from './unsealing-conversation.ts'

/** Two people of different units, and a reason, before anybody learns who told a sealed case. */
export function unsealingButtons(buttons: Composer<BotContext>): void {
  onPrivate(buttons, unsealAsk, (ctx, { case: id }) => ctx.talk.enter(unsealName, { caseId: idOf(id) ?? 0 }))
  onPrivate(buttons, unsealAgree, async (ctx, { case: id, asked }) => {
    const one = await agreeUnsealing(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(asked) ?? 0)
    await openCase(ctx, one.id)
  })
  onPrivate(buttons, unsealRefuse, async (ctx, { case: id, asked }) => {
    const one = await refuseUnsealing(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(asked) ?? 0)
    await openCase(ctx, one.id)
  })
}

export const unsealingConversations: ConversationSpec[] = [askToUnseal]
