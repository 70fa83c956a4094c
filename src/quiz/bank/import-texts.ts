import { type Public, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Sheet } from '../../lib/spreadsheet.ts'
import type { Fault } from './content.ts'
import type { ReadFile } from './formats/read-file.ts'
import type { ReadRow } from './formats/said-question.ts'
import type { ImportReport } from './import-questions.ts'

/** Why a row is not taken, as the secretary reads it. */
export const faultWords = (t: T, { why, args }: Fault): string => t(`question-row-${why}`, args)

/** The first refused rows, one a line; how many more there are. */
export function problemLines(t: T, { problems, counts }: ImportReport): string[] {
  const lines = problems.map(({ line, fault }) =>
    t('question-import-line', { line, why: faultWords(t, fault) }),
  )
  const more = counts.refused - problems.length
  return more > 0 ? [...lines, t('question-import-more', { count: more })] : lines
}

function noteLines(t: T, { retired, learners }: ImportReport): string[] {
  return [
    ...(retired > 0 ? [t('question-import-retired', { count: retired })] : []),
    ...(learners > 0 ? [t('question-import-learners', { count: learners })] : []),
  ]
}

const isNothingNew = ({ counts }: ImportReport) => counts.new + counts.changed === 0

/** What would be done with a file, before it is done. */
export function previewMessage(t: T, fileName: string, unit: string, report: ImportReport): Public {
  const { counts } = report
  const lines = [
    t('question-import-preview', { file: fileName, unit }),
    t('question-import-counts', { ...counts }),
    ...noteLines(t, report),
    ...(counts.refused > 0 ? ['', t('question-import-refused'), ...problemLines(t, report)] : []),
    ...(counts.refused > 0 ? [t('question-import-file-follows')] : []),
    '',
    t(isNothingNew(report) ? 'question-import-nothing' : 'question-import-ask'),
  ]
  return publicMessage(escapeHtml(lines.join('\n')))
}

/** What was done. */
export function importedMessage(t: T, unit: string, report: ImportReport): Public {
  const lines = [
    t('question-imported', { unit }),
    t('question-import-counts', { ...report.counts }),
    ...noteLines(t, report),
    t('question-import-next'),
  ]
  return publicMessage(escapeHtml(lines.join('\n')))
}

const width = 16
const wide = 60

const whyOf = (t: T, row: ReadRow): string => ('refused' in row ? faultWords(t, row.refused) : '')

/** The file back with a column of reasons: a table whole, of a text what was refused. */
export function refusedSheet(t: T, { heads, rows }: ReadFile): Sheet {
  const why = { head: t('question-column-refused'), width: wide }
  if (heads.length === 0)
    return {
      name: t('question-sheet-refused'),
      columns: [why, { head: t('question-column-text'), width: wide }],
      rows: rows.flatMap((row) => ('refused' in row ? [[whyOf(t, row), ...row.cells]] : [])),
    }
  return {
    name: t('question-sheet-refused'),
    columns: [why, ...heads.map((head) => ({ head, width }))],
    rows: rows.map((row) => [whyOf(t, row), ...row.cells]),
  }
}
