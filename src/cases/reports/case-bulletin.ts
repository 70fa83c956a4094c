import { caseKinds } from '../case.ts'

/** As much of a case as a bulletin counts. Cases about an official are never among them. */
export interface Counted {
  kind: string
  isClosed: boolean
  /** Closed, and never over its deadline. */
  isInTime: boolean
}

/** What a bulletin says, each a multiple of 5: "at least so many", or, of nothing, "fewer than 5". */
export interface BulletinLines {
  received: number
  closed: number
  inTime: number
  /** By kind, in the order of the list. */
  kinds: Record<string, number>
}

const band = 5

/** 0, 5, 10: rounded down. */
export const bandOf = (count: number): number => count - (count % band)

/** One that was taken off the list counts with the last kind of it, which stands for all the rest. */
const rest = caseKinds.at(-1) ?? 'other'
const listed = (kind: string) => (caseKinds.includes(kind) ? kind : rest)

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/**
 * The lines of one village, or of what happened in none. What the kinds leave open must stay open: the other lines go no higher
 * than the kinds would bear if any one of them were at the bottom of its band and all others at the top. So no line says more of
 * another than that one says itself. (docs/decisions/bulletins-in-bands.md has the proof.)
 */
export function linesOf(cases: readonly Counted[]): BulletinLines {
  const count = (is: (one: Counted) => boolean) => cases.filter(is).length
  const kinds = Object.fromEntries(
    caseKinds.map((kind) => [kind, bandOf(count((one) => listed(one.kind) === kind))]),
  )
  const cap = sum(Object.values(kinds)) + (band - 1) * (caseKinds.length - 1)
  const line = (all: number) => bandOf(Math.min(all, cap))
  return {
    received: line(cases.length),
    closed: line(count(({ isClosed }) => isClosed)),
    inTime: line(count(({ isInTime }) => isInTime)),
    kinds,
  }
}

/** What the town says: the lines of its parts put together, and nothing that they do not say. */
export function sumOfLines(parts: readonly BulletinLines[]): BulletinLines {
  return {
    received: sum(parts.map(({ received }) => received)),
    closed: sum(parts.map(({ closed }) => closed)),
    inTime: sum(parts.map(({ inTime }) => inTime)),
    kinds: Object.fromEntries(
      caseKinds.map((kind) => [kind, sum(parts.map(({ kinds }) => kinds[kind] ?? 0))]),
    ),
  }
}
