import { z } from 'zod'
import { chatId, file, flag, float, integer, json, string } from './kinds.ts'
import {
  inlineKeyboardMarkup,
  inputMedia,
  inputPollOption,
  linkPreviewOptions,
  messageEntities,
  replyMarkup,
  replyParameters,
} from './objects.ts'

const target = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  allow_paid_broadcast: flag.optional(),
  message_effect_id: string.optional(),
  reply_parameters: json(replyParameters).optional(),
}
const sent = { ...target, reply_markup: json(replyMarkup).optional() }
const captioned = {
  caption: string.optional(),
  parse_mode: string.optional(),
  caption_entities: json(messageEntities).optional(),
}
const onPicture = { show_caption_above_media: flag.optional(), has_spoiler: flag.optional() }

/** The parameters of every method that makes a new message. */
export const sendingMethods = {
  sendMessage: z.strictObject({
    ...sent,
    text: string,
    parse_mode: string.optional(),
    entities: json(messageEntities).optional(),
    link_preview_options: json(linkPreviewOptions).optional(),
  }),
  sendPhoto: z.strictObject({ ...sent, ...captioned, ...onPicture, photo: file }),
  sendDocument: z.strictObject({
    ...sent,
    ...captioned,
    document: file,
    thumbnail: file.optional(),
    disable_content_type_detection: flag.optional(),
  }),
  sendVoice: z.strictObject({ ...sent, ...captioned, voice: file, duration: integer.optional() }),
  sendVideo: z.strictObject({
    ...sent,
    ...captioned,
    ...onPicture,
    video: file,
    duration: integer.optional(),
    width: integer.optional(),
    height: integer.optional(),
    thumbnail: file.optional(),
    cover: file.optional(),
    start_timestamp: integer.optional(),
    supports_streaming: flag.optional(),
  }),
  sendAudio: z.strictObject({
    ...sent,
    ...captioned,
    audio: file,
    duration: integer.optional(),
    performer: string.optional(),
    title: string.optional(),
    thumbnail: file.optional(),
  }),
  sendMediaGroup: z.strictObject({ ...target, media: json(z.array(inputMedia)) }),
  sendLocation: z.strictObject({
    ...sent,
    latitude: float,
    longitude: float,
    horizontal_accuracy: float.optional(),
    live_period: integer.optional(),
    heading: integer.optional(),
    proximity_alert_radius: integer.optional(),
  }),
  sendPoll: z.strictObject({
    ...sent,
    question: string,
    question_parse_mode: string.optional(),
    question_entities: json(messageEntities).optional(),
    options: json(z.array(inputPollOption)),
    is_anonymous: flag.optional(),
    type: string.optional(),
    allows_multiple_answers: flag.optional(),
    allows_revoting: flag.optional(),
    shuffle_options: flag.optional(),
    hide_results_until_closes: flag.optional(),
    correct_option_ids: json(z.array(z.int())).optional(),
    explanation: string.optional(),
    explanation_parse_mode: string.optional(),
    explanation_entities: json(messageEntities).optional(),
    open_period: integer.optional(),
    close_date: integer.optional(),
    is_closed: flag.optional(),
    description: string.optional(),
    description_parse_mode: string.optional(),
    description_entities: json(messageEntities).optional(),
  }),
  copyMessage: z.strictObject({
    ...sent,
    ...captioned,
    from_chat_id: chatId,
    message_id: integer,
    video_start_timestamp: integer.optional(),
    show_caption_above_media: flag.optional(),
  }),
  forwardMessage: z.strictObject({
    chat_id: chatId,
    message_thread_id: integer.optional(),
    from_chat_id: chatId,
    message_id: integer,
    video_start_timestamp: integer.optional(),
    disable_notification: flag.optional(),
    protect_content: flag.optional(),
    message_effect_id: string.optional(),
  }),
}

const inline = { reply_markup: json(inlineKeyboardMarkup).optional() }
const edited = {
  chat_id: chatId.optional(),
  message_id: integer.optional(),
  inline_message_id: string.optional(),
  ...inline,
}

/** The parameters of every method that changes a message. */
export const changingMethods = {
  editMessageText: z.strictObject({
    ...edited,
    text: string.optional(),
    parse_mode: string.optional(),
    entities: json(messageEntities).optional(),
    link_preview_options: json(linkPreviewOptions).optional(),
  }),
  editMessageCaption: z.strictObject({
    ...edited,
    ...captioned,
    show_caption_above_media: flag.optional(),
  }),
  editMessageMedia: z.strictObject({ ...edited, media: json(inputMedia) }),
  editMessageReplyMarkup: z.strictObject(edited),
  stopPoll: z.strictObject({ chat_id: chatId, message_id: integer, ...inline }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: integer }),
  deleteMessages: z.strictObject({ chat_id: chatId, message_ids: json(z.array(z.int())) }),
}
