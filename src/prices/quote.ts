import { z } from 'zod'
import { readDataFile } from '../lib/data-file.ts'

/** What a thing is, at one market: its prices follow each other. */
export interface Goods {
  market: string
  name: string
  grade: string
  origin: string
  /** 斤, 公斤, 吨 … as quoted. */
  unit: string
}

/** In fen for the quoted unit; at least one of them is there. */
export interface Prices {
  low: number | undefined
  average: number | undefined
  high: number | undefined
}

/** `day` is 2026-03-02. */
export interface Quote extends Prices {
  day: string
}

/** Goods as a row of their own. */
export interface Series extends Goods {
  id: number
}

/** A quote that waits for a person to say whether it is right. */
export interface Waiting {
  id: number
  importId: number
  series: Series
  quote: Quote
  reason: string
}

/** Somebody wants to know when a price is above, or below, so many fen of the quoted unit. */
export interface PriceAlert {
  id: number
  personId: number
  series: Series
  above: boolean
  fen: number
  createdAt: Date
  /** The day of the newest quote that they were told of, or spared. */
  lastToldDay: string | undefined
}

export const goodsKey = ({ market, name, grade, origin, unit }: Goods): string =>
  JSON.stringify([market, name, grade, origin, unit])

export const samePrices = (a: Prices, b: Prices): boolean =>
  a.low === b.low && a.average === b.average && a.high === b.high

/** The one price of a quote: the average, or the middle of the lowest and the highest, in half fen rounded up. */
export function priceOf({ low, average, high }: Prices): number {
  if (average !== undefined) return average
  if (low !== undefined && high !== undefined) return Math.ceil((low + high) / 2)
  return low ?? high ?? 0
}

/** 10 % and 5 % up and down. */
const alertPercents = [10, 5, -5, -10]

/** Prices to be told at, the highest first: none is the present one, however little it is, and none is nothing. */
export function alertSteps(fen: number): number[] {
  const steps = alertPercents.map((percent) => {
    const step = (fen * (100 + percent)) / 100
    return percent > 0 ? Math.ceil(step) : Math.floor(step)
  })
  return [...new Set(steps)].filter((step) => step > 0 && step !== fen)
}

/** How many 斤 the unit holds, as an exact fraction; undefined for units that are no weight (个, 把). */
const jinPerUnit: Record<string, [number, number]> = {
  斤: [1, 1],
  市斤: [1, 1],
  公斤: [2, 1],
  千克: [2, 1],
  kg: [2, 1],
  吨: [2_000, 1],
  两: [1, 10],
}

/** `fen` of the unit as a fraction of fen for one 斤, or undefined when the unit is no weight. */
export function fenPerJin(fen: number, unit: string): { numerator: number; denominator: number } | undefined {
  const jin = jinPerUnit[unit.toLowerCase()]
  return jin && { numerator: fen * jin[1], denominator: jin[0] }
}

/** 1.25 for 125 fen; a fraction is rounded half up, for the eye alone. */
export function yuan(numerator: number, denominator = 1): string {
  const sign = numerator < 0 ? '-' : ''
  const fen = Math.floor((2 * Math.abs(numerator) + denominator) / (2 * denominator))
  return `${sign}${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

/** Older than this, a price is not today's. */
export const freshDays = 7

/** Names of one good that people use for each other, a list for each good. */
const goodsNames = readDataFile('src/prices/goods-names.json', z.array(z.array(z.string()).min(2)))

/** All the names that people have for it, the asked one first. */
export function namesFor(name: string): string[] {
  const others = goodsNames.find((names) => names.includes(name)) ?? []
  return [...new Set([name, ...others])]
}
