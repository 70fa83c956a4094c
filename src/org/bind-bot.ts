import type { Composer } from 'grammy'
import { action, idOf } from '../bot/callback-data.ts'
import type { BotContext } from '../bot/context.ts'
import type { Command } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { rememberChat } from '../delivery/address-book.ts'
import { type GroupChat, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import { bindGroup, unbindGroup } from './bind-group.ts'
import { mustBeAllowed, unitsWith } from './may.ts'
import { unitButtons, unitLabel } from './org-texts.ts'
import type { Unit } from './unit.ts'
import { pathTo } from './unit-paths.ts'
import { childrenOf } from './unit-store.ts'

const bindUnder = action('bind-under', 'unit')
const bindHere = action('bind-here', 'unit')

function groupOf(ctx: BotContext): GroupChat {
  const { kind, chatId } = ctx.here
  if (kind !== 'group') throw new Refusal('bot-group-only', { command: '/bind' })
  return { kind, chatId }
}

const labelOf = async (ctx: BotContext, unit: Unit) =>
  escapeHtml(unitLabel(await pathTo(ctx.app.db, unit.id)))

/** Scheduled messages go to the topic in which somebody said /bind. */
async function rememberTopic(ctx: BotContext): Promise<void> {
  const topicId = ctx.message?.is_topic_message ? ctx.message.message_thread_id : undefined
  if (topicId === undefined || !ctx.chat || ctx.chat.type === 'private') return
  const facts = { telegramId: ctx.chat.id, kind: 'group', title: ctx.chat.title ?? '', topicId } as const
  await rememberChat(ctx.app.db, facts, ctx.app.clock.now())
}

async function askTop(ctx: BotContext): Promise<void> {
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'bind-group')
  if (tops.length === 0) throw new Refusal('bind-not-yours')
  await rememberTopic(ctx)
  const buttons = unitButtons(tops, ({ id }) => bindUnder.data({ unit: id }))
  await reply(ctx, publicMessage(ctx.t('bind-which-unit'), { buttons }))
}

/** This unit, or one under it. The buttons of a group can be pressed by anyone: every press is asked for its right. */
async function askBelow(ctx: BotContext, unitId: number): Promise<void> {
  const unit = await mustBeAllowed(ctx.app.db, { personId: ctx.person.id }, 'bind-group', unitId)
  const children = await childrenOf(ctx.app.db, unit.id)
  if (children.length === 0) return bind(ctx, unit.id)
  const here = { text: ctx.t('bind-this-one', { unit: unit.name }), data: bindHere.data({ unit: unit.id }) }
  const deeper = unitButtons(children, ({ id, kind }) =>
    (kind === 'village' ? bindUnder : bindHere).data({ unit: id }),
  )
  const html = ctx.t('bind-which-below', { unit: await labelOf(ctx, unit) })
  await editPressed(ctx, publicMessage(html, { buttons: [[here], ...deeper] }))
}

async function bind(ctx: BotContext, unitId: number): Promise<void> {
  const unit = await bindGroup(ctx.app, { personId: ctx.person.id }, groupOf(ctx), unitId)
  await editPressed(ctx, publicMessage(ctx.t('bind-done', { unit: await labelOf(ctx, unit) })))
}

async function unbind(ctx: BotContext): Promise<void> {
  const unit = await unbindGroup(ctx.app, { personId: ctx.person.id }, groupOf(ctx))
  await reply(ctx, publicMessage(ctx.t('bind-undone', { unit: await labelOf(ctx, unit) })))
}

export function bindButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, bindUnder, (ctx, { unit }) => askBelow(ctx, idOf(unit) ?? 0))
  onPress(buttons, bindHere, (ctx, { unit }) => bind(ctx, idOf(unit) ?? 0))
}

export const bindCommands: Command[] = [
  { name: 'bind', where: 'group', menu: false, needs: 'bind-group', run: askTop },
  { name: 'unbind', where: 'group', menu: false, needs: 'bind-group', run: unbind },
]
