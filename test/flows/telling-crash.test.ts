import { test as anyTest, expect, inject } from 'vitest'
import { caseNumberIn } from '../../src/cases/case-number.ts'
import { marksOf } from '../../src/cases/trust/identity.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'
import { botProcess } from '../support/bot-process.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { testUnits } from '../support/people.ts'

/** One process and one file: that is what a power cut meets. */
const test = anyTest.skipIf(inject('dialect') !== 'sqlite')

/** Every step of telling, in order; each waits for what the one before it made appear. */
const steps: ((villager: SandboxUser) => Promise<unknown> | unknown)[] = [
  (villager) => villager.says('/report'),
  async (villager) => {
    await villager.hears('您说吧')
    villager.says('水管坏了')
  },
  async (villager) => {
    await villager.hears('1 段话')
    villager.sendsPhoto()
  },
  async (villager) => {
    await villager.hears('1 段话、1 张照片')
    await villager.presses('说完了')
  },
  (villager) => villager.presses('水'),
  (villager) => villager.presses('就在一组'),
  (villager) => villager.presses('按平常办'),
  (villager) => villager.presses('发出去'),
]

test('a kill between any two steps of telling, and in the middle of each: one case, and its number is told', {
  timeout: 180_000,
}, async ({ onTestFinished }) => {
  const sandbox = await startSandbox({ clock: systemClock, keptCalls: 20_000, patienceMs: 60_000 })
  onTestFinished(() => sandbox.stop())
  const { token = '' } = sandbox.createBot({ username: 'cunxun_bot' })
  const url = await newDatabaseUrl()
  const db = await openDatabase(url)
  onTestFinished(() => db.close())
  const app = await testApp({ db, clock: systemClock })
  const { hepingOne } = await testUnits(app)
  const know = async (name: string) => {
    const user = sandbox.createUser({ firstName: name })
    const chat = { telegramId: user.id, kind: 'private', title: name } as const
    const { person } = await meetPerson(app, { telegramUserId: user.id, name }, chat)
    await updatePerson(db, person.id, { unitId: hepingOne.id, language: 'zh-CN' })
    user.start()
    return { user, personId: person.id }
  }
  const officer = await know('王芳')
  const grant = {
    personId: officer.personId,
    unitId: hepingOne.id,
    role: 'officer',
    grantedById: undefined,
  } as const
  await insertGrant(db, { ...grant, grantedAt: systemClock.now() })
  const villagers = await Promise.all(steps.map((_, n) => know(`村民${n}`)))

  const bot = await botProcess({
    DATABASE_URL: url,
    BOT_TOKEN: token,
    BOT_API_ROOT: sandbox.apiRoot,
    ENCRYPTION_KEY: '42'.repeat(32),
  })
  await bot.start()
  for (const [at, { user }] of villagers.entries()) {
    await user.hears('要办什么')
    for (const step of steps.slice(0, at)) await step(user)
    const struck = Promise.resolve(steps[at]?.(user))
    // Now before it is taken in, now while it is handled, now just after.
    await systemClock.sleep((at * 37) % 120)
    await bot.kill()
    await bot.start()
    await struck
    for (const step of steps.slice(at + 1)) await step(user)
    await user.hears('收到了。以后问起来')
  }
  expect(await bot.stop()).toBe(0)

  expect(await db.case.count()).toBe(villagers.length)
  for (const { user, personId } of villagers) {
    const own = await db.case.findMany({ where: { reporterMark: { in: marksOf(app, personId) } } })
    const told = user.chat().map(({ text }) => caseNumberIn(text))
    expect(own).toHaveLength(1)
    expect(told).toContain(own[0]?.number)
    expect(await db.caseEntry.count({ where: { caseId: own[0]?.id ?? 0 } })).toBe(1)
    expect(await db.caseFile.count({ where: { entry: { caseId: own[0]?.id ?? 0 } } })).toBe(1)
  }
  expect(await db.draft.count()).toBe(0)
  expect(await db.inboxUpdate.count({ where: { state: { not: 'done' } } })).toBe(0)
})
