import type { App } from '../app.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Actor } from '../org/person.ts'
import { personById } from '../org/person-store.ts'
import { activeAlerts, endAlert, noteTold, saveAlert } from './alert-store.ts'
import { quotesBetween, seriesById } from './price-store.ts'
import { alertMessage } from './price-texts.ts'
import { freshDays, type PriceAlert, priceOf, type Quote } from './quote.ts'

/** Whoever asks is told when the price is above, or below, `fen` of the quoted unit. */
export async function setAlert(
  app: App,
  by: Actor,
  { seriesId, above, fen }: { seriesId: number; above: boolean; fen: number },
): Promise<void> {
  await app.db.transaction(async (tx) => {
    if (!(await seriesById(tx, seriesId))) throw new Refusal('price-unknown', { name: '' })
    await saveAlert(tx, { personId: by.personId, seriesId, above }, fen, app.clock.now())
  })
}

/** Told no more. Throws Refusal `price-alert-over` when it is not theirs, or not there. */
export async function clearAlert(app: App, by: Actor, alertId: number): Promise<void> {
  if (!(await endAlert(app.db, alertId, by.personId, app.clock.now()))) throw new Refusal('price-alert-over')
}

const isReached = ({ above, fen }: PriceAlert, quote: Quote) =>
  above ? priceOf(quote) > fen : priceOf(quote) < fen

/**
 * Tells of every threshold that the newest price has passed: once for each day's quote, once a day however many files come in,
 * and never of an old one.
 */
export async function tellAlerts(app: App): Promise<{ told: number }> {
  const today = localDate(app.clock.now(), app.config.townTimezone)
  const alerts = await activeAlerts(app.db)
  const ids = [...new Set(alerts.map(({ series }) => series.id))]
  const quotes = await quotesBetween(app.db, ids, dayPlus(today, -freshDays), today)
  let told = 0
  for (const alert of alerts) {
    const [quote] = quotes.get(alert.series.id) ?? []
    if (!quote || quote.day === alert.lastToldDay || !isReached(alert, quote)) continue
    if (await tellOne(app, alert, quote, today)) told++
  }
  return { told }
}

async function tellOne(app: App, alert: PriceAlert, quote: Quote, today: string): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const person = await personById(tx, alert.personId)
    if (person?.chatId === undefined) return false
    if (!(await noteTold(tx, alert.id, { day: quote.day, today }))) return false
    // One that was set anew is another, though it stands in the same row.
    const key = `alert:${alert.id}:${alert.createdAt.toISOString()}:${today}`
    const chat = { kind: 'private', chatId: person.chatId } as const
    const message = alertMessage(app.texts.in(person.language), alert, quote)
    const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
    await enqueue(tx, app, what, { do: 'send', message })
    return true
  })
}
