import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { linkToken, type Random } from '../lib/random.ts'
import { assertFileKey, type FileStore } from './files.ts'

const dayMs = 24 * 60 * 60 * 1_000

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Writes a new file that its owner alone reads, and waits until it is on the disk. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Waits until the list of a folder is on the disk. */
async function sync(folder: string): Promise<void> {
  const list = await open(folder, 'r')
  try {
    await list.sync()
  } finally {
    await list.close()
  }
}

/** Removes what a process that died left half written: everything in `parts` that is a day older than `part`. */
async function clear(parts: string, part: string): Promise<void> {
  const { mtimeMs } = await stat(join(parts, part))
  for (const other of await readdir(parts)) {
    const found = await stat(join(parts, other)).catch(() => undefined)
    if (found && found.mtimeMs < mtimeMs - dayMs) await rm(join(parts, other), { force: true })
  }
}

/** Files in one folder, which is made when the first one comes. */
export function folderFiles(folder: string, random: Random): FileStore {
  const parts = join(folder, 'unfinished')
  const pathOf = (key: string) => {
    assertFileKey(key)
    return join(folder, key)
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(parts, { recursive: true, mode: 0o700 })
      const part = linkToken(random)
      try {
        await write(join(parts, part), bytes)
        await clear(parts, part)
        await rename(join(parts, part), path)
      } finally {
        await rm(join(parts, part), { force: true })
      }
      await sync(folder)
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}
