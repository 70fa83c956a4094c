import type { TableRow } from '../lib/read-table.ts'
import type { Goods, Prices, Quote } from './quote.ts'

/** Why a row was not taken; the locale key of the reason is `price-row-<why>`. */
export type Why =
  | 'no-name'
  | 'no-price'
  | 'bad-price'
  | 'no-unit'
  | 'bad-day'
  | 'low-above-high'
  | 'average-outside'

export type ReadRow = { line: number; goods: Goods; quote: Quote } | { line: number; refused: Why }

const columns = {
  name: ['品名', '名称', '品种', '商品名称'],
  low: ['最低价', '最低价格'],
  average: ['平均价', '均价', '平均价格', '价格'],
  high: ['最高价', '最高价格'],
  grade: ['规格', '等级', '规格等级'],
  origin: ['产地'],
  unit: ['单位', '计量单位'],
  day: ['发布日期', '日期', '报价日期'],
  market: ['市场', '市场名称'],
} as const
type Column = keyof typeof columns

/** Full-width letters, digits and signs as the usual ones; without blanks around. */
export function plain(text: string): string {
  const narrow = text.replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  return narrow.replaceAll(/[\s\u3000\ufeff]+/g, ' ').trim()
}

/** Which column stands where, or undefined when the first row is no header of prices. */
export function readHeader(row: TableRow): Partial<Record<Column, number>> | undefined {
  const cells = row.cells.map((cell) => plain(cell).replaceAll(/[(（].*$/g, ''))
  const found: Partial<Record<Column, number>> = {}
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = cells.findIndex((cell) => names.includes(cell))
    if (at >= 0) found[column] = at
  }
  const hasPrice = found.low !== undefined || found.average !== undefined || found.high !== undefined
  return found.name !== undefined && found.day !== undefined && hasPrice ? found : undefined
}

/** `3.5` yuan → 350 fen. Undefined for a blank, null for what is no price or finer than a fen. */
export function readFen(cell: string): number | undefined | null {
  const text = plain(cell)
    .replaceAll(',', '')
    .replace(/^¥|元$/g, '')
    .trim()
  if (text === '' || text === '-' || text === '--') return undefined
  const [, yuan = '', rest = ''] = /^(\d{1,7})(?:\.(\d+))?$/.exec(text) ?? []
  if (yuan === '' || /[1-9]/.test(rest.slice(2))) return null
  const fen = Number(yuan) * 100 + Number(rest.slice(0, 2).padEnd(2, '0'))
  return fen > 0 ? fen : null
}

/** `2021-12-01 00:00:00`, `2015/5/1`, `20211201`, `2021年12月1日` → 2021-12-01; undefined when it is no day. */
export function readDay(cell: string): string | undefined {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?:[ T].*)?$/.exec(plain(cell))
  if (!match) return undefined
  const [, year = '', m1, d1, m2, d2] = match
  const day = `${year}-${(m1 ?? m2 ?? '').padStart(2, '0')}-${(d1 ?? d2 ?? '').padStart(2, '0')}`
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined
}

/** What is wrong between the three, if anything. */
function wrongPrices({ low, average, high }: Prices): Why | undefined {
  if (low === undefined && average === undefined && high === undefined) return 'no-price'
  if (low !== undefined && high !== undefined && low > high) return 'low-above-high'
  const isOutside = average !== undefined && (average < (low ?? 0) || average > (high ?? Infinity))
  return isOutside ? 'average-outside' : undefined
}

/** One row of the table, read or refused. `market` stands in where the file names none. */
export function readRow(row: TableRow, at: Partial<Record<Column, number>>, market: string): ReadRow {
  const cell = (column: Column) => plain(row.cells[at[column] ?? -1] ?? '')
  const { line } = row
  const name = cell('name')
  if (name === '') return { line, refused: 'no-name' }
  const [low, average, high] = [readFen(cell('low')), readFen(cell('average')), readFen(cell('high'))]
  if (low === null || average === null || high === null) return { line, refused: 'bad-price' }
  const wrong = wrongPrices({ low, average, high })
  if (wrong) return { line, refused: wrong }
  const unit = cell('unit')
  if (unit === '') return { line, refused: 'no-unit' }
  const day = readDay(cell('day'))
  if (!day) return { line, refused: 'bad-day' }
  const goods = { market: cell('market') || market, name, grade: cell('grade'), origin: cell('origin'), unit }
  return { line, goods, quote: { day, low, average, high } }
}
