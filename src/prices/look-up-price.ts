import type { Tx } from '../lib/db.ts'
import { lastDays, namesLike, quotesBetween, seriesNamed } from './price-store.ts'
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
/** Quotes that old still count for something in the view of a newer one. */
const memoryDays = 30 + tolerance[30]

function changesOver(quote: Quote, before: readonly Quote[]): Change[] {
  return ([7, 30] as const).flatMap((days) => {
    const asked = dayPlus(quote.day, -days)
    const oldest = dayPlus(asked, -tolerance[days])
    const then = before.find(({ day }) => day <= asked && day >= oldest)
    return then ? [{ days, fen: priceOf(quote) - priceOf(then), day: then.day }] : []
  })
}

/** Series with the day of their newest quote. */
interface Dated {
  series: Series
  day: string
}

async function viewsOf(db: Tx, dated: readonly Dated[], today: string): Promise<PriceView[]> {
  const days = dated.map(({ day }) => day).toSorted()
  const [first = today] = days
  const ids = dated.map(({ series }) => series.id)
  const quotes = await quotesBetween(db, ids, dayPlus(first, -memoryDays), days.at(-1) ?? today)
  return dated.flatMap(({ series, day }) => {
    const [quote, ...before] = quotes.get(series.id) ?? []
    if (!quote) return []
    return [{ series, quote, changes: changesOver(quote, before), isStale: isStale(day, today) }]
  })
}

const isStale = (day: string, today: string) => daysBetween(day, today) > freshDays

/** The newest price of a series on `today`, or undefined when it was never quoted. */
export async function viewPrice(db: Tx, series: Series, today: string): Promise<PriceView | undefined> {
  const day = (await lastDays(db, [series.id], today)).get(series.id)
  return day === undefined ? undefined : (await viewsOf(db, [{ series, day }], today))[0]
}

const shownSeries = 6

/**
 * Prices of the goods that go by this name, or by another name for the same; newest first. Old ones are shown only where
 * nothing is fresh.
 */
export async function pricesNamed(db: Tx, name: string, today: string): Promise<PriceView[]> {
  const all = await seriesNamed(db, namesFor(name))
  const days = await lastDays(
    db,
    all.map(({ id }) => id),
    today,
  )
  const dated = all.flatMap((series): Dated[] => {
    const day = days.get(series.id)
    return day === undefined ? [] : [{ series, day }]
  })
  const sorted = dated.toSorted((a, b) =>
    a.day < b.day ? 1 : a.day > b.day ? -1 : a.series.id - b.series.id,
  )
  const newest = sorted[0]
  const nothingFresh = newest === undefined || isStale(newest.day, today)
  const shown = sorted.filter(({ day }) => nothingFresh || !isStale(day, today)).slice(0, shownSeries)
  return viewsOf(db, shown, today)
}

/** Names to choose from when nothing goes by exactly this one. */
export async function suggestNames(db: Tx, words: string): Promise<string[]> {
  return namesLike(db, words, 12)
}
