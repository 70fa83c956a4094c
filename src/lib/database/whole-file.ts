import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '../refusal.ts'

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''

/** Waits until what was written to `path` (a file, or the list of a folder) is on the disk. */
function sync(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** What file systems without second names (USB sticks) answer. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** Gives the file its name, unless there is one of that name: a link, unlike a rename, never overwrites. */
function publish(part: string, file: string): void {
  try {
    linkSync(part, file)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || existsSync(file)) throw new Refusal('backup-file-exists', { file })
    if (!withoutLinks.includes(codeOf(error))) throw error
    renameSync(part, file)
  }
}

function startPart(file: string): string {
  const part = `${file}.${randomUUID().slice(0, 8)}.part`
  try {
    closeSync(openSync(part, 'w', 0o600))
    return part
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Refusal('backup-folder-missing', { folder: dirname(file) })
    throw error
  }
}

/** Fills a file beside `file`, brings it to the disk and has it `named`; whatever goes wrong, nothing of it is left. */
async function inPart(
  file: string,
  fill: Fill,
  named: (part: string) => void | Promise<void>,
): Promise<void> {
  const part = startPart(file)
  try {
    await fill(part)
    chmodSync(part, 0o600)
    sync(part)
    await named(part)
    sync(dirname(file))
  } finally {
    for (const left of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${left}`, { force: true })
  }
}

type Fill = (part: string) => void | Promise<void>

/**
 * Makes `file` whole or not at all, readable by its owner alone, and on the disk when this resolves.
 * Throws Refusal('backup-file-exists') when there is one of that name already.
 */
export async function makeFile(file: string, fill: Fill): Promise<void> {
  if (existsSync(file)) throw new Refusal('backup-file-exists', { file })
  await inPart(file, fill, (part) => publish(part, file))
}

/**
 * Puts a new file in the place of `file`: whoever looks, even after a kill, finds the old one or the new one.
 * `letGo` is called when the new one is whole, just before it takes the name.
 */
export async function replaceFile(file: string, fill: Fill, letGo: () => Promise<void>): Promise<void> {
  await inPart(file, fill, async (part) => {
    await letGo()
    renameSync(part, file)
  })
}
