import { randomInt } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaClient as PostgresqlClient } from '../generated/postgresql/client.ts'
import { Prisma, PrismaClient } from '../generated/sqlite/client.ts'
import { systemClock } from './clock.ts'
import { isConflict } from './database/errors.ts'
import { sqliteAdapter } from './database/sqlite.ts'
import { assertOutside, insideTransaction } from './database/transaction-guard.ts'
import { type DatabaseUrl, type Dialect, parseDatabaseUrl } from './database/url.ts'

export { Prisma } from '../generated/sqlite/client.ts'
export { isConflict, isDuplicate, isLockTimeout, isOutage, outage } from './database/errors.ts'
export type { Dialect } from './database/url.ts'

type Managed = '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'

/** What a verb gets within a transaction: everything it reads and writes goes through this. */
export type Tx = Omit<PrismaClient, Managed>

export interface TransactionOptions {
  /**
   * PostgreSQL only (SQLite is always serializable). `read-committed` is for the hot paths whose statements claim or record
   * by condition and count the rows; all else keeps the default, where transactions behave as if one came after the other.
   */
  isolation?: 'serializable' | 'read-committed'
  /** The body is rolled back when it takes longer. Default 10 s. */
  timeoutMs?: number
}

/** `app.db`: reads outside a transaction, and `transaction` for everything that must hold together. */
export type Db = Tx & {
  /**
   * Runs `body` in one transaction and commits, or rolls back when it throws. The body holds the only connection on SQLite:
   * no network call in it. On PostgreSQL it may run again (up to 10 times) when it lost against another, so
   * it changes nothing but the database. A failed statement ends the transaction on PostgreSQL: do not catch and go on.
   */
  transaction<T>(body: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** How long to wait for another process that is writing to the same SQLite file. Default 10 s; the CLI takes less. */
  busyTimeoutMs?: number
  /** Connections to PostgreSQL. Default 10. */
  poolSize?: number
  /** A connection to PostgreSQL broke while nobody used it; the pool makes a new one by itself. */
  onConnectionLost?: (error: Error) => void
  /** `false` leaves out fsync on SQLite: for tests only. */
  durable?: boolean
}

const TRIES = 10
const MAX_WAIT_MS = 30_000
const TIMEOUT_MS = 10_000

/**
 * A process that stands still in the middle of a transaction (stopped, swapped out, cut off) keeps its locks no longer than that:
 * less than the ten seconds in which another takes over. Nobody waits longer for a lock either, but tries again.
 */
const IDLE_IN_TRANSACTION_MS = 8_000
const LOCK_WAIT_MS = 5_000

function postgresqlAdapter(url: string, options: DatabaseOptions): SqlDriverAdapterFactory {
  const lost = options.onConnectionLost ?? (() => undefined)
  return new PrismaPg(
    {
      connectionString: url,
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      lock_timeout: LOCK_WAIT_MS,
    },
    { onPoolError: lost, onConnectionError: lost },
  )
}

/** The two clients are generated from one schema; PostgreSQL's is used through SQLite's types, which are the narrower. */
function clientFor(database: DatabaseUrl, options: DatabaseOptions): PrismaClient {
  const transactionOptions = { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS }
  if (database.dialect === 'postgresql') {
    const adapter = postgresqlAdapter(database.url, options)
    return new PostgresqlClient({
      adapter,
      transactionOptions,
      errorFormat: 'minimal',
    }) as unknown as PrismaClient
  }
  const { busyTimeoutMs = 10_000, durable = true } = options
  const adapter = sqliteAdapter(database.file, busyTimeoutMs, durable)
  return new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' })
}

/** Runs `work` again, after a short and growing pause, while it loses against other transactions. */
async function untilItHolds<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!isConflict(error) || tried === TRIES) throw error
      await systemClock.sleep(randomInt(10 * 2 ** Math.min(tried, 6)))
    }
  }
}

const isolationLevels = {
  serializable: Prisma.TransactionIsolationLevel.Serializable,
  'read-committed': 'ReadCommitted' as typeof Prisma.TransactionIsolationLevel.Serializable,
}

const dialects = new WeakMap<object, Dialect>()

/** Which database a statement is for, for the few raw ones that differ. */
export function dialectOf(db: Db | Tx): Dialect {
  const dialect = dialects.get(db)
  if (!dialect) throw new Error('dialectOf takes app.db or the tx of a transaction')
  return dialect
}

/** `value` of the enum `name` in a raw statement: PostgreSQL wants to be told the type. */
export function enumValue(db: Db | Tx, name: string, value: string): Prisma.Sql {
  return dialectOf(db) === 'postgresql'
    ? Prisma.sql`${value}::${Prisma.raw(`"${name}"`)}`
    : Prisma.sql`${value}`
}

/** Opens the database, migrated before by `migrate`. Connects at once; throws when it cannot. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Db> {
  const database = parseDatabaseUrl(url)
  const client = clientFor(database, options)
  await client.$connect()
  await client.$queryRaw`SELECT 1`

  async function transaction<T>(body: (tx: Tx) => Promise<T>, wanted: TransactionOptions = {}): Promise<T> {
    const { isolation = 'serializable', timeoutMs: timeout = TIMEOUT_MS } = wanted
    const isolationLevel = isolationLevels[isolation]
    const settings = {
      maxWait: MAX_WAIT_MS,
      timeout,
      ...(database.dialect === 'postgresql' && { isolationLevel }),
    }
    const run = (tx: Tx) => {
      dialects.set(tx, database.dialect)
      return insideTransaction(() => body(tx))
    }
    return untilItHolds(() => client.$transaction(run, settings))
  }

  const close = () => client.$disconnect()
  const db = new Proxy(client, {
    get(target, name) {
      if (name === 'close') return close
      assertOutside()
      return name === 'transaction' ? transaction : Reflect.get(target, name)
    },
  }) as unknown as Db
  dialects.set(db, database.dialect)
  return db
}
