import type { App } from '../app.ts'
import type { Message } from '../delivery/message.ts'
import type { T } from '../lib/i18n.ts'
import type { Refusal } from '../lib/refusal.ts'

export interface HeardFile {
  kind: 'photo' | 'document' | 'voice' | 'video'
  fileId: string
  name?: string | undefined
  mime?: string | undefined
  /** Bytes, when Telegram said so. */
  size?: number | undefined
  /** Sent together with others of the same album. */
  album?: string | undefined
}

/** What a person said in a conversation. */
export type Heard =
  | { kind: 'text'; text: string }
  | { kind: 'file'; file: HeardFile; caption: string }
  | { kind: 'location'; latitude: number; longitude: number }
  | { kind: 'other' }

export interface Option<Id extends string = string> {
  id: Id
  label: string
}

/** What a verb answered: its value, or the refusal in its place. */
export type Done<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

/**
 * A conversation as the features see it. It is replayed from its beginning at every answer, so between two questions
 * there is nothing but plain code: whatever reads the database, the clock or chance goes through `perform`.
 */
export interface Talk {
  /** `u:<update id>` of the update that entered: makes the key of what the conversation creates. */
  readonly key: string
  readonly personId: number
  readonly language: string
  readonly t: T
  say(message: Message): Promise<void>
  /** Asks until `read` gives an answer; a Refusal that it returns is spoken, and the question stays open. */
  ask<Answer>(question: Message, read: (heard: Heard) => Answer | Refusal): Promise<Answer>
  /** Asks by buttons, in rows. */
  choose<Id extends string>(question: Message, rows: Option<Id>[][]): Promise<Id>
  /** Buttons for the usual answers, words or a file for the others. */
  chooseOrAsk<Id extends string, Answer>(
    question: Message,
    rows: Option<Id>[][],
    read: (heard: Heard) => Answer | Refusal,
  ): Promise<{ chose: Id } | { said: Answer }>
  /**
   * Takes in whatever is said, one after the other and in any order, until a button is pressed. What `take` answers is said
   * with the same buttons under it; nothing, when it answers nothing (the other photos of an album).
   */
  gather<Id extends string>(
    question: Message,
    rows: Option<Id>[][],
    take: (heard: Heard) => Promise<Message | undefined>,
  ): Promise<Id>
  /** Runs a verb or a query once; its value must be plain JSON data (no Date, no class). */
  perform<Value>(act: (app: App) => Promise<Value>): Promise<Done<Value>>
  /** As `perform`; a Refusal is thrown, which speaks it and leaves the last question open. */
  must<Value>(act: (app: App) => Promise<Value>): Promise<Value>
  /** What was kept when this conversation was last left without an end; undefined when nothing was. */
  readonly draft: unknown
  /** Keeps what was told so far in our own table, until the conversation comes to its end. Plain data. */
  keep(draft: unknown): Promise<void>
}

/** `version` is raised whenever the questions change: a person in the middle of the old ones is told so, kindly. */
export interface ConversationSpec {
  name: string
  version: number
  run(talk: Talk, args: unknown): Promise<void>
}
