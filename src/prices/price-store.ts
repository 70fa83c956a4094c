import { dialectOf, type Tx } from '../lib/db.ts'
import type { GoodRow, Known, WaitingReason } from './decide-rows.ts'
import { type Goods, goodsKey, type Prices, type Quote, type Series, type Waiting } from './quote.ts'

interface PriceColumns {
  low: number | null
  average: number | null
  high: number | null
}

const prices = ({ low, average, high }: PriceColumns): Prices => ({
  low: low ?? undefined,
  average: average ?? undefined,
  high: high ?? undefined,
})

const columnsOf = ({ low, average, high }: Prices): PriceColumns => ({
  low: low ?? null,
  average: average ?? null,
  high: high ?? null,
})

/** The series of these goods, made where they are new; by goodsKey. */
export async function ensureSeries(tx: Tx, goods: readonly Goods[]): Promise<Map<string, Series>> {
  const list = JSON.stringify([...new Map(goods.map((one) => [goodsKey(one), one])).values()])
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`INSERT INTO "PriceSeries" ("market", "name", "grade", "origin", "unit")
      SELECT "market", "name", "grade", "origin", "unit" FROM jsonb_to_recordset(${list}::jsonb)
        AS r("market" text, "name" text, "grade" text, "origin" text, "unit" text) ON CONFLICT DO NOTHING`
  } else {
    await tx.$executeRaw`INSERT INTO "PriceSeries" ("market", "name", "grade", "origin", "unit")
      SELECT value ->> 'market', value ->> 'name', value ->> 'grade', value ->> 'origin', value ->> 'unit'
      FROM json_each(${list}) WHERE true ON CONFLICT DO NOTHING`
  }
  const rows = await tx.priceSeries.findMany({
    where: { market: { in: [...new Set(goods.map((one) => one.market))] } },
  })
  return new Map(rows.map((row) => [goodsKey(row), row]))
}

/** What is known of the series between two days, by goodsKey. */
export async function knownQuotes(
  db: Tx,
  series: ReadonlyMap<string, Series>,
  from: string,
  to: string,
): Promise<Map<string, Known>> {
  const keyById = new Map([...series].map(([key, { id }]) => [id, key]))
  const known = new Map<string, Known>([...series.keys()].map((key) => [key, { quotes: [], asked: [] }]))
  const within = { day: { gte: from, lte: to } }
  for (const { seriesId, day, ...row } of await db.quote.findMany({ where: within })) {
    known.get(keyById.get(seriesId) ?? '')?.quotes.push({ day, ...prices(row) })
  }
  for (const { seriesId, day, ...row } of await db.waitingQuote.findMany({ where: within })) {
    known.get(keyById.get(seriesId) ?? '')?.asked.push({ day, ...prices(row) })
  }
  return known
}

/** Writes quotes over what stands there. */
export async function saveQuotes(
  tx: Tx,
  importId: number,
  quotes: readonly (Quote & { seriesId: number })[],
): Promise<void> {
  const list = JSON.stringify(
    quotes.map(({ seriesId, day, ...row }) => ({ seriesId, day, ...columnsOf(row) })),
  )
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`INSERT INTO "Quote" ("seriesId", "day", "low", "average", "high", "importId")
      SELECT "seriesId", "day", "low", "average", "high", ${importId} FROM jsonb_to_recordset(${list}::jsonb)
        AS r("seriesId" int, "day" text, "low" int, "average" int, "high" int)
      ON CONFLICT ("seriesId", "day") DO UPDATE SET "low" = excluded."low", "average" = excluded."average",
        "high" = excluded."high", "importId" = excluded."importId"`
    return
  }
  await tx.$executeRaw`INSERT INTO "Quote" ("seriesId", "day", "low", "average", "high", "importId")
    SELECT value ->> 'seriesId', value ->> 'day', value ->> 'low', value ->> 'average', value ->> 'high', ${importId}
    FROM json_each(${list}) WHERE true
    ON CONFLICT ("seriesId", "day") DO UPDATE SET "low" = excluded."low", "average" = excluded."average",
      "high" = excluded."high", "importId" = excluded."importId"`
}

/** Keeps what a correction replaces. */
export async function saveRevisions(
  tx: Tx,
  replaced: readonly (Quote & { seriesId: number })[],
  importId: number,
  replacedAt: Date,
): Promise<void> {
  const rows = replaced.map(({ seriesId, day, ...row }) => ({
    seriesId,
    day,
    ...columnsOf(row),
    importId,
    replacedAt,
  }))
  if (rows.length > 0) await tx.quoteRevision.createMany({ data: rows })
}

