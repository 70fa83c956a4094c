import { decodeText } from '../../../lib/decode-text.ts'
import { readTable } from '../../../lib/read-table.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { fault } from '../content.ts'
import { questionKey } from '../keys.ts'
import { looksLikeAiken, readAiken } from './aiken.ts'
import { readGift } from './gift.ts'
import { readTableRows } from './question-table.ts'
import type { ReadRow } from './said-question.ts'

export interface QuestionFile {
  fileName: string
  bytes: Uint8Array
}

export interface ReadFile {
  /** The header of a table, to give it back as it came; none for text. */
  heads: readonly string[]
  rows: ReadRow[]
}

export const largestQuestionFile = 10 * 1024 * 1024
/** Text is read beside everybody else's messages: so much takes a third of a second. */
const largestText = 5 * 1024 * 1024
const mostQuestions = 20_000

/** The names of files that may have questions in them. */
export const mayHaveQuestions = (fileName: string): boolean => /\.(csv|xlsx|txt|gift)$/i.test(fileName)

const isZip = ([first, second]: Uint8Array) => first === 0x50 && second === 0x4b

/** GIFT and Aiken; undefined when the text is neither. */
function readText({ fileName, bytes }: QuestionFile): ReadRow[] | undefined {
  if (!/\.(txt|gift)$/i.test(fileName) || isZip(bytes)) return undefined
  const isGift = /\.gift$/i.test(fileName)
  if (bytes.length > largestText)
    throw new Refusal('file-too-large', { megabytes: largestText / 1024 / 1024 })
  const text = decodeText(bytes)
  if (!isGift && looksLikeAiken(text)) return readAiken(text)
  return isGift || (text.includes('{') && text.includes('}')) ? readGift(text) : undefined
}

/** The same question further down in one file is not taken twice: nobody could say which of the two is meant. */
function withoutRepeated(rows: readonly ReadRow[]): ReadRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    if ('refused' in row) return row
    const key = questionKey(row.said)
    const first = seen.get(key)
    const { line, cells } = row
    if (first !== undefined) return { line, cells, refused: fault('repeated-row', { first }) }
    seen.set(key, line)
    return row
  })
}

/**
 * The questions of a file, each read or refused; undefined when the file is none of questions. Throws Refusal `file-too-large`,
 * `table-too-long` or `table-unreadable`.
 */
export async function readQuestionFile(file: QuestionFile): Promise<ReadFile | undefined> {
  const rows = readText(file)
  const read = rows ? { heads: [], rows } : readTableRows(await readTable(file.bytes))
  if (read && read.rows.length > mostQuestions) throw new Refusal('table-too-long', { rows: mostQuestions })
  return read && { ...read, rows: withoutRepeated(read.rows) }
}
