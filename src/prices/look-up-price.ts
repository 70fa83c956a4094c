import type { Tx } from '../lib/db.ts'
import { latestQuote, namesLike, seriesNamed } from './price-store.ts'
import { dayPlus, daysBetween, freshDays, namesFor, priceOf, type Quote, type Series } from './quote.ts'

/** A price, and how it changed: in fen for the quoted unit, against the quote of `day`. */
export interface Change {
  days: 7 | 30
  fen: number
  day: string
}

export interface PriceView {
  series: Series
  quote: Quote
  changes: Change[]
  /** Too old to pass for today's. */
  isStale: boolean
}

/** How much older than asked a quote may be to compare with. */
const tolerance = { 7: 7, 30: 15 } as const

async function changeOver(db: Tx, series: Series, quote: Quote, days: 7 | 30): Promise<Change[]> {
  const asked = dayPlus(quote.day, -days)
  const then = await latestQuote(db, series.id, asked, dayPlus(asked, -tolerance[days]))
  return then ? [{ days, fen: priceOf(quote) - priceOf(then), day: then.day }] : []
}

/** The newest price of a series on `today`, or undefined when it was never quoted. */
export async function viewPrice(db: Tx, series: Series, today: string): Promise<PriceView | undefined> {
  const quote = await latestQuote(db, series.id, today)
  if (!quote) return undefined
  const changes = [...(await changeOver(db, series, quote, 7)), ...(await changeOver(db, series, quote, 30))]
  return { series, quote, changes, isStale: daysBetween(quote.day, today) > freshDays }
}

/** Newest first; of old ones only those that came out together with the newest. */
const shownSeries = 6

/** Prices of the goods that go by this name, or by another name for the same. */
export async function pricesNamed(db: Tx, name: string, today: string): Promise<PriceView[]> {
  const views: PriceView[] = []
  for (const series of await seriesNamed(db, namesFor(name))) {
    const view = await viewPrice(db, series, today)
    if (view) views.push(view)
  }
  const sorted = views.toSorted((a, b) =>
    a.quote.day < b.quote.day ? 1 : a.quote.day > b.quote.day ? -1 : a.series.id - b.series.id,
  )
  const isShown = ({ isStale }: PriceView) => !isStale || sorted[0]?.isStale === true
  return sorted.filter(isShown).slice(0, shownSeries)
}

/** Names to choose from when nothing goes by exactly this one. */
export async function suggestNames(db: Tx, words: string): Promise<string[]> {
  return namesLike(db, words, 12)
}
