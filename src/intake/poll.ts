import type { Api } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { App } from '../app.ts'
import { callOnce } from './insist.ts'
import { allowedUpdates } from './lane-of.ts'
import { receive } from './receive.ts'
import { pauseMs, TokenRefused, telegramFault } from './telegram-fault.ts'

export interface Polling {
  /** Milliseconds since Telegram last answered, by uptime; since the start when it never has. */
  silentMs(): number
  /** Ends the open poll. What was not acknowledged comes again at the next start, and is known then. */
  stop(): Promise<void>
}

/**
 * Asks Telegram for updates, again and again. A batch is acknowledged (by the next offset) only when it is on disk.
 * `onReceived` hears of everything that was new.
 */
export function startPolling(
  app: App,
  api: Api,
  me: UserFromGetMe,
  onReceived: () => void,
  { timeoutS = 30 } = {},
): Polling {
  const stopped = new AbortController()
  const { signal } = stopped
  let offset = 0
  let failures = 0
  let answeredMs = app.clock.uptimeMs()

  function ask(): Promise<Update[]> {
    const limits = { limit: 100, timeout: timeoutS, allowed_updates: allowedUpdates }
    const call = (ending: Parameters<Api['getMe']>[0]) => api.getUpdates({ offset, ...limits }, ending)
    return callOnce(signal, call, timeoutS * 1_000)
  }

  async function poll(): Promise<void> {
    const updates = await ask()
    answeredMs = app.clock.uptimeMs()
    const received = await receive(app, me, updates)
    // An old update may be handed over again beside new ones: the offset never goes back.
    for (const { update_id } of updates) offset = Math.max(offset, update_id + 1)
    failures = 0
    if (received > 0) onReceived()
  }

  async function pollUntilFault(): Promise<void> {
    // A webhook left from before would have every poll refused.
    await callOnce(signal, (ending) => api.deleteWebhook({}, ending))
    while (!signal.aborted) await poll()
  }

  async function afterFault(error: unknown): Promise<void> {
    const fault = telegramFault(error)
    if (fault.kind === 'token') {
      app.log.fatal({ err: new TokenRefused() }, 'polling has ended')
      return stopped.abort()
    }
    if (fault.kind === 'conflict')
      app.log.error({ reason: fault.reason }, 'another program uses this bot: stop it, or updates come late')
    else app.log.warn({ reason: fault.reason, err: error, failures }, 'polling waits')
    await app.clock.sleep(pauseMs(fault, ++failures), signal)
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await pollUntilFault()
      } catch (error) {
        if (!signal.aborted) await afterFault(error)
      }
    }
  }
  const running = run()

  return {
    silentMs: () => app.clock.uptimeMs() - answeredMs,
    async stop() {
      stopped.abort()
      await running
    },
  }
}
