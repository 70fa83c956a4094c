import { type Desk, record } from './desk.ts'
import { handleRow, mostFailures, park } from './handle-row.ts'
import { countReplay, type InboxRow, rowsInDoubt } from './inbox-store.ts'

/**
 * Handles what was in somebody's hands at a crash, one by one and nothing beside it: so one that brings the process down
 * is found out, and its neighbours are not blamed. Gives back what it had to leave when the desk stops.
 */
export async function replayInDoubt(
  desk: Desk,
  done: (updateId: number) => Promise<void>,
): Promise<InboxRow[]> {
  const rows = await record(desk, rowsInDoubt)
  if (rows.length > 0) desk.app.log.warn({ rows: rows.length }, 'replaying what was in hand at a crash')
  for (const [at, row] of rows.entries()) {
    if (!(await replayOne(desk, row, done))) return rows.slice(at, at + 1)
  }
  return []
}

async function replayOne(
  desk: Desk,
  row: InboxRow,
  done: (updateId: number) => Promise<void>,
): Promise<boolean> {
  if (row.crashes >= mostFailures) {
    await park(desk, row, new Error(`the process ended ${row.crashes} times while it was handled alone`))
    return true
  }
  if (desk.stopping.aborted) return false
  await record(desk, (tx) => countReplay(tx, row.updateId))
  return handleRow(desk, row, done)
}
