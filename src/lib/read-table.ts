import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal } from './refusal.ts'
import { projectRoot } from './root.ts'

/** One row of a file, with the line it ends on. */
export interface TableRow {
  line: number
  cells: string[]
}

const largestFile = 10 * 1024 * 1024
const mostRows = 20_000
const patienceMs = 60_000
const memoryMb = 512

/**
 * The rows of a CSV (UTF-8 or GB18030) or XLSX file. Throws Refusal `file-too-large`, `table-unreadable` or `table-too-long`. Runs in a
 * thread with bounds of time and memory, so that a hostile file harms nobody.
 */
export async function readTable(bytes: Uint8Array): Promise<TableRow[]> {
  if (bytes.length > largestFile)
    throw new Refusal('file-too-large', { megabytes: largestFile / 1024 / 1024 })
  const answer = await inThread(bytes)
  if (!answer || 'error' in answer) throw new Refusal('table-unreadable')
  if (answer.rows.length > mostRows) throw new Refusal('table-too-long', { rows: mostRows })
  return answer.rows
}

type Answer = { rows: TableRow[] } | { error: string }

/** Undefined when the thread ended without an answer: too long, too much memory. */
async function inThread(bytes: Uint8Array): Promise<Answer | undefined> {
  const worker = new Worker(join(projectRoot, 'src/lib/table-worker.mjs'), {
    workerData: { bytes },
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
