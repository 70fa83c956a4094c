import { DateTime } from 'luxon'
import { type Calendar, isWorkingDay, type WorkingMoment } from '../../src/calendar/working-time.ts'

// Working time as one would count it on a wall calendar: what the quick way is held against.

interface Day {
  from: number
  to: number
  isWorked: boolean
  isNoted: boolean
}

function* daysFrom(calendar: Calendar, at: Date): Generator<Day> {
  let day = DateTime.fromJSDate(at, { zone: calendar.timeZone }).startOf('day')
  for (;;) {
    const next = day.plus({ days: 1 }).startOf('day')
    yield {
      from: day.toMillis(),
      to: next.toMillis(),
      isWorked: isWorkingDay(calendar, day.toFormat('yyyy-MM-dd')),
      isNoted: calendar.years.has(day.year),
    }
    day = next
  }
}

const endless = () => new Error('days do not come to an end')

export function slowAfterWorkingDays(calendar: Calendar, from: Date, count: number): WorkingMoment {
  let left = count
  let provisional = false
  for (const day of daysFrom(calendar, from)) {
    provisional ||= !day.isNoted
    if (day.from > from.getTime() && day.isWorked && --left <= 0) return { at: new Date(day.to), provisional }
  }
  throw endless()
}

export function slowWorkingMsBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to <= from) return 0
  let sum = 0
  for (const day of daysFrom(calendar, from)) {
    if (day.from >= to.getTime()) return sum
    if (day.isWorked) sum += Math.min(day.to, to.getTime()) - Math.max(day.from, from.getTime())
  }
  throw endless()
}

export function slowAfterWorkingMs(calendar: Calendar, from: Date, ms: number): WorkingMoment {
  let left = ms
  let provisional = false
  for (const day of daysFrom(calendar, from)) {
    provisional ||= !day.isNoted
    if (!day.isWorked) continue
    const begins = Math.max(day.from, from.getTime())
    if (left <= day.to - begins) return { at: new Date(begins + left), provisional }
    left -= day.to - begins
  }
  throw endless()
}
