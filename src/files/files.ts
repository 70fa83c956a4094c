import type { Random } from '../lib/random.ts'

/** What lies under a key is not what was put there. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged'
}

/** Keeps bytes under keys that chance has drawn. Every call throws when the storage does not do it. */
export interface FileStore {
  /** Whole or not at all, and on the disk when it resolves; what lay under the key is replaced. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined when nothing lies under the key. Throws FileDamaged too. */
  get(key: string): Promise<Buffer | undefined>
  /** Nothing lies under the key any more, whether something did or not. */
  remove(key: string): Promise<void>
}

/** A key for a new file: it says nothing, and nobody guesses it. */
export const newFileKey = (random: Random): string => random.bytes(20).toString('hex')

/** Throws for what no `newFileKey` ever was, so that a key never leads out of the folder or the bucket. */
export function assertFileKey(key: string): void {
  if (!/^[0-9a-f]{40}$/.test(key)) throw new Error('not the key of a file')
}
