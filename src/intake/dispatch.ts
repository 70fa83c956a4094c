import type { App } from '../app.ts'
import { type Leadership, LeaseLost } from '../lib/lease.ts'
import { createBell, within } from '../lib/loop.ts'
import { type Desk, type HandledCounts, record, recordOnce } from './desk.ts'
import { createDoneMarks } from './done-marks.ts'
import { handleRow } from './handle-row.ts'
import type { UpdateHandler } from './handler.ts'
import { claimWaiting, type InboxRow, putBack } from './inbox-store.ts'
import { votesLane } from './lane-of.ts'
import { createLanes } from './lanes.ts'
import { replayInDoubt } from './replay.ts'
import { takeVotesWhileLeading } from './votes.ts'

/** Updates handled at the same time, claimed at once, and of one chat claimed at once. At most 200 are in hand. */
const inFlight = 32
const claimSize = 100
const perLane = 10
const lookEveryMs = 250

export interface Dispatching {
  readonly counts: HandledCounts
  /** There may be something new. */
  wake(): void
  /**
   * Begins nothing more, waits up to `graceMs` for what is in flight and puts back what was not begun. What is still in
   * flight then is replayed by whoever leads next.
   */
  stop(graceMs: number): Promise<void>
}

/**
 * Hands the inbox to `handler` while we lead: each chat in its order, many chats at once, and beside them the votes by the
 * hundreds. First of all it replays what a crash left in doubt. It ends by itself, quietly, when another leads. What it does is added to `counts`.
 */
export function startDispatching(
  app: App,
  leadership: Leadership,
  handler: UpdateHandler,
  counts: HandledCounts = { handled: 0, failures: 0, parked: 0 },
): Dispatching {
  const stopping = new AbortController()
  const over = new AbortController()
  const desk: Desk = {
    app,
    term: { name: leadership.name, epoch: leadership.epoch },
    handler,
    stopping: stopping.signal,
    over: over.signal,
    counts,
  }
  const bell = createBell(app.clock)
  const votesBell = createBell(app.clock)
  const done = createDoneMarks(desk)
  const inHand = new Map<string, number>()
  /** Lanes that may have more waiting than we took. */
  const passedOver = new Set<string>()
  const left: number[] = []

  function giveUp(fault: unknown): void {
    if (!(fault instanceof LeaseLost) && !over.signal.aborted)
      app.log.fatal({ err: fault }, 'the inbox is not worked on any more')
    over.abort()
    stopping.abort()
  }

  async function work(row: InboxRow): Promise<void> {
    if (!(await handleRow(desk, row, done))) left.push(row.updateId)
    const others = (inHand.get(row.lane) ?? 1) - 1
    if (others > 0) inHand.set(row.lane, others)
    else inHand.delete(row.lane)
    if (lanes.size - 1 === claimSize || (others === 0 && passedOver.delete(row.lane))) bell.ring()
  }
  const lanes = createLanes(inFlight, work, giveUp)

  function take(row: InboxRow): void {
    const rows = (inHand.get(row.lane) ?? 0) + 1
    inHand.set(row.lane, rows)
    if (rows >= perLane) passedOver.add(row.lane)
    lanes.add(row.lane, row)
  }

  /** Takes more, unless enough is in hand; true when there may be more still. */
  async function claim(): Promise<boolean> {
    if (lanes.size > claimSize) return false
    const passing = [votesLane, ...passedOver]
    const rows = await record(desk, (tx) => claimWaiting(tx, { limit: claimSize, perLane, passing }))
    for (const row of rows) take(row)
    return rows.length === claimSize
  }

  async function run(): Promise<void> {
    for (const row of await replayInDoubt(desk, done)) left.push(row.updateId)
    while (!stopping.signal.aborted) {
      if (!(await claim())) await bell.sleep(lookEveryMs, stopping.signal)
    }
    await lanes.idle()
  }
  const running = Promise.all([run(), takeVotesWhileLeading(desk, votesBell)]).catch(giveUp)

  return {
    counts,
    wake() {
      bell.ring()
      votesBell.ring()
    },
    async stop(graceMs) {
      stopping.abort()
      if (!(await within(app.clock, graceMs, running)))
        app.log.warn(
          { updates: lanes.size },
          'updates were still in flight when the time for stopping was over',
        )
      if (left.length > 0 && !over.signal.aborted)
        await recordOnce(desk, (tx) => putBack(tx, left)).catch(giveUp)
      over.abort()
    },
  }
}
