import { badRequest } from '../api-error.ts'
import type { Handlers } from './call.ts'
import { endLongPoll, setAllowed } from './updates.ts'

/** Telegram's own rule is HTTPS; the sandbox takes HTTP too, so that a test needs no certificate. */
function checkUrl(url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
}

function checkSecret(secret: string | undefined): void {
  if (secret === undefined) return
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
}

export const webhookHandlers: Handlers<'setWebhook' | 'deleteWebhook' | 'getWebhookInfo'> = {
  setWebhook: ({ bot, parameters }) => {
    const { url, secret_token, max_connections = 40, allowed_updates, drop_pending_updates } = parameters
    if (url) checkUrl(url)
    checkSecret(secret_token)
    setAllowed(bot, allowed_updates)
    if (drop_pending_updates) bot.updates.clear()
    endLongPoll(bot, 'terminated by setWebhook request')
    const maxConnections = Math.min(100, Math.max(1, max_connections))
    bot.webhook = url
      ? { url, secretToken: secret_token || undefined, maxConnections, lastError: undefined }
      : undefined
    bot.updates.wake()
    return true
  },
  deleteWebhook: ({ bot, parameters }) => {
    if (parameters.drop_pending_updates) bot.updates.clear()
    bot.webhook = undefined
    return true
  },
  getWebhookInfo: ({ bot }) => ({
    url: bot.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.length,
    ...(bot.webhook && { max_connections: bot.webhook.maxConnections }),
    ...(bot.webhook?.lastError && {
      last_error_date: bot.webhook.lastError.date,
      last_error_message: bot.webhook.lastError.message,
    }),
    ...(bot.updates.allowed && { allowed_updates: bot.updates.allowed }),
  }),
}
