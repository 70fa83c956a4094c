import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { type Migration, migrationsOf } from './database/migration-files.ts'
import { type AppliedMigration, pendingMigrations } from './database/migration-history.ts'
import { factoryOf, inMigrationTransaction } from './database/migration-transaction.ts'
import { allOfOurs, type MigrationList, schemaEngine } from './database/schema-engine.ts'
import { ensureSqliteFile } from './database/sqlite-file.ts'
import { type Dialect, parseDatabaseUrl } from './database/url.ts'

/** The shape in which Prisma's engine takes migrations. */
export function asPrismaList(dialect: Dialect, migrations: Migration[]): MigrationList {
  return {
    baseDir: '/prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: `provider = "${dialect}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

/** Connections for migrating, apart from those of the program: they end with the migration. */
export function migrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const database = parseDatabaseUrl(url)
  if (database.dialect === 'postgresql') return new PrismaPg({ connectionString: database.url, max: 1 })
  return new PrismaBetterSqlite3({ url: `file:${database.file}`, timeout: 0 })
}

const tableExists: Record<Dialect, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`,
  postgresql: `SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name = '_prisma_migrations'`,
}

async function appliedMigrations(
  connection: SqlDriverAdapter,
  dialect: Dialect,
): Promise<AppliedMigration[]> {
  const query = (sql: string) => connection.queryRaw({ sql, args: [], argTypes: [] })
  if ((await query(tableExists[dialect])).rows.length === 0) return []
  const { rows } = await query(
    `SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  return rows.map(([name, checksum, finishedAt]) => ({
    name: String(name),
    checksum: String(checksum),
    finished: finishedAt !== null,
  }))
}

/** Applies those of `migrations` that the database does not have yet, within the transaction that `connection` is in. */
export async function applyMigrations(
  connection: SqlDriverAdapter,
  dialect: Dialect,
  migrations: Migration[],
): Promise<string[]> {
  const migrationsList = asPrismaList(dialect, migrations)
  const engine = await schemaEngine(factoryOf(connection))
  try {
    const done = await engine.applyMigrations({ migrationsList, filters: allOfOurs })
    return done.appliedMigrationNames
  } finally {
    engine.free()
  }
}

/**
 * Brings the database up to this version's schema and returns the names of the migrations it applied. All of them or
 * none: they run in one transaction, under a lock that lets only one process migrate at a time.
 * Throws a Refusal when the database is newer than the program or was left half applied by something else.
 */
export async function migrate(url: string, known?: Migration[]): Promise<string[]> {
  const database = parseDatabaseUrl(url)
  const { dialect } = database
  if (database.dialect === 'sqlite') ensureSqliteFile(database.file)
  const migrations = known ?? migrationsOf(dialect)
  return inMigrationTransaction(migrationAdapter(url), async (connection) => {
    const pending = pendingMigrations(migrations, await appliedMigrations(connection, dialect))
    return pending.length === 0 ? [] : applyMigrations(connection, dialect, migrations)
  })
}
