import type { Composer } from 'grammy'
import type { App } from '../app.ts'
import type { Vote } from '../intake/handler.ts'
import type { Tx } from '../lib/db.ts'
import type { Permission } from '../org/permission.ts'
import type { BotContext, ChatContext, PrivateContext } from './context.ts'
import type { ConversationSpec } from './talk.ts'

interface CommandBase {
  /** `notice` for `/notice`. Its texts: `<name>-command` (what it is for, in the list of commands). */
  name: string
  /** Known only to those who hold it somewhere. The verbs check it again, in its unit. */
  needs?: Permission
}

/** A command of a private chat. With `menu` it is a button of the menu too, labelled `<name>-menu`. */
export interface PrivateCommand extends CommandBase {
  where: 'private'
  menu: boolean
  run(ctx: PrivateContext, argument: string): Promise<unknown>
}

/** A command that works in groups (and in private when `where` says so). */
export interface OpenCommand extends CommandBase {
  where: 'group' | 'everywhere'
  menu: boolean
  run(ctx: BotContext, argument: string): Promise<unknown>
}

export type Command = PrivateCommand | OpenCommand

/** What `t.me/bot?start=<prefix>-<rest>` does. */
export interface StartLink {
  prefix: string
  run(ctx: PrivateContext, rest: string): Promise<unknown>
}

/** A feature's share in the bot, as far as it has one; `bot.ts` has one line for each. */
export interface Feature {
  commands?: Command[]
  conversations?: ConversationSpec[]
  startLinks?: StartLink[]
  /** Buttons: heard before a conversation. */
  buttons?: Composer<BotContext>
  /** Messages that are neither a command nor an answer in a conversation. */
  messages?: Composer<BotContext>
  /** What becomes of chats: `my_chat_member`, `chat_member` and service messages. */
  chats?: Composer<ChatContext>
  /** Votes in polls, by the hundreds, in the transaction that marks them as done. Safe to call twice. */
  takeVotes?(app: App, tx: Tx, votes: readonly Vote[]): Promise<void>
}
