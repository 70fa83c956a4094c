import type { T } from '../../lib/i18n.ts'
import type { Cell, Column, Sheet } from '../../lib/spreadsheet.ts'
import { idsOnPath, type Unit } from '../../org/unit.ts'
import { outcomes } from '../case.ts'
import { stateForStaff } from '../case-texts.ts'
import { levelOf } from './case-report.ts'
import { daysInDigits, type ReportView, reportTitle } from './case-report-texts.ts'
import type { CaseRow } from './report-store.ts'

export interface SheetsView extends ReportView {
  rows: readonly CaseRow[]
  units: readonly Unit[]
}

const column = (t: T, name: string, width: number): Column => ({ head: t(`case-report-col-${name}`), width })

/** What, how many, out of how many. */
function summary(t: T, view: SheetsView): Sheet {
  const { report } = view
  const { word, verified, satisfied, reopened, disputed, levels } = report
  const words = word.inTime + word.late + word.waiting
  const line = (key: string, count: number, of?: number): Cell[] => [t(`case-report-row-${key}`), count, of]
  const rows: Cell[][] = [
    line('received', report.received),
    line('open', report.open, report.received),
    line('late', report.late, report.open),
    line('closed', report.closed, report.received),
    line('withdrawn', report.withdrawn, report.received),
    line('declined', report.declined, report.received),
    line('word-in-time', word.inTime, words),
    line('word-late', word.late, words),
    line('word-waiting', word.waiting, words),
    ...levels.flatMap(({ level, inTime, overdue }) => {
      const name = t(`unit-kind-${level}`)
      return [
        [t('case-report-row-level-in-time', { level: name }), inTime, inTime + overdue],
        [t('case-report-row-level-overdue', { level: name }), overdue, inTime + overdue],
      ]
    }),
    ...outcomes.map((one) => [
      t('case-report-row-outcome', { outcome: t(`case-outcome-${one}`) }),
      report.outcomes[one],
      report.ended,
    ]),
    line('by-reporter', verified.byReporter, satisfied.of),
    line('by-outsider', verified.byOutsider, satisfied.of),
    line('not-verified', verified.notYet, satisfied.of),
    line('satisfied', satisfied.count, satisfied.of),
    line('no-score', satisfied.noAnswer, satisfied.of),
    line('disputed', disputed.count, disputed.of),
    line('reopened', reopened.count, reopened.of),
    [
      t('case-report-row-days'),
      report.medianDays === undefined ? undefined : Number(daysInDigits(report.medianDays)),
      report.closed,
    ],
  ]
  const columns = [{ head: reportTitle(t, view), width: 40 }, column(t, 'count', 10), column(t, 'of', 10)]
  return { name: t('case-report-sheet-summary'), columns, rows }
}

function byKind(t: T, { report }: SheetsView): Sheet {
  return {
    name: t('case-report-sheet-kinds'),
    columns: [column(t, 'kind', 16), column(t, 'received', 10), column(t, 'closed', 10)],
    rows: report.kinds.map(({ kind, received, closed }) => [t(`case-kind-${kind}`), received, closed]),
  }
}

/** 和平村 一组: the unit with those above it, as far as they are in the report. */
function namesOf(units: readonly Unit[]): Map<number, string> {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const [top] = units
  return new Map(
    units.map(({ id, path }) => {
      const way = idsOnPath(path).filter((step) => names.has(step) && (step !== top?.id || id === top.id))
      return [id, way.flatMap((step) => names.get(step) ?? []).join(' ')]
    }),
  )
}

function byUnit(t: T, { rows, units }: SheetsView, names: ReadonlyMap<number, string>): Sheet {
  const counts = units.map(({ id }) => {
    const here = rows.filter(({ unitId }) => unitId === id)
    return [names.get(id), here.length, here.filter(({ state }) => state === 'closed').length]
  })
  return {
    name: t('case-report-sheet-units'),
    columns: [column(t, 'unit', 24), column(t, 'received', 10), column(t, 'closed', 10)],
    rows: counts,
  }
}

/** Case by case: neither who told it nor what was told. */
function cases(t: T, { rows }: SheetsView, names: ReadonlyMap<number, string>): Sheet {
  const columns = [
    column(t, 'number', 12),
    column(t, 'kind', 12),
    column(t, 'unit', 24),
    column(t, 'level', 8),
    column(t, 'state', 20),
    column(t, 'outcome', 16),
    column(t, 'filed', 18),
    column(t, 'answered', 18),
    column(t, 'due', 18),
    column(t, 'ended', 18),
  ]
  const lines = rows.map((row): Cell[] => [
    row.number,
    t(`case-kind-${row.kind}`),
    names.get(row.unitId),
    t(`unit-kind-${levelOf(row.level)}`),
    stateForStaff(t, row.state),
    row.outcome && t(`case-outcome-${row.outcome}`),
    row.filedAt,
    row.answeredAt,
    row.dueAt,
    row.closedAt,
  ])
  return { name: t('case-report-sheet-cases'), columns, rows: lines }
}

/** The report as a spreadsheet: the sum of it, by kind, by unit, and case by case. */
export function reportSheets(t: T, view: SheetsView): Sheet[] {
  const names = namesOf(view.units)
  return [summary(t, view), byKind(t, view), byUnit(t, view, names), cases(t, view, names)]
}
