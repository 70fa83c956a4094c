import type { App } from '../app.ts'
import { Refusal } from '../lib/refusal.ts'
import { unitsWith } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { closeWaiting, dropRivals, openWaiting, quoteOn, saveQuotes, saveRevisions } from './price-store.ts'
import type { Waiting } from './quote.ts'

/** A person says of a quote that waits: it is right, or it is not. Of two that contradict each other the other one goes. */
export async function decideWaiting(app: App, by: Actor, waitingId: number, take: boolean): Promise<Waiting> {
  return app.db.transaction(async (tx) => {
    if ((await unitsWith(tx, by.personId, 'import-prices')).length === 0)
      throw new Refusal('price-import-not-yours')
    const [waiting] = await openWaiting(tx, waitingId)
    if (!waiting) throw new Refusal('price-decided-already')
    const { series, quote, importId } = waiting
    await closeWaiting(tx, waitingId, take ? 'taken' : 'dropped', by.personId)
    if (!take) return waiting
    await dropRivals(tx, series.id, quote.day, by.personId)
    const before = await quoteOn(tx, series.id, quote.day)
    if (before) await saveRevisions(tx, [{ seriesId: series.id, ...before }], importId, app.clock.now())
    await saveQuotes(tx, importId, [{ seriesId: series.id, ...quote }])
    return waiting
  })
}
