import type { z } from 'zod'
import { badRequest } from '../api-error.ts'
import type { inlineKeyboardMarkup, replyMarkup } from '../parameters/objects.ts'
import type { InlineButton, InlineKeyboard, PersonalMarkup } from '../telegram.ts'
import { checkedLink } from '../text/links.ts'
import type { Room } from '../world/room.ts'

const MOST_BUTTONS = 100
const MOST_CALLBACK_BYTES = 64

export interface Markup {
  inline?: InlineKeyboard | undefined
  personal?: PersonalMarkup | undefined
}

/** Sorts and checks what goes below a message; throws an ApiError (400). */
export function readMarkup(given: z.infer<typeof replyMarkup> | undefined, room: Room): Markup {
  if (!given) return {}
  if ('inline_keyboard' in given) return { inline: checkInline(given, room) }
  if ('keyboard' in given) checkKeyboard(given.keyboard, room)
  return { personal: given }
}

/** Checks buttons under a message as Telegram does; an empty keyboard is none. Throws an ApiError (400). */
export function checkInline(
  given: z.infer<typeof inlineKeyboardMarkup> | undefined,
  room: Room,
): InlineKeyboard | undefined {
  const rows = (given?.inline_keyboard ?? []).filter((row) => row.length > 0)
  for (const button of rows.flat()) checkButton(button, room)
  if (rows.flat().length > MOST_BUTTONS) throw badRequest('reply markup is too long')
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

function checkButton(button: InlineButton, room: Room): void {
  if (!button.text.trim()) throw badRequest('inline keyboard button text must be non-empty')
  const kinds = [button.url, button.callback_data, button.copy_text, button.web_app]
  const given = kinds.filter((kind) => kind !== undefined).length
  if (given === 0)
    throw badRequest(`can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard`)
  if (given > 1)
    throw badRequest('a button does exactly one thing (the sandbox is stricter than Telegram here)')
  if (button.callback_data !== undefined) checkCallbackData(button.callback_data)
  if (button.url !== undefined && !checkedLink(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
  if (button.web_app && room.kind !== 'private') throw badRequest('BUTTON_TYPE_INVALID')
}

function checkCallbackData(data: string): void {
  const bytes = Buffer.byteLength(data)
  if (bytes < 1 || bytes > MOST_CALLBACK_BYTES) throw badRequest('BUTTON_DATA_INVALID')
}

type Keyboard = Extract<z.infer<typeof replyMarkup>, { keyboard: unknown }>['keyboard']

function checkKeyboard(rows: Keyboard, room: Room): void {
  for (const button of rows.flat()) {
    if (typeof button === 'string') continue
    if (!button.text.trim()) throw badRequest('keyboard button text must be non-empty')
    if (room.kind === 'private') continue
    if (button.request_contact) throw badRequest('phone number can be requested in private chats only')
    if (button.request_location) throw badRequest('location can be requested in private chats only')
  }
}
