import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { childrenOf, unitsUnder } from '../../org/unit-store.ts'
import type { Case } from '../case.ts'
import { casesByIds } from '../case-store.ts'
import { relationsOf, type Standing, type Surroundings } from '../relation.ts'
import { standingOf, surroundingsOf } from '../see-case.ts'
import { type CaseReport, reportOf } from './case-report.ts'
import { type Period, readPeriod, weeksOf } from './report-period.ts'
import { type CaseRow, caseRows, guardedIds, type ReportScope, verdicts } from './report-store.ts'

/** Which report: of a unit, for a month, a quarter or a year by its name. */
export interface ReportAsked {
  unitId: number
  period: string
}

interface DrawnUp {
  unit: Unit
  period: Period
  report: CaseReport
  /** The cases that were counted. */
  rows: readonly CaseRow[]
  /** The units of it, the unit itself first. */
  units: readonly Unit[]
}

/**
 * Whether a leader's report may count a case that happened where they lead. One that they told themselves, or that is against
 * them, is not theirs to lead; one that is about an official is counted by those alone who lead it now, outside of that line.
 */
function isCounted(one: Case, standing: Standing, around: Surroundings): boolean {
  const are = relationsOf(one, standing, around)
  if (are.has('reporter') || are.has('party')) return false
  return one.aboutId === undefined || are.has('leader')
}

/** The ids of cases that are left out of everything that this leader is shown. */
async function leftOut(db: Tx, app: App, by: Actor, scope: ReportScope): Promise<Set<number>> {
  // A report is for who leads there, not for who stands in for them.
  const standing = { ...(await standingOf(db, app, by.personId)), standsInFor: [] }
  const cases = await casesByIds(db, await guardedIds(db, scope, [...standing.marks]))
  const around = await surroundingsOf(db, cases)
  const isTheirs = (one: Case) => {
    const surroundings = around.get(one.id)
    return surroundings !== undefined && isCounted(one, standing, surroundings)
  }
  return new Set(cases.filter((one) => !isTheirs(one)).map(({ id }) => id))
}

const isBranch = ({ kind }: Unit) => Number(kind === 'branch')

/** The units right beneath: villages or groups in the order they were founded in, then the branches. */
export async function unitsBelow(db: Tx, unit: Unit): Promise<Unit[]> {
  const below = await childrenOf(db, unit.id)
  return below.toSorted((a, b) => isBranch(a) - isBranch(b) || a.id - b.id)
}

/**
 * What became of the cases that were told in a unit within a period, for somebody who leads there. Throws Refusal
 * `unit-unknown` for all others, and `case-report-period` for what is no period.
 */
export async function drawUpReport(
  db: Tx,
  app: App,
  by: Actor,
  { unitId, period: name }: ReportAsked,
): Promise<DrawnUp> {
  const unit = await mustBeAllowed(db, by, 'lead-cases', unitId)
  const { townTimezone: timeZone } = app.config
  const period = readPeriod(name, timeZone)
  if (!period) throw new Refusal('case-report-period')
  const now = app.clock.now()
  const scope = { path: unit.path, from: period.from, to: period.to }
  const found = await caseRows(db, scope)
  // Asked after the rows: what is told in between is in neither, or in what is left out alone.
  const hidden = await leftOut(db, app, by, scope)
  const rows = found.filter(({ id }) => !hidden.has(id))
  const units = await unitsUnder(db, unit.path)
  const report = reportOf({
    rows,
    verdicts: await verdicts(db, scope, hidden, now),
    unit,
    children: await unitsBelow(db, unit),
    paths: new Map(units.map(({ id, path }) => [id, path])),
    weeks: weeksOf(period, now, timeZone),
    now,
  })
  return { unit, period, report, rows, units }
}
