import type { CaseReport } from '../../src/cases/reports/case-report.ts'
import type { ReportView } from '../../src/cases/reports/case-report-texts.ts'
import { readPeriod } from '../../src/cases/reports/report-period.ts'
import type { Unit, UnitKind } from '../../src/org/unit.ts'

export const unitOf = (id: number, kind: UnitKind, name: string, path: string): Unit => ({
  id,
  kind,
  name,
  path,
  parentId: id > 1 ? 1 : undefined,
})

export const qinghe = unitOf(1, 'town', '青禾镇', '/1/')
export const heping = unitOf(2, 'village', '和平<村>', '/1/2/')
export const branch = unitOf(4, 'branch', '第一党支部', '/1/4/')

/** Numbers that differ from each other, so that none can stand in another's place unseen. */
export const sample: CaseReport = {
  received: 41,
  open: 12,
  late: 3,
  closed: 25,
  withdrawn: 2,
  declined: 1,
  word: { inTime: 36, late: 4, waiting: 1 },
  levels: [
    { level: 'group', received: 21, inTime: 13, overdue: 6 },
    { level: 'village', received: 11, inTime: 9, overdue: 0 },
    { level: 'town', received: 8, inTime: 0, overdue: 0 },
  ],
  outcomes: { solved: 16, partly: 5, impossible: 3, settled: 0, withdrawn: 2 },
  ended: 27,
  verified: { byReporter: 17, byOutsider: 7, notYet: 10 },
  satisfied: { count: 14, of: 34, noAnswer: 15 },
  reopened: { count: 2, of: 28 },
  disputed: { count: 4, of: 33 },
  medianDays: 6.54,
  kinds: [
    { kind: 'water', received: 30, closed: 20 },
    { kind: 'road', received: 11, closed: 5 },
  ],
  units: [
    { unit: heping, received: 40, closed: 24 },
    { unit: branch, received: 0, closed: 0 },
    { unit: qinghe, received: 1, closed: 1 },
  ],
  weeks: [
    { label: '1/26', received: 11, closed: 10 },
    { label: '2/2', received: 30, closed: 15 },
  ],
}

/** Nothing at all. */
export const empty: CaseReport = {
  received: 0,
  open: 0,
  late: 0,
  closed: 0,
  withdrawn: 0,
  declined: 0,
  word: { inTime: 0, late: 0, waiting: 0 },
  levels: [],
  outcomes: { solved: 0, partly: 0, impossible: 0, settled: 0, withdrawn: 0 },
  ended: 0,
  verified: { byReporter: 0, byOutsider: 0, notYet: 0 },
  satisfied: { count: 0, of: 0, noAnswer: 0 },
  reopened: { count: 0, of: 0 },
  disputed: { count: 0, of: 0 },
  medianDays: undefined,
  kinds: [],
  units: [],
  weeks: [],
}

export function viewOf(report: CaseReport, name = '2026-02', unit = qinghe): ReportView {
  const period = readPeriod(name, 'Asia/Shanghai')
  if (!period) throw new Error('no period')
  return { unit, period, report, now: new Date('2026-03-02T01:00:00Z'), timeZone: 'Asia/Shanghai' }
}
