import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { localTime } from '../../lib/local-time.ts'
import { inRows } from '../../lib/rows.ts'
import type { Unit } from '../../org/unit.ts'
import { outcomes } from '../case.ts'
import type { CaseReport } from './case-report.ts'
import { reportBelow, reportOpen, reportPicture, reportTable } from './report-buttons.ts'
import type { Period } from './report-period.ts'

/** 2026 年 2 月 */
export const periodInWords = (t: T, { unit, year, part }: Period): string =>
  t(`case-report-${unit}`, { year, part })

export interface ReportView {
  unit: Unit
  period: Period
  report: CaseReport
  /** When it was drawn up. */
  now: Date
  timeZone: string
}

/** 诉求报表：和平村，2026 年 2 月 */
export const reportTitle = (t: T, { unit, period }: Pick<ReportView, 'unit' | 'period'>): string =>
  t('case-report-head', { unit: unit.name, period: periodInWords(t, period) })

/** Of what there is none of there is no line: nothing out of nothing says nothing. */
const lineIf = (of: number, text: () => string): string[] => (of > 0 ? [text()] : [])

function wordLines(t: T, { word }: CaseReport): string[] {
  const of = word.inTime + word.late + word.waiting
  return lineIf(of, () => t('case-report-word', { ...word, of }))
}

function levelLines(t: T, { levels }: CaseReport): string[] {
  const lines = levels
    .filter(({ received, inTime, overdue }) => received + inTime + overdue > 0)
    .map(({ level, received, inTime, overdue }) => {
      const of = inTime + overdue
      const args = { level: t(`unit-kind-${level}`), inTime, overdue, of, received }
      return t(of > 0 ? 'case-report-level' : 'case-report-level-none', args)
    })
  return lines.length > 0 ? [t('case-report-levels'), ...lines] : []
}

/** 解决了 18，解决了一部分 4 */
function outcomeLines(t: T, { outcomes: counts, ended }: CaseReport): string[] {
  const list = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => t('case-report-part', { name: t(`case-outcome-${outcome}`), count: counts[outcome] }))
  return lineIf(ended, () => t('case-report-outcomes', { of: ended, list: list.join(t('list-comma')) }))
}

function endLines(t: T, { verified, satisfied, reopened, disputed }: CaseReport): string[] {
  const { byReporter, byOutsider, notYet } = verified
  const of = satisfied.of
  return [
    ...lineIf(of, () =>
      t('case-report-verified', { reporter: byReporter, outsider: byOutsider, notYet, of }),
    ),
    ...lineIf(of, () => t('case-report-satisfied', { count: satisfied.count, of, none: satisfied.noAnswer })),
    ...lineIf(disputed.of, () => t('case-report-disputed', { ...disputed })),
    ...lineIf(reopened.of, () => t('case-report-reopened', { ...reopened })),
  ]
}

/** 6.5 */
export const daysInDigits = (days: number): string => String(Math.round(days * 10) / 10)

function dayLines(t: T, { medianDays, closed }: CaseReport): string[] {
  return medianDays === undefined
    ? []
    : [t('case-report-days', { days: daysInDigits(medianDays), of: closed })]
}

function breakdown(t: T, key: string, parts: readonly { name: string; received: number }[]): string[] {
  const list = parts
    .filter(({ received }) => received > 0)
    .map(({ name, received }) => t('case-report-part', { name, count: received }))
  return lineIf(list.length, () => t(key, { list: list.join(t('list-comma')) }))
}

/** What happened in none of the units beneath is the unit's own. */
export const unitInWords = (t: T, one: Unit, of: Unit): string =>
  one.id === of.id ? t('case-report-own', { unit: one.name }) : one.name

function lines(t: T, { unit, report }: ReportView): string[] {
  const kinds = report.kinds.map(({ kind, received }) => ({ name: t(`case-kind-${kind}`), received }))
  const units = report.units.map(({ unit: one, received }) => ({
    name: escapeHtml(unitInWords(t, one, unit)),
    received,
  }))
  const { received, open, late, closed, withdrawn, declined } = report
  return [
    t('case-report-received', { received, open, late, closed, withdrawn, declined }),
    ...wordLines(t, report),
    ...levelLines(t, report),
    ...outcomeLines(t, report),
    ...endLines(t, report),
    ...dayLines(t, report),
    ...breakdown(t, 'case-report-kinds', kinds),
    ...(units.length > 1 ? breakdown(t, 'case-report-units', units) : []),
  ]
}

/** The numbers in words. */
function reportInWords(t: T, view: ReportView): string {
  const { period, report, now, timeZone } = view
  const isOver = now >= period.to
  return [
    `<b>${escapeHtml(reportTitle(t, view))}</b>`,
    ...(isOver ? [] : [t('case-report-until', { at: localTime(now, timeZone) })]),
    ...(report.received > 0 ? lines(t, view) : [t('case-report-none')]),
  ].join('\n')
}

/** The ways on: as pictures and as a table, for another period, for a unit beneath. */
interface ReportWays {
  /** What each of the usual periods is called now. */
  periods: readonly { key: string; name: string }[]
  hasUnitsBelow: boolean
}

function fileButtons(t: T, { unit, period, report }: ReportView): Button[][] {
  if (report.received === 0) return []
  const bars = (by: string): Button => ({
    text: t(`case-report-by-${by}`),
    data: reportPicture.data({ unit: unit.id, period: period.name, by }),
  })
  const table = {
    text: t('case-report-table'),
    data: reportTable.data({ unit: unit.id, period: period.name }),
  }
  return [[bars('week'), bars('unit')], [table]]
}

export function reportMessage(t: T, view: ReportView, { periods, hasUnitsBelow }: ReportWays): Confidential {
  const { unit, period } = view
  const others = periods
    .filter(({ name }) => name !== period.name)
    .map(({ key, name }) => ({
      text: t(`case-report-${key}`),
      data: reportOpen.data({ unit: unit.id, period: name }),
    }))
  const below = {
    text: t('case-report-below'),
    data: reportBelow.data({ unit: unit.id, period: period.name, page: 1 }),
  }
  const buttons = [...fileButtons(t, view), ...inRows(others, 2), ...(hasUnitsBelow ? [[below]] : [])]
  return confidential(reportInWords(t, view), { buttons })
}

/** Whose report? `turning` leads to the other pages. */
export function whichUnit(
  t: T,
  units: readonly Pick<Unit, 'id' | 'name'>[],
  period: string,
  turning: readonly Button[] = [],
): Confidential {
  const buttons = units.map(({ id, name }) => ({ text: name, data: reportOpen.data({ unit: id, period }) }))
  return confidential(t('case-report-which-unit'), {
    buttons: [...inRows(buttons, 2), ...(turning.length > 0 ? [[...turning]] : [])],
  })
}

/** Under a picture or a table. */
export const fileCaption = (t: T, view: Pick<ReportView, 'unit' | 'period'>): string =>
  escapeHtml(reportTitle(t, view))
