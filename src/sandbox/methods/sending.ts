import { badRequest } from '../api-error.ts'
import type { ParametersOf } from '../parameters/check-parameters.ts'
import type { sendingMethods } from '../parameters/sending-methods.ts'
import type { Content, Message } from '../telegram.ts'
import type { FileKind } from '../world/file-store.ts'
import { type Draft, post } from '../world/post.ts'
import type { Posted, Room } from '../world/room.ts'
import { needVoice, roomFor } from './access.ts'
import type { Call, Handlers } from './call.ts'
import { readMarkup } from './markup.ts'
import { type MediaFacts, mediaContent, resolveFile } from './media.ts'
import { messageCaption, messageText } from './texts.ts'

type SentParameters = Pick<
  ParametersOf<'sendMessage'>,
  'chat_id' | 'message_thread_id' | 'protect_content' | 'reply_parameters' | 'reply_markup'
>

/** Enters the chat, then posts there what `content` says, in the order in which Telegram complains. */
export function send(
  call: Call<SentParameters>,
  content: (room: Room) => Content,
  extra: Partial<Draft> = {},
): Posted {
  const { world, bot, parameters } = call
  const room = roomFor(world, bot, parameters.chat_id, 'write')
  needVoice(room, bot)
  const markup = readMarkup(parameters.reply_markup, room)
  const draft: Draft = {
    from: bot.user,
    bot,
    content: { ...content(room), ...(parameters.protect_content && { has_protected_content: true }) },
    replyTo: repliedTo(room, parameters.reply_parameters),
    threadId: threadIn(room, parameters.message_thread_id),
    ...markup,
    ...extra,
  }
  return post(world, room, draft)
}

/** The message replied to; when it is gone, throws 400 unless the caller allows for that. */
export function repliedTo(room: Room, reply: SentParameters['reply_parameters']): Posted | undefined {
  if (!reply) return undefined
  const posted = room.messages.get(reply.message_id)
  if (posted || reply.allow_sending_without_reply) return posted
  throw badRequest('message to be replied not found')
}

function threadIn(room: Room, threadId: number | undefined): number | undefined {
  if (threadId === undefined) return undefined
  const isTopic =
    room.kind !== 'private' && room.isForum && room.messages.get(threadId)?.message.forum_topic_created
  if (!isTopic) throw badRequest('message thread not found')
  return threadId
}

interface Captioned {
  caption?: string | undefined
  parse_mode?: string | undefined
  caption_entities?: Parameters<typeof messageCaption>[1]['caption_entities']
  show_caption_above_media?: boolean | undefined
  has_spoiler?: boolean | undefined
}

function sendFile(
  call: Call<SentParameters & Captioned & MediaFacts>,
  given: string,
  kind: FileKind,
): Message {
  const { world, files, parameters } = call
  return send(call, () => ({
    ...mediaContent(resolveFile(world, files, given, kind), parameters),
    ...messageCaption(world, parameters),
    ...(parameters.show_caption_above_media && { show_caption_above_media: true }),
    ...(parameters.has_spoiler && { has_media_spoiler: true }),
  })).message
}

type Here = Exclude<
  keyof typeof sendingMethods,
  'sendMediaGroup' | 'sendPoll' | 'copyMessage' | 'forwardMessage'
>

export const sendingHandlers: Handlers<Here> = {
  sendMessage: (call) => send(call, () => messageText(call.world, call.parameters)).message,
  sendPhoto: (call) => sendFile(call, call.parameters.photo, 'photo'),
  sendDocument: (call) => sendFile(call, call.parameters.document, 'document'),
  sendVoice: (call) => sendFile(call, call.parameters.voice, 'voice'),
  sendVideo: (call) => sendFile(call, call.parameters.video, 'video'),
  sendAudio: (call) => sendFile(call, call.parameters.audio, 'audio'),
  sendLocation: (call) => {
    const { latitude, longitude, horizontal_accuracy, live_period, heading } = call.parameters
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified')
    const location = { latitude, longitude, horizontal_accuracy, live_period, heading }
    return send(call, () => ({ location })).message
  },
}
