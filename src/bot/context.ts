import type { Context } from 'grammy'
import type { App } from '../app.ts'
import type { Sender } from '../delivery/delivery.ts'
import type { ChatRef, PrivateChat } from '../delivery/message.ts'
import type { T } from '../lib/i18n.ts'
import type { Person } from '../org/person.ts'

export interface EnterHow {
  /** What matters is done before it asks: who leaves it without an answer is not told that something was left undone. */
  endsQuietly?: boolean
}

/** Starts and ends what is asked step by step; private chats only. */
export interface TalkControl {
  /** The name of the conversation that waits for an answer. */
  readonly active: string | undefined
  /** Leaves an active one and starts another. `args` is plain data. */
  enter(name: string, args?: unknown, how?: EnterHow): Promise<void>
  /** False when there was none. */
  leave(): Promise<boolean>
}

interface Attached {
  app: App
  sender: Sender
  /** `u:<update id>`: makes the key of what this update creates, so that a replay finds the first one. */
  updateKey: string
  /** When it reached us: whether it came in time is judged by this, for it may have waited before it is handled. */
  receivedAt: Date
}

interface Identified {
  /** Who wrote or pressed; known before any feature hears of it. */
  person: Person
  language: string
  t: T
  /** Where it happened, in the address book. */
  here: ChatRef
  talk: TalkControl
}

/** What happens to a chat: the bot is added, the group is renamed. Nobody spoke to us, so nobody is known. */
export type ChatContext = Context & Attached

export type BotContext = ChatContext & Identified
export type PrivateContext = BotContext & { here: PrivateChat }

export function isPrivate(ctx: BotContext): ctx is PrivateContext {
  return ctx.here.kind === 'private'
}
