import type { TelegramMedia } from '../delivery/message.ts'
import { isQuiet } from '../delivery/quiet-hours.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Rule } from '../lib/schedule.ts'
import type { Audience } from '../org/audience.ts'

export const noticeKinds = [
  'study',
  'policy',
  'farm',
  'price',
  'job',
  'training',
  'affairs',
  'event',
  'emergency',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What is to be said to whom; plain data. */
export interface NoticeDraft {
  kind: NoticeKind
  audience: Audience
  text: string
  media?: TelegramMedia | undefined
}

export interface Notice extends NoticeDraft {
  id: number
  authorId: number
}

/** At once, or by a rule in the town's time. */
export type NoticeTime = { now: true } | { now: false; rule: Rule }

/** One going out of a notice. */
export interface Issue {
  id: number
  noticeId: number
  /** The time it is for. */
  at: Date
  state: 'running' | 'stopped' | 'done'
  late: boolean
  groups: number
  people: number
  startsAt: Date
  told: string
  recalledAt: Date | undefined
}

/** Neither the minute nor the night holds an emergency up. */
export const leavesAtOnce = ({ kind }: Pick<NoticeDraft, 'kind'>): boolean => kind === 'emergency'

/** At night everything but an emergency waits for the morning. */
export function waitsForMorning(draft: Pick<NoticeDraft, 'kind'>, now: Date, timeZone: string): boolean {
  return !leavesAtOnce(draft) && isQuiet(now, timeZone)
}

/** So long one can take back what one has just sent. */
export const undoMs = 60_000

/** With a file Telegram takes 1,024 characters, without one 4,096; our head line needs some of them. */
export const longestText = { withMedia: 900, alone: 3_800 }

/** Throws Refusal when the words are missing or too many. */
export function checkText({ text, media }: Pick<NoticeDraft, 'text' | 'media'>): void {
  const longest = media ? longestText.withMedia : longestText.alone
  if (text.length > longest) throw new Refusal('notice-too-long', { longest, length: text.length })
  if (text.trim() === '' && !media) throw new Refusal('notice-empty')
}

/** The deliveries of one going out. */
export const batchOf = (issueId: number): string => `notice:${issueId}`

/** The message in the author's chat that tells how far it is. */
export const progressKey = (issueId: number): string => `notice:${issueId}:progress`
