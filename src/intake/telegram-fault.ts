import { GrammyError, HttpError } from 'grammy'

/** What a call that only asks or sets something met with, as the intake has to act on it. */
export type TelegramFault =
  /** Telegram does not know the token: nothing will change that but the operator. */
  | { kind: 'token' }
  /** Somebody else polls with this token, or has set a webhook. */
  | { kind: 'conflict'; reason: string }
  /** Later again; `afterMs` when Telegram said how much later. */
  | { kind: 'later'; afterMs: number | undefined; reason: string }

/** Anything that is neither Telegram's refusal nor the network's (our database, say) is tried again later, too. */
export function telegramFault(error: unknown): TelegramFault {
  if (error instanceof HttpError) return { kind: 'later', afterMs: undefined, reason: 'no connection' }
  if (!(error instanceof GrammyError)) return { kind: 'later', afterMs: undefined, reason: 'not received' }
  const { error_code: code, description: reason, parameters } = error
  if (code === 401 || code === 404) return { kind: 'token' }
  if (code === 409) return { kind: 'conflict', reason }
  const afterMs = parameters.retry_after === undefined ? undefined : parameters.retry_after * 1_000
  return { kind: 'later', afterMs, reason }
}

const longestMs = 15_000

/** How long to wait after `failures` (1, 2, …) in a row. */
export function pauseMs(fault: TelegramFault, failures: number): number {
  if (fault.kind === 'later' && fault.afterMs !== undefined) return fault.afterMs
  return Math.min(longestMs, 500 * 2 ** Math.min(failures, 10))
}

/** Telegram does not know our token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  constructor() {
    super('Telegram does not know this BOT_TOKEN; take it anew from @BotFather')
  }
}
