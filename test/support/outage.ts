import Sqlite from 'better-sqlite3'
import { onTestFinished, vi } from 'vitest'
import { type Db, openDatabase } from '../../src/lib/db.ts'
import { newDatabaseUrl, onServer } from './db.ts'

/** A database that can be taken away and given back. */
export interface FrailDb {
  url: string
  db: Db
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

/** PostgreSQL that ends every connection and takes no new ones. */
async function frailPostgresql(url: string): Promise<FrailDb> {
  const name = new URL(url).pathname.slice(1)
  return {
    url,
    db: await openDatabase(url),
    async goAway() {
      await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
      await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
    },
    comeBack: () => onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`),
  }
}

/** A SQLite file that another process keeps locked. */
async function frailSqlite(url: string): Promise<FrailDb> {
  const other = new Sqlite(url.slice('file:'.length), { timeout: 0 })
  const exec = async (sql: string) => void other.exec(sql)
  // A transaction of the app may be open just now, on this very thread: it ends only if we do not block it.
  const lock = () => vi.waitFor(() => exec('BEGIN EXCLUSIVE'), { timeout: 10_000, interval: 5 })
  onTestFinished(() => void other.close())
  return {
    url,
    db: await openDatabase(url, { busyTimeoutMs: 10, durable: false }),
    goAway: lock,
    comeBack: () => exec('ROLLBACK'),
  }
}

/** A new migrated database, closed by itself when the test has finished. */
export async function openFrailDb(): Promise<FrailDb> {
  const url = await newDatabaseUrl()
  const frail = await (url.startsWith('file:') ? frailSqlite(url) : frailPostgresql(url))
  onTestFinished(() => frail.db.close())
  return frail
}
