import type { Clock } from './clock.ts'
import type { Db, Tx } from './db.ts'
import {
  ensureLease,
  type LeaseRow,
  leads,
  letGo,
  nobody,
  prolong,
  readLease,
  takeOver,
} from './lease-store.ts'

/** What the rest of the program sees: whether this process leads, and under which epoch. */
export interface Leadership {
  /** The lease it is about. */
  readonly name: string
  /** The epoch we lead under, or undefined when we do not. A process that was paused learns it here, or from `assertLeads`. */
  readonly epoch: number | undefined
}

export interface LeaseOptions {
  /** What is held: `leader`. */
  name: string
  /** Who we are, different for every start of a process. */
  holder: string
  /** A holder that shows no life for so long is followed by another. */
  ttlMs: number
  /** How often a holder shows life and the others look. */
  beatMs: number
}

export const usualLease = { name: 'leader', ttlMs: 7_000, beatMs: 1_000 }

/** We acted under an epoch that is over: another process took over while we were paused or cut off. */
export class LeaseLost extends Error {}

/**
 * Throws LeaseLost unless `leadership` still leads. Call it first in every transaction that claims or records: until that
 * transaction ends nobody else can take over.
 */
export async function assertLeads(tx: Tx, { name, epoch }: Leadership): Promise<void> {
  if (epoch === undefined || !(await leads(tx, name, epoch))) throw new LeaseLost(`${name} is led by another`)
}

/**
 * One process's share in a lease. Nobody trusts another's wall clock: a holder counts as dead when its row has not
 * changed for `ttlMs` of our own uptime, and a holder that could not show life for that long (less a margin) stands
 * back by itself. Two that believe in themselves at once are told apart by the epoch.
 */
export class Lease implements Leadership {
  readonly #db: Db
  readonly #clock: Clock
  readonly #options: LeaseOptions
  #held: { epoch: number; untilUptimeMs: number } | undefined
  #seen: { row: LeaseRow; sinceUptimeMs: number } | undefined

  constructor(db: Db, clock: Clock, options: LeaseOptions) {
    this.#db = db
    this.#clock = clock
    this.#options = options
  }

  get name(): string {
    return this.#options.name
  }

  get epoch(): number | undefined {
    return this.#held && this.#clock.uptimeMs() < this.#held.untilUptimeMs ? this.#held.epoch : undefined
  }

  /** One beat: shows life, or looks whether the lease is free and takes it. Throws when the database does. */
  async beat(): Promise<void> {
    const startedMs = this.#clock.uptimeMs()
    if (this.#held && (await this.#showLife(this.#held.epoch, startedMs))) return
    this.#held = undefined
    const row = await this.#read()
    // The answer to our own taking over was lost on the way.
    if (row.holder === this.#options.holder && (await this.#showLife(row.epoch, startedMs))) return
    if (this.#isFree(row)) await this.#take(row, startedMs)
  }

  /**
   * Takes the lease whoever holds it, and holds it without beats until `release`. For SQLite, where the serving lock
   * proves that the last holder is dead and that there is no other.
   */
  async seize(): Promise<void> {
    await this.#take(await this.#read(), Number.POSITIVE_INFINITY)
  }

  /** Lets go at once, so that another need not wait. */
  async release(): Promise<void> {
    const held = this.#held
    this.#held = undefined
    if (held) await letGo(this.#db, this.#options.name, held.epoch, this.#clock.now())
  }

  /** Beats until `signal` aborts, then lets go. A failing beat is reported; the next one tries again. */
  async keep(signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.beat().catch(onError)
      await this.#clock.sleep(this.#options.beatMs, signal)
    }
    await this.release().catch(onError)
  }

  #expiry(): Date {
    return new Date(this.#clock.now().getTime() + this.#options.ttlMs)
  }

  /** Ours until two beats before the others may think us dead, counted from before we asked. */
  #hold(epoch: number, startedMs: number): void {
    this.#held = { epoch, untilUptimeMs: startedMs + this.#options.ttlMs - 2 * this.#options.beatMs }
  }

  async #showLife(epoch: number, startedMs: number): Promise<boolean> {
    if (!(await prolong(this.#db, this.#options.name, epoch, this.#expiry()))) return false
    this.#hold(epoch, startedMs)
    return true
  }

  async #read(): Promise<LeaseRow> {
    const found = await readLease(this.#db, this.#options.name)
    if (found) return found
    const now = this.#clock.now()
    await ensureLease(this.#db, this.#options.name, now)
    return (await readLease(this.#db, this.#options.name)) ?? { holder: nobody, epoch: 0, expiresAt: now }
  }

  /** Free when let go, or when its row has stood still for as long as a living holder would never let it. */
  #isFree(row: LeaseRow): boolean {
    const nowMs = this.#clock.uptimeMs()
    const before = this.#seen
    const same = before?.row.epoch === row.epoch && before.row.expiresAt.getTime() === row.expiresAt.getTime()
    if (!before || !same) this.#seen = { row, sinceUptimeMs: nowMs }
    return row.holder === nobody || (same && nowMs - before.sinceUptimeMs >= this.#options.ttlMs)
  }

  async #take({ epoch }: LeaseRow, startedMs: number): Promise<void> {
    const next = { holder: this.#options.holder, epoch: epoch + 1, expiresAt: this.#expiry() }
    if (await takeOver(this.#db, this.#options.name, epoch, next)) this.#hold(next.epoch, startedMs)
  }
}
