import type { Update } from 'grammy/types'

/** The updates that we ask Telegram for; always sent in full, for an omitted list keeps the previous one. */
export const allowedUpdates = [
  'message',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'poll_answer',
] as const

/** The lane of every vote: thousands may come at once, and they take the bulk road (votes.ts). */
export const votesLane = 'votes'

/** The lane of an update: what happens in one chat is handled in order. */
export function laneOf(update: Update): string {
  if (update.poll_answer) return votesLane
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.chat_member?.chat
  if (chat) return `chat:${chat.id}`
  // A button under a message that Telegram no longer shows us belongs to the private chat of who pressed it.
  const from = update.callback_query?.from
  return from ? `chat:${from.id}` : `update:${update.update_id}`
}
