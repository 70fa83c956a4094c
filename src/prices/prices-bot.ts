import { Composer } from 'grammy'
import { idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { downloadFile } from '../bot/files.ts'
import { actor, onPress } from '../bot/press.ts'
import { editPressed, openPrivate, reply, toast } from '../bot/reply.ts'
import { type Button, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { permissionsOf, unitsWith } from '../org/may.ts'
import { unitById, unitsByIds } from '../org/unit-store.ts'
import { scheduleChange } from '../schedules/schedule.ts'
import { scheduleOf } from '../schedules/schedule-store.ts'
import { scheduleButtons, scheduleInWords } from '../schedules/schedule-texts.ts'
import { decideWaiting } from './decide-waiting.ts'
import { digestsUnder } from './digest-store.ts'
import { importPrices } from './import-prices.ts'
import { pricesNamed, suggestNames } from './look-up-price.ts'
import { clearAlert, tellAlerts } from './price-alert.ts'
import {
  alertOff,
  digestChange,
  digestOpen,
  priceShow,
  priceWatch,
  waitingDrop,
  waitingTake,
} from './price-buttons.ts'
import { planDigest, watchPrice } from './price-conversation.ts'
import { changeDigest, digestFor } from './price-digest.ts'
import { countWaiting, openWaiting, seriesById, seriesNamed } from './price-store.ts'
import { digestTitle, importMessage, priceMessage, unknownName, waitingMessage } from './price-texts.ts'

const today = ({ app }: BotContext) => localDate(app.clock.now(), app.config.townTimezone)

async function showPrice(ctx: BotContext, name: string): Promise<void> {
  const views = name === '' ? [] : await pricesNamed(ctx.app.db, name, today(ctx))
  if (views.length > 0) return reply(ctx, priceMessage(ctx.t, views))
  await suggest(ctx, name)
}

/** Nothing goes by that name: goods to choose from. */
async function suggest(ctx: BotContext, name: string): Promise<void> {
  const { db } = ctx.app
  const like = name === '' ? [] : await suggestNames(db, name)
  const names = like.length > 0 ? like : await suggestNames(db, '')
  const series = await seriesNamed(db, names)
  const buttons = names.flatMap((known): Button[] => {
    const found = series.find((one) => one.name === known)
    return found ? [{ text: known, data: priceShow.data({ series: found.id }) }] : []
  })
  const html =
    names.length === 0 ? ctx.t('price-none') : name === '' ? ctx.t('price-which') : unknownName(ctx.t, name)
  await reply(ctx, publicMessage(html, { buttons: inRows(buttons, 3) }))
}

async function showSeries(ctx: BotContext, seriesId: number): Promise<void> {
  const series = await seriesById(ctx.app.db, seriesId)
  const views = series ? await pricesNamed(ctx.app.db, series.name, today(ctx)) : []
  if (views.length === 0) throw new Refusal('price-none')
  await editPressed(ctx, priceMessage(ctx.t, views))
}

async function watch(ctx: BotContext, seriesId: number): Promise<void> {
  if (isPrivate(ctx)) await ctx.talk.enter('price-alert', { seriesId })
  else await openPrivate(ctx, `price-${seriesId}`)
}

const isTable = (name: string) => /\.(csv|txt|xlsx)$/i.test(name)

async function takeFile(ctx: PrivateContext, fileId: string, fileName: string): Promise<void> {
  if (!(await permissionsOf(ctx.app.db, ctx.person.id)).has('import-prices'))
    throw new Refusal('price-import-not-yours')
  const bytes = await downloadFile(ctx, fileId, 10 * 1024 * 1024)
  await reply(ctx, importMessage(ctx.t, await importPrices(ctx.app, actor(ctx), { fileName, bytes })))
  await tellAlerts(ctx.app)
  await askWaiting(ctx)
}

/** The next quote that waits for a person, if any. */
async function askWaiting(ctx: PrivateContext): Promise<void> {
  const [waiting] = await openWaiting(ctx.app.db)
  if (waiting) await reply(ctx, waitingMessage(ctx.t, waiting, await countWaiting(ctx.app.db)))
}

async function decide(ctx: BotContext, waitingId: number, take: boolean): Promise<void> {
  await decideWaiting(ctx.app, actor(ctx), waitingId, take)
  const [next] = await openWaiting(ctx.app.db)
  if (next) await editPressed(ctx, waitingMessage(ctx.t, next, await countWaiting(ctx.app.db)))
  else await editPressed(ctx, publicMessage(ctx.t('price-waiting-none')))
}

async function showWaiting(ctx: PrivateContext): Promise<void> {
  if (!(await permissionsOf(ctx.app.db, ctx.person.id)).has('import-prices'))
    throw new Refusal('price-import-not-yours')
  if ((await countWaiting(ctx.app.db)) === 0) await reply(ctx, publicMessage(ctx.t('price-waiting-none')))
  else await askWaiting(ctx)
}

async function showDigests(ctx: BotContext): Promise<void> {
  const { db } = ctx.app
  const tops = await unitsWith(db, ctx.person.id, 'manage-digest')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const digests = await digestsUnder(
    db,
    tops.map(({ path }) => path),
  )
  const units = await unitsByIds(
    db,
    digests.map(({ unitId }) => unitId),
  )
  const nameOf = (id: number) => units.find((unit) => unit.id === id)?.name ?? ''
  const buttons = digests.map(({ id, unitId, names }) => [
    { text: digestTitle(ctx.t, nameOf(unitId), names), data: digestOpen.data({ digest: id }) },
  ])
  await reply(ctx, publicMessage(ctx.t(digests.length > 0 ? 'digests-list' : 'digests-none'), { buttons }))
}

async function showDigest(ctx: BotContext, digestId: number): Promise<void> {
  const { t, app } = ctx
  const digest = await digestFor(app.db, actor(ctx), digestId)
  const schedule = await scheduleOf(app.db, 'digest', digest.id)
  if (!schedule) throw new Refusal('digest-unknown')
  const unit = await unitById(app.db, digest.unitId)
  const buttons = scheduleButtons(t, schedule, (how) => digestChange.data({ digest: digest.id, how }))
  const names = digest.names.join(t('list-comma'))
  const head = t('digest-of-unit', { unit: unit?.name ?? '', names })
  const text = `<b>${escapeHtml(head)}</b>\n${scheduleInWords(t, schedule)}`
  await editPressed(ctx, publicMessage(text, { buttons }))
}

const buttons = new Composer<BotContext>()
onPress(buttons, priceShow, (ctx, { series }) => showSeries(ctx, idOf(series) ?? 0))
onPress(buttons, priceWatch, (ctx, { series }) => watch(ctx, idOf(series) ?? 0))
onPress(buttons, alertOff, async (ctx, { alert }) => {
  await clearAlert(ctx.app, actor(ctx), idOf(alert) ?? 0)
  await toast(ctx, ctx.t('price-alert-is-off'), { alert: true })
})
onPress(buttons, waitingTake, (ctx, { waiting }) => decide(ctx, idOf(waiting) ?? 0, true))
onPress(buttons, waitingDrop, (ctx, { waiting }) => decide(ctx, idOf(waiting) ?? 0, false))
onPress(buttons, digestOpen, (ctx, { digest }) => showDigest(ctx, idOf(digest) ?? 0))
onPress(buttons, digestChange, async (ctx, { digest, how }) => {
  await changeDigest(ctx.app, actor(ctx), idOf(digest) ?? 0, scheduleChange(how))
  await showDigest(ctx, idOf(digest) ?? 0)
})

const messages = new Composer<BotContext>()
messages.on('message:document', async (ctx, next) => {
  const { file_id: fileId, file_name: name = '' } = ctx.message.document
  if (isPrivate(ctx) && isTable(name)) await takeFile(ctx, fileId, name)
  else await next()
})

/** What goods cost: the market's files in, answers, thresholds and digests out. */
export const pricesFeature: Feature = {
  commands: [
    { name: 'price', where: 'everywhere', menu: true, run: showPrice },
    {
      name: 'digest',
      where: 'private',
      menu: true,
      needs: 'manage-digest',
      run: (ctx) => ctx.talk.enter('digest'),
    },
    { name: 'digests', where: 'private', menu: true, needs: 'manage-digest', run: showDigests },
    { name: 'waiting', where: 'private', menu: false, needs: 'import-prices', run: showWaiting },
  ],
  conversations: [watchPrice, planDigest],
  startLinks: [
    { prefix: 'price', run: (ctx, series) => ctx.talk.enter('price-alert', { seriesId: idOf(series) ?? 0 }) },
  ],
  buttons,
  messages,
}
