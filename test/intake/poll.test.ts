import { Api } from 'grammy'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Polling, startPolling } from '../../src/intake/poll.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openFrailDb } from '../support/outage.ts'
import { me, soon, textOf } from './people.ts'

interface Box {
  app: TestApp
  sandbox: Sandbox
  api: Api
  says(text: string): void
  texts(): Promise<string[]>
  poll(): Polling
}

/** A bot in the box and Zhang, who writes to it; the bot's process is the test. */
async function box(db?: TestApp['db']): Promise<Box> {
  const app = await testApp(db ? { db } : {})
  const sandbox = await startSandbox({ clock: app.clock, flood: 'off' })
  onTestFinished(() => sandbox.stop())
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  const api = new Api(bot.token, { apiRoot: sandbox.apiRoot })
  const zhang = sandbox.createUser({ firstName: '张桂兰' })
  zhang.start()
  return {
    app,
    sandbox,
    api,
    says: (text) => void zhang.says(text),
    async texts() {
      const rows = await app.db.inboxUpdate.findMany({ orderBy: { updateId: 'asc' } })
      return rows.map(({ payload }) => textOf(JSON.parse(app.sealer.open(payload ?? ''))))
    },
    poll() {
      const polling = startPolling(app, api, me, () => undefined, { timeoutS: 1 })
      onTestFinished(() => polling.stop())
      return polling
    },
  }
}

test('what people write is written down and then acknowledged, once each', async () => {
  const { app, says, texts, poll, sandbox } = await box()
  poll()
  says('您好')
  await soon(app, texts).toEqual(['/start', '您好'])
  await soon(app, () => sandbox.bots[0]?.pendingUpdates).toBe(0)
  const asked = sandbox.calls.find(({ method }) => method === 'getUpdates')
  expect(asked?.parameters).toMatchObject({
    allowed_updates: ['message', 'callback_query', 'my_chat_member', 'chat_member', 'poll_answer'],
  })
})

test('nothing is acknowledged before it is on disk', async () => {
  const frail = await openFrailDb()
  const { app, says, texts, poll, sandbox } = await box(frail.db)
  await frail.goAway()
  poll()
  says('停电了')
  await soon(app, () => sandbox.calls.filter(({ method }) => method === 'getUpdates').length).toBeGreaterThan(
    3,
  )
  expect(sandbox.bots[0]?.pendingUpdates).toBe(2)
  await frail.comeBack()
  await soon(app, () => sandbox.bots[0]?.pendingUpdates).toBe(0)
  expect(await texts()).toEqual(['/start', '停电了'])
})

test.each([
  { what: 'server-error', code: 500 },
  { what: 'server-error', code: 409 },
  { what: 'too-many-requests', retryAfterS: 3 },
  { what: 'bad-gateway-page' },
  { what: 'drop-before' },
  { what: 'drop-after' },
] as const)('after $what $code it goes on by itself, and loses nothing', async (fault) => {
  const { app, says, texts, poll, sandbox } = await box()
  sandbox.faults.add({ ...fault, method: 'getUpdates', times: 3 })
  poll()
  says('一')
  await soon(app, texts).toEqual(['/start', '一'])
  says('二')
  await soon(app, texts).toEqual(['/start', '一', '二'])
  await soon(app, () => sandbox.bots[0]?.pendingUpdates).toBe(0)
})

test('a second poller is borne: both are told, and nothing is lost', async () => {
  const { app, says, texts, poll, sandbox } = await box()
  poll()
  poll()
  await soon(app, () => sandbox.calls.filter(({ status }) => status === 409).length).toBeGreaterThan(1)
  says('还在吗')
  await soon(app, texts).toEqual(['/start', '还在吗'])
})

test('a webhook left from before is removed', async () => {
  const { app, api, texts, poll } = await box()
  await api.setWebhook('https://example.com/old')
  poll()
  await soon(app, texts).toEqual(['/start'])
  expect((await api.getWebhookInfo()).url).toBe('')
})

test('updates that come twice, and late, are written down once', async () => {
  const { app, says, texts, poll, sandbox } = await box()
  sandbox.faults.add({ what: 'duplicate-update', times: 2 })
  poll()
  says('一')
  says('二')
  await soon(app, texts).toEqual(['/start', '一', '二'])
  sandbox.faults.add({ what: 'late-update', delayMs: 5_000 })
  says('迟')
  says('准')
  await soon(app, texts).toEqual(['/start', '一', '二', '准', '迟'])
  await soon(app, () => sandbox.bots[0]?.pendingUpdates).toBe(0)
})

test('with a token that Telegram does not know it ends, and its silence shows', async () => {
  const { app, sandbox } = await box()
  const api = new Api('7000000001:a-token-that-is-not-the-one-it-gave', { apiRoot: sandbox.apiRoot })
  const fatal = vi.spyOn(app.log, 'fatal')
  const polling = startPolling(app, api, me, () => undefined, { timeoutS: 1 })
  await soon(app, polling.silentMs).toBeGreaterThan(60_000)
  await expect.poll(() => fatal.mock.calls).toHaveLength(1)
  await polling.stop()
})

test('stopping ends the open poll at once', async () => {
  const { app, poll, texts, sandbox, says } = await box()
  const polling = poll()
  await soon(app, texts).toEqual(['/start'])
  await polling.stop()
  const calls = sandbox.calls.length
  says('没人听')
  await app.clock.advance(60_000)
  expect(sandbox.calls.length).toBe(calls)
})
