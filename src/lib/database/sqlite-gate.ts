import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { breathing } from './breath.ts'
import { patiently } from './sqlite-busy.ts'
import { Turns } from './turns.ts'

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

/** A transaction that holds its turn until Prisma lets go of it, and never leaves the connection inside a transaction. */
function openTransaction(
  adapter: SqlDriverAdapter,
  breathe: () => Promise<void>,
  endTurn: () => void,
): Transaction {
  let open = true
  const executeRaw = async (query: SqlQuery) => {
    await breathe()
    const changes = await adapter.executeRaw(query)
    if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') open = false
    return changes
  }
  const letGo = async () => {
    // A COMMIT that failed (disk full) may leave the transaction open; SQLite may also have ended it by itself.
    if (open) await adapter.executeRaw(statement('ROLLBACK')).catch(() => undefined)
    open = false
    endTurn()
  }
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => breathe().then(() => adapter.queryRaw(query)),
    executeRaw,
    commit: letGo,
    rollback: letGo,
  }
}

/**
 * One SQLite connection on which plain queries and transactions take turns. Without this a plain query made while a
 * transaction is open would run inside it, and be lost if that one rolls back.
 */
function gate(adapter: SqlDriverAdapter, busyTimeoutMs: number): SqlDriverAdapter {
  const turns = new Turns()
  const breathe = breathing()
  const inTurn = <T>(work: () => Promise<T>) =>
    turns.run(async () => {
      await breathe()
      return patiently(busyTimeoutMs, work)
    })

  async function startTransaction(): Promise<Transaction> {
    const endTurn = await turns.take()
    try {
      // IMMEDIATE: two processes that both read and then write would otherwise fail each other half-way.
      await patiently(busyTimeoutMs, () => adapter.executeRaw(statement('BEGIN IMMEDIATE')))
    } catch (error) {
      endTurn()
      throw error
    }
    return openTransaction(adapter, breathe, endTurn)
  }

  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => inTurn(() => adapter.queryRaw(query)),
    executeRaw: (query) => inTurn(() => adapter.executeRaw(query)),
    executeScript: (script) => inTurn(() => adapter.executeScript(script)),
    startTransaction,
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => turns.run(() => adapter.dispose()),
  }
}

/** Wraps Prisma's SQLite adapter so that queries and transactions take turns, and `prepare` runs on each new connection. */
export function gated(
  factory: SqlDriverAdapterFactory,
  prepare: (adapter: SqlDriverAdapter) => Promise<void>,
  busyTimeoutMs: number,
): SqlDriverAdapterFactory {
  const connect = async () => {
    const adapter = await factory.connect()
    await patiently(busyTimeoutMs, () => prepare(adapter))
    return gate(adapter, busyTimeoutMs)
  }
  return { provider: factory.provider, adapterName: factory.adapterName, connect }
}
