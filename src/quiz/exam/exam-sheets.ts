import type { T } from '../../lib/i18n.ts'
import type { Cell, Column, Sheet } from '../../lib/spreadsheet.ts'
import { mostOptions } from '../bank/content.ts'
import { letterOf, optionsOf } from '../question.ts'
import { better, type ExamReport, type ItemRow, type TakerRow } from './exam-report.ts'
import {
  ambiguousBelow,
  hundredths,
  leastAsked,
  leastForAmbiguous,
  tooEasyFrom,
  tooHardBelow,
} from './item-stats.ts'

const column = (t: T, name: string, width: number): Column => ({ head: t(`exam-col-${name}`), width })

function personRow(t: T, { name, unit, attempts, best, total }: TakerRow): Cell[] {
  const { right, isPassed, handedInAt, certificate } = best
  return [name, unit, attempts, right, total, t(isPassed ? 'exam-yes' : 'exam-no'), handedInAt, certificate]
}

function people(t: T, { takers }: ExamReport): Sheet {
  const columns = [
    column(t, 'name', 14),
    column(t, 'unit', 24),
    column(t, 'attempts', 10),
    column(t, 'right', 10),
    column(t, 'total', 10),
    column(t, 'passed', 10),
    column(t, 'handed-in', 18),
    column(t, 'certificate', 16),
  ]
  const marked = (row: TakerRow) => ({ paper: row.best, total: row.total })
  const rows = takers.toSorted((a, b) => better(marked(a), marked(b)))
  return { name: t('exam-sheet-people'), columns, rows: rows.map((row) => personRow(t, row)) }
}

/** The right options have a star. */
function optionCell(t: T, { stats, question }: ItemRow, place: number): Cell {
  const words = optionsOf(t, question)[place]
  if (words === undefined) return undefined
  const star = question.right.includes(place) ? '*' : ''
  return `${stats.chosen.get(place) ?? 0}${star} ${words}`
}

function itemRow(t: T, row: ItemRow): Cell[] {
  const { stats, question } = row
  const flags = stats.flags.map((flag) => t(`exam-flag-${flag}`)).join(t('list-comma'))
  return [
    question.stem,
    stats.asked,
    hundredths(stats.share),
    stats.discrimination === undefined ? undefined : hundredths(stats.discrimination),
    flags === '' ? undefined : flags,
    stats.unanswered,
    ...Array.from({ length: mostOptions }, (_, place) => optionCell(t, row, place)),
  ]
}

function items(t: T, rows: readonly ItemRow[]): Sheet {
  const options = Array.from({ length: mostOptions }, (_, place) => ({ head: letterOf(place), width: 16 }))
  const columns = [
    column(t, 'question', 48),
    column(t, 'asked', 10),
    column(t, 'share', 10),
    column(t, 'discrimination', 12),
    column(t, 'flags', 20),
    column(t, 'unanswered', 10),
    ...options,
  ]
  return { name: t('exam-sheet-items'), columns, rows: rows.map((row) => itemRow(t, row)) }
}

/** What the figures mean, and from where on something is flagged. */
const legendLines = (t: T): string[] => [
  t('exam-legend-share'),
  t('exam-legend-discrimination', { least: leastAsked }),
  t('exam-legend-too-easy', { share: tooEasyFrom }),
  t('exam-legend-too-hard', { share: tooHardBelow }),
  t('exam-legend-ambiguous', { value: ambiguousBelow, least: leastForAmbiguous }),
  t('exam-legend-options'),
]

function legend(t: T, lines: readonly string[]): Sheet {
  return {
    name: t('exam-sheet-legend'),
    columns: [column(t, 'legend', 100)],
    rows: lines.map((line) => [line]),
  }
}

/** An exam as a spreadsheet: who took it, and when it is over how each question did, and what that means. */
export const examSheets = (t: T, report: ExamReport): Sheet[] =>
  report.items
    ? [people(t, report), items(t, report.items), legend(t, legendLines(t))]
    : [people(t, report), legend(t, [t('exam-legend-later')])]
