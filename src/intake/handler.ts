import type { Update } from 'grammy/types'
import type { Tx } from '../lib/db.ts'

/** What an update leaves behind that must hold together with "done": where its conversation stands. May run again. */
export type Commit = (tx: Tx) => Promise<void>

/** What somebody chose in a poll that is not anonymous. */
export interface Vote {
  updateId: number
  pollId: string
  telegramUserId: number
  /** As Telegram calls them. */
  name: string
  /** The options by their place; none when the vote was taken back. */
  chosen: number[]
  /** When it reached us: Telegram does not say when it was cast. */
  at: Date
}

/** What an update means. The intake calls it for one update of a chat at a time, in their order. */
export interface UpdateHandler {
  /**
   * Safe to call twice with the same update. `receivedAt` is when it reached us. A Commit it returns is written in one transaction with
   * "done".
   */
  handle(update: Update, receivedAt: Date): Promise<Commit | undefined>
  /** Writes down votes, in the order they came, in the transaction that marks them as done. Safe to call twice with the same votes. */
  takeVotes(tx: Tx, votes: readonly Vote[]): Promise<void>
  /** Called once for an update that was given up: says so to whoever sent it, with a number to ask by. */
  apologize(update: Update, reference: string): Promise<void>
}

/** The number that stands for an update in an apology and in the list of parked ones: short enough to say on the phone. */
export function referenceOf(updateId: number): string {
  return String(updateId).slice(-6)
}