export async function saveWaiting(
  tx: Tx,
  importId: number,
  rows: readonly (GoodRow & { seriesId: number; reason: WaitingReason })[],
): Promise<void> {
  const data = rows.map(({ seriesId, line, reason, quote: { day, ...row } }) => ({
    importId,
    seriesId,
    day,
    ...columnsOf(row),
    line,
    reason,
    state: 'open' as const,
  }))
  if (data.length > 0) await tx.waitingQuote.createMany({ data })
}

export interface ImportCounts {
  rows: number
  new: number
  unchanged: number
  corrected: number
  refused: number
  waiting: number
}

export async function insertImport(
  tx: Tx,
  {
    fileName,
    importedBy,
    importedAt,
  }: { fileName: string; importedBy: number | undefined; importedAt: Date },
  { new: news, ...counts }: ImportCounts,
): Promise<number> {
  const { id } = await tx.priceImport.create({
    data: { fileName, importedBy: importedBy ?? null, importedAt, news, ...counts },
    select: { id: true },
  })
  return id
}

/** Quotes that wait for a person, oldest first; with `id`, that one alone. */
export async function openWaiting(db: Tx, id?: number): Promise<Waiting[]> {
  const rows = await db.waitingQuote.findMany({
    where: { state: 'open', ...(id !== undefined && { id }) },
    include: { series: true },
    orderBy: { id: 'asc' },
    take: 20,
  })
  return rows.map(({ series, day, reason, importId, ...row }) => ({
    id: row.id,
    importId,
    series,
    quote: { day, ...prices(row) },
    reason,
  }))
}

export async function countWaiting(db: Tx): Promise<number> {
  return db.waitingQuote.count({ where: { state: 'open' } })
}

export async function closeWaiting(
  tx: Tx,
  id: number,
  state: 'taken' | 'dropped',
  decidedById: number,
): Promise<void> {
  await tx.waitingQuote.update({ where: { id }, data: { state, decidedById } })
}

/** The others that contradict it: of two, one can be right. */
export async function dropRivals(tx: Tx, seriesId: number, day: string, decidedById: number): Promise<void> {
  await tx.waitingQuote.updateMany({
    where: { seriesId, day, state: 'open' },
    data: { state: 'dropped', decidedById },
  })
}

export async function seriesById(db: Tx, id: number): Promise<Series | undefined> {
  return (await db.priceSeries.findUnique({ where: { id } })) ?? undefined
}

export async function seriesNamed(db: Tx, names: readonly string[]): Promise<Series[]> {
  return db.priceSeries.findMany({ where: { name: { in: [...names] } }, orderBy: { id: 'asc' } })
}

/** Names that hold those words, the most lately quoted first. */
export async function namesLike(db: Tx, words: string, limit: number): Promise<string[]> {
  const rows = await db.quote.groupBy({
    by: ['seriesId'],
    where: { series: { name: { contains: words } } },
    _max: { day: true },
    orderBy: { _max: { day: 'desc' } },
    take: limit * 4,
  })
  const series = await db.priceSeries.findMany({
    where: { id: { in: rows.map(({ seriesId }) => seriesId) } },
  })
  const nameOf = new Map(series.map(({ id, name }) => [id, name]))
  return [...new Set(rows.map(({ seriesId }) => nameOf.get(seriesId) ?? ''))].filter(Boolean).slice(0, limit)
}

export async function quoteOn(db: Tx, seriesId: number, day: string): Promise<Quote | undefined> {
  const row = await db.quote.findUnique({ where: { seriesId_day: { seriesId, day } } })
  return row ? { day, ...prices(row) } : undefined
}

/** The day of the newest quote on or before `day`, by series; a series that was never quoted is not in it. */
export async function lastDays(db: Tx, seriesIds: number[], day: string): Promise<Map<number, string>> {
  const rows = await db.quote.groupBy({
    by: ['seriesId'],
    where: { seriesId: { in: seriesIds }, day: { lte: day } },
    _max: { day: true },
  })
  return new Map(rows.map(({ seriesId, _max }) => [seriesId, _max.day ?? day]))
}

/** The quotes of some series between two days, newest first, by series. */
export async function quotesBetween(
  db: Tx,
  seriesIds: number[],
  from: string,
  to: string,
): Promise<Map<number, Quote[]>> {
  const rows = await db.quote.findMany({
    where: { seriesId: { in: seriesIds }, day: { gte: from, lte: to } },
    orderBy: { day: 'desc' },
  })
  const found = new Map<number, Quote[]>(seriesIds.map((id) => [id, []]))
  for (const { seriesId, day, ...row } of rows) found.get(seriesId)?.push({ day, ...prices(row) })
  return found
}
