import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { assertLeads, type Leadership, LeaseLost } from '../lib/lease.ts'
import { moveChat, retireChat } from './address-book.ts'
import { backoffMs } from './backoff.ts'
import {
  type Claimed,
  claimDue,
  fateOf,
  holdChat,
  postponeQuiet,
  type Recorded,
  recordOutcomes,
  releaseInDoubt,
} from './claim-store.ts'
import { type Call, lanes, type Operation, type Outcome, type Sender } from './delivery.ts'
import type { Pace } from './pace.ts'
import { afterQuietHours } from './quiet-hours.ts'

/** What a row is to be, and what else is to be noted with it. */
interface Settled {
  row: Recorded
  also?: (tx: Tx, now: Date) => Promise<unknown>
}

/** A row whose message is not there yet is looked at again so much later. */
const notYetMs = 1_000

/** Sends what is due: claims a second's worth at a time, and records what became of it together with the next claim. */
export class Deliverer {
  readonly #app: App
  readonly #sender: Sender
  readonly #pace: Pace
  readonly #leadership: Leadership
  #underWay = 0
  #settled: Settled[] = []
  #onSettled: () => void = () => undefined

  constructor(app: App, sender: Sender, pace: Pace, leadership: Leadership) {
    this.#app = app
    this.#sender = sender
    this.#pace = pace
    this.#leadership = leadership
  }

  get underWay(): number {
    return this.#underWay
  }

  /** Nothing is under way, and nothing waits to be recorded. */
  get isIdle(): boolean {
    return this.#underWay === 0 && this.#settled.length === 0
  }

