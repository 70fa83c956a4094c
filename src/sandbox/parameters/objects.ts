import { z } from 'zod'

/*
 * The objects inside parameters, each as strict as the methods: an unknown field is refused. Inside JSON nothing is read from text.
 */

export const messageEntity = z.strictObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
  user: z.looseObject({ id: z.int(), is_bot: z.boolean(), first_name: z.string() }).optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: z.int().optional(),
  date_time_format: z.string().optional(),
})
export const messageEntities = z.array(messageEntity)

export const webAppInfo = z.strictObject({ url: z.string() })
export const copyTextButton = z.strictObject({ text: z.string() })

export const inlineKeyboardButton = z.strictObject({
  text: z.string(),
  icon_custom_emoji_id: z.string().optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  web_app: webAppInfo.optional(),
  copy_text: copyTextButton.optional(),
})
export const inlineKeyboardMarkup = z.strictObject({
  inline_keyboard: z.array(z.array(inlineKeyboardButton)),
})

export const keyboardButton = z.strictObject({
  text: z.string(),
  icon_custom_emoji_id: z.string().optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
  request_contact: z.boolean().optional(),
  request_location: z.boolean().optional(),
  web_app: webAppInfo.optional(),
})
export const replyKeyboardMarkup = z.strictObject({
  keyboard: z.array(z.array(z.union([z.string(), keyboardButton]))),
  is_persistent: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
})
export const replyKeyboardRemove = z.strictObject({
  remove_keyboard: z.literal(true),
  selective: z.boolean().optional(),
})
export const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
})
export const replyMarkup = z.union([
  inlineKeyboardMarkup,
  replyKeyboardMarkup,
  replyKeyboardRemove,
  forceReply,
])

export const replyParameters = z.strictObject({
  message_id: z.int(),
  chat_id: z.union([z.int(), z.string()]).optional(),
  allow_sending_without_reply: z.boolean().optional(),
  quote: z.string().optional(),
  quote_parse_mode: z.string().optional(),
  quote_entities: messageEntities.optional(),
  quote_position: z.int().optional(),
})

export const linkPreviewOptions = z.strictObject({
  is_disabled: z.boolean().optional(),
  url: z.string().optional(),
  prefer_small_media: z.boolean().optional(),
  prefer_large_media: z.boolean().optional(),
  show_above_text: z.boolean().optional(),
})

export const inputPollOption = z.strictObject({
  text: z.string(),
  text_parse_mode: z.string().optional(),
  text_entities: messageEntities.optional(),
})

const captioned = {
  media: z.string(),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  caption_entities: messageEntities.optional(),
}
export const inputMediaPhoto = z.strictObject({
  type: z.literal('photo'),
  ...captioned,
  show_caption_above_media: z.boolean().optional(),
  has_spoiler: z.boolean().optional(),
})
export const inputMediaVideo = z.strictObject({
  type: z.literal('video'),
  ...captioned,
  thumbnail: z.string().optional(),
  cover: z.string().optional(),
  start_timestamp: z.int().optional(),
  show_caption_above_media: z.boolean().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  duration: z.int().optional(),
  supports_streaming: z.boolean().optional(),
  has_spoiler: z.boolean().optional(),
})
export const inputMediaDocument = z.strictObject({
  type: z.literal('document'),
  ...captioned,
  thumbnail: z.string().optional(),
  disable_content_type_detection: z.boolean().optional(),
})
export const inputMediaAudio = z.strictObject({
  type: z.literal('audio'),
  ...captioned,
  thumbnail: z.string().optional(),
  duration: z.int().optional(),
  performer: z.string().optional(),
  title: z.string().optional(),
})
export const inputMedia = z.discriminatedUnion('type', [
  inputMediaPhoto,
  inputMediaVideo,
  inputMediaDocument,
  inputMediaAudio,
])
export type InputMedia = z.infer<typeof inputMedia>

const chatInScope = z.union([z.int(), z.string()])
export const botCommandScope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({ type: z.literal('all_private_chats') }),
  z.strictObject({ type: z.literal('all_group_chats') }),
  z.strictObject({ type: z.literal('all_chat_administrators') }),
  z.strictObject({ type: z.literal('chat'), chat_id: chatInScope }),
  z.strictObject({ type: z.literal('chat_administrators'), chat_id: chatInScope }),
  z.strictObject({ type: z.literal('chat_member'), chat_id: chatInScope, user_id: z.int() }),
])
export const botCommand = z.strictObject({ command: z.string(), description: z.string() })

export const menuButton = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('commands') }),
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({ type: z.literal('web_app'), text: z.string(), web_app: webAppInfo }),
])

export const reactionType = z.strictObject({ type: z.literal('emoji'), emoji: z.string() })
