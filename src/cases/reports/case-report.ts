import type { Unit, UnitKind } from '../../org/unit.ts'
import { isOpen, type Outcome, outcomes } from '../case.ts'
import type { Week } from './report-period.ts'
import type { CaseRow, Verdict } from './report-store.ts'

/** `count` out of `of`. */
interface Share {
  count: number
  of: number
}

/** A branch counts as a group, as its terms do. */
export const levels = ['group', 'village', 'town'] as const
type Level = (typeof levels)[number]
export const levelOf = (kind: UnitKind): Level => (kind === 'branch' ? 'group' : kind)

interface Tally {
  received: number
  closed: number
}

/**
 * What became of the cases that were told in a unit within a time. All numbers are about these same cases, as they stand when it
 * is drawn up.
 */
export interface CaseReport {
  received: number
  /** Still open, and of those how many are over their deadline now; what waits for its reporter is not. */
  open: number
  late: number
  closed: number
  withdrawn: number
  declined: number
  /** The first word back: of those that got it, or are still to get it. */
  word: { inTime: number; late: number; waiting: number }
  /** By the level that had it: how many lie there now, and what became of the terms that ran there. */
  levels: { level: Level; received: number; inTime: number; overdue: number }[]
  /** Of those that are closed or withdrawn. */
  outcomes: Record<Outcome, number>
  ended: number
  /** Who confirmed the end, of those that were handled. */
  verified: { byReporter: number; byOutsider: number; notYet: number }
  /** 4 or 5 of all that were asked; who gave no score is counted apart. */
  satisfied: Share & { noAnswer: number }
  /** Of those that came to an end. */
  reopened: Share
  /** Of those that were handled. */
  disputed: Share
  /** Days from telling to closing: half of the closed ones took less. */
  medianDays: number | undefined
  kinds: (Tally & { kind: string })[]
  /** The units right beneath, and the unit itself for what happened in none of them. */
  units: (Tally & { unit: Unit })[]
  weeks: (Tally & { label: string })[]
}

interface ReportFacts {
  rows: readonly CaseRow[]
  verdicts: readonly Verdict[]
  /** Whose report it is, and the units right beneath in their order. */
  unit: Unit
  children: readonly Unit[]
  /** The path of every unit of it. */
  paths: ReadonlyMap<number, string>
  weeks: readonly Week[]
  now: Date
}

const dayMs = 24 * 60 * 60 * 1000

const isClosed = ({ state }: CaseRow) => state === 'closed'
const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.reduce((sum, item) => sum + Number(is(item)), 0)

function grouped<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const tally = (rows: readonly CaseRow[]): Tally => ({
  received: rows.length,
  closed: count(rows, isClosed),
})

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return below === undefined || above === undefined ? undefined : (below + above) / 2
}

/** How the first word stands; undefined when it came to an end before any was due. */
export function wordOf(
  { answeredAt, wordDueAt, state }: Pick<CaseRow, 'answeredAt' | 'wordDueAt' | 'state'>,
  now: Date,
): keyof CaseReport['word'] | undefined {
  const due = wordDueAt ?? answeredAt
  if (answeredAt) return due && answeredAt > due ? 'late' : 'inTime'
  if (!isOpen({ state })) return undefined
  return due && due < now ? 'late' : 'waiting'
}

function wordCounts(rows: readonly CaseRow[], now: Date): CaseReport['word'] {
  const counts = { inTime: 0, late: 0, waiting: 0 }
  for (const row of rows) {
    const word = wordOf(row, now)
    if (word) counts[word]++
  }
  return counts
}

function levelCounts({ rows, verdicts }: ReportFacts): CaseReport['levels'] {
  return levels.map((level) => {
    const terms = (inTime: boolean) =>
      verdicts
        .filter((one) => levelOf(one.level) === level && one.isInTime === inTime)
        .reduce((sum, one) => sum + one.count, 0)
    const received = count(rows, (row) => levelOf(row.level) === level)
    return { level, received, inTime: terms(true), overdue: terms(false) }
  })
}

/** A handled one waits for its reporter, whose silence is nobody's delay. */
const isLate = ({ state, dueAt }: CaseRow, now: Date) =>
  state !== 'handled' && dueAt !== undefined && dueAt < now

