import type { Update } from 'grammy/types'
import { isOutage } from '../lib/db.ts'
import { LeaseLost } from '../lib/lease.ts'
import { type Desk, record, recordOnce } from './desk.ts'
import { referenceOf } from './handler.ts'
import { countFailure, type InboxRow, markDone, parkUpdate } from './inbox-store.ts'
import { withoutWords } from './without-words.ts'

/** Failures of its own after which an update is given up, and crashes while it was handled alone. */
export const mostFailures = 3

const pauseMs = 1_000

/** Throws when it cannot be read. */
export function openUpdate({ app }: Desk, row: InboxRow): Update {
  if (row.payload === null) throw new Error('an update without a payload')
  return JSON.parse(app.sealer.open(row.payload))
}

/** Handles it once; when this has resolved the row is done, together with what the handler wanted to commit. */
async function handleOnce(desk: Desk, row: InboxRow, done: (id: number) => Promise<void>): Promise<void> {
  const commit = await desk.handler.handle(openUpdate(desk, row), row.receivedAt)
  if (!commit) return done(row.updateId)
  await recordOnce(desk, async (tx) => {
    await commit(tx)
    await markDone(tx, [row.updateId], desk.app.clock.now())
  })
}

/** An error's kind and the beginning of its first line: what the operator needs, and hardly room for anybody's words. */
function shortly(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return `${error.name}: ${error.message.split('\n', 1)[0]?.slice(0, 200)}`
}

/** Counts the failure, and gives the update up at the third; true when it did. */
export async function afterFault(desk: Desk, row: InboxRow, error: unknown): Promise<boolean> {
  const { updateId } = row
  desk.counts.failures++
  desk.app.log.error({ updateId, err: error }, 'an update could not be handled')
  const failures = await record(desk, (tx) => countFailure(tx, updateId, shortly(error)))
  if (failures < mostFailures) return false
  await park(desk, row, error)
  return true
}

/** Gives an update up: keeps its error and none of its words, and lets whoever sent it know. */
export async function park(desk: Desk, row: InboxRow, fault: unknown): Promise<void> {
  const { app, counts } = desk
  const { updateId } = row
  const update = legible(desk, row)
  const payload = update ? app.sealer.seal(JSON.stringify(withoutWords(update))) : null
  const parked = { error: shortly(fault), payload, now: app.clock.now() }
  await record(desk, (tx) => parkUpdate(tx, updateId, parked))
  counts.parked++
  const reference = referenceOf(updateId)
  app.log.error({ updateId, reference }, 'an update was given up')
  if (update) await apologize(desk, update, reference)
}

/** The update, unless reading it is what fails. */
function legible(desk: Desk, row: InboxRow): Update | undefined {
  try {
    return openUpdate(desk, row)
  } catch (error) {
    desk.app.log.warn({ updateId: row.updateId, err: error }, 'an update could not be read')
    return undefined
  }
}

async function apologize({ app, handler }: Desk, update: Update, reference: string): Promise<void> {
  try {
    await handler.apologize(update, reference)
  } catch (error) {
    app.log.error({ updateId: update.update_id, err: error }, 'an apology failed')
  }
}

/**
 * Handles a row until it is done or given up; true then, false when the desk stops before. It stays in its lane between
 * two tries, so that nothing of its chat overtakes it. Throws when nothing can be recorded any more.
 */
export async function handleRow(
  desk: Desk,
  row: InboxRow,
  done: (updateId: number) => Promise<void>,
): Promise<boolean> {
  const { app, stopping, over } = desk
  while (!stopping.aborted) {
    try {
      await handleOnce(desk, row, done)
      desk.counts.handled++
      return true
    } catch (error) {
      if (error instanceof LeaseLost || over.aborted) throw error
      // No fault of the update's: it is tried again when the database is there.
      if (isOutage(error)) app.log.warn({ err: error }, 'an update waits for the database')
      else if (await afterFault(desk, row, error)) return true
    }
    await app.clock.sleep(pauseMs, stopping)
  }
  return false
}
