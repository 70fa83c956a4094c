import { Api, GrammyError, HttpError } from 'grammy'
import type { App } from '../app.ts'

/** Telegram gives a bot files up to this size. */
export const largestDownload = 20 * 1024 * 1024

/** What became of a file that we asked Telegram for. */
export type Fetched =
  | { kind: 'here'; bytes: Buffer }
  | { kind: 'too-large' }
  /** Telegram knows it no more; it says the same when it just cannot give it now. */
  | { kind: 'gone'; reason: string }
  | { kind: 'later'; afterMs: number | undefined; reason: string }

type Signal = NonNullable<Parameters<Api['getFile']>[1]>

function ofRefusal({ error_code: code, description: reason, parameters }: GrammyError): Fetched {
  if (code === 429) return { kind: 'later', afterMs: (parameters.retry_after ?? 1) * 1_000, reason }
  if (code !== 400) return { kind: 'later', afterMs: undefined, reason }
  return /too big/i.test(reason) ? { kind: 'too-large' } : { kind: 'gone', reason }
}

/** The name of what went wrong on the way; its words may hold the address, and so the token. */
function nameOf(error: unknown): string {
  if (error instanceof HttpError) return nameOf(error.error)
  if (!(error instanceof Error)) return 'network'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.name : nameOf(error.cause)
}

async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Fetched> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > maxBytes) return { kind: 'too-large' }
    parts.push(part)
  }
  return { kind: 'here', bytes: Buffer.concat(parts) }
}

async function download({ config }: App, path: string, maxBytes: number, signal: AbortSignal) {
  const answer = await fetch(`${config.botApiRoot}/file/bot${config.botToken}/${path}`, { signal })
  if (answer.ok && answer.body) return readUpTo(answer.body, maxBytes)
  await answer.body?.cancel()
  return { kind: 'later', afterMs: undefined, reason: `status ${answer.status}` } as const
}

/**
 * The bytes of a file that somebody sent, at most `maxBytes`, within `patienceMs` of real time. Never throws for what Telegram
 * or the network does.
 */
export async function fetchFile(
  app: App,
  fileId: string,
  { maxBytes = largestDownload, patienceMs = 60_000 } = {},
): Promise<Fetched> {
  const { botToken, botApiRoot } = app.config
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const file = await new Api(botToken, { apiRoot: botApiRoot }).getFile(fileId, signal as Signal)
    if ((file.file_size ?? 0) > maxBytes) return { kind: 'too-large' }
    if (!file.file_path) return { kind: 'gone', reason: 'Telegram named no path' }
    return await download(app, file.file_path, maxBytes, signal)
  } catch (error) {
    if (error instanceof GrammyError) return ofRefusal(error)
    return { kind: 'later', afterMs: undefined, reason: nameOf(error) }
  }
}
