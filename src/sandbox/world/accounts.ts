import type { User } from '../telegram.ts'
import type { UpdateQueue } from './update-queue.ts'

/** A person with a phone. */
export interface Person {
  user: User
  deactivated: boolean
  /** A word about who this is, for the chat page. */
  note: string | undefined
}

export interface BotCommands {
  scope: string
  language: string
  commands: { command: string; description: string }[]
}

export interface WebhookSettings {
  url: string
  secretToken: string | undefined
  maxConnections: number
  lastError: { date: number; message: string } | undefined
}

/** A bot as Telegram knows it. */
export interface BotAccount {
  user: User
  token: string
  /** Privacy mode: in groups it is handed only what is meant for it. */
  privacy: boolean
  updates: UpdateQueue
  /** People it has had an update from or about. */
  acquainted: Set<number>
  commands: BotCommands[]
  descriptions: Map<string, string>
  webhook: WebhookSettings | undefined
}
