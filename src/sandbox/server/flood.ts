import { tooManyRequests } from '../api-error.ts'
import type { FloodLimits } from '../settings.ts'

/** What one call weighs: messages it puts into a chat. Methods that are not named here weigh nothing. */
const WEIGHS_ONE: ReadonlySet<string> = new Set([
  'sendMessage',
  'sendPhoto',
  'sendDocument',
  'sendVoice',
  'sendVideo',
  'sendAudio',
  'sendLocation',
  'sendPoll',
  'copyMessage',
  'forwardMessage',
  'editMessageText',
  'editMessageCaption',
  'editMessageMedia',
  'editMessageReplyMarkup',
])

/** How many messages a call counts as; an album counts each of its items. */
export function weightOf(method: string, parameters: { media?: unknown }): number {
  if (method === 'sendMediaGroup') return Array.isArray(parameters.media) ? parameters.media.length : 1
  return WEIGHS_ONE.has(method) ? 1 : 0
}

/** So many at once, then so many a second. */
class Bucket {
  readonly #perMs: number
  readonly #most: number
  #left: number
  #atMs: number

  constructor(perSecond: number, most: number, nowMs: number) {
    this.#perMs = perSecond / 1000
    this.#most = most
    this.#left = most
    this.#atMs = nowMs
  }

  /** Milliseconds until `weight` fits; 0 when it fits now. More than the bucket holds fits when it is full. */
  waitMs(weight: number, nowMs: number): number {
    this.#left = Math.min(this.#most, this.#left + (nowMs - this.#atMs) * this.#perMs)
    this.#atMs = nowMs
    const needed = Math.min(weight, this.#most)
    return this.#left >= needed - 0.05 ? 0 : (needed - this.#left) / this.#perMs
  }

  take(weight: number): void {
    this.#left -= weight
  }
}

/** At most so many within any minute, less a hair for the network's jitter. */
class MinuteWindow {
  static readonly #MS = 59_900
  readonly #most: number
  #times: number[] = []

  constructor(most: number) {
    this.#most = most
  }

  waitMs(weight: number, nowMs: number): number {
    this.#times = this.#times.filter((time) => time > nowMs - MinuteWindow.#MS)
    const excess = this.#times.length + Math.min(weight, this.#most) - this.#most
    const blocking = this.#times[excess - 1]
    return blocking === undefined ? 0 : blocking + MinuteWindow.#MS - nowMs
  }

  take(weight: number, nowMs: number): void {
    for (let index = 0; index < weight; index++) this.#times.push(nowMs)
  }
}

interface Limit {
  waitMs(weight: number, nowMs: number): number
  take(weight: number, nowMs: number): void
}

interface Scope {
  limits: Limit[]
  /** A refusal holds until then; whoever asks earlier makes it a second longer. */
  refusedUntilMs: number
}

/**
 * Telegram's limits for one bot: messages over all, to one chat, to one group. In one chat a short burst passes, then one message a second.
 * Edits count as messages; deleting, pinning, chat actions, reactions and answers to buttons do not.
 */
export class FloodGate {
  readonly #limits: FloodLimits
  readonly #scopes = new Map<string, Scope>()

  constructor(limits: FloodLimits) {
    this.#limits = limits
  }

  /** Lets `weight` messages through to a chat at `nowMs`, or throws an ApiError (429) that says when to come back. */
  pass(weight: number, chatId: number | string, nowMs: number, paid: boolean): void {
    const scopes = [this.#overall(paid, nowMs), this.#chat(chatId, nowMs)]
    for (const scope of scopes) refuseIfBlocked(scope, nowMs)
    for (const scope of scopes) {
      const waitMs = Math.max(...scope.limits.map((limit) => limit.waitMs(weight, nowMs)))
      if (waitMs <= 0) continue
      scope.refusedUntilMs = nowMs + waitMs
      throw tooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)))
    }
    for (const scope of scopes) for (const limit of scope.limits) limit.take(weight, nowMs)
  }

  #overall(paid: boolean, nowMs: number): Scope {
    const perSecond = paid ? this.#limits.paidPerSecond : this.#limits.perSecond
    return this.#scope(paid ? 'paid' : 'overall', () => [new Bucket(perSecond, perSecond, nowMs)])
  }

  #chat(chatId: number | string, nowMs: number): Scope {
    const isGroup = typeof chatId === 'string' || chatId < 0
    return this.#scope(`chat ${chatId}`, () => [
      new Bucket(1, this.#limits.chatBurst, nowMs),
      ...(isGroup ? [new MinuteWindow(this.#limits.groupPerMinute)] : []),
    ])
  }

  #scope(name: string, limits: () => Limit[]): Scope {
    const known = this.#scopes.get(name)
    if (known) return known
    const scope = { limits: limits(), refusedUntilMs: 0 }
    this.#scopes.set(name, scope)
    return scope
  }
}

function refuseIfBlocked(scope: Scope, nowMs: number): void {
  if (scope.refusedUntilMs <= nowMs) return
  scope.refusedUntilMs += 1000
  throw tooManyRequests(Math.ceil((scope.refusedUntilMs - nowMs) / 1000))
}
