import { systemClock } from '../../lib/clock.ts'
import type { Latency } from '../settings.ts'

/** Returns what waits before every answer: a fixed time, or times drawn from a seed, the same in every run. */
export function latencyOf(latency: Latency): () => Promise<void> {
  if (typeof latency === 'number') {
    return latency === 0 ? () => Promise.resolve() : () => systemClock.sleep(latency)
  }
  const { minMs, maxMs, seed } = latency
  const random = randomFrom(seed)
  return () => systemClock.sleep(minMs + random() * (maxMs - minMs))
}

/** Mulberry32: numbers from 0 to below 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