  /** Resolves when the next outcome is there to be recorded. */
  async settles(): Promise<void> {
    if (this.#settled.length === 0) await new Promise<void>((wake) => (this.#onSettled = wake))
  }

  /** Records what is known by now and claims up to `room` more. Returns how many it recorded and claimed. */
  async step(room: number): Promise<{ recorded: number; claimed: number }> {
    const settled = this.#settled
    this.#settled = []
    try {
      const claimed = await this.#app.db.transaction((tx) => this.#recordAndClaim(tx, settled, room), {
        isolation: 'read-committed',
      })
      for (const row of claimed) void this.#send(row)
      return { recorded: settled.length, claimed: claimed.length }
    } catch (error) {
      // What was sent was sent: it is recorded when the database is back, unless another leads by then.
      if (!(error instanceof LeaseLost)) this.#settled = [...settled, ...this.#settled]
      throw error
    }
  }

  async #recordAndClaim(tx: Tx, settled: Settled[], room: number): Promise<Claimed[]> {
    const { epoch = -1 } = this.#leadership
    await assertLeads(tx, this.#leadership)
    const now = this.#app.clock.now()
    if (settled.length > 0)
      await recordOutcomes(
        tx,
        epoch,
        settled.map(({ row }) => row),
      )
    for (const { also } of settled) await also?.(tx, now)
    if (room <= 0) return []
    const morning = afterQuietHours(now, this.#app.config.townTimezone)
    if (morning > now) await postponeQuiet(tx, now, morning)
    return claimDue(tx, { now, epoch, limit: room, busy: this.#pace.busy(notYetMs) })
  }

  async #send(claimed: Claimed): Promise<void> {
    this.#underWay++
    const settled = await this.#settle(claimed)
    this.#settled.push(settled)
    this.#underWay--
    this.#onSettled()
  }

  async #settle(claimed: Claimed): Promise<Settled> {
    const app = this.#app
    const { id, expiresAt } = claimed
    try {
      if (expiresAt && expiresAt <= app.clock.now()) return { row: { id, state: 'expired' } }
      const call = await callOf(app, claimed)
      if ('state' in call) return { row: call }
      return settledBy(app, claimed, await this.#sender.send(addressOf(claimed), call, laneOf(claimed)))
    } catch (fault) {
      app.log.error({ err: fault, delivery: id }, 'a delivery could not be made')
      return { row: { id, state: 'rejected', reason: fault instanceof Error ? fault.name : 'fault' } }
    }
  }
}

const laneOf = ({ lane }: Claimed) => lanes[lane] ?? 'bulk'

const addressOf = ({ telegramId, kind, topicId }: Claimed) => ({ telegramId, kind, topicId })

const notYet = (app: App, id: number): Recorded => ({
  id,
  state: 'queued',
  notBefore: new Date(app.clock.now().getTime() + notYetMs),
  untried: true,
})

/** The call that a row stands for, or what the row is to be when there is nothing to call. */
async function callOf(app: App, claimed: Claimed): Promise<Call | Recorded> {
  const body = claimed.confidential ? app.sealer.open(claimed.body) : claimed.body
  const operation: Operation = JSON.parse(body)
  if (operation.do === 'poll') return (await lackOf(app, claimed, operation)) ?? operation
  if (operation.do === 'send') return operation
  const of = operation.do === 'recall' ? claimed.key.slice('recall:'.length) : operation.of
  const fate = await fateOf(app.db, of)
  const { id } = claimed
  if (fate?.state === 'queued' || fate?.state === 'sending') return notYet(app, id)
  const [messageId] = fate?.messageIds ?? []
  if (fate?.state !== 'sent' || messageId === undefined) return { id, state: 'stopped' }
  switch (operation.do) {
    case 'edit':
      return { do: 'edit', messageId, message: operation.message }
    case 'recall':
    case 'delete':
      return { do: 'delete', messageIds: fate.messageIds }
    default:
      return { do: operation.do, messageId }
  }
}

/** What a poll is to be whose picture did not arrive: the same as its picture. Undefined when nothing is lacking. */
async function lackOf(
  app: App,
  { id }: Claimed,
  { after }: Operation & { do: 'poll' },
): Promise<Recorded | undefined> {
  const fate = after === undefined ? undefined : await fateOf(app.db, after)
  if (!fate || fate.state === 'sent') return undefined
  if (fate.state === 'queued' || fate.state === 'sending') return notYet(app, id)
  return { id, state: fate.state, reason: 'what goes before it did not arrive' }
}

const isOutOfReach =
  /message to (edit|pin) not found|message with poll to stop not found|poll can't be stopped|message can't be deleted/i

/** What an outcome makes of the row, and of its chat. */
function settledBy(app: App, claimed: Claimed, outcome: Outcome): Settled {
  const { id, chatId, attempts, whenInDoubt, expiresAt } = claimed
  const now = app.clock.now()
  switch (outcome.kind) {
    case 'sent': {
      const { messageIds, pollId } = outcome
      return { row: { id, state: 'sent', messageIds, pollId, sentAt: now } }
    }
    case 'retry': {
      const { reason, delivered, afterMs = backoffMs(attempts) } = outcome
      const isInDoubt = delivered === 'unknown'
      if (isInDoubt && whenInDoubt === 'leave') return { row: { id, state: 'doubtful', reason } }
      const notBefore = new Date(now.getTime() + afterMs)
      if (expiresAt && expiresAt <= notBefore) return { row: { id, state: 'expired', reason } }
      const row: Recorded = { id, state: 'queued', notBefore, reason, repeated: isInDoubt }
      return outcome.afterMs === undefined ? { row } : { row, also: (tx) => holdChat(tx, chatId, notBefore) }
    }
    case 'moved':
      return {
        row: { id, state: 'queued', notBefore: now, untried: true },
        also: (tx, at) => moveChat(tx, chatId, outcome.toTelegramId, at),
      }
    case 'gone':
      return {
        row: { id, state: 'gone', reason: outcome.reason },
        also: (tx, at) => retireChat(tx, chatId, outcome.reason, at),
      }
    case 'rejected':
      // Somebody deleted it, or it is too old: there is nothing left to change, and nobody's fault.
      if (isOutOfReach.test(outcome.reason)) return { row: { id, state: 'stopped', reason: outcome.reason } }
      app.log.error({ delivery: id, reason: outcome.reason }, 'Telegram refused a delivery')
      return { row: { id, state: 'rejected', reason: outcome.reason } }
  }
}

/** How many may be under way at once: what leaves in about a second. */
export function roomFor(app: App): number {
  return Math.max(4, app.config.messagesPerSecond)
}

/** Sends everything that is due now, and returns how many outcomes it recorded. For tests and for the clock that is moved. */
export async function deliverDue(
  app: App,
  sender: Sender,
  pace: Pace,
  leadership: Leadership,
): Promise<{ recorded: number }> {
  const deliverer = new Deliverer(app, sender, pace, leadership)
  let recorded = 0
  for (;;) {
    const done = await deliverer.step(roomFor(app) - deliverer.underWay)
    recorded += done.recorded
    if (!deliverer.isIdle) await deliverer.settles()
    else if (done.claimed === 0 && done.recorded === 0) return { recorded }
  }
}

/** At the start of a leadership: what another process was sending when it died is the only thing in doubt. */
export async function recoverInDoubt(
  app: App,
  leadership: Leadership,
): Promise<{ repeated: number; left: number }> {
  return app.db.transaction(async (tx) => {
    await assertLeads(tx, leadership)
    return releaseInDoubt(tx, app.clock.now())
  })
}
