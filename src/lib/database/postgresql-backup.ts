import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { Damaged } from './damaged.ts'
import { type Piece, read, written } from './postgresql-dump.ts'
import { makeFile } from './whole-file.ts'

const FETCH = 500

const tables = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()
  AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations' ORDER BY 1`
const sequences = `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
  WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1`
const migrations = `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, 1`

async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<Piece> {
  const quoted = pg.escapeIdentifier(table)
  await client.query(`DECLARE backup CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${quoted} t`)
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${FETCH} FROM backup`)
    if (rows.length === 0) break
    yield { kind: 'rows', table, rows: rows.map(({ row }) => row) }
  }
  await client.query('CLOSE backup')
}

async function* piecesOf(client: pg.Client): AsyncGenerator<Piece> {
  yield { kind: 'migrations', migrations: (await client.query(migrations)).rows }
  for (const { name } of (await client.query<{ name: string }>(tables)).rows) yield* rowsOf(client, name)
  for (const { name, last } of (await client.query<{ name: string; last: string }>(sequences)).rows)
    yield { kind: 'sequence', name, last }
}

/** Hands every piece of a backup to `take`. Throws Damaged when the file is cut short, changed or of another kind. */
export async function readBackup(file: string, take: (piece: Piece) => Promise<void>): Promise<void> {
  const packed = createReadStream(file)
  const bytes = packed.pipe(createGunzip())
  packed.on('error', (error) => bytes.destroy(error))
  try {
    for await (const piece of read(bytes)) await take(piece)
  } catch (error) {
    const isGzips = error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
    throw isGzips ? new Damaged(error.message) : error
  } finally {
    packed.destroy()
  }
}

/** Writes the database, as it is at one moment, to `to`, and reads the file once more. Everybody may go on writing meanwhile. */
export async function backupPostgresql(url: string, to: string): Promise<void> {
  await makeFile(to, async (part) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await pipeline(written(piecesOf(client)), createGzip(), createWriteStream(part))
    } finally {
      await client.end()
    }
    await readBackup(part, () => Promise.resolve())
  })
}
