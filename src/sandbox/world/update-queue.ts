import type { Clock } from '../../lib/clock.ts'
import type { Update, UpdateKind, UpdatePayloads } from '../telegram.ts'

const KEPT_MS = 24 * 60 * 60 * 1000
/** A press of a button is of no use later: it cannot be answered any more. */
const CALLBACK_KEPT_MS = 150_000
const FIRST_ID = 100_000_001

/** Kinds a bot gets only when it names them. */
const ON_REQUEST: ReadonlySet<string> = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

interface Pending {
  update: Update
  untilMs: number
}

/** The updates one bot has not confirmed yet, kept for 24 hours; presses of buttons for 150 seconds. */
export class UpdateQueue {
  readonly #clock: Clock
  #pending: Pending[] = []
  #repeats: Update[] = []
  #nextId = FIRST_ID
  #nextLookMs = 0
  #waiting = new Set<() => void>()
  /** Undefined: the default list. */
  allowed: string[] | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True when the bot asked for this kind of update. */
  wants(kind: UpdateKind): boolean {
    return this.allowed ? this.allowed.includes(kind) : !ON_REQUEST.has(kind)
  }

  push<K extends UpdateKind>(kind: K, payload: UpdatePayloads[K], options?: { repeat: boolean }): void {
    const update = { update_id: this.#nextId++, [kind]: payload } as Update
    const keptMs = kind === 'callback_query' ? CALLBACK_KEPT_MS : KEPT_MS
    this.#pending.push({ update, untilMs: this.#clock.uptimeMs() + keptMs })
    if (options?.repeat) this.#repeats.push(update)
    this.wake()
  }

  get length(): number {
    return this.#pending.length
  }

  /** Confirms what lies before `offset` and returns what follows; a negative offset counts from the end. */
  take(offset: number, limit: number): Update[] {
    this.#forgetOld()
    if (offset < 0) this.#pending = this.#pending.slice(offset)
    else this.#confirmBefore(offset)
    const again = this.#repeatsBefore(offset)
    return [...again, ...this.#pending.slice(0, limit).map((pending) => pending.update)].slice(0, limit)
  }

  /** The oldest updates, left in place: for webhooks. */
  peek(limit: number): Update[] {
    this.#forgetOld()
    return this.#pending.slice(0, limit).map((pending) => pending.update)
  }

  /** Ends one update: for webhooks. True when it is to be delivered once more. */
  confirm(id: number): boolean {
    this.#pending = this.#pending.filter((pending) => pending.update.update_id !== id)
    const repeat = this.#repeats.some((update) => update.update_id === id)
    this.#repeats = this.#repeats.filter((update) => update.update_id !== id)
    return repeat
  }

  clear(): void {
    this.#pending = []
    this.#repeats = []
  }

  /** Resolves when something was pushed, or when `signal` aborts. */
  arrival(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  /** Wakes whoever waits for an arrival. */
  wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  #confirmBefore(offset: number): void {
    const first = this.#pending.findIndex((pending) => pending.update.update_id >= offset)
    this.#pending = first < 0 ? [] : first === 0 ? this.#pending : this.#pending.slice(first)
  }

  /** Updates to be shown a second time, once they were confirmed. */
  #repeatsBefore(offset: number): Update[] {
    const due = this.#repeats.filter((update) => update.update_id < offset)
    if (due.length > 0) this.#repeats = this.#repeats.filter((update) => !due.includes(update))
    return due
  }

  #forgetOld(): void {
    const nowMs = this.#clock.uptimeMs()
    if (nowMs < this.#nextLookMs) return
    this.#nextLookMs = nowMs + 1000
    this.#pending = this.#pending.filter((pending) => pending.untilMs >= nowMs)
  }
}
