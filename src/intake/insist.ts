import type { Api } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { App } from '../app.ts'
import { withDeadline } from '../lib/loop.ts'
import { pauseMs, TokenRefused, telegramFault } from './telegram-fault.ts'

/** The signal as grammY declares it; it takes Node's own. */
type GrammySignal = NonNullable<Parameters<Api['getMe']>[0]>

/** No answer takes longer than this, but that to a long poll. */
const patienceMs = 15_000

/** Calls Telegram once, and gives up with `signal` or after `waitMs` more than usual. */
export function callOnce<T>(
  signal: AbortSignal,
  call: (signal: GrammySignal) => Promise<T>,
  waitMs = 0,
): Promise<T> {
  return withDeadline(signal, patienceMs + waitMs, (ending) => call(ending as GrammySignal))
}

/**
 * Calls until Telegram answers. Throws TokenRefused when it does not know the token, and the last fault when `signal`
 * aborts.
 */
export async function insist<T>(
  app: App,
  what: string,
  signal: AbortSignal,
  call: (signal: GrammySignal) => Promise<T>,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await callOnce(signal, call)
    } catch (error) {
      const fault = telegramFault(error)
      if (fault.kind === 'token') throw new TokenRefused()
      if (signal.aborted) throw error
      app.log.warn({ what, reason: fault.reason, failures }, 'Telegram does not answer yet')
      await app.clock.sleep(pauseMs(fault, failures), signal)
    }
  }
}

/** Who we are. */
export function whoAmI(app: App, api: Api, signal: AbortSignal): Promise<UserFromGetMe> {
  return insist(app, 'getMe', signal, (ending) => api.getMe(ending))
}
