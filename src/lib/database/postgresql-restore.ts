import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { applyMigrations, migrationAdapter } from '../migrate.ts'
import { Refusal } from '../refusal.ts'
import { migrationsOf } from './migration-files.ts'
import { type AppliedMigration, pendingMigrations } from './migration-history.ts'
import { inMigrationTransaction } from './migration-transaction.ts'
import { readBackup } from './postgresql-backup.ts'
import type { Piece } from './postgresql-dump.ts'

/** Asks within the transaction of the restore; every argument goes as text. */
async function ask(connection: SqlDriverAdapter, sql: string, ...args: string[]): Promise<unknown[][]> {
  const argTypes = args.map(() => ({ scalarType: 'string', arity: 'scalar' }) as const)
  return (await connection.queryRaw({ sql, args, argTypes })).rows
}

async function run(connection: SqlDriverAdapter, sql: string): Promise<void> {
  await connection.executeRaw({ sql, args: [], argTypes: [] })
}

async function refuseOthers(connection: SqlDriverAdapter): Promise<void> {
  const others = await ask(
    connection,
    `SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()
      AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  )
  if (others.length > 0) throw new Refusal('database-has-users', { count: others.length })
}

/** Renames the schema that all tables are in, and makes an empty one in its place. Says whether there was anything in it. */
async function setAside(connection: SqlDriverAdapter, kept: string): Promise<boolean> {
  const [row] = await ask(
    connection,
    `SELECT current_schema()::text, (SELECT count(*)::text FROM information_schema.tables
      WHERE table_schema = current_schema())`,
  )
  if (row?.[1] === '0') return false
  const schema = pg.escapeIdentifier(String(row?.[0]))
  await run(connection, `ALTER SCHEMA ${schema} RENAME TO ${pg.escapeIdentifier(kept)}`)
  await run(connection, `CREATE SCHEMA ${schema}`)
  return true
}

/** Makes the tables as they were when the backup was made; the next start brings them up to date. */
async function makeTables(connection: SqlDriverAdapter, applied: AppliedMigration[]): Promise<void> {
  const known = migrationsOf('postgresql')
  const pending = pendingMigrations(known, applied)
  await applyMigrations(
    connection,
    'postgresql',
    known.filter((migration) => !pending.includes(migration)),
  )
}

/** References are taken off while the rows come in, in whatever order, and put back, which checks them all. */
async function takeOffReferences(connection: SqlDriverAdapter): Promise<string[]> {
  const references = await ask(
    connection,
    `SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
      WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  )
  for (const [table, name] of references)
    await run(connection, `ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  return references.map(
    ([table, name, definition]) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  )
}

async function load(
  connection: SqlDriverAdapter,
  piece: Exclude<Piece, { kind: 'migrations' }>,
): Promise<void> {
  if (piece.kind === 'sequence') {
    const name = pg.escapeIdentifier(piece.name)
    await ask(connection, 'SELECT setval($1::text::regclass, $2::text::bigint)::text', name, piece.last)
    return
  }
  const table = pg.escapeIdentifier(piece.table)
  const rows = `[${piece.rows.join(',')}]`
  const sql = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::text::json)`
  await ask(connection, sql, rows)
}

/**
 * Restores the backup into the database, in one transaction; the schema that was there is kept as `kept`, which
 * is returned (undefined when there was nothing). Throws Damaged, or a Refusal when somebody is connected.
 */
export async function restorePostgresql(
  url: string,
  file: string,
  kept: string,
): Promise<string | undefined> {
  return inMigrationTransaction(migrationAdapter(url), async (connection) => {
    await refuseOthers(connection)
    const hadOne = await setAside(connection, kept)
    let references: string[] = []
    await readBackup(file, async (piece) => {
      if (piece.kind !== 'migrations') return load(connection, piece)
      await makeTables(connection, piece.migrations)
      references = await takeOffReferences(connection)
    })
    for (const reference of references) await run(connection, reference)
    return hadOne ? kept : undefined
  })
}
