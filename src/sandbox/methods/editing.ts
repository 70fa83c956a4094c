import { badRequest } from '../api-error.ts'
import type { Content, InlineKeyboard, Message } from '../telegram.ts'
import { type Posted, type Room, roomId } from '../world/room.ts'
import { isModerator, messageIn, roomFor } from './access.ts'
import { inputMediaContent } from './albums.ts'
import type { Call, Handlers } from './call.ts'
import { checkInline } from './markup.ts'
import { messageCaption, messageText } from './texts.ts'

const DELETABLE_S = 48 * 60 * 60
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

type EditCall = Call<{
  chat_id?: number | string | undefined
  message_id?: number | undefined
  inline_message_id?: string | undefined
  reply_markup?: Parameters<typeof checkInline>[0]
}>

/** Finds the bot's own message; throws an ApiError (400 or 403). */
function editable(call: EditCall): { room: Room; posted: Posted } {
  const { chat_id, message_id } = call.parameters
  if (chat_id === undefined) throw badRequest('chat_id is empty')
  if (message_id === undefined) throw badRequest('message identifier is not specified')
  const room = roomFor(call.world, call.bot, chat_id, 'edit')
  const posted = messageIn(room, message_id, 'message to edit')
  const isGone = room.kind !== 'private' && (room.movedTo !== undefined || room.dissolved)
  if (isGone || posted.bot !== call.bot || posted.message.forward_origin)
    throw badRequest("message can't be edited")
  return { room, posted }
}

/** Replaces content and buttons; refuses a change that changes nothing, as Telegram does. */
function edit(call: EditCall, content: (before: Message) => Content): Message {
  const { room, posted } = editable(call)
  const { world } = call
  const changed = content(posted.message)
  const markup = checkInline(call.parameters.reply_markup, room)
  const after = replaced(posted.message, changed, markup)
  if (JSON.stringify(after) === JSON.stringify(posted.message)) throw badRequest(NOT_MODIFIED)
  posted.message = { ...after, edit_date: world.unixTime() }
  world.changes.tell(roomId(room))
  return posted.message
}

/** The message with new content; a field given as undefined goes. Fields keep their order, so that equals compare equal. */
function replaced(before: Message, content: Content, markup: InlineKeyboard | undefined): Message {
  const { edit_date, reply_markup: _, ...rest } = { ...before, ...content }
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...(kept as unknown as Message),
    ...(markup && { reply_markup: markup }),
    ...(edit_date !== undefined && { edit_date }),
  }
}

type Here = 'editMessageText' | 'editMessageCaption' | 'editMessageMedia' | 'editMessageReplyMarkup'

export const editingHandlers: Handlers<Here> = {
  editMessageText: (call) =>
    edit(call, (before) => {
      const text = messageText(call.world, call.parameters)
      if (before.text === undefined) throw badRequest('there is no text in the message to edit')
      return { entities: undefined, ...text }
    }),
  editMessageCaption: (call) =>
    edit(call, (before) => {
      if (!isMedia(before)) throw badRequest('there is no caption in the message to edit')
      return {
        caption: undefined,
        caption_entities: undefined,
        ...messageCaption(call.world, call.parameters),
      }
    }),
  editMessageMedia: (call) =>
    edit(call, (before) => {
      if (!isMedia(before)) throw badRequest('there is no media in the message to edit')
      return { ...NO_MEDIA, ...inputMediaContent(call.world, call.files, call.parameters.media) }
    }),
  editMessageReplyMarkup: (call) => edit(call, () => ({})),
}

const NO_MEDIA: Content = {
  photo: undefined,
  document: undefined,
  voice: undefined,
  audio: undefined,
  video: undefined,
  caption: undefined,
  caption_entities: undefined,
}

function isMedia(message: Message): boolean {
  return Boolean(message.photo ?? message.document ?? message.voice ?? message.audio ?? message.video)
}

/** Takes a message out of the chat; throws an ApiError (400) when the bot may not. */
function remove(call: Call<{ chat_id: number | string }>, room: Room, id: number): void {
  const posted = messageIn(room, id, 'message to delete')
  const own = posted.bot === call.bot
  const othersAllowed = room.kind === 'private' || isModerator(room, call.bot)
  if (!own && !othersAllowed) throw badRequest("message can't be deleted")
  const tooOld = call.world.unixTime() - posted.message.date > DELETABLE_S
  if (tooOld && !isModerator(room, call.bot)) throw badRequest("message can't be deleted for everyone")
  room.messages.delete(id)
  room.pinned = room.pinned.filter((pinned) => pinned !== id)
}

export const deletingHandlers: Handlers<'deleteMessage' | 'deleteMessages'> = {
  deleteMessage: (call) => {
    const room = roomFor(call.world, call.bot, call.parameters.chat_id, 'write')
    remove(call, room, call.parameters.message_id)
    call.world.changes.tell(roomId(room))
    return true
  },
  deleteMessages: (call) => {
    const { chat_id, message_ids } = call.parameters
    if (message_ids.length === 0) throw badRequest('message identifiers are not specified')
    if (message_ids.length > 100) throw badRequest('too many message identifiers specified')
    const room = roomFor(call.world, call.bot, chat_id, 'write')
    for (const id of message_ids) if (room.messages.has(id)) remove(call, room, id)
    call.world.changes.tell(roomId(room))
    return true
  },
}
