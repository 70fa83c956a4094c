import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal } from './refusal.ts'
import { projectRoot } from './root.ts'

/** One row of a file, with the line it ends on. */
export interface TableRow {
  line: number
  cells: string[]
  /** The days among its cells, 2026-03-01 by the place of the cell; only as `readSheets` reads a spreadsheet. */
  days?: Readonly<Record<number, string>>
  /** The places of cells that are shown otherwise than they are kept, nobody knows how. */
  unclear?: readonly number[]
}

/** A sheet of a spreadsheet; a CSV file is one without a name. */
export interface TableSheet {
  name?: string
  rows: TableRow[]
}

const largestFile = 10 * 1024 * 1024
const mostRows = 20_000
/** A header, and titles above it, are none of the rows. */
const headRows = 10
const patienceMs = 60_000
const memoryMb = 512

/**
 * The rows of a CSV (UTF-8, UTF-16 or GB18030) or of the first sheet of an XLSX file. Throws Refusal `file-too-large`,
 * `table-unreadable`, `table-quote-open` or `table-too-long`. Runs in a thread with bounds of time and memory, so that a hostile file
 * harms nobody.
 */
export async function readTable(bytes: Uint8Array): Promise<TableRow[]> {
  const [first] = await sheetsOf({ bytes, all: false })
  return first?.rows ?? []
}

/**
 * All sheets of a file, their cells as they are shown: 50%, 7月1日. `delimiter` is that of CSV; without it that of its first line. Throws as
 * `readTable` does.
 */
export function readSheets(bytes: Uint8Array, delimiter?: string): Promise<TableSheet[]> {
  return sheetsOf({ bytes, all: true, delimiter })
}

interface Asked {
  bytes: Uint8Array
  all: boolean
  delimiter?: string | undefined
}

async function sheetsOf(asked: Asked): Promise<TableSheet[]> {
  if (asked.bytes.length > largestFile)
    throw new Refusal('file-too-large', { megabytes: largestFile / 1024 / 1024 })
  const answer = await inThread(asked)
  if (!answer) throw new Refusal('table-unreadable')
  if ('error' in answer)
    throw answer.openQuoteLine === undefined
      ? new Refusal('table-unreadable')
      : new Refusal('table-quote-open', { line: answer.openQuoteLine })
  const rows = answer.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  if (rows > mostRows + headRows * answer.sheets.length)
    throw new Refusal('table-too-long', { rows: mostRows })
  return answer.sheets
}

type Answer = { sheets: TableSheet[] } | { error: string; openQuoteLine?: number }

/** Undefined when the thread ended without an answer: too long, too much memory. */
async function inThread(workerData: Asked): Promise<Answer | undefined> {
  const worker = new Worker(join(projectRoot, 'src/lib/table-worker.mjs'), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const tooLong = setTimeout(() => void worker.terminate(), patienceMs)
  try {
    return await new Promise<Answer | undefined>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', () => resolve(undefined))
      worker.once('exit', () => resolve(undefined))
    })
  } finally {
    clearTimeout(tooLong)
    await worker.terminate()
  }
}
