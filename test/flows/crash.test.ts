import { test as anyTest, expect, inject } from 'vitest'
import { rememberChat } from '../../src/delivery/address-book.ts'
import { batchProgress } from '../../src/delivery/batch.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { batchOf } from '../../src/notices/notice.ts'
import { sendNotice } from '../../src/notices/send-notice.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'
import { botProcess } from '../support/bot-process.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { testUnits } from '../support/people.ts'

/** One process and one file: that is what a power cut meets. PostgreSQL's own recovery is its own. */
const test = anyTest.skipIf(inject('dialect') !== 'sqlite')

const groups = 260
const villagers = 30
const secretaries = 10
const kills = 5
const text = '河水上涨，请往高处走'
/** How long the bot lives before each kill, in milliseconds after it serves. */
const lives = [900, 1_400, 700, 1_700, 1_100]

async function peopledSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: systemClock, keptCalls: 20_000, patienceMs: 60_000 })
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  const chief = sandbox.createUser({ firstName: '陈书记' })
  for (let n = 1; n < villagers + secretaries; n++) sandbox.createUser({ firstName: `人${n}` })
  for (let n = 0; n < groups; n++) sandbox.createGroup({ title: `群${n}`, creator: chief, members: [bot] })
  return sandbox
}

/** Everyone is known to the town before the bot starts, the first ten as secretaries. */
async function seed(url: string, sandbox: Sandbox) {
  const db = await openDatabase(url)
  const app = await testApp({ db, clock: systemClock })
  const { town } = await testUnits(app)
  const now = systemClock.now()
  const ids: number[] = []
  for (const [at, user] of sandbox.users.entries()) {
    const chat = { telegramId: user.id, kind: 'private', title: user.firstName } as const
    const { person } = await meetPerson(app, { telegramUserId: user.id, name: user.firstName }, chat)
    await updatePerson(db, person.id, { unitId: town.id, language: 'zh-CN' })
    const grant = { personId: person.id, unitId: town.id, grantedById: undefined, grantedAt: now }
    if (at < secretaries) await insertGrant(db, { ...grant, role: 'secretary' })
    ids.push(person.id)
  }
  const [chief = 0] = ids
  for (const { id, title } of sandbox.groups) {
    const chat = await rememberChat(db, { telegramId: id, kind: 'group', title }, now)
    await db.groupBinding.create({
      data: { chatId: chat.chatId, unitId: town.id, boundById: chief, boundAt: now },
    })
  }
  return { app, db, chief, town }
}

test('five kills while a notice goes to 300 chats and people write: nobody is left out, nothing takes effect twice, no draft is lost', {
  timeout: 180_000,
}, async ({ onTestFinished }) => {
  const sandbox = await peopledSandbox()
  onTestFinished(() => sandbox.stop())
  const url = await newDatabaseUrl()
  const { app, db, chief, town } = await seed(url, sandbox)
  onTestFinished(() => db.close())
  for (const user of sandbox.users) user.start()
  const audience = { unitId: town.id, groups: true, people: true }
  const emergency = { kind: 'emergency', audience, text } as const
  await sendNotice(app, { personId: chief }, emergency, { now: true }, 'test:1')

  const bot = await botProcess({
    DATABASE_URL: url,
    BOT_TOKEN: sandbox.bots[0]?.token ?? '',
    BOT_API_ROOT: sandbox.apiRoot,
    ENCRYPTION_KEY: '42'.repeat(32),
  })

  /** A secretary plans a notice of their own, answer by answer, across every crash. */
  const plan = async (user: (typeof sandbox.users)[number], words: string) => {
    user.says('/notice')
    await user.presses('村务')
    await user.presses('整个青禾镇')
    await user.presses('只发到群')
    await user.hears('请把要说的话发给我')
    user.says(words)
    await user.presses('每天')
    await user.presses('07:30')
    await user.presses('就这样定下')
    await user.hears('定下了')
  }
  const talks = sandbox.users.slice(0, secretaries).map((user, n) => plan(user, `公示 ${n}`))
  /** Villagers ask who they are, and are answered every time. */
  const asks = sandbox.users.slice(secretaries).map(async (user) => {
    for (let n = 0; n < 3; n++) {
      const asked = user.says('/me')
      await user.hears('您是', { after: asked })
    }
  })

  await bot.start()
  for (const life of lives) {
    await systemClock.sleep(life)
    await bot.kill()
    await bot.start()
  }
  await Promise.all([...talks, ...asks])
  const total = groups + villagers + secretaries
  await sandbox.waitFor(
    () => new Set(sandbox.deliveries({ text }).map(({ chatId }) => chatId)).size === total,
    {
      timeoutMs: 60_000,
      what: 'everyone hears the notice',
    },
  )
  expect(await bot.stop()).toBe(0)

  // Everyone has it; what came twice was in flight at a kill, and is marked.
  expect(await batchProgress(db, batchOf(1))).toMatchObject({ total, sent: total, failed: 0, left: 0 })
  const twice = sandbox.duplicates({ text })
  expect(twice.length).toBeLessThanOrEqual(kills * app.config.messagesPerSecond)
  for (const { chatId, times } of twice) {
    const row = await db.delivery.findFirst({
      where: { batch: batchOf(1), chat: { telegramId: BigInt(chatId) } },
    })
    expect(row).toMatchObject({ repeated: true })
    expect(times).toBeLessThanOrEqual(1 + kills)
  }
  // Every conversation made one notice, with its own words.
  const planned = await db.notice.findMany({ where: { kind: 'affairs' }, orderBy: { text: 'asc' } })
  expect(planned.map((notice) => notice.text)).toEqual(
    Array.from({ length: secretaries }, (_, n) => `公示 ${n}`),
  )
  expect(await db.schedule.count()).toBe(secretaries)
  // Every update took effect and none was given up.
  expect(await db.inboxUpdate.count({ where: { state: { not: 'done' } } })).toBe(0)
  expect(await db.conversationState.count({ where: { state: { not: null } } })).toBe(0)
})
