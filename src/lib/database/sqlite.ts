import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { gated } from './sqlite-gate.ts'

/** synchronous=FULL: what was acknowledged survives a power cut. WAL: readers beside the writer. */
const settings = 'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'
const testSettings = 'PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;'

async function useWal(adapter: SqlDriverAdapter): Promise<void> {
  const { rows } = await adapter.queryRaw({ sql: 'PRAGMA journal_mode = WAL', args: [], argTypes: [] })
  if (rows[0]?.[0] !== 'wal') throw new Error('SQLite cannot use WAL here: is the file on a network drive?')
}

/**
 * Our SQLite: gated, WAL, durable. `busyTimeoutMs` is how long to wait for another process's write;
 * `durable: false` leaves out fsync, for tests only.
 */
export function sqliteAdapter(
  file: string,
  busyTimeoutMs: number,
  durable: boolean,
): SqlDriverAdapterFactory {
  const prepare = async (adapter: SqlDriverAdapter) => {
    await useWal(adapter)
    await adapter.executeScript(durable ? settings : testSettings)
  }
  return gated(new PrismaBetterSqlite3({ url: `file:${file}`, timeout: 0 }), prepare, busyTimeoutMs)
}
