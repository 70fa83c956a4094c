import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import { actor } from '../../bot/press.ts'
import { editPressed } from '../../bot/reply.ts'
import { onCasePress } from '../press-case-bot.ts'
import { caseAlike, caseJoin, caseUnjoin } from './duplicate-buttons.ts'
import { duplicatesMessage } from './duplicate-texts.ts'
import { joinCase, unjoinCase } from './join-case.ts'
import { duplicatesFor } from './likely-duplicates.ts'

async function showDuplicates(ctx: PrivateContext, caseId: number): Promise<void> {
  const { app, t } = ctx
  const found = await duplicatesFor(app.db, app, actor(ctx), caseId)
  await editPressed(ctx, duplicatesMessage(t, found, app.config.townTimezone))
}

/** What is told twice goes together. */
export function duplicateButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, caseAlike, (ctx, { case: id }) => showDuplicates(ctx, idOf(id) ?? 0))
  onCasePress(buttons, caseJoin, async (ctx, { case: id, to, at }) => {
    await joinCase(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(to) ?? 0)
    await showDuplicates(ctx, idOf(at) ?? 0)
  })
  onCasePress(buttons, caseUnjoin, async (ctx, { case: id, at }) => {
    await unjoinCase(ctx.app, actor(ctx), idOf(id) ?? 0)
    await showDuplicates(ctx, idOf(at) ?? 0)
  })
}
