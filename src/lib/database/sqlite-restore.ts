import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Refusal } from '../refusal.ts'
import { Damaged } from './damaged.ts'
import { migrationsOf } from './migration-files.ts'
import { pendingMigrations } from './migration-history.ts'
import { checkSqlite, withSqlite } from './sqlite-backup.ts'
import { makeFile, replaceFile } from './whole-file.ts'

const isBusy = (error: unknown) =>
  error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)

/** Brings the write-ahead log home into the file. A log left behind would be played into the database that comes after. */
async function closeLog(database: string): Promise<void> {
  try {
    await withSqlite(database, (db) => db.pragma('journal_mode = DELETE'))
  } catch (error) {
    if (isBusy(error)) throw new Refusal('database-in-use', { file: database })
    // A broken database is kept as it is, with its log beside it: that is what it may be mended from.
    if (!(error instanceof Damaged)) throw error
  }
}

/** Keeps the database that is about to be replaced under the name `kept`. */
async function keep(database: string, kept: string): Promise<void> {
  await closeLog(database)
  await makeFile(kept, (part) => copyFileSync(database, part, constants.COPYFILE_FICLONE))
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`)
  rmSync(`${database}-shm`, { force: true })
}

async function checkBackup(file: string): Promise<void> {
  pendingMigrations(migrationsOf('sqlite'), await checkSqlite(file))
}

/**
 * Puts a checked copy of `backup` in the place of the database, which nobody may be using, and keeps the database that was
 * there as `kept`. Says whether there was one. Throws Damaged when the backup is.
 */
export async function restoreSqlite(database: string, backup: string, kept: string): Promise<boolean> {
  const hadOne = existsSync(database)
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  const fill = (part: string) => {
    copyFileSync(backup, part)
    return checkBackup(part)
  }
  await replaceFile(database, fill, async () => {
    if (hadOne) await keep(database, kept)
  })
  return hadOne
}
