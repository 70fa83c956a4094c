// Writes a spreadsheet in a thread of its own: see spreadsheet.ts.
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'

/** A sign as its code: `A` is `_x0041_` in the format. */
const coded = (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/**
 * A text that would be read as a code gets its own first sign coded; so does `constructor` and the like, which the writer confuses with
 * what every JavaScript object has.
 */
function textOf(value) {
  if (value in {}) return coded(value) + value.slice(1)
  return value.replaceAll(/_(?=x[\da-f]{4}_)/gi, coded)
}

/** The type is always said, so that no text is ever taken for a formula. */
function cellOf(value) {
  if (value === undefined || value === '') return null
  if (value instanceof Date) return { type: Date, value, format: 'yyyy-mm-dd hh:mm' }
  return typeof value === 'number' ? { type: Number, value } : { type: String, value: textOf(value) }
}

const sheets = workerData.map(({ name, columns, rows }) => ({
  sheet: name,
  columns: columns.map(({ width }) => ({ width })),
  stickyRowsCount: 1,
  data: [
    columns.map(({ head }) => ({ type: String, value: textOf(head), fontWeight: 'bold' })),
    ...rows.map((row) => row.map(cellOf)),
  ],
}))

try {
  parentPort.postMessage({ bytes: await writeXlsx(sheets).toBuffer() })
} catch (error) {
  parentPort.postMessage({ error: String(error) })
}
