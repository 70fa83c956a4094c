// Writes a spreadsheet in a thread of its own: see spreadsheet.ts.
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'

/** The type is always said, so that no text is ever taken for a formula. */
function cellOf(value) {
  if (value === undefined || value === '') return null
  if (value instanceof Date) return { type: Date, value, format: 'yyyy-mm-dd hh:mm' }
  return { type: typeof value === 'number' ? Number : String, value }
}

const sheets = workerData.map(({ name, columns, rows }) => ({
  sheet: name,
  columns: columns.map(({ width }) => ({ width })),
  stickyRowsCount: 1,
  data: [
    columns.map(({ head }) => ({ type: String, value: head, fontWeight: 'bold' })),
    ...rows.map((row) => row.map(cellOf)),
  ],
}))

try {
  parentPort.postMessage({ bytes: await writeXlsx(sheets).toBuffer() })
} catch (error) {
  parentPort.postMessage({ error: String(error) })
}
