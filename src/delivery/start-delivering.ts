import type { App } from '../app.ts'
import { type Leadership, LeaseLost } from '../lib/lease.ts'
import { Deliverer, recoverInDoubt, roomFor } from './deliver-due.ts'
import type { Sender } from './delivery.ts'
import type { Pace } from './pace.ts'

const idleMs = 250
/** How long outcomes may wait for others, to be recorded together. */
const gatherMs = 50
const outageMs = 1_000

export interface Delivering {
  /** Ends claiming, waits up to `graceMs` for what is under way and records it. */
  stop(graceMs: number): Promise<void>
}

/**
 * Sends what is due for as long as we lead. The database may go away for a while: what was sent meanwhile is recorded when
 * it is back. When another leads, it ends.
 */
export function startDelivering(app: App, sender: Sender, pace: Pace, leadership: Leadership): Delivering {
  const stopped = new AbortController()
  const deliverer = new Deliverer(app, sender, pace, leadership)
  const room = () => (stopped.signal.aborted ? 0 : roomFor(app) - deliverer.underWay)

  /** Does `act` until it works, we are told to stop, or another leads. False: give up. */
  async function insist(act: () => Promise<unknown>): Promise<boolean> {
    while (!stopped.signal.aborted) {
      try {
        await act()
        return true
      } catch (error) {
        if (error instanceof LeaseLost) return false
        app.log.error({ err: error }, 'deliveries wait for the database')
        await app.clock.sleep(outageMs, stopped.signal)
      }
    }
    return true
  }

  async function run(): Promise<void> {
    if (!(await insist(() => recoverInDoubt(app, leadership)))) return
    while (!stopped.signal.aborted) {
      let done = { recorded: 0, claimed: 0 }
      const goesOn = await insist(async () => {
        done = await deliverer.step(room())
      })
      if (!goesOn) return
      const isIdle = done.recorded + done.claimed === 0
      await app.clock.sleep(isIdle ? idleMs : gatherMs, stopped.signal)
    }
  }

  async function drain(graceMs: number): Promise<void> {
    const untilMs = app.clock.uptimeMs() + graceMs
    while (deliverer.underWay > 0 && app.clock.uptimeMs() < untilMs) await app.clock.sleep(gatherMs)
    try {
      await deliverer.step(0)
    } catch (error) {
      app.log.error({ err: error }, 'the last outcomes could not be recorded; they count as in doubt')
    }
  }

  const running = run()
  return {
    async stop(graceMs) {
      stopped.abort()
      await running
      await drain(graceMs)
    },
  }
}
