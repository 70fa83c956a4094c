import { systemClock } from '../../lib/clock.ts'

/** Tells whoever listens that something in the world has changed. */
export class Changes {
  readonly #listeners = new Set<(chatId: number | undefined) => void>()

  /** Returns the way to stop listening. */
  listen(listener: (chatId: number | undefined) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(chatId?: number): void {
    for (const listener of this.#listeners) listener(chatId)
  }

  /**
   * Asks `look` again after every change, and now and then, until it returns something other than undefined, null or false.
   * Throws after `patienceMs` of real time, with `what` in the message.
   */
  async waitFor<T>(look: () => T | undefined | null | false, patienceMs: number, what = 'it'): Promise<T> {
    const until = systemClock.uptimeMs() + patienceMs
    for (;;) {
      const found = look()
      if (found !== undefined && found !== null && found !== false) return found
      if (systemClock.uptimeMs() > until) throw new Error(`Waited ${patienceMs} ms in vain for ${what}`)
      await this.#nextChange(20)
    }
  }

  /** Resolves at the next change, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        unlisten()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const unlisten = this.listen(done)
      signal.addEventListener('abort', done)
    })
  }

  async #nextChange(atMostMs: number): Promise<void> {
    const stop = new AbortController()
    await Promise.race([this.next(stop.signal), systemClock.sleep(atMostMs, stop.signal)])
    stop.abort()
  }
}
