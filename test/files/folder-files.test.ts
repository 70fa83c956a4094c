import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileDamaged, type FileStore, newFileKey } from '../../src/files/files.ts'
import { openFiles } from '../../src/files/open-files.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { createSealer } from '../../src/lib/sealer.ts'

const sealer = createSealer(Buffer.alloc(32, 1), systemRandom)
const words = Buffer.from('水渠被人堵了')

let parent: string
let folder: string
let files: FileStore
let key: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'cunxun-folder-'))
  folder = join(parent, 'files')
  files = openFiles(`file:${folder}`, { random: systemRandom, sealer })
  key = newFileKey(systemRandom)
})
afterEach(() => rm(parent, { recursive: true, force: true }))

test('what is put comes back, lies there sealed for its owner alone, is replaced, and goes', async () => {
  await files.put(key, words)
  expect(await files.get(key)).toEqual(words)
  expect((await readFile(join(folder, key))).includes(words)).toBe(false)
  expect((await stat(join(folder, key))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  await files.put(key, Buffer.from('改了'))
  expect((await files.get(key))?.toString()).toBe('改了')
  await files.remove(key)
  await files.remove(key)
  expect(await files.get(key)).toBeUndefined()
  expect(await readdir(folder)).toEqual(['unfinished'])
  expect(await readdir(join(folder, 'unfinished'))).toEqual([])
})

test('the folder is made by the first file, not by opening it', async () => {
  expect(await files.get(key)).toBeUndefined()
  await files.remove(key)
  expect(existsSync(folder)).toBe(false)
})

test('a file of another key in its place, or one that was changed, is not handed out', async () => {
  const other = newFileKey(systemRandom)
  await files.put(key, words)
  const sealed = await readFile(join(folder, key))
  await writeFile(join(folder, other), sealed)
  await expect(files.get(other)).rejects.toThrow(FileDamaged)
  sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1)
  await writeFile(join(folder, key), sealed)
  await expect(files.get(key)).rejects.toThrow(FileDamaged)
  await writeFile(join(folder, key), '')
  await expect(files.get(key)).rejects.toThrow(FileDamaged)
})

test('no key leads out of the folder', async () => {
  await files.put(key, words)
  await writeFile(join(parent, 'outside'), 'x')
  const strange = fc.oneof(
    fc.constantFrom(
      '',
      '.',
      '..',
      '../outside',
      'unfinished',
      `${'0'.repeat(39)}/`,
      '/etc/passwd',
      `${key}\0`,
    ),
    fc.string(),
    fc.string().map((text) => `${text}/../outside`),
  )
  await fc.assert(
    fc.asyncProperty(strange, async (name) => {
      await expect(files.put(name, words)).rejects.toThrow('not the key of a file')
      await expect(files.get(name)).rejects.toThrow('not the key of a file')
      await expect(files.remove(name)).rejects.toThrow('not the key of a file')
    }),
  )
  expect((await readdir(parent)).toSorted()).toEqual(['files', 'outside'])
  expect((await readdir(folder)).toSorted()).toEqual([key, 'unfinished'].toSorted())
})

test('what cannot be written leaves the old file, and nothing half done', async () => {
  await files.put(key, words)
  const blocked = newFileKey(systemRandom)
  // A folder where the file should be: the last step fails.
  await mkdir(join(folder, blocked))
  await writeFile(join(folder, blocked, 'x'), '')
  await expect(files.put(blocked, words)).rejects.toThrow()
  expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  expect(await files.get(key)).toEqual(words)
})

test('what a process that died left half written goes after a day, and what another is writing stays', async () => {
  const parts = join(folder, 'unfinished')
  await mkdir(parts, { recursive: true })
  const [old, recent] = [randomUUID(), randomUUID()]
  await writeFile(join(parts, old), 'x')
  await writeFile(join(parts, recent), 'x')
  const now = (await stat(join(parts, recent))).mtimeMs / 1_000
  await utimes(join(parts, old), now - 90_000, now - 90_000)
  await files.put(key, words)
  expect(await readdir(parts)).toEqual([recent])
})

test('two that put the same key at once: one of them is there, whole', async () => {
  const [one, two] = [systemRandom.bytes(300_000), systemRandom.bytes(300_000)]
  await Promise.all([files.put(key, one), files.put(key, two)])
  const kept = await files.get(key)
  expect(kept?.equals(one) || kept?.equals(two)).toBe(true)
})
