import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { type KeptClock, runningClocks } from './clock-store.ts'
import { keepClock } from './run-clock.ts'

/** The clocks of a case that goes along with another stand: that one's run for both. */
export async function standClocks(tx: Tx, app: App, one: Case): Promise<Case> {
  for (const clock of await runningClocks(tx, one.id))
    if (!clock.pausedAt) await keepClock(tx, app, { ...clock, pausedAt: app.clock.now() })
  return saveCase(tx, one.id, { dueAt: null })
}

const isCap = ({ purpose }: KeptClock) => purpose === 'pause'

/**
 * They go on where they stood: going along took none of its time, and gave it none. What stood before, because the case waits
 * for something, stands on.
 */
export async function goOnWithClocks(tx: Tx, app: App, one: Case): Promise<Case> {
  const isWaiting = one.state === 'waiting'
  let dueAt: Date | undefined
  for (const clock of await runningClocks(tx, one.id)) {
    const { pausedAt, pauses } = clock
    const standsOn = isWaiting && !isCap(clock)
    if (!pausedAt || standsOn) continue
    const stood = { from: pausedAt, to: app.clock.now() }
    const end = await keepClock(tx, app, { ...clock, pauses: [...pauses, stood], pausedAt: undefined })
    if (!isCap(clock)) dueAt = end
  }
  return saveCase(tx, one.id, { dueAt: dueAt ?? one.dueAt ?? null })
}
