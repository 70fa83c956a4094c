import type { InlineButton, Message } from '../telegram.ts'
import { inlineKeyboard, type Posted, type Room, roomId } from '../world/room.ts'

/** A message as it stands in a chat at this moment. */
export interface Shown {
  id: number
  chatId: number
  /** First name, or title, of who wrote it. */
  from: string
  /** The text, the caption, or the question of a poll. */
  text: string
  /** The labels of the buttons under it, row by row. */
  buttons: string[][]
  edited: boolean
  pinned: boolean
  /** Emoji people and bots have put on it. */
  reactions: string[]
  message: Message
}

/** Shows what is in a chat, oldest first. */
export function shownIn(room: Room): Shown[] {
  return [...room.messages.values()].map((posted) => shown(room, posted))
}

/** Shows one message. */
export function shown(room: Room, posted: Posted): Shown {
  const { message } = posted
  return {
    id: message.message_id,
    chatId: roomId(room),
    from: message.from?.first_name ?? '',
    text: message.text ?? message.caption ?? message.poll?.question ?? '',
    buttons: inlineKeyboard(message).map((row) => row.map((button) => button.text)),
    edited: message.edit_date !== undefined,
    pinned: room.pinned.includes(message.message_id),
    reactions: [...posted.reactions.values()].flat(),
    message: structuredClone(message),
  }
}

/** The newest button with this label (or one that matches), and the message it is under. */
export function findButton(
  messages: Shown[],
  label: string | RegExp,
): { on: Shown; button: InlineButton } | undefined {
  const fits = (text: string) => (typeof label === 'string' ? text === label : label.test(text))
  for (const on of messages.toReversed()) {
    const button = inlineKeyboard(on.message)
      .flat()
      .find(({ text }) => fits(text))
    if (button) return { on, button }
  }
  return undefined
}

/** The labels of the keyboard a person sees below the chat; empty when there is none. */
export function keyboardOf(room: Room, userId: number): string[][] {
  const markup = room.personal.get(userId)
  if (!markup || !('keyboard' in markup)) return []
  return markup.keyboard.map((row) => row.map((key) => (typeof key === 'string' ? key : key.text)))
}
