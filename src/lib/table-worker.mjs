// Reads a table in a thread of its own: a large file would hold up everybody for a second.
import { parentPort, workerData } from 'node:worker_threads'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { formatsOf, seenIn } from './cell-formats.mjs'

/** UTF-16 by its mark, UTF-8 when it is, otherwise what Chinese spreadsheets write. */
function textOf(bytes) {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}

function delimiterIn(text) {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  return ['\t', ';', ','].find((sign) => header.includes(sign)) ?? ','
}

function fromCsv(bytes, delimiter) {
  const text = textOf(bytes)
  let lastLine = 0
  const options = {
    bom: true,
    delimiter: delimiter ?? delimiterIn(text),
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    skip_empty_lines: true,
    on_record: (record, { lines }) => {
      lastLine = lines
      return record
    },
  }
  try {
    return parse(text, options).map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    // The quote that is never closed begins after the last row that was whole.
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') error.openQuoteLine = lastLine + 1
    throw error
  }
}

/** A date becomes its day; all else its text. */
function cellText(cell) {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

const isFilled = ({ cells }) => cells.some((cell) => cell !== '')

async function firstSheet(bytes) {
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(Buffer.from(bytes))
  return rows.map((row, at) => ({ line: at + 1, cells: row.map(cellText) })).filter(isFilled)
}

/** The cells of a row as they are seen, the days among them, and those of which nobody can say what is seen. */
function seenRow(row, at, formats) {
  const seen = row.map((cell, column) => seenIn(cell, formats?.get(`${at}:${column}`)))
  const days = row.flatMap((cell, column) => (cell instanceof Date ? [[column, cellText(cell)]] : []))
  return {
    line: at + 1,
    cells: seen.map((words, column) => words ?? cellText(row[column])),
    days: Object.fromEntries(days),
    unclear: seen.flatMap((words, column) => (words === undefined ? [column] : [])),
  }
}

async function allSheets(bytes) {
  const { default: readSheets } = await import('read-excel-file/node')
  const formats = formatsOf(bytes)
  const sheets = await readSheets(Buffer.from(bytes))
  return sheets.map(({ sheet, data }, nth) => ({
    name: sheet,
    rows: (data ?? []).map((row, at) => seenRow(row, at, formats[nth])).filter(isFilled),
  }))
}

const { bytes, all, delimiter } = workerData
const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b

/** The first sheet alone, or all of them as they are seen. */
async function sheetsOf() {
  if (!isZip) return [{ rows: fromCsv(bytes, delimiter) }]
  return all ? await allSheets(bytes) : [{ rows: await firstSheet(bytes) }]
}

try {
  parentPort.postMessage({ sheets: await sheetsOf() })
} catch (error) {
  parentPort.postMessage({ error: String(error), openQuoteLine: error?.openQuoteLine })
}
