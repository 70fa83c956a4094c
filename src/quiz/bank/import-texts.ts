import { type Public, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { firstWords } from '../../lib/shorten.ts'
import type { Sheet } from '../../lib/spreadsheet.ts'
import type { Fault } from './content.ts'
import type { ReadFile, ReadSheet } from './formats/read-file.ts'
import type { ReadRow } from './formats/said-question.ts'
import type { ImportReport } from './import-questions.ts'

/** Why a row is not taken, as the secretary reads it. */
export const faultWords = (t: T, { why, args }: Fault): string => t(`question-row-${why}`, args)

export const shownProblems = 20

/** Every refused row, one a line. */
export const allProblemLines = (t: T, { problems }: Pick<ImportReport, 'problems'>): string[] =>
  problems.map(({ sheet, line, fault }) => {
    const why = faultWords(t, fault)
    return sheet === undefined
      ? t('question-import-line', { line, why })
      : t('question-import-line-in', { sheet, line, why })
  })

/** The first of them; how many more there are. */
export function problemLines(t: T, { problems, counts }: ImportReport): string[] {
  const lines = allProblemLines(t, { problems: problems.slice(0, shownProblems) })
  const more = counts.refused - lines.length
  return more > 0 ? [...lines, t('question-import-more', { count: more })] : lines
}

const longestName = 40
const mostNames = 10

/** Names as they stand in a line: some of them, none too long. */
const namesOf = (t: T, names: readonly string[]): string =>
  names
    .slice(0, mostNames)
    .map((name) => firstWords(name.replaceAll(/\s+/g, ' '), longestName))
    .join(t('list-comma'))

/** What of the file is not read. */
export function unreadLines(t: T, { unknown, without }: ImportReport): string[] {
  return [
    ...(unknown.length > 0 ? [t('question-import-unknown', { columns: namesOf(t, unknown) })] : []),
    ...(without.length > 0 ? [t('question-import-without', { sheets: namesOf(t, without) })] : []),
  ]
}

/** What becomes of the retired, and who is told. */
export function noteLines(t: T, { retired, learners }: ImportReport): string[] {
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
    ...unreadLines(t, report),
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

function refusedSheet(t: T, { sheet, heads, rows }: ReadSheet): Sheet {
  const name = sheet ?? t('question-sheet-refused')
  const why = { head: t('question-column-refused'), width: wide }
  if (heads.length === 0)
    return {
      name,
      columns: [why, { head: t('question-column-text'), width: wide }],
      rows: rows.flatMap((row) => ('refused' in row ? [[whyOf(t, row), ...row.cells]] : [])),
    }
  return {
    name,
    columns: [why, ...heads.map((head) => ({ head, width }))],
    rows: rows.map((row) => [whyOf(t, row), ...row.cells]),
  }
}

/** The file back with a column of reasons: tables whole, of a text what was refused. */
export const refusedSheets = (t: T, { sheets }: ReadFile): Sheet[] =>
  sheets.map((sheet) => refusedSheet(t, sheet))
