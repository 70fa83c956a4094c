import type { Clock } from '../lib/clock.ts'
import { type Address, type Lane, lanes } from './delivery.ts'

/** What Telegram allows, and how far below it we stay. Lengths of time in milliseconds. */
const chatIntervalMs = 1_000
/** Messages that may leave at once for one chat; Telegram overlooks one more. */
const chatBurst = 2
const groupWindowMs = 62_000
const groupPerWindow = 20
/** Messages that may leave at once over all chats. */
const overallBurst = 10
/** Every so many turns the one who has waited longest goes first, so that nobody starves behind better lanes. */
const fairEvery = 8

/** Where a call goes, as far as the pace cares. */
export type PaceTarget = Pick<Address, 'telegramId' | 'kind'>

/** The one limiter of everything that leaves. Lengths of time in milliseconds of uptime. */
export interface Pace {
  /** Resolves when the call may leave. `weight`: 1 for a message or an edit, 0 for what costs nothing (pauses hold it too). */
  turn(to: PaceTarget, lane: Lane, weight: 0 | 1): Promise<void>
  /** Telegram asked for a pause in this chat. */
  pauseChat(telegramId: number, ms: number): void
  /** Telegram asked for a pause over all. */
  pauseAll(ms: number): void
  /** Chats that could not be served within `ms`. */
  busy(ms: number): number[]
}

interface ChatPace {
  /** When the next message may leave, if none of the burst is left (GCRA's theoretical arrival time). */
  nextMs: number
  /** When the last messages to a group left, oldest first. */
  leftAtMs: number[]
  pausedUntilMs: number
}

interface Waiter {
  to: PaceTarget
  lane: number
  weight: 0 | 1
  go: () => void
}

/**
 * A generic cell rate algorithm for each chat and over all (ITU-T I.371), and a sliding window for groups. `perSecond`
 * is the rate over all chats.
 */
export function createPace(clock: Clock, { perSecond }: { perSecond: number }): Pace {
  const overallIntervalMs = 1_000 / perSecond
  const chats = new Map<number, ChatPace>()
  let overallNextMs = Number.NEGATIVE_INFINITY
  let pausedUntilMs = Number.NEGATIVE_INFINITY
  let waiters: Waiter[] = []
  let turns = 0
  let alarm: { atMs: number; off: AbortController } | undefined

  const chatOf = (telegramId: number): ChatPace => {
    const found = chats.get(telegramId)
    if (found) return found
    const fresh = { nextMs: Number.NEGATIVE_INFINITY, leftAtMs: [], pausedUntilMs: Number.NEGATIVE_INFINITY }
    chats.set(telegramId, fresh)
    return fresh
  }

  function chatReadyMs({ nextMs, leftAtMs, pausedUntilMs }: ChatPace, isGroup: boolean): number {
    const oldest = isGroup ? leftAtMs.at(-groupPerWindow) : undefined
    const windowMs = oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + groupWindowMs
    return Math.max(nextMs - (chatBurst - 1) * chatIntervalMs, windowMs, pausedUntilMs)
  }

  function readyMs({ to, weight }: Waiter): number {
    const chat = chats.get(to.telegramId)
    if (weight === 0) return Math.max(pausedUntilMs, chat?.pausedUntilMs ?? Number.NEGATIVE_INFINITY)
    const overallMs = Math.max(overallNextMs - (overallBurst - 1) * overallIntervalMs, pausedUntilMs)
    return Math.max(overallMs, chat ? chatReadyMs(chat, to.kind === 'group') : Number.NEGATIVE_INFINITY)
  }

  function spend({ to, weight }: Waiter, nowMs: number): void {
    if (weight === 0) return
    const chat = chatOf(to.telegramId)
    chat.nextMs = Math.max(chat.nextMs, nowMs) + chatIntervalMs
    if (to.kind === 'group') chat.leftAtMs = [...chat.leftAtMs.slice(1 - groupPerWindow), nowMs]
    overallNextMs = Math.max(overallNextMs, nowMs) + overallIntervalMs
  }

  /** The best of those that may leave now: by lane, then by who came first; now and then simply who came first. */
  function pick(nowMs: number): Waiter | undefined {
    const ready = waiters.filter((waiter) => readyMs(waiter) <= nowMs)
    if (turns % fairEvery === fairEvery - 1) return ready[0]
    return ready.reduce<Waiter | undefined>(
      (best, waiter) => (best && best.lane <= waiter.lane ? best : waiter),
      undefined,
    )
  }

  function letGo(): void {
    const nowMs = clock.uptimeMs()
    for (let next = pick(nowMs); next; next = pick(nowMs)) {
      waiters = waiters.filter((waiter) => waiter !== next)
      spend(next, nowMs)
      turns++
      next.go()
    }
    setAlarm(nowMs)
  }

  function setAlarm(nowMs: number): void {
    const atMs = Math.min(...waiters.map(readyMs))
    if (alarm && alarm.atMs === atMs) return
    alarm?.off.abort()
    alarm = undefined
    if (waiters.length === 0) {
      forgetIdle(nowMs)
      return
    }
    const set = { atMs, off: new AbortController() }
    alarm = set
    void clock.sleep(Math.max(1, Math.ceil(atMs - nowMs)), set.off.signal).then(() => {
      if (alarm !== set) return
      alarm = undefined
      letGo()
    })
  }

  function forgetIdle(nowMs: number): void {
    for (const [telegramId, chat] of chats) {
      const lastMs = Math.max(
        chat.nextMs,
        (chat.leftAtMs.at(-1) ?? nowMs) + groupWindowMs,
        chat.pausedUntilMs,
      )
      if (lastMs < nowMs) chats.delete(telegramId)
    }
  }

  return {
    turn(to, lane, weight) {
      return new Promise((go) => {
        waiters.push({ to, lane: lanes.indexOf(lane), weight, go })
        letGo()
      })
    },
    pauseChat(telegramId, ms) {
      const chat = chatOf(telegramId)
      chat.pausedUntilMs = Math.max(chat.pausedUntilMs, clock.uptimeMs() + ms)
    },
    pauseAll(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.uptimeMs() + ms)
    },
    busy(ms) {
      const untilMs = clock.uptimeMs() + ms
      const isBusy = ([, chat]: [number, ChatPace]) => chatReadyMs(chat, chat.leftAtMs.length > 0) > untilMs
      return [...chats].filter(isBusy).map(([telegramId]) => telegramId)
    },
  }
}
