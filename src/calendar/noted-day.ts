import { dayPlus } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'

/** A day of which it is noted whether it is worked. */
export interface NotedDay {
  /** 2026-02-17 */
  day: string
  isWorked: boolean
  /** 春节 */
  name: string
  /** By the town, and not by the state. */
  isByHand: boolean
}

/** How a year stands of which the state has published nothing that we know. */
export interface UnknownYear {
  year: number
  /** The town says that it has noted all of it. */
  isWhole: boolean
}

export interface DayList {
  days: NotedDay[]
  unknown: UnknownYear[]
}

/** So far back, and so far ahead, a day can be noted by hand. */
const daysBack = 31
const daysAhead = 731
const longestName = 30

/** Throws Refusal `days-too-far` when nobody can mean that day. */
export function mustBeNear(day: string, today: string): void {
  if (day < dayPlus(today, -daysBack) || day > dayPlus(today, daysAhead)) {
    throw new Refusal('days-too-far', { day })
  }
}

/** The name as it is noted. Throws Refusal `days-name-length`. */
export function dayName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ')
  if (name.length < 1 || name.length > longestName)
    throw new Refusal('days-name-length', { longest: longestName })
  return name
}

/** What is to be written and what to go, so that the days of a year are as published; what the town has noted stays. */
export function differences(
  published: readonly NotedDay[],
  noted: readonly NotedDay[],
): { write: NotedDay[]; drop: string[] } {
  const before = new Map(noted.map((one) => [one.day, one]))
  const wanted = new Set(published.map(({ day }) => day))
  const isNews = ({ day, isWorked, name }: NotedDay) => {
    const found = before.get(day)
    return !found || (!found.isByHand && (found.isWorked !== isWorked || found.name !== name))
  }
  const isOver = ({ day, isByHand }: NotedDay) => !isByHand && !wanted.has(day)
  return { write: published.filter(isNews), drop: noted.filter(isOver).map(({ day }) => day) }
}
