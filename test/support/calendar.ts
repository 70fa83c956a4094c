import { publishedDays } from '../../src/calendar/fill-calendar.ts'
import type { Calendar } from '../../src/calendar/working-time.ts'

/** The state's real calendar of these years, with days of one's own: `{ '2026-03-03': false }` is a day off. */
export function realCalendar(
  years: readonly number[] = [2025, 2026],
  own: Record<string, boolean> = {},
  timeZone = 'Asia/Shanghai',
): Calendar {
  const published = years.map((year) => publishedDays(year))
  if (published.includes(undefined)) throw new Error('a year that is not published')
  const days = published.flatMap((list) => list ?? []).map(({ day, isWorked }) => [day, isWorked] as const)
  return { timeZone, days: new Map([...days, ...Object.entries(own)]), years: new Set(years) }
}
