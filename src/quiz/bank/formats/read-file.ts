import { decodeText } from '../../../lib/decode-text.ts'
import { readSheets } from '../../../lib/read-table.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { fault } from '../content.ts'
import { questionKey } from '../keys.ts'
import { looksLikeAiken, readAiken } from './aiken.ts'
import { readGift } from './gift.ts'
import { questionHeader, readTableRows } from './question-table.ts'
import type { ReadRow } from './said-question.ts'

export interface QuestionFile {
  fileName: string
  bytes: Uint8Array
}

/** What one sheet of a file says; text is one without heads. */
export interface ReadSheet {
  /** Its name, where several sheets have questions. */
  sheet?: string | undefined
  /** The header of a table, to give it back as it came; none for text. */
  heads: readonly string[]
  rows: ReadRow[]
}

export interface ReadFile {
  sheets: ReadSheet[]
  /** Heads of columns that nothing is read of. */
  unknown: string[]
  /** Names of sheets that have something in them, and no questions. */
  without: string[]
}

/** All rows of a file, whatever sheet they are in. */
export const rowsIn = ({ sheets }: Pick<ReadFile, 'sheets'>): ReadRow[] => sheets.flatMap(({ rows }) => rows)

export const largestQuestionFile = 10 * 1024 * 1024
/** Text is read beside everybody else's messages: so much takes a third of a second. */
const largestText = 5 * 1024 * 1024
const mostQuestions = 20_000

/** The names of files that may have questions in them. */
export const mayHaveQuestions = (fileName: string): boolean => /\.(csv|xlsx|txt|gift)$/i.test(fileName)

/** Tables that are to be saved as XLSX first. */
export const isOldTable = (fileName: string): boolean => /\.(xls|et|ods)$/i.test(fileName)

const isZip = ([first, second]: Uint8Array) => first === 0x50 && second === 0x4b
const isGift = (fileName: string) => /\.gift$/i.test(fileName)
const isText = (fileName: string) => /\.(txt|gift)$/i.test(fileName)

/** A header is found well before. */
const firstBytes = 64 * 1024
const delimiters = [',', '\t', ';', '，', '；', '|']

/** The first lines of a file, whole ones. */
function firstLines(bytes: Uint8Array): string[] {
  const some = bytes.subarray(0, firstBytes)
  const end = bytes.length > firstBytes ? some.lastIndexOf(0x0a) : -1
  return decodeText(end < 0 ? some : some.subarray(0, end)).split(/\r\n|\r|\n/, 20)
}

const unquoted = (cell: string) => cell.slice(0, 80).trim().replaceAll(/^"|"$/g, '')

/** A text in which nothing looks like the columns of a table. */
export const isPlainText = ({ fileName, bytes }: QuestionFile): boolean =>
  isText(fileName) && !isZip(bytes) && !firstLines(bytes).some((line) => /[\t,;]/.test(line))

/** The sign that parts a header of questions into its columns; undefined when none of them does. */
function delimiterOf(bytes: Uint8Array): string | undefined {
  const lines = firstLines(bytes).slice(0, 12)
  return delimiters.find((sign) =>
    lines.some((line) => questionHeader({ cells: line.split(sign).map(unquoted) })),
  )
}

async function readTables({ fileName, bytes }: QuestionFile): Promise<ReadFile | undefined> {
  const delimiter = isZip(bytes) ? undefined : delimiterOf(bytes)
  // A text that has no header of a table is none.
  if (isGift(fileName) || (isText(fileName) && !isZip(bytes) && delimiter === undefined)) return undefined
  const read = (await readSheets(bytes, delimiter)).map(({ name, rows }) => ({
    ...{ name, isFilled: rows.length > 0 },
    table: readTableRows(rows),
  }))
  const found = read.flatMap(({ name, table }) => (table ? [{ name, ...table }] : []))
  if (found.length === 0) return undefined
  const sheets = found.map(({ name, heads, rows }) => ({
    sheet: found.length > 1 ? name : undefined,
    heads,
    rows,
  }))
  const others = read.filter(({ table, isFilled }) => !table && isFilled)
  return {
    sheets,
    unknown: [...new Set(found.flatMap(({ unknown }) => unknown))],
    without: others.flatMap(({ name }) => (name === undefined ? [] : [name])),
  }
}

const ofText = (rows: ReadRow[]): ReadFile => ({ sheets: [{ heads: [], rows }], unknown: [], without: [] })

/** GIFT and Aiken, each that the text looks like. */
function readTexts({ fileName, bytes }: QuestionFile): ReadFile[] {
  if (!isText(fileName) || isZip(bytes)) return []
  if (bytes.length > largestText)
    throw new Refusal('file-too-large', { megabytes: largestText / 1024 / 1024 })
  const text = decodeText(bytes)
  if (isGift(fileName)) return [ofText(readGift(text))]
  return [
    ...(looksLikeAiken(text) ? [ofText(readAiken(text))] : []),
    ...(text.includes('{') && text.includes('}') ? [ofText(readGift(text))] : []),
  ]
}

const accepted = (read: ReadFile): number => rowsIn(read).filter((row) => 'said' in row).length

/** The one that has the most good questions; of equals the first. */
function best(all: readonly ReadFile[]): ReadFile | undefined {
  return all.toSorted((a, b) => accepted(b) - accepted(a))[0]
}

/** The same question further down in one file is not taken twice: nobody could say which of the two is meant. */
function withoutRepeated(sheets: readonly ReadSheet[]): ReadSheet[] {
  const seen = new Map<string, { line: number; sheet: string | undefined }>()
  const looked = (row: ReadRow, sheet: string | undefined): ReadRow => {
    if ('refused' in row) return row
    const key = questionKey(row.said)
    const { line, cells } = row
    const first = seen.get(key)
    if (!first) seen.set(key, { line, sheet })
    if (!first) return row
    const refused =
      first.sheet === sheet
        ? fault('repeated-row', { first: first.line })
        : fault('repeated-in-sheet', { first: first.line, sheet: first.sheet ?? '' })
    return { line, cells, refused }
  }
  return sheets.map((one) => ({ ...one, rows: one.rows.map((row) => looked(row, one.sheet)) }))
}

/**
 * The questions of a file, each read or refused; undefined when the file is none of questions. Of a `.txt` the reader is kept that makes
 * most of it. Throws Refusal `file-too-large`, `table-too-long`, `table-quote-open` or `table-unreadable`.
 */
export async function readQuestionFile(file: QuestionFile): Promise<ReadFile | undefined> {
  const table = await readTables(file)
  const read = best([...(table ? [table] : []), ...(table && !isText(file.fileName) ? [] : readTexts(file))])
  if (read && rowsIn(read).length > mostQuestions)
    throw new Refusal('table-too-long', { rows: mostQuestions })
  return read && { ...read, sheets: withoutRepeated(read.sheets) }
}
