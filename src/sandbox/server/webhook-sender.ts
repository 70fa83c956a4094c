import type { Update } from '../telegram.ts'
import type { BotAccount, WebhookSettings } from '../world/accounts.ts'
import type { World } from '../world/world.ts'

const LONGEST_BACKOFF_MS = 60_000
const ANSWER_WITHIN_MS = 60_000

/**
 * Delivers one bot's updates to its webhook: of one chat, presser or poll in order, of different ones at once, `max_connections` at most.
 * What is not answered with 2xx comes again: at once, then after 2, 4, 8 … 60 seconds of the sandbox's clock.
 */
export class WebhookSender {
  readonly #world: World
  readonly #bot: BotAccount
  readonly #stopped: AbortSignal
  readonly #apiRoot: () => string
  readonly #busy = new Set<string>()

  constructor(world: World, bot: BotAccount, stopped: AbortSignal, apiRoot: () => string) {
    this.#world = world
    this.#bot = bot
    this.#stopped = stopped
    this.#apiRoot = apiRoot
  }

  /** Works until the sandbox stops. */
  async run(): Promise<void> {
    while (!this.#stopped.aborted) {
      this.#pump()
      await this.#bot.updates.arrival(this.#stopped)
    }
  }

  /** Starts every delivery that may start now. */
  #pump(): void {
    const { webhook, updates } = this.#bot
    if (!webhook || this.#stopped.aborted) return
    for (const update of updates.peek(1000)) {
      const lane = laneOf(update)
      if (this.#busy.size >= webhook.maxConnections) return
      if (this.#busy.has(lane)) continue
      this.#busy.add(lane)
      void this.#deliver(update, webhook).finally(() => {
        this.#busy.delete(lane)
        this.#pump()
      })
    }
  }

  /** Tries until the webhook takes the update, or is set anew. */
  async #deliver(update: Update, webhook: WebhookSettings): Promise<void> {
    let backoffMs = 0
    while (!this.#stopped.aborted && this.#bot.webhook === webhook) {
      const trouble = await this.#post(update, webhook)
      if (trouble === undefined) {
        if (this.#bot.updates.confirm(update.update_id)) await this.#post(update, webhook)
        this.#world.changes.tell()
        return
      }
      webhook.lastError = { date: this.#world.unixTime(), message: trouble }
      this.#world.changes.tell()
      if (backoffMs > 0) await this.#world.clock.sleep(backoffMs, this.#stopped)
      backoffMs = Math.min(LONGEST_BACKOFF_MS, Math.max(2000, backoffMs * 2))
    }
  }

  /** Posts once. Returns what went wrong, in Telegram's words. */
  async #post(update: Update, { url, secretToken }: WebhookSettings): Promise<string | undefined> {
    const giveUp = new AbortController()
    const timer = new AbortController()
    const signal = AbortSignal.any([this.#stopped, giveUp.signal])
    void this.#world.clock.sleep(ANSWER_WITHIN_MS, timer.signal).then(() => giveUp.abort())
    try {
      const headers = {
        'content-type': 'application/json',
        ...(secretToken && { 'x-telegram-bot-api-secret-token': secretToken }),
      }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update), signal })
      const body = await response.text()
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
      await this.#callInReply(body)
      return undefined
    } catch (error) {
      return giveUp.signal.aborted ? 'Read timeout expired' : `Connection failed: ${String(error)}`
    } finally {
      timer.abort()
    }
  }

  /** A webhook may answer with one call to make, its result unheard. */
  async #callInReply(body: string): Promise<void> {
    const reply: unknown = body.startsWith('{') ? JSON.parse(body) : undefined
    if (typeof reply !== 'object' || reply === null || !('method' in reply)) return
    const { method, ...parameters } = reply
    await fetch(`${this.#apiRoot()}/bot${this.#bot.token}/${String(method)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    })
  }
}

/** Telegram keeps the order within a chat, but sends presses and votes apart from messages. */
function laneOf(update: Update): string {
  const { message, edited_message, callback_query, poll, poll_answer, my_chat_member, chat_member } = update
  const chat = (message ?? edited_message)?.chat
  if (chat) return `chat ${chat.id}`
  if (callback_query) return `presser ${callback_query.from.id}`
  if (poll ?? poll_answer) return `poll ${poll?.id ?? poll_answer?.poll_id}`
  if (my_chat_member) return `own ${my_chat_member.chat.id}`
  return `member ${chat_member?.from.id ?? update.message_reaction?.user.id}`
}
