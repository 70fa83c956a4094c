import { test as anyTest, expect, inject } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import { holdExam } from '../../src/quiz/exam/hold-exam.ts'
import { everything } from '../../src/quiz/question-set.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { putQuestion } from '../quiz/sample-questions.ts'
import { testApp } from '../support/app.ts'
import { botProcess } from '../support/bot-process.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { noonZone } from '../support/noon-zone.ts'
import { testUnits } from '../support/people.ts'

/** One process and one file: that is what a power cut meets. */
const test = anyTest.skipIf(inject('dialect') !== 'sqlite')

const hourMs = 60 * 60_000

test('two take an exam, the power goes in the middle: both papers are whole, the clock hands them in, the host gets the table', {
  timeout: 240_000,
}, async ({ onTestFinished }) => {
  const sandbox = await startSandbox({ clock: systemClock, keptCalls: 20_000, patienceMs: 60_000 })
  const { token = '' } = sandbox.createBot({ username: 'cunxun_bot' })
  const url = await newDatabaseUrl()
  const db = await openDatabase(url)
  const townTimezone = noonZone()
  const app = await testApp({ db, clock: systemClock, config: { townTimezone } })
  onTestFinished(async () => {
    await db.close()
    await sandbox.stop()
  })
  const units = await testUnits(app)
  const settle = async (name: string) => {
    const user = sandbox.createUser({ firstName: name })
    const chat = { telegramId: user.id, kind: 'private', title: name } as const
    const { person } = await meetPerson(app, { telegramUserId: user.id, name }, chat)
    await updatePerson(db, person.id, { unitId: units.hepingOne.id, language: 'zh-CN' })
    user.start()
    return { user, personId: person.id }
  }
  const liu = await settle('刘明')
  const zhang = await settle('张三')
  const li = await settle('李四')
  const zhao = await settle('赵六')
  const now = systemClock.now()
  const grant = { unitId: units.heping.id, role: 'host', grantedById: undefined, grantedAt: now } as const
  await insertGrant(db, { ...grant, personId: liu.personId })
  for (let n = 1; n <= 3; n++)
    await putQuestion(app, units.town, { stem: `题目${n}`, options: ['对的', '错的'], right: [0] })
  const terms = { unitId: units.heping.id, title: '党史测验', set: everything, count: 3, attempts: 1 }
  const window = { opensAt: now, closesAt: new Date(now.getTime() + hourMs), passPercent: 60, minutes: 30 }
  const plan = { terms: { ...terms, ...window }, tellsGroups: false }
  await holdExam(app, { personId: liu.personId }, plan, 'test:exam')

  const bot = await botProcess({
    DATABASE_URL: url,
    BOT_TOKEN: token,
    BOT_API_ROOT: sandbox.apiRoot,
    TOWN_TIMEZONE: townTimezone,
    ENCRYPTION_KEY: '42'.repeat(32),
  })
  await bot.start()
  const answered = (personId: number) =>
    db.examAnswer.count({ where: { paper: { personId }, chosen: { not: null } } })
  const answer = async ({ user, personId }: { user: SandboxUser; personId: number }, label: RegExp) => {
    const before = await answered(personId)
    await user.presses(label)
    await expect.poll(() => answered(personId), { timeout: 30_000 }).toBe(before + 1)
  }
  for (const { user } of [zhang, li]) {
    user.says('/exams')
    await user.presses('考：党史测验')
    await user.presses('开始答卷')
  }
  await answer(zhang, /对的$/)
  await zhang.user.presses('下一题 ›')
  await answer(li, /错的$/)
  await bot.kill()
  expect(await db.examPaper.count({ where: { handedInAt: null } })).toBe(2)
  await bot.start()
  await answer(zhang, /对的$/)

  // The window is over: nobody waits for an hour here.
  const over = systemClock.now()
  await db.examPaper.updateMany({ data: { endsAt: over } })
  await db.exam.updateMany({ data: { closesAt: over, nextAt: over } })
  await zhang.user.hears('卷子按存下的答案交了', { patienceMs: 60_000 })
  await li.user.hears('卷子按存下的答案交了', { patienceMs: 60_000 })
  const papers = await db.examPaper.findMany({ include: { answers: true }, orderBy: { id: 'asc' } })
  expect(papers).toMatchObject([
    { personId: zhang.personId, right: 2, isPassed: true, name: '张三', handedInAt: over },
    { personId: li.personId, right: 0, isPassed: false, certificate: null, handedInAt: over },
  ])
  expect(papers.map(({ answers }) => answers.length)).toEqual([3, 3])
  const number = papers[0]?.certificate ?? ''
  await zhang.user.hears(number, { patienceMs: 60_000 })
  zhao.user.says(`/verify ${number}`)
  await zhao.user.hears('张三，党史测验')
  await expect.poll(() => db.exam.count({ where: { endedAt: { not: null } } }), { timeout: 90_000 }).toBe(1)
  const isTold = { key: { contains: 'exam-end' } }
  expect(await db.delivery.count({ where: isTold })).toBe(1)
  expect(await db.quizAnswer.count({ where: { way: 'exam' } })).toBe(3)
  expect(sandbox.refusals()).toEqual([])
  expect(await bot.stop()).toBe(0)
})
