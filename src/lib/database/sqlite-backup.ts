import Sqlite from 'better-sqlite3'
import { Damaged } from './damaged.ts'
import type { AppliedMigration } from './migration-history.ts'
import { makeFile } from './whole-file.ts'

/** How long a backup waits for a writer. */
const BUSY_MS = 5_000

const damage = /^SQLITE_(CORRUPT|NOTADB|FORMAT)/

/** Runs `work` on the file. Throws Damaged when the file is no database, or a broken one. */
export async function withSqlite<T>(file: string, work: (db: Sqlite.Database) => T | Promise<T>): Promise<T> {
  const db = new Sqlite(file, { fileMustExist: true, timeout: BUSY_MS })
  try {
    return await work(db)
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && damage.test(error.code)) throw new Damaged(error.message)
    throw error
  } finally {
    db.close()
  }
}

/**
 * Copies a database that others may be writing to. The read transaction holds one moment of it for all its pages: without it
 * every write of the serving process would start the copy anew.
 */
async function copySnapshot(from: string, to: string): Promise<void> {
  await withSqlite(from, async (db) => {
    db.exec('BEGIN')
    db.pragma('schema_version')
    await db.backup(to)
  })
}

/** The migrations of a database at rest, whose every page and reference has been looked at. Throws Damaged. */
export function checkSqlite(file: string): Promise<AppliedMigration[]> {
  return withSqlite(file, (db) => {
    // A copy says in its header that a write-ahead log goes with it; from now on it stands alone.
    db.pragma('journal_mode = DELETE')
    const found = db.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') throw new Damaged(String(found))
    const orphans = db.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new Damaged(`${orphans.length} rows without their parents`)
    return appliedIn(db)
  })
}

interface MigrationRow {
  migration_name: string
  checksum: string
  finished_at: unknown
}

function appliedIn(db: Sqlite.Database): AppliedMigration[] {
  const table = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get()
  if (!table) throw new Damaged('there are no tables of Cunxun in it')
  return db
    .prepare<[], MigrationRow>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .all()
    .map((row) => ({
      name: row.migration_name,
      checksum: row.checksum,
      finished: row.finished_at !== null,
    }))
}

/** Writes a checked copy of the database to `to`, while it serves. Throws Damaged when the database itself is broken. */
export async function backupSqlite(database: string, to: string): Promise<void> {
  await makeFile(to, async (part) => {
    await copySnapshot(database, part)
    await checkSqlite(part)
  })
}
