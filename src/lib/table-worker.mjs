// Reads a table in a thread of its own: a large file would hold up everybody for a second.
import { parentPort, workerData } from 'node:worker_threads'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'

/** UTF-8 when it is, otherwise what Chinese spreadsheets write. */
function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}

function fromCsv(bytes) {
  const text = textOf(bytes)
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = ['\t', ';', ','].find((sign) => header.includes(sign)) ?? ','
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    skip_empty_lines: true,
  }
  return parse(text, options).map(({ record, info }) => ({ line: info.lines, cells: record }))
}

/** A date becomes its day; all else its text. */
function cellText(cell) {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

async function fromXlsx(bytes) {
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(Buffer.from(bytes))
  const table = rows.map((row, at) => ({ line: at + 1, cells: row.map(cellText) }))
  return table.filter(({ cells }) => cells.some((cell) => cell !== ''))
}

const { bytes } = workerData
const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
try {
  parentPort.postMessage({ rows: isZip ? await fromXlsx(bytes) : fromCsv(bytes) })
} catch (error) {
  parentPort.postMessage({ error: String(error) })
}
