import type { App } from '../app.ts'
import { contentsWithFiles, forgetContent } from './made-file-store.ts'
import type { KeptMedia, MediaKind } from './message.ts'

/** A file that we made for a message is kept so long; what is said with it expires with it. */
export const madeFileLifeMs = 2 * 24 * 60 * 60 * 1000

const prefix = 'made:'

/** The content key of a message with a file that we made. `of` is unique: `report:u:4711`. */
export const madeKey = (of: string): string => `${prefix}${of}`

/** Where the file of such a message lies: found by the key of the message, and guessed by nobody. */
const fileKeyOf = ({ sealer }: App, contentKey: string): string =>
  Buffer.from(sealer.mac(`made file ${contentKey}`), 'base64url')
    .toString('hex')
    .slice(0, 40)

export interface MadeFile {
  kind: MediaKind
  /** What the reader sees. */
  name: string
  mime: string
  bytes: Uint8Array
}

/**
 * Keeps a file that we made for the message that is promised next under the content key `madeKey(…)`; give that message the
 * media that comes back, and let it expire after `madeFileLifeMs`. Called again with the same key it replaces the file, so a
 * replay leaves nothing behind. Not in a transaction: the storage may be far away. Throws when the storage does not take it.
 */
export async function keepMadeFile(
  app: App,
  contentKey: string,
  { kind, name, mime, bytes }: MadeFile,
): Promise<KeptMedia> {
  if (!contentKey.startsWith(prefix)) throw new Error('a made file without a key that finds it again')
  const key = fileKeyOf(app, contentKey)
  await app.files.put(key, bytes)
  return { kind, kept: { key, name, mime } }
}

const mostInOneGo = 500

/** Lets go of the files, and the words, of messages whose time is over. What the storage does not remove now it tries again. */
export async function forgetMadeFiles(app: App): Promise<{ forgotten: number; left: number }> {
  const before = new Date(app.clock.now().getTime() - madeFileLifeMs)
  const counts = { forgotten: 0, left: 0 }
  for (const key of await contentsWithFiles(app.db, { prefix, before, limit: mostInOneGo })) {
    try {
      await app.files.remove(fileKeyOf(app, key))
      await forgetContent(app.db, key)
      counts.forgotten++
    } catch (error) {
      app.log.error({ content: key, err: error }, 'a file that we made could not be removed')
      counts.left++
    }
  }
  return counts
}
