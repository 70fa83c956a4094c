import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../src/lib/clock.ts'
import { projectRoot } from '../src/lib/root.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts'

let sandbox: Sandbox
let folder: string
beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock })
  onTestFinished(() => sandbox.stop())
  sandbox.createBot({ username: 'cunxun_bot' })
  folder = await mkdtemp(join(tmpdir(), 'cunxun-main-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
})

/** Starts the program in an empty folder, with nothing in its environment but these settings. */
function start(settings: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH ?? '',
    BOT_TOKEN: sandbox.bots[0]?.token ?? '',
    BOT_API_ROOT: sandbox.apiRoot,
    ENCRYPTION_KEY: '42'.repeat(32),
    PORT: '0',
    ...settings,
  }
  const child = spawn(process.execPath, [join(projectRoot, 'dist/main.js')], { cwd: folder, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}

const serving = (said: { out: string }) =>
  expect.poll(() => said.out, { timeout: 15_000 }).toContain('"serving"')

test('a bad setting is told in one line, without the secret', async () => {
  const { said, ended } = start({ BOT_TOKEN: 'not-a-token-at-all' })
  expect(await ended).toBe(1)
  expect(said.err).toMatch(/^BOT_TOKEN got a value of 18 characters; it takes [^\n]*\n$/)
})

test('a database that does not answer is told in one line, without the password', async () => {
  const { said, ended } = start({ DATABASE_URL: 'postgresql://town:hush@127.0.0.1:1/cunxun' })
  expect(await ended).toBe(1)
  expect(said.err).toMatch(/^连不上数据库[^\n]*\n$/)
  expect(said.err).not.toContain('hush')
})

test('a token that Telegram does not know is told in one line', async () => {
  const { said, ended } = start({ BOT_TOKEN: '7000000001:a-token-that-is-not-the-one-it-gave' })
  expect(await ended).toBe(1)
  expect(said.err).toMatch(/^Telegram does not know this BOT_TOKEN[^\n]*\n$/)
})

test('it makes its database and offers the town; a second one is told why not; a signal stops it', async () => {
  const first = start()
  await serving(first.said)
  expect(first.said.out).toMatch(/https:\/\/t\.me\/cunxun_bot\?start=invite-[\w-]{20,}/)
  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.said.err).toMatch(/^[^\n]*data\/cunxun\.db[^\n]*\n$/)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(first.said.out).toContain('"stopped"')
})

test('a signal ends it even while Telegram does not answer yet', async () => {
  sandbox.faults.add({ what: 'drop-before', times: 10_000 })
  const { child, said, ended } = start()
  await expect.poll(() => said.out, { timeout: 15_000 }).toContain('does not answer yet')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said.err).toBe('')
  expect(said.out).not.toContain('"serving"')
})
