import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
} from '@prisma/driver-adapter-utils'
import { patiently } from './sqlite-busy.ts'

/** How long a migration waits for another process that is writing to the SQLite file. */
const LOCK_WAIT_MS = 30_000

const statement = (sql: string) => ({ sql, args: [], argTypes: [] })

/** The advisory lock that lets one process at a time migrate a PostgreSQL database. */
const MIGRATION_LOCK = 6751327

/** An open transaction: where to send statements, and how to let the connection go afterwards. */
interface Held {
  queries: SqlQueryable
  runScript(script: string): Promise<void>
  letGo(): Promise<void>
}

/** SQLite rebuilds a table to change it: foreign keys are off meanwhile, as its manual asks, and checked at the end. */
async function holdSqlite(adapter: SqlDriverAdapter): Promise<Held> {
  await adapter.executeRaw(statement('PRAGMA foreign_keys = OFF'))
  await patiently(LOCK_WAIT_MS, () => adapter.executeRaw(statement('BEGIN IMMEDIATE')))
  const runScript = (script: string) => adapter.executeScript(script)
  return { queries: adapter, runScript, letGo: () => Promise.resolve() }
}

/** PostgreSQL takes a whole script as one statement; the adapter's own `executeScript` would cut it at every semicolon. */
async function holdPostgresql(adapter: SqlDriverAdapter): Promise<Held> {
  const transaction = await adapter.startTransaction()
  await transaction.executeRaw(statement(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`))
  const runScript = async (script: string) => void (await transaction.executeRaw(statement(script)))
  return { queries: transaction, runScript, letGo: () => transaction.commit() }
}

async function checkForeignKeys(adapter: SqlDriverAdapter): Promise<void> {
  if (adapter.provider !== 'sqlite') return
  const { rows } = await adapter.queryRaw(statement('PRAGMA foreign_key_check'))
  if (rows.length > 0) throw new Error(`the migration would leave ${rows.length} rows without their parents`)
}

/** The engine's own lock on SQLite would shut out readers; our transaction holds off writers already. */
const isEngineLock = (sql: string) => sql.includes('locking_mode=EXCLUSIVE')

/** The open transaction in the shape of a connection, which is what Prisma's schema engine asks for. */
function asConnection(adapter: SqlDriverAdapter, held: Held, failures: unknown[]): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => held.queries.queryRaw(query),
    executeRaw: async (query) => (isEngineLock(query.sql) ? 0 : held.queries.executeRaw(query)),
    executeScript: (script) =>
      held.runScript(script).catch((error) => {
        failures.push(error)
        throw error
      }),
    startTransaction: () => Promise.reject(new Error('a migration is one transaction already')),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => Promise.resolve(),
  }
}

async function attempt<T>(
  adapter: SqlDriverAdapter,
  held: Held,
  work: (connection: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  const failures: unknown[] = []
  try {
    const result = await work(asConnection(adapter, held, failures))
    await checkForeignKeys(adapter)
    await held.queries.executeRaw(statement('COMMIT'))
    return result
  } catch (error) {
    await held.queries.executeRaw(statement('ROLLBACK'))
    // After a failed statement PostgreSQL refuses all others: the first failure is the one that tells.
    throw failures[0] ?? error
  } finally {
    await held.letGo()
  }
}

/** Runs `work` on one connection in one transaction, so that a migration is done wholly or not at all, even by kill -9. */
export async function inMigrationTransaction<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  work: (connection: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  const adapter = await factory.connect()
  try {
    const held = adapter.provider === 'sqlite' ? await holdSqlite(adapter) : await holdPostgresql(adapter)
    return await attempt(adapter, held, work)
  } finally {
    await adapter.dispose()
  }
}

/** A factory that always hands out `connection`; there is no second database to compare with. */
export function factoryOf(connection: SqlDriverAdapter): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = connection
  const connectToShadowDb = () => Promise.reject(new Error('applying migrations needs no shadow database'))
  return { provider, adapterName, connect: () => Promise.resolve(connection), connectToShadowDb }
}
