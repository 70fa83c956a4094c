import { fetchFile, largestDownload } from '../delivery/fetch-file.ts'
import { Refusal } from '../lib/refusal.ts'
import type { BotContext } from './context.ts'

/** The bytes of a file that somebody sent. Throws Refusal `file-too-large`, and a fault when Telegram does not give it. */
export async function downloadFile(
  ctx: BotContext,
  fileId: string,
  maxBytes = largestDownload,
): Promise<Buffer> {
  const fetched = await fetchFile(ctx.app, fileId, { maxBytes })
  switch (fetched.kind) {
    case 'here':
      return fetched.bytes
    case 'too-large':
      throw new Refusal('file-too-large', { megabytes: Math.floor(maxBytes / 1024 / 1024) })
    case 'gone':
    case 'later':
      throw new Error(`the file could not be fetched: ${fetched.reason}`)
  }
}
