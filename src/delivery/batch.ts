import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import {
  type BatchRow,
  countByState,
  insertRecall,
  recallOf,
  rowsOfBatch,
  stopUnsent,
  stopUntouched,
} from './batch-store.ts'
import type { DeliveryState } from './delivery.ts'

export type { BatchRow } from './batch-store.ts'

/** A bot can delete its message for so long. */
export const recallableMs = 48 * 60 * 60 * 1000

export interface Progress {
  total: number
  sent: number
  /** Rejected, gone, expired or in doubt. */
  failed: number
  left: number
  stopped: number
}

const failures: DeliveryState[] = ['gone', 'rejected', 'expired', 'doubtful']

/** How far a batch is. */
export async function batchProgress(db: Tx, batch: string): Promise<Progress> {
  const counts = await countByState(db, batch)
  const count = (...states: DeliveryState[]) =>
    states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return {
    total,
    sent: count('sent'),
    failed: count(...failures),
    left: count('queued', 'sending'),
    stopped: count('stopped'),
  }
}

export interface RecallProgress {
  deleted: number
  /** Sent, and out of reach. */
  failed: number
  left: number
}

/** How far the recall of a batch is. */
export async function recallProgress(db: Tx, batch: string): Promise<RecallProgress> {
  const { sent } = await batchProgress(db, batch)
  const { sent: deleted, left } = await batchProgress(db, recallOf(batch))
  return { deleted, failed: sent - deleted - left, left }
}

/** Nothing more of it leaves, but for what is leaving at this moment, which is not tried again. Returns how many were stopped. */
export async function stopBatch(tx: Tx, batch: string): Promise<number> {
  return stopUnsent(tx, batch)
}

/** Nothing of it leaves, if nothing has left by now: true. Otherwise it leaves as it was promised. */
export async function takeBackBatch(tx: Tx, batch: string): Promise<boolean> {
  return stopUntouched(tx, batch)
}

/** Recipient by recipient, in the order of the promise. */
export async function batchReport(db: Tx, batch: string): Promise<BatchRow[]> {
  return rowsOfBatch(db, batch)
}

/**
 * Stops the rest and promises to delete what was sent and can still be deleted. Returns how many of each. Called again, it
 * finds what was leaving the first time.
 */
export async function recallBatch(
  tx: Tx,
  app: App,
  batch: string,
): Promise<{ stopped: number; recalled: number }> {
  const now = app.clock.now()
  const stopped = await stopUnsent(tx, batch)
  const recalled = await insertRecall(tx, batch, new Date(now.getTime() - recallableMs), now)
  return { stopped, recalled }
}

/** About how long the rest takes, by the pace, in whole minutes, at least 1 when anything is left. */
export function minutesLeft(app: App, { left }: Progress): number {
  return Math.ceil(left / (app.config.messagesPerSecond * 60))
}
