import { badRequest } from '../api-error.ts'
import { deepLink } from '../text/links.ts'
import type { Handlers } from './call.ts'

/** A callback query can be answered for so long. */
const ANSWERABLE_MS = 150_000
const LONGEST_ANSWER = 200

export const callbackHandlers: Handlers<'answerCallbackQuery'> = {
  answerCallbackQuery: ({ world, bot, parameters }) => {
    const pending = world.callbacks.get(parameters.callback_query_id)
    const late = pending && world.clock.uptimeMs() - pending.atMs > ANSWERABLE_MS
    if (!pending || pending.bot !== bot || late) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    const { text, show_alert, url } = parameters
    if ((text?.length ?? 0) > LONGEST_ANSWER) throw badRequest('MESSAGE_TOO_LONG')
    if (url !== undefined && deepLink(url)?.username.toLowerCase() !== bot.user.username?.toLowerCase()) {
      throw badRequest('URL_INVALID')
    }
    pending.answer({ text: text || undefined, showAlert: show_alert ?? false, url })
    return true
  },
}
