import { Api } from 'grammy'
import type { CallbackQuery, Message, Update, User, UserFromGetMe } from 'grammy/types'
import type { App } from '../../src/app.ts'
import type { Feature } from '../../src/bot/feature.ts'
import { createUpdateHandler } from '../../src/bot/update-handler.ts'
import type { Address, Call, Outcome, Sender } from '../../src/delivery/delivery.ts'
import type { UpdateHandler } from '../../src/intake/handler.ts'

export const me: UserFromGetMe = {
  id: 9000,
  is_bot: true,
  first_name: '村讯',
  username: 'cunxun_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
}

export interface Said {
  to: Address
  call: Call
}

/** The bot without a network: what it says is written down, what it hears is made up by the test. */
export class Phone {
  readonly said: Said[] = []
  readonly toasts: (string | undefined)[] = []
  /** What Telegram makes of the next call; `sent` when there is none left. */
  readonly outcomes: Outcome[] = []
  readonly app: App
  readonly handler: UpdateHandler
  #updateId = 100
  #messageId = 1

  constructor(app: App, features: readonly Feature[]) {
    this.app = app
    const sender: Sender = {
      send: async (to, call) => {
        this.said.push({ to, call })
        return this.outcomes.shift() ?? { kind: 'sent', messageIds: [this.#messageId++] }
      },
    }
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (!String(url).endsWith('/answerCallbackQuery')) throw new Error(`${url} went round the sender`)
      const answer: { text?: string } = JSON.parse(String(init?.body))
      this.toasts.push(answer.text)
      return Response.json({ ok: true, result: true })
    }
    const api = new Api('123456:a-token-for-tests-and-nothing-else', { fetch })
    this.handler = createUpdateHandler(app, { api, sender, me }, features)
  }

  /** As the intake does: handles it and writes the commit. It reaches us now, unless it waited in the inbox. */
  async hears(update: Update, receivedAt = this.app.clock.now()): Promise<void> {
    const commit = await this.handler.handle(update, receivedAt)
    if (commit) await this.app.db.transaction((tx) => commit(tx))
  }

  text(from: User, text: string, chat?: Message['chat']): Update {
    return this.#message(from, { text, ...withCommand(text) }, chat)
  }

  async says(from: User, text: string, chat?: Message['chat']): Promise<void> {
    await this.hears(this.text(from, text, chat))
  }

  press(from: User, data: string, chat?: Message['chat']): Update {
    const { message } = this.#message(me, { text: '…' }, chat ?? privateChat(from))
    const query: Omit<CallbackQuery, 'message'> = { id: '1', from, chat_instance: '1', data }
    return { update_id: this.#updateId++, callback_query: { ...query, message } } as Update
  }

  /** Presses the button of that label under the last message that has one. */
  async presses(from: User, label: string, chat?: Message['chat']): Promise<void> {
    await this.hears(this.press(from, this.dataOf(label), chat))
  }

  dataOf(label: string): string {
    const buttons = this.said.toReversed().flatMap(({ call }) => buttonsOf(call))
    const button = buttons.find(({ text }) => text === label)
    if (!button || !('data' in button)) throw new Error(`there is no button ${label}`)
    return button.data
  }

  /** The texts that were said, in order. */
  get words(): string[] {
    return this.said.flatMap(({ call }) => ('message' in call ? [call.message.html] : []))
  }

  get lastWords(): string {
    return this.words.at(-1) ?? ''
  }

  get lastLabels(): string[] {
    const last = this.said.at(-1)
    return last ? buttonsOf(last.call).map(({ text }) => text) : []
  }

  #message(
    from: User,
    more: Partial<Message>,
    chat: Message['chat'] = privateChat(from),
  ): Update & { message: Message } {
    const message = { message_id: this.#messageId++, date: 1_772_000_000, chat, from, ...more }
    return { update_id: this.#updateId++, message } as Update & { message: Message }
  }

  message(from: User, more: Partial<Message>, chat?: Message['chat']): Update {
    return this.#message(from, more, chat)
  }
}

function buttonsOf(call: Call) {
  return 'message' in call ? (call.message.buttons ?? []).flat() : []
}

function withCommand(text: string): Partial<Message> {
  const command = /^\/\S+/.exec(text)?.[0]
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {}
}

export function privateChat(of: User): Message['chat'] {
  return { id: of.id, type: 'private', first_name: of.first_name }
}

export function groupChat(id: number, title: string): Message['chat'] {
  return { id: -id, type: 'group', title }
}

export function human(id: number, name: string, more: Partial<User> = {}): User {
  return { id, is_bot: false, first_name: name, ...more }
}
