import type { Clock } from '../lib/clock.ts'

/** How many messages Telegram lets a bot send, and how short a burst it overlooks. */
export interface FloodLimits {
  /** Messages a second over all chats; as many may come at once. */
  perSecond: number
  /** Messages a second over all chats when `allow_paid_broadcast` is given. */
  paidPerSecond: number
  /** Messages that may come at once in one chat; after them, one a second. */
  chatBurst: number
  /** Messages in any minute to one group. */
  groupPerMinute: number
}

/** How long every answer is held back, in real milliseconds: a number, or a range drawn from a seed. */
export type Latency = number | { minMs: number; maxMs: number; seed: number }

/** Words in the languages of the chat page. */
export interface PageWords {
  zh: string
  en: string
}

/** One step under 试试看 on the chat page. */
export interface GuideStep {
  title: PageWords
  text: PageWords
  /** Who does it: a button switches the page to that person. */
  personId?: number | undefined
  /** What to write: a button puts it into the field where one types. */
  say?: string | undefined
}

/** What moves the clock of the sandbox, and whoever else follows it. */
export interface MovableTime {
  moveTo(to: Date): void | Promise<void>
}

export interface SandboxSettings {
  /** Wall clock for dates, uptime for limits and long polling. */
  clock: Clock
  host: string
  /** 0 takes any free port. */
  port: number
  flood: 'strict' | 'off'
  floodLimits: FloodLimits
  latency: Latency
  /** Messages kept per chat; older ones are forgotten. */
  keptMessages: number
  /** API calls kept in the log. */
  keptCalls: number
  /** Deliveries kept in the journal. */
  keptDeliveries: number
  /** Bytes of files kept; the oldest go first. */
  keptFileBytes: number
  /** How long `waitFor`, `hears` and `presses` wait, in real milliseconds. */
  patienceMs: number
  /** What stands at the top of the chat page. */
  pageTitle: PageWords
  /** Steps shown on the chat page under 试试看. */
  guide: GuideStep[]
  /** IANA name: in it the page shows the time, and "tomorrow 08:00" is meant. */
  timeZone: string
  /** Moves the clock from the chat page; without it the page only shows the time. */
  moveClock?: MovableTime | undefined
}

export const defaultFloodLimits: FloodLimits = {
  perSecond: 30,
  paidPerSecond: 1000,
  chatBurst: 3,
  groupPerMinute: 20,
}

export const defaultSettings: Omit<SandboxSettings, 'clock'> = {
  host: '127.0.0.1',
  port: 0,
  flood: 'strict',
  floodLimits: defaultFloodLimits,
  latency: 0,
  keptMessages: 1000,
  keptCalls: 20_000,
  keptDeliveries: 100_000,
  keptFileBytes: 200_000_000,
  patienceMs: 5000,
  pageTitle: { zh: '盒子里的 Telegram', en: 'Telegram in a box' },
  guide: [],
  timeZone: 'Asia/Shanghai',
}
