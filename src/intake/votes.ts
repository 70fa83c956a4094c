import type { Update } from 'grammy/types'
import { isConflict, isOutage } from '../lib/db.ts'
import { LeaseLost } from '../lib/lease.ts'
import type { Bell } from '../lib/loop.ts'
import { type Desk, recordOnce } from './desk.ts'
import { afterFault, openUpdate } from './handle-row.ts'
import type { Vote } from './handler.ts'
import { type InboxRow, markDone, waitingIn } from './inbox-store.ts'
import { votesLane } from './lane-of.ts'

/** So many in one transaction: it lasts some hundredths of a second, and what else waits for the database gets its turn. */
const batchSize = 500
const lookEveryMs = 250
const pauseMs = 1_000

/** The vote of an update, or undefined where nobody voted whom we could know: a chat, in its own name. */
function voteOf({ update_id: updateId, poll_answer: answer }: Update, at: Date): Vote | undefined {
  if (!answer?.user) return undefined
  const { id: telegramUserId, first_name, last_name } = answer.user
  const name = [first_name, last_name].filter(Boolean).join(' ')
  return { updateId, pollId: answer.poll_id, telegramUserId, name, chosen: answer.option_ids, at }
}

/** Hands the rows over and marks them as done, in one transaction: a crash leaves them waiting, as if nothing had happened. */
export async function takeRows(desk: Desk, rows: readonly InboxRow[]): Promise<void> {
  const votes = rows.flatMap((row) => voteOf(openUpdate(desk, row), row.receivedAt) ?? [])
  const ids = rows.map(({ updateId }) => updateId)
  await recordOnce(desk, async (tx) => {
    await desk.handler.takeVotes(tx, votes)
    await markDone(tx, ids, desk.app.clock.now())
  })
  desk.counts.handled += rows.length
}

const isOfTheDatabase = (error: unknown) => isOutage(error) || isConflict(error)

/** One by one: whose fault it was is found out, and the others are taken. False: the broken ones are tried again later. */
async function takeOneByOne(desk: Desk, rows: readonly InboxRow[]): Promise<boolean> {
  let isClean = true
  for (const row of rows) {
    if (desk.stopping.aborted) return false
    try {
      await takeRows(desk, [row])
    } catch (error) {
      if (error instanceof LeaseLost || isOfTheDatabase(error)) throw error
      isClean = (await afterFault(desk, row, error)) && isClean
    }
  }
  return isClean
}

/** Takes what waits, up to a batch. False: there may be no more, or a pause does it good. */
async function takeBatch(desk: Desk): Promise<boolean> {
  const rows = await waitingIn(desk.app.db, votesLane, batchSize)
  if (rows.length === 0) return false
  try {
    await takeRows(desk, rows)
  } catch (error) {
    if (error instanceof LeaseLost || isOfTheDatabase(error)) throw error
    desk.app.log.warn({ err: error, votes: rows.length }, 'votes are taken one by one')
    if (!(await takeOneByOne(desk, rows))) await desk.app.clock.sleep(pauseMs, desk.stopping)
  }
  return rows.length === batchSize
}

/**
 * The bulk road: takes the votes by the hundreds until the desk stops, beside the lanes. The last one of a person in a poll
 * counts by its update's number, so it does not matter which transaction it was in. Throws LeaseLost when another leads.
 */
export async function takeVotesWhileLeading(desk: Desk, bell: Bell): Promise<void> {
  const { app, stopping, over } = desk
  while (!stopping.aborted) {
    try {
      if (!(await takeBatch(desk))) await bell.sleep(lookEveryMs, stopping)
    } catch (error) {
      if (error instanceof LeaseLost || over.aborted) throw error
      app.log.warn({ err: error }, 'votes wait for the database')
      await app.clock.sleep(pauseMs, stopping)
    }
  }
}
