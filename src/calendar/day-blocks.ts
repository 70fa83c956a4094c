import { DateTime } from 'luxon'

const dayMs = 86_400_000
const daysPerBlock = 32

/** Some days in a row, summed up. */
interface Block {
  /** When each of them begins, and at the end when the next one does. */
  begins: number[]
  /** How much is worked before each of these, in milliseconds and in days. */
  workedMs: number[]
  workedDays: number[]
}

/** 2026-02-17 */
export const dayName = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear()

const at = (list: readonly number[], place: number): number => list[place] ?? 0
const last = (list: readonly number[]): number => at(list, list.length - 1)

/**
 * The days of a time zone, counted from 1970-01-01, each from its midnight to the next. Whether they are worked is asked once
 * for each; they are summed up in blocks, so that a long way costs hardly more than a short one.
 */
export class DayBlocks {
  readonly #timeZone: string
  readonly #isWorked: (day: string) => boolean
  readonly #blocks = new Map<number, Block>()

  constructor(timeZone: string, isWorked: (day: string) => boolean) {
    this.#timeZone = timeZone
    this.#isWorked = isWorked
  }

  /** The day in which a moment lies; midnight is the first moment of a day. */
  dayOf(ms: number): number {
    // Nowhere is a day further from that of Greenwich than the next one.
    let day = Math.floor(ms / dayMs) + 1
    while (this.beginOf(day) > ms) day--
    return day
  }

  /** When a day begins. */
  beginOf(day: number): number {
    const [block, place] = this.#find(day)
    return at(block.begins, place)
  }

  /** How much of a day is worked: all of it, or nothing. */
  workedMsOf(day: number): number {
    const [{ workedMs }, place] = this.#find(day)
    return at(workedMs, place + 1) - at(workedMs, place)
  }

  /** How much is worked from the beginning of one day to the beginning of another, which is not earlier. */
  workedMsBetween(from: number, to: number): number {
    let sum = 0
    for (let day = from; day < to; day = nextBlock(day)) {
      const [{ workedMs }, place] = this.#find(day)
      sum += at(workedMs, Math.min(daysPerBlock, place + to - day)) - at(workedMs, place)
    }
    return sum
  }

  /** The `count`-th worked day, counted from `from` on. */
  nthWorkedDay(from: number, count: number): number {
    return this.#search(from, ({ workedDays }) => workedDays, count)
  }

  /** The worked day in which `ms` of work are done, counted from the beginning of `from`. */
  dayWhenWorked(from: number, ms: number): number {
    return this.#search(from, ({ workedMs }) => workedMs, ms)
  }

  /** The first worked day, from `from` on, with which a sum reaches `wanted`. */
  #search(from: number, sumsOf: (block: Block) => number[], wanted: number): number {
    let before = 0
    for (let day = from; ; day = nextBlock(day)) {
      const [block, place] = this.#find(day)
      const sums = sumsOf(block)
      const base = at(sums, place) - before
      before = last(sums) - base
      if (before < wanted) continue
      for (let here = place; here < daysPerBlock; here++) {
        const isWorked = at(sums, here + 1) > at(sums, here)
        if (isWorked && at(sums, here + 1) - base >= wanted) return day - place + here
      }
    }
  }

  /** The block of a day, and its place in it. */
  #find(day: number): [Block, number] {
    const key = Math.floor(day / daysPerBlock)
    const first = key * daysPerBlock
    const known = this.#blocks.get(key)
    if (known) return [known, day - first]
    const block = this.#sumUp(first)
    this.#blocks.set(key, block)
    return [block, day - first]
  }

  #sumUp(first: number): Block {
    const begins = Array.from({ length: daysPerBlock + 1 }, (_, n) => this.#midnight(first + n))
    const block: Block = { begins, workedMs: [0], workedDays: [0] }
    for (let n = 0; n < daysPerBlock; n++) {
      // Where a zone leaves out a day to cross the date line, that day has no length.
      const length = at(begins, n + 1) - at(begins, n)
      const isWorked = length > 0 && this.#isWorked(dayName(first + n))
      block.workedMs.push(last(block.workedMs) + (isWorked ? length : 0))
      block.workedDays.push(last(block.workedDays) + Number(isWorked))
    }
    return block
  }

  #midnight(day: number): number {
    const date = new Date(day * dayMs)
    const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
    return DateTime.fromObject(parts, { zone: this.#timeZone }).startOf('day').toMillis()
  }
}

const nextBlock = (day: number): number => (Math.floor(day / daysPerBlock) + 1) * daysPerBlock
