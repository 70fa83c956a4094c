import { beforeEach, expect, inject, onTestFinished, test } from 'vitest'
import { countFileStates } from '../../src/cases/files/file-store.ts'
import { receivePosted } from '../../src/intake/webhook.ts'
import { loadTexts } from '../../src/lib/i18n.ts'
import { healthOf, type Vitals } from '../../src/web/health.ts'
import { startWeb } from '../../src/web/server.ts'
import { me, says, states, zhang, zhangSays } from '../intake/people.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openFrailDb } from '../support/outage.ts'

const secret = 'open-sesame-open-sesame'
const vitals: Vitals = {
  leading: true,
  pollSilentMs: 5_000,
  handled: { handled: 3, failures: 1, parked: 0 },
}

let app: TestApp
let root: string
async function serving(db?: TestApp['db'], known: Partial<Vitals> = {}): Promise<void> {
  const shared = await testApp({ config: { port: 0 }, ...(db && { db }) })
  // What is missing is counted: here from nothing.
  app = { ...shared, texts: loadTexts() }
  const receive = (body: string) => receivePosted(app, me, body)
  const health = () => healthOf(app, { ...vitals, ...known })
  const web = await startWeb(app, health, { path: '/telegram', secret, receive })
  onTestFinished(() => web.close())
  root = `http://127.0.0.1:${web.port}`
}
beforeEach(() => serving())

function post(body: string, given: string | undefined = secret): Promise<Response> {
  const headers = given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given }
  return fetch(`${root}/telegram`, { method: 'POST', body, headers })
}

const update = JSON.stringify(says(1, zhang, '您好'))
const health = async () => (await fetch(`${root}/health`)).json()

test('what the features count of theirs is shown too', async () => {
  expect(await health()).toMatchObject({ features: {} })
  await serving(undefined, { count: () => countFileStates(app.db) })
  expect(await health()).toMatchObject({ features: { filesWaiting: 0, filesLate: 0, filesRefused: 0 } })
})

test('an update with the secret is on disk when it is answered', async () => {
  expect((await post(update)).status).toBe(200)
  expect(await states(app)).toEqual({ waiting: 1 })
  expect((await post(update)).status).toBe(200)
  expect(await states(app)).toEqual({ waiting: 1 })
})

test('without the secret, or with another, nothing is let in', async () => {
  expect((await post(update, '')).status).toBe(401)
  expect((await post(update, `${secret}!`)).status).toBe(401)
  expect((await fetch(`${root}/telegram`, { method: 'POST', body: update })).status).toBe(401)
  expect((await fetch(`${root}/telegram`)).status).toBe(405)
  expect(await states(app)).toEqual({})
})

test('what is no update is refused, and so is what is too long', async () => {
  expect((await post('{')).status).toBe(400)
  expect((await post('{"message":{}}')).status).toBe(400)
  const long = JSON.stringify({ update_id: 1, filler: 'x'.repeat(1_000_000) })
  const status = await post(long).then((answer) => answer.status)
  expect(status).toBe(413)
  expect(await states(app)).toEqual({})
})

test('when it cannot be written Telegram is told to bring it again', async () => {
  const frail = await openFrailDb()
  await serving(frail.db)
  await frail.goAway()
  expect((await post(update)).status).toBe(503)
  await frail.comeBack()
  await expect.poll(async () => (await post(update)).status).toBe(200)
})

test('there is nothing else to be found', async () => {
  for (const path of ['/', '/telegram/x', '/health/x'])
    expect((await fetch(`${root}${path}`)).status).toBe(404)
})

test('all is well, and it says by which numbers', async () => {
  const answer = await fetch(`${root}/health`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    ok: true,
    problems: [],
    leading: true,
    pollSilentS: 5,
    handled: { handled: 3, failures: 1, parked: 0 },
    inbox: { waiting: 0, handling: 0, parked: 0, oldestS: 0 },
    deliveries: { queued: 0, rejected: 0, doubtful: 0, oldestDueS: 0 },
    features: {},
    missingTexts: {},
  })
})

test('an inbox that nobody works on for a minute is not well', async () => {
  await zhangSays(app, '有人吗')
  await app.clock.advance(60_000)
  expect(await health()).toMatchObject({ ok: true, inbox: { waiting: 1, oldestS: 60 } })
  await app.clock.advance(1_000)
  const answer = await fetch(`${root}/health`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ok: false, problems: ['inbox-stuck'] })
})

test('a Telegram that is silent for more than a minute is not well', async () => {
  await serving(undefined, { pollSilentMs: 61_000 })
  expect(await health()).toMatchObject({ ok: false, problems: ['polling-fails'] })
})

test('a process that does not lead, and does not poll, is well', async () => {
  await serving(undefined, { leading: false, pollSilentMs: undefined })
  expect(await health()).toMatchObject({ ok: true, leading: false, pollSilentS: null })
})

// A SQLite file that another process locks can still be read.
test.runIf(inject('dialect') === 'postgresql')('a database that is gone is not well', async () => {
  const frail = await openFrailDb()
  await serving(frail.db)
  await frail.goAway()
  await expect.poll(health).toMatchObject({ ok: false, problems: ['database-gone'] })
  await frail.comeBack()
  await expect.poll(health).toMatchObject({ ok: true })
})

test('texts that are missing are counted', async () => {
  app.texts.in('en')('no-such-text')
  expect(await health()).toMatchObject({ missingTexts: { 'en/no-such-text': 1, 'none/no-such-text': 1 } })
})

test('Prometheus reads the same numbers, again and again', async () => {
  await zhangSays(app, '一', '二')
  for (let time = 0; time < 2; time++) {
    const text = await (await fetch(`${root}/metrics`)).text()
    expect(text).toContain('\ncunxun_ok 1\n')
    expect(text).toContain('\ncunxun_inbox_waiting 2\n')
    expect(text).toContain('\ncunxun_updates_handled_total 3\n')
    expect(text).toContain('\ncunxun_update_failures_total 1\n')
    expect(text).toContain('process_resident_memory_bytes')
  }
})

test('neither page gives away a secret, a name or a word', async () => {
  await zhangSays(app, '我的秘密')
  const pages = await Promise.all(
    ['/health', '/metrics'].map(async (path) => (await fetch(root + path)).text()),
  )
  for (const page of pages) expect(page).not.toMatch(/我的秘密|人101|open-sesame|a-token-for-tests/)
})
