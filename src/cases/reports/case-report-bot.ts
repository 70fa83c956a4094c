import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor, onPrivatePress } from '../../bot/press.ts'
import { editPressed, reply, toast } from '../../bot/reply.ts'
import type { Confidential } from '../../delivery/message.ts'
import { turning } from '../../delivery/turning.ts'
import { pageFrom } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed, unitsWith } from '../../org/may.ts'
import { reportMessage, whichUnit } from './case-report-texts.ts'
import { drawUpReport, unitsBelow } from './draw-up-report.ts'
import { reportBelow, reportOpen, reportPicture, reportTable } from './report-buttons.ts'
import { usualPeriods } from './report-period.ts'
import { pictureKinds } from './report-pictures.ts'
import { sendReportPicture, sendReportTable } from './send-report-file.ts'

const perPage = 12
const nowhere = 'unit-unknown'

/** Numbers of cases are for private chats: a button of ours that came into a group opens nothing. */
async function show(ctx: PrivateContext, message: Confidential): Promise<void> {
  if (ctx.callbackQuery) await editPressed(ctx, message)
  else await reply(ctx, message)
}

const periodsNow = ({ app }: BotContext) => usualPeriods(app.clock.now(), app.config.townTimezone)

async function showReport(ctx: PrivateContext, unitId: number, period: string): Promise<void> {
  const { app, t } = ctx
  const { unit, report, units, ...drawn } = await drawUpReport(app.db, app, actor(ctx), { unitId, period })
  const view = { unit, report, period: drawn.period, now: app.clock.now(), timeZone: app.config.townTimezone }
  const periods = Object.entries(periodsNow(ctx)).map(([key, name]) => ({ key, name }))
  await show(ctx, reportMessage(t, view, { periods, hasUnitsBelow: units.length > 1 }))
}

/** Of the unit that one leads; of several, the one that is chosen. */
async function begin(ctx: PrivateContext): Promise<void> {
  const units = await unitsWith(ctx.app.db, ctx.person.id, 'lead-cases')
  const [first] = units
  if (!first) throw new Refusal('unit-unknown')
  const period = periodsNow(ctx)['this-month']
  if (units.length === 1) await showReport(ctx, first.id, period)
  else await show(ctx, whichUnit(ctx.t, units, period))
}

async function showBelow(ctx: PrivateContext, unitId: number, period: string, page: number): Promise<void> {
  const { app, t } = ctx
  const unit = await mustBeAllowed(app.db, actor(ctx), 'lead-cases', unitId)
  const below = await unitsBelow(app.db, unit)
  const { shown, ...here } = pageFrom(below, page, perPage)
  const turn = (to: number) => reportBelow.data({ unit: unitId, period, page: to })
  const back = { text: unit.name, data: reportOpen.data({ unit: unitId, period }) }
  await show(ctx, whichUnit(t, shown, period, turning(t, here, turn, [back])))
}

async function sendPicture(ctx: PrivateContext, unitId: number, period: string, by: string): Promise<void> {
  const kind = pictureKinds.find((known) => known === by)
  if (!kind) throw new Refusal('case-report-period')
  await sendReportPicture(ctx.app, actor(ctx), { unitId, period }, kind, ctx.updateKey)
  await toast(ctx, ctx.t('case-report-coming'))
}

async function sendTable(ctx: PrivateContext, unitId: number, period: string): Promise<void> {
  await sendReportTable(ctx.app, actor(ctx), { unitId, period }, ctx.updateKey)
  await toast(ctx, ctx.t('case-report-coming'))
}

export const reportCommands: Command[] = [
  { name: 'casereport', where: 'private', menu: true, needs: 'lead-cases', run: begin },
]

export function reportButtons(buttons: Composer<BotContext>): void {
  onPrivatePress(buttons, reportOpen, nowhere, (ctx, { unit, period }) =>
    showReport(ctx, idOf(unit) ?? 0, period),
  )
  onPrivatePress(buttons, reportBelow, nowhere, (ctx, { unit, period, page }) =>
    showBelow(ctx, idOf(unit) ?? 0, period, idOf(page) ?? 1),
  )
  onPrivatePress(buttons, reportPicture, nowhere, (ctx, { unit, period, by }) =>
    sendPicture(ctx, idOf(unit) ?? 0, period, by),
  )
  onPrivatePress(buttons, reportTable, nowhere, (ctx, { unit, period }) =>
    sendTable(ctx, idOf(unit) ?? 0, period),
  )
}
