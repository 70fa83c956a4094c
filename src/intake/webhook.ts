import type { Api } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import { z } from 'zod'
import type { App } from '../app.ts'
import { insist } from './insist.ts'
import { allowedUpdates } from './lane-of.ts'
import { receive } from './receive.ts'

/** Asks Telegram to call us, until it agrees. Throws TokenRefused, and the last fault when `signal` aborts. */
export async function askForCalls(
  app: App,
  api: Api,
  { url, secret }: { url: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  const wishes = { secret_token: secret, allowed_updates: allowedUpdates, max_connections: 40 }
  await insist(app, 'setWebhook', signal, (ending) => api.setWebhook(url, wishes, ending))
}

const posted = z.looseObject({ update_id: z.number().int() })

/** Writes down what was posted to the webhook; false when it is no update. Throws when it could not be written. */
export async function receivePosted(app: App, me: UserFromGetMe, body: string): Promise<boolean> {
  const update = posted.safeParse(asJson(body))
  if (!update.success) return false
  await receive(app, me, [update.data as Update])
  return true
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: it is refused like any other thing that is no update.
    return undefined
  }
}
