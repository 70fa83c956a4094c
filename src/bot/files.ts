import { Refusal } from '../lib/refusal.ts'
import type { BotContext } from './context.ts'

/** Telegram gives a bot files up to this size. */
export const largestDownload = 20 * 1024 * 1024

async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > maxBytes)
      throw new Refusal('file-too-large', { megabytes: Math.floor(maxBytes / 1024 / 1024) })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The bytes of a file that somebody sent. Throws Refusal `file-too-large`, and a fault when Telegram does not give it. */
export async function downloadFile(
  ctx: BotContext,
  fileId: string,
  maxBytes = largestDownload,
): Promise<Buffer> {
  const { file_path: path, file_size: size = 0 } = await ctx.api.getFile(fileId)
  if (size > maxBytes) throw new Refusal('file-too-large', { megabytes: Math.floor(maxBytes / 1024 / 1024) })
  if (!path) throw new Error('Telegram named no path for the file')
  const { botApiRoot, botToken } = ctx.app.config
  const answer = await fetch(`${botApiRoot}/file/bot${botToken}/${path}`, {
    signal: AbortSignal.timeout(60_000),
  })
  if (!answer.ok || !answer.body) throw new Error(`the file could not be fetched: ${answer.status}`)
  return readUpTo(answer.body, maxBytes)
}
