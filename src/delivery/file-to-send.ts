import type { App } from '../app.ts'
import { FileDamaged } from '../files/files.ts'
import type { Call } from './delivery.ts'
import type { KeptMedia } from './message.ts'

export type FileToSend = { fileId: string } | { bytes: Buffer; name: string }

/** Undefined: it was erased meanwhile, or is damaged. Throws when the storage does not answer. */
async function readKept(app: App, { key, name }: KeptMedia['kept']): Promise<FileToSend | undefined> {
  try {
    const bytes = await app.files.get(key)
    if (bytes) return { bytes, name }
    app.log.error({ key }, 'a file of ours is missing: what was said with it goes alone')
  } catch (error) {
    if (!(error instanceof FileDamaged)) throw error
    app.log.error({ key, err: error }, 'a file of ours is damaged: what was said with it goes alone')
  }
  return undefined
}

/** The file that goes with a call, if any. `not-now`: it is one of ours, and the storage does not answer. */
export async function fileOfCall(app: App, call: Call): Promise<FileToSend | 'not-now' | undefined> {
  const media = call.do === 'send' ? call.message.media : undefined
  if (!media || 'fileId' in media) return media
  try {
    return await readKept(app, media.kept)
  } catch (error) {
    app.log.error({ err: error }, 'the storage of files does not answer')
    return 'not-now'
  }
}
