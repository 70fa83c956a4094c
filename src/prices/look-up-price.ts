import type { Tx } from '../lib/db.ts'
import { dayPlus, daysBetween } from '../lib/local-time.ts'
import { lastDays, namesLike, quotesBetween, seriesNamed } from './price-store.ts'
import { freshDays, namesFor, priceOf, type Quote, type Series } from './quote.ts'

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
  return (await viewsOf(db, await datedOf(db, [series], today), today))[0]
}

/** Those that were ever quoted, with the day when they last were. */
async function datedOf(db: Tx, all: readonly Series[], today: string): Promise<Dated[]> {
  const days = await lastDays(
    db,
    all.map(({ id }) => id),
    today,
  )
  return all.flatMap((series) => {
    const day = days.get(series.id)
    return day === undefined ? [] : [{ series, day }]
  })
}

const shownSeries = 6

/** Newest first; old ones only where nothing is fresh, and of these only what came out about when the newest did. */
function shownOf(dated: readonly Dated[], today: string): Dated[] {
  const sorted = dated.toSorted((a, b) =>
    a.day < b.day ? 1 : a.day > b.day ? -1 : a.series.id - b.series.id,
  )
  const newest = sorted[0]?.day ?? today
  const judgedOn = isStale(newest, today) ? newest : today
  return sorted.filter(({ day }) => !isStale(day, judgedOn)).slice(0, shownSeries)
}

/** Prices of the goods that go by this name, or by another name for the same. */
export async function pricesNamed(db: Tx, name: string, today: string): Promise<PriceView[]> {
  const dated = await datedOf(db, await seriesNamed(db, namesFor(name)), today)
  return viewsOf(db, shownOf(dated, today), today)
}

/** The freshest price of each of these goods, in their order; those that have no fresh one are left out. */
export async function freshPrices(db: Tx, names: readonly string[], today: string): Promise<PriceView[]> {
  const dated = await datedOf(db, await seriesNamed(db, names.flatMap(namesFor)), today)
  const freshest = names.flatMap((name) => {
    const known = namesFor(name)
    return shownOf(
      dated.filter(({ series }) => known.includes(series.name)),
      today,
    ).slice(0, 1)
  })
  return viewsOf(
    db,
    freshest.filter(({ day }) => !isStale(day, today)),
    today,
  )
}

/** Names to choose from when nothing goes by exactly this one. */
export async function suggestNames(db: Tx, words: string): Promise<string[]> {
  return namesLike(db, words, 12)
}
