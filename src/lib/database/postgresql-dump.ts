import { Damaged } from './damaged.ts'
import type { AppliedMigration } from './migration-history.ts'

/**
 * What is in a backup of a PostgreSQL database, in this order. A row is JSON that PostgreSQL wrote and will read; we never
 * look into it, so that no number and no character can change on its way through JavaScript.
 */
export type Piece =
  | { kind: 'migrations'; migrations: AppliedMigration[] }
  | { kind: 'rows'; table: string; rows: string[] }
  | { kind: 'sequence'; name: string; last: string }

const marks = { migrations: 'm', table: 't', row: 'r', sequence: 's', end: 'e' } as const

const line = (mark: string, text: string) => `${mark} ${text}\n`

function linesOfPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'migrations':
      return line(marks.migrations, JSON.stringify(piece.migrations))
    case 'rows':
      return line(marks.table, piece.table) + piece.rows.map((row) => line(marks.row, row)).join('')
    case 'sequence':
      return line(marks.sequence, JSON.stringify({ name: piece.name, last: piece.last }))
  }
}

/** The text of a backup. Its last line counts the rows: a file that was cut short lacks it. */
export async function* written(pieces: AsyncIterable<Piece>): AsyncGenerator<string> {
  let rows = 0
  for await (const piece of pieces) {
    if (piece.kind === 'rows') rows += piece.rows.length
    yield linesOfPiece(piece)
  }
  yield line(marks.end, String(rows))
}

/** Lines end at a line feed and nowhere else: a row may hold U+2028, at which Node's readline would cut it. */
async function* linesIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const some of bytes) {
    const lines = (rest + decoder.decode(some, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** So many rows go to the database at once. */
const ROWS_AT_ONCE = 500

/** Reads back what `written` wrote. Throws Damaged when it is cut short or is something else. */
export async function* read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let table = ''
  let rows: string[] = []
  let count = 0
  let counted: number | undefined
  for await (const text of linesIn(bytes)) {
    const mark = text.slice(0, 1)
    const rest = text.slice(2)
    if (mark === marks.row) count++
    if (rows.length > 0 && (mark !== marks.row || rows.length === ROWS_AT_ONCE)) {
      yield { kind: 'rows', table, rows }
      rows = []
    }
    if (mark === marks.row) rows.push(rest)
    else if (mark === marks.table) table = rest
    else if (mark === marks.migrations) yield { kind: 'migrations', migrations: JSON.parse(rest) }
    else if (mark === marks.sequence) yield { kind: 'sequence', ...JSON.parse(rest) }
    else if (mark === marks.end) counted = Number(rest)
    else throw new Damaged('unknown format')
  }
  if (counted !== count) throw new Damaged('its end is missing')
}
