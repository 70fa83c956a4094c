import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { assertLeads, type Leadership, LeaseLost } from '../lib/lease.ts'
import type { UpdateHandler } from './handler.ts'

/** What has become of the updates since the start. */
export interface HandledCounts {
  handled: number
  failures: number
  parked: number
}

/** What the parts of one dispatcher share. */
export interface Desk {
  readonly app: App
  /** The epoch it began under: one that was lost and won again is another dispatcher's. */
  readonly term: Leadership
  readonly handler: UpdateHandler
  /** No row is begun any more. */
  readonly stopping: AbortSignal
  /** Nothing is recorded any more: the leadership or the patience for stopping is over. */
  readonly over: AbortSignal
  readonly counts: HandledCounts
}

const retryMs = 1_000

/**
 * Runs `body` in a transaction that holds only while we lead. A database that is away is waited for; throws LeaseLost when
 * another leads, and the last error when the desk is over.
 */
export async function record<T>(desk: Desk, body: (tx: Tx) => Promise<T>): Promise<T> {
  const { app, term, over } = desk
  for (;;) {
    try {
      return await recordOnce(desk, body)
    } catch (error) {
      if (error instanceof LeaseLost || over.aborted) throw error
      app.log.warn({ err: error, epoch: term.epoch }, 'the inbox waits for the database')
      await app.clock.sleep(retryMs, over)
    }
  }
}

/** The same, once; throws what the database throws. */
export function recordOnce<T>({ app, term }: Desk, body: (tx: Tx) => Promise<T>): Promise<T> {
  const whileLeading = async (tx: Tx) => {
    await assertLeads(tx, term)
    return body(tx)
  }
  return app.db.transaction(whileLeading, { isolation: 'read-committed' })
}
