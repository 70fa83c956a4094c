import type { Drawn, Evening } from './evening.ts'
import { minuteMs } from './evening-times.ts'

const plannedPrefix = 'quiz-plan:'

/** The key of the evening that a plan holds at a time. */
export const plannedKey = (planId: number, at: Date): string =>
  `${plannedPrefix}${planId}:${at.toISOString()}`

/** More than a minute after it was meant to. */
export const isLate = (meant: Date, at: Date): boolean => at.getTime() - meant.getTime() > minuteMs

/** The time that an evening was planned for, when it begins late. */
export function lateFor({ key, startsAt }: Pick<Evening, 'key' | 'startsAt'>): Date | undefined {
  if (!key.startsWith(plannedPrefix)) return undefined
  const at = new Date(key.slice(key.indexOf(':', plannedPrefix.length) + 1))
  return isLate(at, startsAt) ? at : undefined
}

/** The keys of what an evening says in the group. */
export const announcementKey = (eveningId: number): string => `evening:${eveningId}:announcement`

export function questionKey(
  eveningId: number,
  { place, takenBack }: Pick<Drawn, 'place' | 'takenBack'>,
): string {
  const key = `evening:${eveningId}:q:${place}`
  // What is asked again after it was taken back needs a key of its own: under the first one it has been stopped for good.
  return takenBack === 0 ? key : `${key}:again${takenBack}`
}

export const resultKey = (eveningId: number): string => `evening:${eveningId}:result`

/** The key of the host's own message with the buttons. */
export const panelKey = (eveningId: number): string => `evening:${eveningId}:panel`

/** What somebody answered on an evening is noted once. */
export const answerKey = (eveningId: number, place: number, personId: number): string =>
  `evening:${eveningId}:${place}:${personId}`
