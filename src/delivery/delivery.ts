import type { Message } from './message.ts'

/** Best first: someone is waiting for an answer; news of one's own matter; what goes to many. */
export const lanes = ['answer', 'personal', 'bulk'] as const
export type Lane = (typeof lanes)[number]

/** What a crash between sending and noting means: send again (marked), or leave it and say so. */
export type WhenInDoubt = 'repeat' | 'leave'

/** `doubtful`: it may have arrived, and was not to be repeated. */
export type DeliveryState =
  | 'queued'
  | 'sending'
  | 'sent'
  | 'gone'
  | 'rejected'
  | 'expired'
  | 'stopped'
  | 'doubtful'

/** A quiz poll of Telegram's own, not anonymous. Several right options let one choose several. */
export interface Poll {
  /** Plain text, 1 to 300 characters. */
  question: string
  /** 2 to 12 of 1 to 100 characters. */
  options: readonly string[]
  /** The right ones by their place in `options`, increasing. */
  right: readonly number[]
  /** Each person sees the options in another order. */
  isShuffled: boolean
  /** At most 200 characters and 2 line feeds; may be empty. */
  explanation: string
  /** It closes by itself after so many seconds, 5 at least. */
  openPeriodS: number
}

/** `of` is the key of the delivery whose message is meant. A recall deletes what its own key names: `recall:<key>`. */
export type Operation<Said extends Message = Message> =
  | { do: 'send'; message: Said }
  | { do: 'edit'; of: string; message: Said }
  | { do: 'delete'; of: string }
  | { do: 'pin'; of: string }
  | { do: 'unpin'; of: string }
  | { do: 'recall' }
  /** `after` is the key of what must have arrived before: a picture that the question is about. */
  | { do: 'poll'; poll: Poll; after?: string }
  | { do: 'close-poll'; of: string }

/** What became of one call, as data. Chat ids are Telegram's. */
export type Outcome =
  | { kind: 'sent'; messageIds: number[]; pollId?: string }
  /** Later again. `delivered` is `unknown` when the answer was lost on its way. */
  | { kind: 'retry'; afterMs: number | undefined; delivered: 'no' | 'unknown'; reason: string }
  | { kind: 'moved'; toTelegramId: number }
  | { kind: 'gone'; reason: string }
  | { kind: 'rejected'; reason: string }

/** Where a call goes. `topicId` is the forum topic, if any. */
export interface Address {
  telegramId: number
  kind: 'private' | 'group'
  topicId?: number | undefined
}

/** A call about a message that Telegram knows by its id. */
export type Call =
  | { do: 'send'; message: Message; replyTo?: number | undefined }
  | { do: 'edit'; messageId: number; message: Message; isCaption?: boolean | undefined }
  | { do: 'delete'; messageIds: number[] }
  | { do: 'pin'; messageId: number }
  | { do: 'unpin'; messageId: number }
  | { do: 'poll'; poll: Poll }
  | { do: 'close-poll'; messageId: number }

/** The only outbound road. Waits for the pace, then calls once; never throws for what Telegram or the network does. */
export interface Sender {
  send(to: Address, call: Call, lane: Lane): Promise<Outcome>
}
