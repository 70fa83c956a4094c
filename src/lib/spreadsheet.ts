import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DateTime } from 'luxon'
import { projectRoot } from './root.ts'

/** Nothing; a number; a moment; or text, which stays text whatever it begins with. */
export type Cell = string | number | Date | undefined

export interface Column {
  head: string
  /** In characters of the usual size. */
  width: number
}

export interface Sheet {
  /** Signs that spreadsheets do not take are left out. */
  name: string
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
}

/** Excel's limits. */
const longestName = 31
const longestText = 32_767

/** The names of the sheets as Excel takes them: short, without its own signs, and no two alike. */
function namesOf(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map((sheet, at) => {
    const clean =
      sheet.name
        .replaceAll(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, longestName) || `${at + 1}`
    const name = taken.has(clean.toLowerCase()) ? `${clean.slice(0, longestName - 4)} ${at + 1}` : clean
    taken.add(name.toLowerCase())
    return name
  })
}

/** A spreadsheet knows no time zones: it gets what a clock on the wall of the place shows. */
const wallTime = (at: Date, timeZone: string): Date =>
  DateTime.fromJSDate(at, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toJSDate()

function written(cell: Cell, timeZone: string): Cell {
  if (cell instanceof Date) return wallTime(cell, timeZone)
  return typeof cell === 'string' ? cell.slice(0, longestText) : cell
}

type Answer = { bytes: Uint8Array } | { error: string }

async function inThread(workerData: unknown): Promise<Answer> {
  const worker = new Worker(join(projectRoot, 'src/lib/spreadsheet-worker.mjs'), { workerData })
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the writer of a spreadsheet ended with ${code}`)))
    })
  } finally {
    await worker.terminate()
  }
}

/**
 * An XLSX file with these sheets. The first row of each has the heads and stays in sight. Moments are written as the clocks of
 * `timeZone` show them. Runs in a thread of its own: ten thousand rows would hold up everybody for half a second.
 */
export async function writeSpreadsheet(sheets: readonly Sheet[], timeZone: string): Promise<Buffer> {
  const names = namesOf(sheets)
  const answer = await inThread(
    sheets.map(({ columns, rows }, at) => ({
      name: names[at],
      columns,
      rows: rows.map((row) => row.map((cell) => written(cell, timeZone))),
    })),
  )
  if ('error' in answer) throw new Error(`a spreadsheet could not be written: ${answer.error}`)
  return Buffer.from(answer.bytes)
}
