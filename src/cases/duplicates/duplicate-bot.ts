import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed } from '../../bot/reply.ts'
import { Refusal } from '../../lib/refusal.ts'
import { caseAlike, caseJoin, caseUnjoin } from './duplicate-buttons.ts'
import { duplicatesMessage } from './duplicate-texts.ts'
import { joinCase, unjoinCase } from './join-case.ts'
import { duplicatesFor } from './likely-duplicates.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** Cases are for private chats. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('case-unknown')
  return ctx
}

async function showDuplicates(ctx: PrivateContext, caseId: number): Promise<void> {
  const { app, t } = ctx
  const found = await duplicatesFor(app.db, app, actor(ctx), caseId)
  await editPressed(ctx, duplicatesMessage(t, found, app.config.townTimezone))
}

/** What is told twice goes together. */
export function duplicateButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, caseAlike, (ctx, { case: id }) => showDuplicates(inPrivate(ctx), idOf(id) ?? 0))
  onPress(buttons, caseJoin, async (pressed, { case: id, to, at }) => {
    const ctx = inPrivate(pressed)
    await joinCase(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(to) ?? 0)
    await showDuplicates(ctx, idOf(at) ?? 0)
  })
  onPress(buttons, caseUnjoin, async (pressed, { case: id, at }) => {
    const ctx = inPrivate(pressed)
    await unjoinCase(ctx.app, actor(ctx), idOf(id) ?? 0)
    await showDuplicates(ctx, idOf(at) ?? 0)
  })
}
