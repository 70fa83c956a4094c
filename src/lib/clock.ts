/**
 * The only clock. Everything that asks what time it is asks one of these, so that a test or the demo can move it.
 */
export interface Clock {
  /** Wall-clock time. May be moved, may jump back: never measure a length of time with it. */
  now(): Date
  /** Milliseconds since some fixed moment; never goes back. For pace, time-outs and lengths of time. */
  uptimeMs(): number
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Resolves after `ms` of real time, or early on abort. The timer does not outlive the abort. */
function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}

export const systemClock: Clock = {
  now: () => new Date(),
  uptimeMs: () => performance.now(),
  sleep: realSleep,
}

/** A wall clock that runs on, but can be moved: the demo uses one for the bot and the sandbox together. */
export class MovableClock implements Clock {
  #offsetMs = 0
  now(): Date {
    return new Date(Date.now() + this.#offsetMs)
  }
  uptimeMs(): number {
    return performance.now()
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return realSleep(ms, signal)
  }
  /** Sets the wall clock to `to`; it runs on from there. */
  moveTo(to: Date): void {
    this.#offsetMs = to.getTime() - Date.now()
  }
}

interface Sleeper {
  dueMs: number
  wake: () => void
}

/** A clock that stands still until it is moved: for tests. Sleepers wake when it passes them, earliest first. */
export class TestClock implements Clock {
  #now: number
  #uptimeMs = 0
  #sleepers: Sleeper[] = []

  constructor(start: Date | string = '2026-03-02T01:00:00Z') {
    this.#now = new Date(start).getTime()
  }
  now(): Date {
    return new Date(this.#now)
  }
  uptimeMs(): number {
    return this.#uptimeMs
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const onAbort = () => this.#remove(sleeper)
      const wake = () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      const sleeper: Sleeper = { dueMs: this.#uptimeMs + ms, wake }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }
  #remove(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
    sleeper.wake()
  }
  /** Lets `ms` pass: wall clock and uptime go on together; sleepers wake in order, each with the time it waited for. */
  async advance(ms: number): Promise<void> {
    const end = this.#uptimeMs + ms
    for (;;) {
      const next = this.#sleepers.toSorted((a, b) => a.dueMs - b.dueMs)[0]
      if (!next || next.dueMs > end) break
      this.#pass(next.dueMs - this.#uptimeMs)
      this.#remove(next)
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#pass(end - this.#uptimeMs)
  }
  #pass(ms: number): void {
    this.#uptimeMs += ms
    this.#now += ms
  }
  /** Sets the wall clock alone, forwards or back, as an operator or NTP would. */
  setWall(to: Date | string): void {
    this.#now = new Date(to).getTime()
  }
}
