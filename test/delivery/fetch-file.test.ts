import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { App } from '../../src/app.ts'
import { fetchFile } from '../../src/delivery/fetch-file.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'

let sandbox: Sandbox
let app: App
beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock, keptFileBytes: 60_000_000 })
  const { token: botToken } = sandbox.createBot({ username: 'cunxun_bot' })
  sandbox.createUser({ firstName: '张三' }).start()
  app = await testApp({ config: { botToken, botApiRoot: sandbox.apiRoot } })
})
afterEach(() => sandbox.stop())

/** What 张三 sends; returns Telegram's id of it. */
function sent(bytes: Buffer): string {
  const message = sandbox.users[0]?.sendsDocument({ bytes, name: 'a.txt' }).message
  return message?.document?.file_id ?? ''
}

test('a file comes whole', async () => {
  const bytes = Buffer.alloc(3_000_000, '水')
  const fetched = await fetchFile(app, sent(bytes))
  expect(fetched.kind === 'here' && fetched.bytes.equals(bytes)).toBe(true)
})

test('no more than was asked for, and no more than Telegram gives', async () => {
  expect(await fetchFile(app, sent(Buffer.alloc(1_000, 'a')), { maxBytes: 1_000 })).toMatchObject({
    kind: 'here',
  })
  expect(await fetchFile(app, sent(Buffer.alloc(1_001, 'a')), { maxBytes: 1_000 })).toEqual({
    kind: 'too-large',
  })
  expect(await fetchFile(app, sent(Buffer.alloc(20_000_001 + 1_000_000, 'a')))).toEqual({ kind: 'too-large' })
})

test('an id that Telegram does not know: gone', async () => {
  expect(await fetchFile(app, 'AgAC-nothing')).toMatchObject({
    kind: 'gone',
    reason: expect.stringContaining('file'),
  })
})

test('429: later, as long as it says', async () => {
  sandbox.faults.add({ what: 'too-many-requests', method: 'getFile', retryAfterS: 7 })
  expect(await fetchFile(app, sent(Buffer.from('x')))).toMatchObject({ kind: 'later', afterMs: 7_000 })
})

test('5xx, a proxy’s page, a dropped connection, another token: later', async () => {
  const id = sent(Buffer.from('x'))
  for (const what of ['server-error', 'bad-gateway-page', 'drop-before', 'drop-after'] as const) {
    sandbox.faults.add({ what, method: 'getFile' })
    expect(await fetchFile(app, id), what).toMatchObject({ kind: 'later', afterMs: undefined })
  }
  const stranger = { ...app, config: { ...app.config, botToken: '1:another-token-that-is-not-known' } }
  expect(await fetchFile(stranger, id)).toMatchObject({ kind: 'later', reason: 'Unauthorized' })
})

test('no answer within the patience, and nobody there: later', async () => {
  const id = sent(Buffer.from('x'))
  sandbox.faults.add({ what: 'hang-before', method: 'getFile' })
  expect(await fetchFile(app, id, { patienceMs: 100 })).toMatchObject({ kind: 'later' })
  await sandbox.stop()
  expect(await fetchFile(app, id)).toMatchObject({ kind: 'later', reason: 'ECONNREFUSED' })
  sandbox = await startSandbox({ clock: systemClock })
})

/** A Telegram that knows every file, and gives it as `give` does. */
async function giving(give: (response: ServerResponse) => void): Promise<App> {
  const server = createServer((request, response) => {
    const isFile = request.url?.startsWith('/file/')
    const result = { file_id: 'a', file_unique_id: 'a', file_path: 'documents/a.txt' }
    if (isFile) give(response)
    else
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, result }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const botApiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { ...app, config: { ...app.config, botApiRoot } }
}

test('the bytes are not there, break off, or stop on their way: later', async () => {
  const missing = await giving((response) => response.writeHead(404).end())
  expect(await fetchFile(missing, 'a')).toMatchObject({ kind: 'later', reason: 'status 404' })
  const broken = await giving((response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half')
    setImmediate(() => response.destroy())
  })
  expect(await fetchFile(broken, 'a')).toMatchObject({ kind: 'later' })
  const slow = await giving((response) => void response.writeHead(200).write('half'))
  expect(await fetchFile(slow, 'a', { patienceMs: 150 })).toMatchObject({ kind: 'later' })
})

test('a body that is larger than it said is cut off', async () => {
  const endless = await giving((response) => response.writeHead(200).end(Buffer.alloc(5_000)))
  expect(await fetchFile(endless, 'a', { maxBytes: 4_999 })).toEqual({ kind: 'too-large' })
})

test('what goes wrong never names the token', async () => {
  const { botToken } = app.config
  const away = { ...app, config: { ...app.config, botApiRoot: 'http://no such host' } }
  const broken = await giving((response) => response.destroy())
  for (const one of [away, broken]) expect(JSON.stringify(await fetchFile(one, 'a'))).not.toContain(botToken)
})
