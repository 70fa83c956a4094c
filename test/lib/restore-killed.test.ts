import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type * as Fs from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest'
import { TestClock } from '../../src/lib/clock.ts'

/** How many steps on the disk are done before the process is dead; all later ones, cleaning up too, do nothing. */
const life = vi.hoisted(() => ({ steps: Number.POSITIVE_INFINITY }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>()
  const mortal =
    (act: (...args: never[]) => unknown) =>
    (...args: never[]) => {
      if (life.steps-- <= 0) throw new Error('killed')
      return act(...args)
    }
  const { copyFileSync, renameSync, linkSync, rmSync, openSync, fsyncSync, chmodSync } = fs
  const acts = { copyFileSync, renameSync, linkSync, rmSync, openSync, fsyncSync, chmodSync }
  const mocked = Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, mortal(act as never)]))
  return { ...fs, ...mocked }
})

// Another file of this worker may have loaded it with the file system as it is.
vi.resetModules()
const { backupDatabase, restoreDatabase } = await import('../../src/lib/backup.ts')

const now = new TestClock().now()
let folder: string
let file: string
let backup: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunxun-restore-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  backup = join(folder, 'backup')
  file = join(folder, 'cunxun.db')
  await copyFile(`${inject('databases')}/template.db`, file)
  await write('in the backup')
  await backupDatabase(`file:${file}`, backup)
  await write('since then')
})

/** Writes as a bot does that is killed then: what it wrote last is in the log beside the file. */
async function write(name: string): Promise<void> {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.prepare(`INSERT INTO "Lease" VALUES (?, '', 0, '2026-03-02')`).run(name)
  for (const part of ['', '-wal']) await copyFile(`${file}${part}`, `${file}${part}.left`)
  db.close()
  for (const part of ['', '-wal']) await rename(`${file}${part}.left`, `${file}${part}`)
}

/** What is in the database as a process finds it that starts now; undefined when it is broken. */
function found(): string[] | undefined {
  const db = new Sqlite(file, { fileMustExist: true })
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') return undefined
    return db
      .prepare<[], { name: string }>(`SELECT name FROM "Lease" ORDER BY name`)
      .all()
      .map((row) => row.name)
  } finally {
    db.close()
  }
}

const before = ['in the backup', 'since then']
const after = ['in the backup']

test('a restore that dies after any of its steps leaves the old database or the new one, whole', async () => {
  const pristine = ['cunxun.db', 'cunxun.db-wal']
  await mkdir(join(folder, 'pristine'))
  for (const name of pristine) await copyFile(join(folder, name), join(folder, 'pristine', name))
  const seen: (string[] | undefined)[] = []
  for (let steps = 0, died = true; died; steps++) {
    for (const name of pristine) await copyFile(join(folder, 'pristine', name), join(folder, name))
    life.steps = steps
    died = await restoreDatabase(`file:${file}`, backup, now).then(
      () => false,
      () => true,
    )
    life.steps = Number.POSITIVE_INFINITY
    seen.push(found())
    const left = (await readdir(folder)).filter((name) => /part|before-restore|-wal|-shm/.test(name))
    for (const name of left) await rm(join(folder, name))
  }
  expect(seen.length).toBeGreaterThan(10)
  expect([before, after]).toEqual(expect.arrayContaining(seen))
  expect([seen[0], seen.at(-1)]).toEqual([before, after])
})

/** Runs `script` (it has `restore` and `backup`) in a process of its own, by a shell that may limit it. */
async function child(
  script: string,
  shell = 'exec "$@"',
): Promise<{ signal: string | null; errors: string }> {
  const root = join(import.meta.dirname, '../..')
  const program = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const { backupDatabase, restoreDatabase } = await import('./src/lib/backup.ts')
    const [url, backup] = ${JSON.stringify([`file:${file}`, backup])}
    ${script}`
  const node = [
    process.execPath,
    '--import',
    './test/support/typescript.mjs',
    '--input-type=module',
    '-e',
    program,
  ]
  const running = spawn('sh', ['-c', shell, 'sh', ...node], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let errors = ''
  running.stderr.on('data', (some) => {
    errors += some
  })
  const [, signal] = (await once(running, 'close')) as [number | null, string | null]
  return { signal, errors }
}

test('a process that is killed in the middle of the exchange leaves the old database', async () => {
  const { signal, errors } = await child(`
    fs.renameSync = () => process.kill(process.pid, 'SIGKILL')
    syncBuiltinESMExports()
    await restoreDatabase(url, backup, new Date(0))`)
  expect([signal, errors]).toEqual(['SIGKILL', ''])
  expect(found()).toEqual(before)
  await restoreDatabase(`file:${file}`, backup, now)
  expect(found()).toEqual(after)
})

test('a disk that is full leaves no half backup, and the bot its database', async () => {
  const { size } = await stat(file)
  const tooSmall = Math.floor(size / 512 / 4)
  const { errors } = await child(
    `await backupDatabase(url, backup + '-2').then(() => process.exit(3), (error) => console.error(error.message))`,
    `ulimit -f ${tooSmall}; exec "$@"`,
  )
  expect(errors).toMatch(/disk/)
  expect((await readdir(folder)).filter((name) => !name.startsWith('cunxun.db'))).toEqual(['backup'])
  expect(found()).toEqual(before)
})

test('a disk that is full in the middle of a restore leaves the old database', async () => {
  const { size } = await stat(file)
  const tooSmall = Math.floor(size / 512 / 4)
  const { errors } = await child(
    `await restoreDatabase(url, backup, new Date(0)).then(() => process.exit(3), (error) => console.error(error.message))`,
    `ulimit -f ${tooSmall}; exec "$@"`,
  )
  expect(errors).toMatch(/too large|space|disk/)
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(found()).toEqual(before)
})
