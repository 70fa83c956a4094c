import { daysBetween } from '../lib/local-time.ts'
import { type Goods, goodsKey, type Prices, priceOf, type Quote, samePrices } from './quote.ts'

export interface GoodRow {
  line: number
  goods: Goods
  quote: Quote
}

/** What is known of one series before the import. */
export interface Known {
  quotes: Quote[]
  /** Quotes that a person was asked about, whatever they said. */
  asked: Quote[]
}

export type Decision = GoodRow &
  (
    | { what: 'new' | 'unchanged' }
    | { what: 'corrected'; before: Prices }
    | { what: 'waiting'; reason: WaitingReason }
  )

export type WaitingReason = 'contradiction' | 'jump'

/** Ten times dearer or cheaper than within the last two months is more likely a slip than a market. */
const jumpFactor = 10
const jumpDays = 60

function isJump(quote: Quote, earlier: Quote | undefined): boolean {
  if (!earlier || daysBetween(earlier.day, quote.day) > jumpDays) return false
  const [now, then] = [priceOf(quote), priceOf(earlier)]
  return now > then * jumpFactor || now * jumpFactor < then
}

/**
 * What becomes of each row. Rows of one file that contradict each other, and jumps, wait for a person; a row that was
 * waited for once is not asked about again. The decisions come in the order of series and day.
 */
export function decideRows(rows: readonly GoodRow[], known: ReadonlyMap<string, Known>): Decision[] {
  return [...grouped(rows, ({ goods }) => goodsKey(goods))].flatMap(([key, ofSeries]) =>
    decideSeries(ofSeries, known.get(key) ?? { quotes: [], asked: [] }),
  )
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function decideSeries(rows: readonly GoodRow[], { quotes, asked }: Known): Decision[] {
  const byDay = new Map(quotes.map((quote) => [quote.day, quote]))
  const days = [...grouped(rows, ({ quote }) => quote.day)].sort(([a], [b]) => (a < b ? -1 : 1))
  const latestBefore = (day: string) =>
    [...byDay.values()].filter((quote) => quote.day < day).reduce<Quote | undefined>(later, undefined)
  return days.flatMap(([day, ofDay]) => {
    const isContradicted = ofDay.some(({ quote }) => ofDay[0] && !samePrices(quote, ofDay[0].quote))
    return ofDay.map((row): Decision => {
      const stored = byDay.get(day)
      const wasAsked = asked.some((quote) => quote.day === day && samePrices(quote, row.quote))
      if ((stored && samePrices(stored, row.quote)) || wasAsked) return { ...row, what: 'unchanged' }
      if (isContradicted) return { ...row, what: 'waiting', reason: 'contradiction' }
      if (isJump(row.quote, latestBefore(day))) return { ...row, what: 'waiting', reason: 'jump' }
      byDay.set(day, row.quote)
      return stored ? { ...row, what: 'corrected', before: stored } : { ...row, what: 'new' }
    })
  })
}

const later = (a: Quote | undefined, b: Quote): Quote => (a && a.day > b.day ? a : b)
