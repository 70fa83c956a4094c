import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { TokenRefused } from '../src/intake/telegram-fault.ts'
import { systemClock } from '../src/lib/clock.ts'
import { type Db, openDatabase } from '../src/lib/db.ts'
import { Refusal } from '../src/lib/refusal.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts'
import { type Serving, serve } from '../src/serve.ts'
import { states } from './intake/people.ts'
import { testApp, testRandom } from './support/app.ts'
import { newDatabaseUrl } from './support/db.ts'

async function box(): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
  onTestFinished(() => sandbox.stop())
  sandbox.createBot({ username: 'cunxun_bot' })
  return sandbox
}

async function opened(url: string): Promise<Db> {
  const db = await openDatabase(url, { durable: false })
  onTestFinished(() => db.close())
  return db
}

interface Process {
  db: Db
  serving: Serving
}

interface Plan {
  url: string
  name: string
  token?: string
  webhook?: { url: string; secret: string; port: number }
}

/** A process that serves the database at `url`; stopped when the test ends, if it was not before. */
async function start(sandbox: Sandbox, { url, name, token, webhook }: Plan): Promise<Process> {
  const db = await opened(url)
  const config = {
    botToken: token ?? sandbox.bots[0]?.token ?? '',
    botApiRoot: sandbox.apiRoot,
    databaseUrl: url,
    port: webhook?.port ?? 0,
    webhook,
  }
  const app = { ...(await testApp({ db, clock: systemClock, config })), random: testRandom(name) }
  const serving = await serve(app, { pollTimeoutS: 1 })
  onTestFinished(() => serving.stop())
  return { db, serving }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const polled = { timeout: 20_000, interval: 50 }
const done = ({ db }: { db: Db }) => states({ db } as Parameters<typeof states>[0])

test('a person writes and is answered; stopping leaves nothing behind', async () => {
  const sandbox = await box()
  const zhang = sandbox.createUser({ firstName: '张桂兰' })
  const url = await newDatabaseUrl()
  const { db, serving } = await start(sandbox, { url, name: 'one' })
  expect(serving.me.username).toBe('cunxun_bot')
  zhang.start()
  await expect.poll(() => zhang.chat().length, polled).toBeGreaterThan(1)
  await expect.poll(() => done({ db }), polled).toEqual({ done: 1 })
  expect(await serving.health()).toMatchObject({ ok: true, leading: true, handled: { handled: 1 } })
  expect(await serving.runJobs(new Date('2026-03-02T00:00:00Z'), new Date('2026-03-02T01:00:00Z'))).toContain(
    'forget-handled-updates',
  )
  await serving.stop()
  await expect(fetch(`http://127.0.0.1:${serving.port}/health`)).rejects.toThrow()
  const calls = sandbox.calls.length
  zhang.says('没人听')
  expect(sandbox.calls.length).toBe(calls)
  const again = await start(sandbox, { url, name: 'again' })
  await expect.poll(() => done(again), polled).toEqual({ done: 2 })
})

test('a second process on the same SQLite file is refused; on PostgreSQL it waits and takes over', async () => {
  const sandbox = await box()
  const zhang = sandbox.createUser({ firstName: '张桂兰' })
  const url = await newDatabaseUrl()
  const first = await start(sandbox, { url, name: 'first' })
  await expect.poll(() => first.serving.leading, polled).toBe(true)
  if (url.startsWith('file:')) {
    await expect(start(sandbox, { url, name: 'second' })).rejects.toThrow(Refusal)
    return
  }
  const second = await start(sandbox, { url, name: 'second' })
  zhang.start()
  await expect.poll(() => done(first), polled).toEqual({ done: 1 })
  expect(second.serving.leading).toBe(false)
  expect(await second.serving.health()).toMatchObject({ ok: true, leading: false, pollSilentS: null })
  await first.serving.stop()
  await expect.poll(() => second.serving.leading, polled).toBe(true)
  zhang.says('换人了吗')
  await expect.poll(() => done(second), polled).toEqual({ done: 2 })
})

test('by webhook, too, a person is answered', async () => {
  const sandbox = await box()
  const zhang = sandbox.createUser({ firstName: '张桂兰' })
  const port = await freePort()
  const webhook = { url: `http://127.0.0.1:${port}/telegram`, secret: 'open-sesame-open-sesame', port }
  const one = await start(sandbox, { url: await newDatabaseUrl(), name: 'one', webhook })
  zhang.start()
  await expect.poll(() => zhang.chat().length, polled).toBeGreaterThan(1)
  await expect.poll(() => done(one), polled).toEqual({ done: 1 })
  expect(await one.serving.health()).toMatchObject({ ok: true, pollSilentS: null })
})

test('what cannot start lets go of what it had taken', async () => {
  const sandbox = await box()
  const url = await newDatabaseUrl()
  const token = '7000000001:a-token-that-is-not-the-one-it-gave'
  await expect(start(sandbox, { url, name: 'bad', token })).rejects.toThrow(TokenRefused)
  const { serving } = await start(sandbox, { url, name: 'good' })
  await expect.poll(() => serving.leading, polled).toBe(true)
})
