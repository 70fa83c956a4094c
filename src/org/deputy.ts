import { isOffice } from './permission.ts'
import type { Grant } from './role-store.ts'
import { isWithin } from './unit.ts'

/** Somebody is away, and another stands in. */
export interface Deputy {
  id: number
  personId: number
  deputyId: number
  startsAt: Date
  endsAt: Date
}

/** Nobody is away for longer in one go. */
export const longestLeaveDays = 180

/** Whether one can stand in for the other: they hold an office in the same line, one above the other or in one unit. */
export function isInOneLine(one: readonly Grant[], other: readonly Grant[]): boolean {
  return one
    .filter(isOffice)
    .some((mine) => other.filter(isOffice).some((theirs) => isWithin(mine, theirs) || isWithin(theirs, mine)))
}

/** Whether two stretches of time share a moment. */
export const overlap = (
  a: Pick<Deputy, 'startsAt' | 'endsAt'>,
  b: Pick<Deputy, 'startsAt' | 'endsAt'>,
): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt
