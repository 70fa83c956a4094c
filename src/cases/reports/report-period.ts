import { DateTime } from 'luxon'

/** A whole month, quarter or year of the town: 2026-02, 2026-Q1, 2026. */
export interface Period {
  name: string
  unit: 'month' | 'quarter' | 'year'
  year: number
  /** Of the month or the quarter; 1 for a year. */
  part: number
  from: Date
  /** The first moment after it. */
  to: Date
}

const shape = /^(20\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/

function startOf({ unit, year, part }: Pick<Period, 'unit' | 'year' | 'part'>, zone: string): DateTime {
  const month = unit === 'quarter' ? part * 3 - 2 : part
  return DateTime.fromObject({ year, month }, { zone })
}

/** Undefined for what is no name of a period. */
export function readPeriod(name: string, timeZone: string): Period | undefined {
  const match = shape.exec(name)
  if (!match) return undefined
  const [, year, month, quarter] = match
  const unit = month ? 'month' : quarter ? 'quarter' : 'year'
  const which = { unit, year: Number(year), part: Number(month ?? quarter ?? 1) } as const
  const from = startOf(which, timeZone)
  return { name, ...which, from: from.toJSDate(), to: from.plus({ [unit]: 1 }).toJSDate() }
}

const monthOf = (at: DateTime) => at.toFormat('yyyy-MM')

/** The periods that a leader asks for: this month, the last one, this quarter, this year. */
export function usualPeriods(
  now: Date,
  timeZone: string,
): Record<'this-month' | 'last-month' | 'this-quarter' | 'this-year', string> {
  const today = DateTime.fromJSDate(now, { zone: timeZone })
  return {
    'this-month': monthOf(today),
    'last-month': monthOf(today.startOf('month').minus({ months: 1 })),
    'this-quarter': `${today.year}-Q${today.quarter}`,
    'this-year': `${today.year}`,
  }
}

/** The last `count` months that are over, the newest first. */
export function monthsOver(now: Date, timeZone: string, count: number): string[] {
  const thisMonth = DateTime.fromJSDate(now, { zone: timeZone }).startOf('month')
  return Array.from({ length: count }, (_, n) => monthOf(thisMonth.minus({ months: n + 1 })))
}

/** A week of a period, from Monday on; the first and the last one may be cut by it. */
export interface Week {
  /** 3/2 */
  label: string
  from: Date
  to: Date
}

/** The weeks of a period up to `now`. */
export function weeksOf({ from, to }: Period, now: Date, timeZone: string): Week[] {
  const end = now < to ? now : to
  const weeks: Week[] = []
  let monday = DateTime.fromJSDate(from, { zone: timeZone }).startOf('week')
  while (monday.toJSDate() < end) {
    const next = monday.plus({ weeks: 1 })
    weeks.push({ label: monday.toFormat('M/d'), from: monday.toJSDate(), to: next.toJSDate() })
    monday = next
  }
  return weeks
}
