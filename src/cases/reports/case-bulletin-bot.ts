import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor, onPrivatePress } from '../../bot/press.ts'
import { editPressed, reply } from '../../bot/reply.ts'
import type { Public } from '../../delivery/message.ts'
import { isQuiet } from '../../delivery/quiet-hours.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed, unitsWith } from '../../org/may.ts'
import type { Unit } from '../../org/unit.ts'
import { childrenOf } from '../../org/unit-store.ts'
import { bulletinOpen, bulletinSend, bulletinUnit } from './bulletin-buttons.ts'
import { bulletinQuestion, bulletinSent, whichBulletin, whichMonth } from './case-bulletin-texts.ts'
import { hasBulletins, previewBulletin, publishBulletin } from './publish-bulletin.ts'
import { monthsOver, readPeriod } from './report-period.ts'

/** So many months back. */
const listed = 3
const nowhere = 'unit-unknown'

async function show(ctx: PrivateContext, message: Public): Promise<void> {
  if (ctx.callbackQuery) await editPressed(ctx, message)
  else await reply(ctx, message)
}

/** The towns and villages that have bulletins, of those one may send notices in. */
async function publishing(ctx: BotContext): Promise<Unit[]> {
  const { db } = ctx.app
  const units: Unit[] = []
  for (const top of await unitsWith(db, ctx.person.id, 'send-notice'))
    units.push(...[top, ...(await childrenOf(db, top.id))].filter(hasBulletins))
  return units
}

async function begin(ctx: PrivateContext): Promise<void> {
  const units = await publishing(ctx)
  const [first] = units
  if (!first) throw new Refusal('case-bulletin-unit')
  if (units.length === 1) await askMonth(ctx, first.id)
  else await show(ctx, whichBulletin(ctx.t, units))
}

async function askMonth(ctx: PrivateContext, unitId: number): Promise<void> {
  const { clock, config, db } = ctx.app
  const unit = await mustBeAllowed(db, actor(ctx), 'send-notice', unitId)
  const months = monthsOver(clock.now(), config.townTimezone, listed)
  const periods = months.flatMap((month) => readPeriod(month, config.townTimezone) ?? [])
  await show(ctx, whichMonth(ctx.t, unit, periods))
}

async function preview(ctx: PrivateContext, unitId: number, month: string): Promise<void> {
  const { app, t } = ctx
  const seen = await previewBulletin(app.db, app, actor(ctx), { unitId, month })
  const { townTimezone: timeZone } = app.config
  const now = app.clock.now()
  const question = bulletinQuestion(
    t,
    { ...seen, timeZone },
    {
      groups: seen.groups.length,
      heard: seen.heard,
      waitsForMorning: isQuiet(now, timeZone),
      seal: seen.seal,
    },
  )
  await show(ctx, question)
}

async function send(ctx: PrivateContext, unitId: number, month: string, seal: string): Promise<void> {
  const { app, t } = ctx
  const sent = await publishBulletin(app, actor(ctx), { unitId, month }, seal)
  await show(ctx, bulletinSent(t, { ...sent, timeZone: app.config.townTimezone }, sent.groups.length))
}

export const bulletinCommands: Command[] = [
  { name: 'bulletin', where: 'private', menu: true, needs: 'send-notice', run: begin },
]

export function bulletinButtons(buttons: Composer<BotContext>): void {
  onPrivatePress(buttons, bulletinUnit, nowhere, (ctx, { unit }) => askMonth(ctx, idOf(unit) ?? 0))
  onPrivatePress(buttons, bulletinOpen, nowhere, (ctx, { unit, month }) =>
    preview(ctx, idOf(unit) ?? 0, month),
  )
  onPrivatePress(buttons, bulletinSend, nowhere, (ctx, { unit, month, seal }) =>
    send(ctx, idOf(unit) ?? 0, month, seal),
  )
}
