import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor } from '../../bot/press.ts'
import { editPressed, reply } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { turning } from '../../delivery/turning.ts'
import { pageFrom } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Relation } from '../case.ts'
import { casePush } from '../case-buttons.ts'
import { onCasePress } from '../press-case-bot.ts'
import { caseFor } from '../see-case.ts'
import { pageOf } from '../show-case-bot.ts'
import { caseExtend, caseLift, caseSupervise, supervisedPage } from './ladder-buttons.ts'
import {
  extendByWords,
  extendName,
  liftByWords,
  liftName,
  superviseByWords,
  superviseName,
} from './ladder-conversation.ts'
import { pushedMessage, supervisedList } from './ladder-texts.ts'
import { pushCase } from './push-case.ts'
import { supervisedFor } from './supervise-case.ts'

const perPage = 8

async function push(ctx: PrivateContext, caseId: number): Promise<void> {
  const one = await pushCase(ctx.app, actor(ctx), caseId)
  await reply(ctx, pushedMessage(ctx.t, one))
}

/** What is asked begins only for who may do it; the verb asks again. */
async function enter(ctx: PrivateContext, caseId: number, relation: Relation, name: string): Promise<void> {
  const { are } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  if (!are.has(relation)) throw new Refusal('case-not-now')
  await ctx.talk.enter(name, { caseId })
}

async function showSupervised(ctx: PrivateContext, page: number): Promise<void> {
  const { app, t } = ctx
  const all = await supervisedFor(app.db, app, actor(ctx))
  const { shown, ...here } = pageFrom(all, page, perPage)
  const turn = (to: number) => supervisedPage.data({ page: to })
  const by = { now: app.clock.now(), timeZone: app.config.townTimezone }
  const list = supervisedList(t, all.length, shown, by, turning(t, here, turn))
  if (ctx.callbackQuery) await editPressed(ctx, list)
  else await reply(ctx, list)
}

export const ladderCommands: Command[] = [
  {
    name: 'supervised',
    where: 'private',
    menu: true,
    needs: 'lead-cases',
    run: (ctx) => showSupervised(ctx, 1),
  },
]

/** 催办, 延期, 挂牌督办. */
export function ladderButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, casePush, (ctx, { case: id }) => push(ctx, idOf(id) ?? 0))
  onCasePress(buttons, caseExtend, (ctx, { case: id }) => enter(ctx, idOf(id) ?? 0, 'lead', extendName))
  onCasePress(buttons, caseSupervise, (ctx, { case: id }) =>
    enter(ctx, idOf(id) ?? 0, 'leader', superviseName),
  )
  onCasePress(buttons, caseLift, (ctx, { case: id }) => enter(ctx, idOf(id) ?? 0, 'leader', liftName))
  onCasePress(buttons, supervisedPage, (ctx, { page }) => showSupervised(ctx, pageOf(page)))
}

export const ladderConversations: ConversationSpec[] = [extendByWords, superviseByWords, liftByWords]
