import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { dayPlus } from '../lib/local-time.ts'
import { readTable, type TableRow } from '../lib/read-table.ts'
import { Refusal } from '../lib/refusal.ts'
import { shorten } from '../lib/shorten.ts'
import { unitsWith } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { type Decision, decideRows, type GoodRow } from './decide-rows.ts'
import { type ReadRow, readHeader, readRow, type Why } from './price-row.ts'
import {
  ensureSeries,
  type ImportCounts,
  insertImport,
  knownQuotes,
  saveQuotes,
  saveRevisions,
  saveWaiting,
} from './price-store.ts'
import { goodsKey, type Series } from './quote.ts'

export interface PriceFile {
  fileName: string
  bytes: Uint8Array
  /** Where the file names no market of its own. */
  market?: string
}

export interface ImportReport extends ImportCounts {
  /** The first twenty rows that were refused. */
  problems: { line: number; why: Why }[]
}

const shownProblems = 20
/** So far back a jump is looked for. */
const lookBackDays = 60

/** Every row of the table under its header. Throws Refusal `price-file-no-header`. */
function readRows(table: TableRow[], market: string): ReadRow[] {
  const headerAt = table.slice(0, 10).findIndex((row) => readHeader(row))
  const header = table[headerAt]
  const columns = header && readHeader(header)
  if (!columns) throw new Refusal('price-file-no-header')
  return table.slice(headerAt + 1).map((row) => readRow(row, columns, market))
}

/**
 * A market's file is taken in, all of it or nothing. Every row is counted once: new, unchanged, corrected, refused, or
 * waiting for a person. Taking it in again changes nothing. By a person with the right somewhere, or the operator.
 */
export async function importPrices(app: App, by: Actor | 'cli', file: PriceFile): Promise<ImportReport> {
  if (by !== 'cli') await mustMayImport(app.db, by)
  const rows = readRows(await readTable(file.bytes), file.market ?? '')
  const good = rows.flatMap((row): GoodRow[] => ('goods' in row ? [row] : []))
  const problems = rows.flatMap((row) => ('refused' in row ? [{ line: row.line, why: row.refused }] : []))
  return app.db.transaction(
    async (tx) => {
      if (by !== 'cli') await mustMayImport(tx, by)
      const { decisions, series } = await decide(tx, good)
      const count = (what: Decision['what']) => decisions.filter((one) => one.what === what).length
      const counts: ImportCounts = {
        rows: rows.length,
        new: count('new'),
        unchanged: count('unchanged'),
        corrected: count('corrected'),
        refused: problems.length,
        waiting: count('waiting'),
      }
      const importedBy = by === 'cli' ? undefined : by.personId
      const head = { fileName: shorten(file.fileName, 200), importedBy, importedAt: app.clock.now() }
      const importId = await insertImport(tx, head, counts)
      await save(tx, importId, decisions, series, app.clock.now())
      return { ...counts, problems: problems.slice(0, shownProblems) }
    },
    { timeoutMs: 60_000 },
  )
}

async function mustMayImport(db: Tx, by: Actor): Promise<void> {
  if ((await unitsWith(db, by.personId, 'import-prices')).length === 0)
    throw new Refusal('price-import-not-yours')
}

async function decide(
  tx: Tx,
  good: GoodRow[],
): Promise<{ decisions: Decision[]; series: ReadonlyMap<string, Series> }> {
  if (good.length === 0) return { decisions: [], series: new Map() }
  const series = await ensureSeries(
    tx,
    good.map(({ goods }) => goods),
  )
  const days = good.map(({ quote }) => quote.day).sort()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const known = await knownQuotes(tx, series, dayPlus(first, -lookBackDays), last)
  return { decisions: decideRows(good, known), series }
}

async function save(
  tx: Tx,
  importId: number,
  decisions: Decision[],
  series: ReadonlyMap<string, Series>,
  now: Date,
): Promise<void> {
  const idOf = (row: GoodRow) => series.get(goodsKey(row.goods))?.id ?? 0
  const quotes = decisions.flatMap((one) =>
    one.what === 'new' || one.what === 'corrected' ? [{ seriesId: idOf(one), ...one.quote }] : [],
  )
  const replaced = decisions.flatMap((one) =>
    one.what === 'corrected' ? [{ seriesId: idOf(one), day: one.quote.day, ...pricesOf(one.before) }] : [],
  )
  const waiting = decisions.flatMap((one) =>
    one.what === 'waiting' ? [{ ...one, seriesId: idOf(one) }] : [],
  )
  await saveRevisions(tx, replaced, importId, now)
  await saveQuotes(tx, importId, quotes)
  await saveWaiting(tx, importId, waiting)
}

const pricesOf = ({
  low,
  average,
  high,
}: GoodRow['quote'] | (Decision & { what: 'corrected' })['before']) => ({
  low,
  average,
  high,
})
