import Sqlite from 'better-sqlite3'
import { ensureSqliteFile } from './database/sqlite-file.ts'
import { parseDatabaseUrl } from './database/url.ts'
import { Refusal } from './refusal.ts'

export interface ServingLock {
  release(): void
}

/** Holds `file` locked until `release`; the operating system lets go when the process dies, however it dies. */
function holdFile(file: string): ServingLock {
  ensureSqliteFile(file)
  const lock = new Sqlite(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw error
  }
  return { release: () => void lock.close() }
}

const isBusy = (error: unknown) => error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')

/**
 * Makes this process the one that serves the SQLite database at `url`, by a lock on a file beside it. PostgreSQL takes
 * as many as you like: there the lock holds nothing. Throws Refusal('database-in-use') when another process serves it.
 */
export function takeServingLock(url: string): ServingLock {
  const database = parseDatabaseUrl(url)
  if (database.dialect === 'postgresql') return { release: () => undefined }
  try {
    return holdFile(`${database.file}.lock`)
  } catch (error) {
    if (isBusy(error)) throw new Refusal('database-in-use', { file: database.file })
    throw error
  }
}
