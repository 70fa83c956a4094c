import type { Sealer } from '../lib/sealer.ts'
import { FileDamaged, type FileStore } from './files.ts'

/** What `store` gets is sealed for its key: nobody who holds the storage reads a file, or puts it in another's place. */
export function sealedFiles(store: FileStore, sealer: Sealer): FileStore {
  return {
    put: (key, bytes) => store.put(key, sealer.sealBytes(bytes, key)),
    async get(key) {
      const sealed = await store.get(key)
      if (!sealed) return undefined
      try {
        return sealer.openBytes(sealed, key)
      } catch (error) {
        throw new FileDamaged('a file cannot be opened', { cause: error })
      }
    },
    remove: (key) => store.remove(key),
  }
}