/** They came to an end at least once. */
const wasEnded = ({ state, reopened }: CaseRow) => state === 'closed' || state === 'withdrawn' || reopened > 0
const wasHandled = ({ state, disputes }: CaseRow) => isAsked(state) || disputes > 0
/** Handled, and nobody has said otherwise: the reporter is asked how it is. */
const isAsked = (state: CaseRow['state']) => state === 'handled' || state === 'closed'

function satisfaction(rows: readonly CaseRow[]): CaseReport['satisfied'] {
  const asked = rows.filter(({ state }) => isAsked(state))
  return {
    count: count(asked, ({ score }) => score !== undefined && score >= 4),
    of: asked.length,
    noAnswer: count(asked, ({ score }) => score === undefined),
  }
}

function verification(rows: readonly CaseRow[]): CaseReport['verified'] {
  const asked = rows.filter(({ state }) => isAsked(state))
  const byReporter = count(asked, ({ confirmedBy }) => confirmedBy === 'reporter')
  const byOutsider = count(asked, ({ confirmedBy }) => confirmedBy === 'staff')
  return { byReporter, byOutsider, notYet: asked.length - byReporter - byOutsider }
}

function byKind(rows: readonly CaseRow[]): CaseReport['kinds'] {
  const kinds = grouped(rows, ({ kind }) => kind)
  return [...kinds]
    .map(([kind, some]) => ({ kind, ...tally(some) }))
    .toSorted((a, b) => b.received - a.received || a.kind.localeCompare(b.kind))
}

function byUnit({ rows, unit, children, paths }: ReportFacts): CaseReport['units'] {
  const childOf = (path: string) => children.find((child) => path.startsWith(child.path))?.id ?? unit.id
  const owners = new Map([...paths].map(([id, path]) => [id, childOf(path)]))
  const of = grouped(rows, ({ unitId }) => owners.get(unitId) ?? unit.id)
  const all = [...children, unit].map((one) => ({ unit: one, ...tally(of.get(one.id) ?? []) }))
  return all.filter((one) => one.unit.id !== unit.id || one.received > 0)
}

/** Which of the ascending `ends` is the first after `at`; their number when none is. */
function firstAfter(ends: readonly number[], at: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? at) > at) high = middle
    else low = middle + 1
  }
  return low
}

function byWeek({ rows, weeks }: ReportFacts): CaseReport['weeks'] {
  const ends = weeks.map(({ to }) => to.getTime())
  const of = grouped(rows, ({ filedAt }) => firstAfter(ends, filedAt.getTime()))
  return weeks.map(({ label }, at) => ({ label, ...tally(of.get(at) ?? []) }))
}

function outcomeCounts(rows: readonly CaseRow[]): Pick<CaseReport, 'outcomes' | 'ended'> {
  const ended = rows.filter(({ state }) => state === 'closed' || state === 'withdrawn')
  const of = (outcome: Outcome) => count(ended, (row) => row.outcome === outcome)
  return {
    outcomes: Object.fromEntries(outcomes.map((one) => [one, of(one)])) as Record<Outcome, number>,
    ended: ended.length,
  }
}

/** Puts the numbers together. */
export function reportOf(facts: ReportFacts): CaseReport {
  const { rows, now } = facts
  const open = rows.filter(isOpen)
  const closed = rows.filter(isClosed)
  const days = closed.flatMap(({ filedAt, closedAt }) =>
    closedAt ? [(closedAt.getTime() - filedAt.getTime()) / dayMs] : [],
  )
  return {
    received: rows.length,
    open: open.length,
    late: count(open, (row) => isLate(row, now)),
    closed: closed.length,
    withdrawn: count(rows, ({ state }) => state === 'withdrawn'),
    declined: count(rows, ({ state }) => state === 'declined'),
    word: wordCounts(rows, now),
    levels: levelCounts(facts),
    ...outcomeCounts(rows),
    verified: verification(rows),
    satisfied: satisfaction(rows),
    reopened: { count: count(rows, ({ reopened }) => reopened > 0), of: count(rows, wasEnded) },
    disputed: { count: count(rows, ({ disputes }) => disputes > 0), of: count(rows, wasHandled) },
    medianDays: median(days),
    kinds: byKind(rows),
    units: byUnit(facts),
    weeks: byWeek(facts),
  }
}
