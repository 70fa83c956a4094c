import type { Clock } from './clock.ts'

/** Lets a loop sleep, and others end its sleep. */
export interface Bell {
  /** Ends the sleep, or the next one when nobody sleeps. */
  ring(): void
  /** Resolves after `ms`, when it rings, or when `signal` aborts. One sleeper at a time. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export function createBell(clock: Clock): Bell {
  let rung = new AbortController()
  return {
    ring: () => rung.abort(),
    async sleep(ms, signal) {
      const end = () => rung.abort()
      if (signal.aborted) return
      // No AbortSignal.any: made again and again from a signal that lives long, it is never freed on Node 20.
      signal.addEventListener('abort', end, { once: true })
      await clock.sleep(ms, rung.signal)
      signal.removeEventListener('abort', end)
      if (rung.signal.aborted) rung = new AbortController()
    },
  }
}

/** Waits for `work`, but no longer than `ms`; true when it came to its end. Leaves no timer behind. */
export async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController()
  const ended = work.then(() => true)
  const inTime = await Promise.race([ended, clock.sleep(ms, timer.signal).then(() => false)])
  timer.abort()
  return inTime
}

/** Calls with a signal that ends with `signal`, or after `ms` of real time. Leaves no timer and no listener behind. */
export async function withDeadline<T>(
  signal: AbortSignal,
  ms: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const end = () => ending.abort()
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  const timer = setTimeout(end, ms)
  try {
    return await call(ending.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}
