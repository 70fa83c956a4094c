import { ApiError, badRequest, conflict } from '../api-error.ts'
import type { Update, UpdateKind } from '../telegram.ts'
import type { BotAccount } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import type { Call, Handlers } from './call.ts'

const LONGEST_POLL_S = 50

/** Kinds of updates a bot may name; those in `emitted` this sandbox makes. */
const EMITTED: readonly UpdateKind[] = [
  'message',
  'edited_message',
  'callback_query',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'message_reaction',
]
const NAMES: ReadonlySet<string> = new Set([
  ...EMITTED,
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
])

/** The long poll each bot has open; a newer one ends it with 409. */
const openPolls = new WeakMap<BotAccount, AbortController>()

/** Ends the bot's long poll, with Telegram's words for why. */
export function endLongPoll(bot: BotAccount, why: string): void {
  openPolls.get(bot)?.abort(conflict(why))
}

/** Keeps the list of wanted updates; an empty list is the default one. Throws an ApiError (400) for an unknown kind. */
export function setAllowed(bot: BotAccount, kinds: string[] | undefined): void {
  if (!kinds) return
  const unknown = kinds.find((kind) => !NAMES.has(kind))
  if (unknown !== undefined) {
    throw badRequest(`unknown kind of update "${unknown}" (the sandbox is stricter than Telegram here)`)
  }
  bot.updates.allowed = kinds.length === 0 ? undefined : kinds
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

export const updateHandlers: Handlers<'getUpdates'> = {
  getUpdates: async (call) => {
    const { bot, parameters } = call
    if (bot.webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    setAllowed(bot, parameters.allowed_updates)
    endLongPoll(
      bot,
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    const limit = clamp(parameters.limit ?? 100, 1, 100)
    const updates = bot.updates.take(parameters.offset ?? 0, limit)
    const timeoutS = clamp(parameters.timeout ?? 0, 0, LONGEST_POLL_S)
    return updates.length > 0 || timeoutS === 0 ? updates : await longPoll(call, limit, timeoutS)
  },
}

async function longPoll(
  call: Call<{ offset?: number | undefined }>,
  limit: number,
  timeoutS: number,
): Promise<Update[]> {
  const { world, bot, parameters } = call
  const ended = new AbortController()
  const hungUp = () => ended.abort()
  call.signal.addEventListener('abort', hungUp)
  openPolls.set(bot, ended)
  try {
    await firstOf(world, bot, timeoutS, ended)
    if (ended.signal.reason instanceof ApiError) throw ended.signal.reason
    return call.signal.aborted ? [] : bot.updates.take(parameters.offset ?? 0, limit)
  } finally {
    call.signal.removeEventListener('abort', hungUp)
    if (openPolls.get(bot) === ended) openPolls.delete(bot)
  }
}

/** Waits for an update, the time-out or the end of the call, and leaves nothing waiting behind. */
async function firstOf(
  world: World,
  bot: BotAccount,
  timeoutS: number,
  ended: AbortController,
): Promise<void> {
  const timer = new AbortController()
  const stopTimer = () => timer.abort()
  ended.signal.addEventListener('abort', stopTimer)
  const arrival = new AbortController()
  await Promise.race([
    bot.updates.arrival(AbortSignal.any([ended.signal, arrival.signal])),
    world.clock.sleep(timeoutS * 1000, timer.signal),
  ])
  arrival.abort()
  timer.abort()
}
