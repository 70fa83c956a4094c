import { z } from 'zod'
import { chatId, file, flag, integer, json, string } from './kinds.ts'
import { botCommand, botCommandScope, menuButton, reactionType } from './objects.ts'

const scoped = { scope: json(botCommandScope).optional(), language_code: string.optional() }

/** The parameters of methods about the bot itself and its updates. */
export const botMethods = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: json(z.array(z.string())).optional(),
  }),
  setWebhook: z.strictObject({
    url: string,
    certificate: file.optional(),
    ip_address: string.optional(),
    max_connections: integer.optional(),
    allowed_updates: json(z.array(z.string())).optional(),
    drop_pending_updates: flag.optional(),
    secret_token: string.optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: flag.optional() }),
  getWebhookInfo: z.strictObject({}),
  setMyCommands: z.strictObject({ commands: json(z.array(botCommand)), ...scoped }),
  getMyCommands: z.strictObject(scoped),
  deleteMyCommands: z.strictObject(scoped),
  setChatMenuButton: z.strictObject({
    chat_id: integer.optional(),
    menu_button: json(menuButton).optional(),
  }),
  setMyDescription: z.strictObject({
    description: string.optional(),
    language_code: string.optional(),
  }),
  setMyShortDescription: z.strictObject({
    short_description: string.optional(),
    language_code: string.optional(),
  }),
  getFile: z.strictObject({ file_id: string }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: string,
    text: string.optional(),
    show_alert: flag.optional(),
    url: string.optional(),
    cache_time: integer.optional(),
  }),
}

const inChat = { chat_id: chatId }
const onMessage = { chat_id: chatId, message_id: integer }

/** The parameters of methods about a chat. */
export const chatMethods = {
  sendChatAction: z.strictObject({
    chat_id: chatId,
    message_thread_id: integer.optional(),
    action: string,
  }),
  pinChatMessage: z.strictObject({ ...onMessage, disable_notification: flag.optional() }),
  unpinChatMessage: z.strictObject({ ...inChat, message_id: integer.optional() }),
  unpinAllChatMessages: z.strictObject(inChat),
  setMessageReaction: z.strictObject({
    ...onMessage,
    reaction: json(z.array(reactionType)).optional(),
    is_big: flag.optional(),
  }),
  getChat: z.strictObject(inChat),
  getChatMember: z.strictObject({ ...inChat, user_id: integer }),
  getChatAdministrators: z.strictObject({ ...inChat, return_bots: flag.optional() }),
  getChatMemberCount: z.strictObject(inChat),
  leaveChat: z.strictObject(inChat),
}
