import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test as anyTest, describe, expect, inject } from 'vitest'
import type { App } from '../../src/app.ts'
import { rememberChat } from '../../src/delivery/address-book.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { projectRoot } from '../../src/lib/root.ts'
import { saveBinding } from '../../src/org/binding-store.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import { importBank } from '../../src/quiz/bank/operate-bank.ts'
import { planEvening } from '../../src/quiz/evening/plan-evening.ts'
import { everything } from '../../src/quiz/question-set.ts'
import type { SandboxGroup } from '../../src/sandbox/people/sandbox-group.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import type { Shown } from '../../src/sandbox/people/shown.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { insertQuestion } from '../quiz/evening/hall.ts'
import { testApp } from '../support/app.ts'
import { type BotProcess, botProcess } from '../support/bot-process.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { noonZone } from '../support/noon-zone.ts'
import { type TestUnits, testUnits } from '../support/people.ts'

/** One process and one file: that is what a power cut meets. */
const test = anyTest.skipIf(inject('dialect') !== 'sqlite')

const questions = 4
const secondsEach = 10

interface Village {
  app: App
  sandbox: Sandbox
  bot: BotProcess
  square: SandboxGroup
  host: SandboxUser
  people: SandboxUser[]
}

const realFile = join(projectRoot, '../shared/data/quiz-party-history.csv')

/** A bank of real questions, of which the evening draws its own; a few of ours where that file is absent. */
async function fillBank(app: App, units: TestUnits): Promise<void> {
  if (existsSync(realFile)) {
    const file = { fileName: basename(realFile), bytes: readFileSync(realFile) }
    const { data } = await importBank(app, file, { unit: units.heping.name, dryRun: false })
    expect(data).toMatchObject({ new: 99, refused: 1 })
    return
  }
  for (let n = 1; n <= questions; n++)
    await insertQuestion(
      { app, units } as never,
      `题目${n}`,
      n === 2 ? { kind: 'several', right: [0, 2] } : {},
    )
}

/** A village with a host, a group and people in it, of whom all but the last have opened the bot. */
async function village(count: number): Promise<Village> {
  const sandbox = await startSandbox({ clock: systemClock, keptCalls: 20_000, patienceMs: 60_000 })
  const { token = '' } = sandbox.createBot({ username: 'cunxun_bot' })
  const url = await newDatabaseUrl()
  const db = await openDatabase(url)
  const townTimezone = noonZone()
  const app = await testApp({ db, clock: systemClock, config: { townTimezone } })
  const units = await testUnits(app)
  const settle = async (name: string) => {
    const user = sandbox.createUser({ firstName: name })
    const chat = { telegramId: user.id, kind: 'private', title: name } as const
    const { person } = await meetPerson(app, { telegramUserId: user.id, name }, chat)
    await updatePerson(db, person.id, { unitId: units.hepingOne.id, language: 'zh-CN' })
    user.start()
    return { user, personId: person.id }
  }
  const host = await settle('刘明')
  const grant = {
    personId: host.personId,
    unitId: units.heping.id,
    role: 'host',
    grantedById: undefined,
  } as const
  await insertGrant(db, { ...grant, grantedAt: systemClock.now() })
  const people: SandboxUser[] = []
  for (let n = 1; n < count; n++) people.push((await settle(`村民${n}`)).user)
  people.push(sandbox.createUser({ firstName: '没打开过的' }))
  const members = [...people, ...sandbox.bots]
  const square = sandbox.createGroup({ title: '和平一组', creator: host.user, members })
  const chat = await rememberChat(
    db,
    { telegramId: square.id, kind: 'group', title: square.title },
    systemClock.now(),
  )
  const binding = { unitId: units.hepingOne.id, boundById: host.personId, boundAt: systemClock.now() }
  await db.transaction((tx) => saveBinding(tx, chat.chatId, binding))
  await fillBank(app, units)
  const bot = await botProcess({
    DATABASE_URL: url,
    BOT_TOKEN: token,
    BOT_API_ROOT: sandbox.apiRoot,
    ENCRYPTION_KEY: '42'.repeat(32),
    TOWN_TIMEZONE: townTimezone,
  })
  return { app, sandbox, bot, square, host: host.user, people }
}

const polls = (square: SandboxGroup): Shown[] => square.messages().filter(({ message }) => message.poll)

/** Waits for the question of that number, from 1. */
const question = ({ sandbox, square }: Village, number: number): Promise<Shown> =>
  sandbox.waitFor(() => polls(square).find(({ text }) => text.startsWith(`${number}/`)), {
    what: `question ${number}`,
    timeoutMs: 90_000,
  })

/** What the sandbox itself counts of a poll: who voted, and who chose just what is right. */
function countOf(sandbox: Sandbox, poll: Shown) {
  const state = sandbox.world.polls.get(poll.message.poll?.id ?? '')
  const right = (state?.poll.correct_option_ids ?? []).join()
  const votes = [...(state?.votes ?? [])]
  const rightOnes = votes.filter(([, chosen]) => chosen.toSorted().join() === right)
  return { voters: votes.map(([id]) => id), answered: votes.length, right: rightOnes.map(([id]) => id) }
}

/** What somebody answers, by who they are: the first always rightly, the others now and then. */
function answerOf(poll: Shown, at: number): number[] {
  const { correct_option_ids: right = [] } = poll.message.poll ?? {}
  const isRight = at === 0 || (at + poll.id) % 3 > 0
  const wrong = right.includes(1) ? 0 : 1
  return isRight ? [...right] : [wrong]
}

describe('an evening over HTTP', () => {
  test('12 people, 3 of them late, killed in the middle: what is told is what the sandbox counts', {
    timeout: 300_000,
  }, async ({ onTestFinished }) => {
    const all = await village(12)
    const { app, sandbox, bot, square, host, people } = all
    onTestFinished(async () => {
      await app.db.close()
      await sandbox.stop()
    })
    await bot.start()
    await host.hears('要办什么')
    host.says('/quiz')
    await host.hears('答几道题')
    host.says(String(questions))
    await host.hears('每道题给多少秒')
    host.says(String(secondsEach))
    await host.presses('现在就办')
    await host.presses('就这样办')
    const [first] = people
    await first?.presses('算我一个', { in: square })
    await first?.hears('已有 1 位要来', { in: square })
    // Nobody waits for two minutes here.
    await app.db.quizEvening.updateMany({ data: { startsAt: systemClock.now(), nextAt: systemClock.now() } })

    const onTime = people.slice(0, 9)
    const late = people.slice(9)
    const vote = (some: readonly SandboxUser[], poll: Shown) => {
      for (const user of some) user.votes(poll, answerOf(poll, people.indexOf(user)))
    }
    vote(onTime, await question(all, 1))
    // The late ones come with the second question; while it is open the process dies, and half of the answers fall into that time.
    const second = await question(all, 2)
    vote(onTime, second)
    // A poll that is not noted as sent yet would be in doubt, and skipped.
    const isNoted = () => app.db.delivery.count({ where: { key: 'evening:1:q:1', state: 'sent' } })
    await expect.poll(isNoted, { timeout: 20_000 }).toBe(1)
    await bot.kill()
    vote(late, second)
    await bot.start()
    const third = await question(all, 3)
    // One leaves the group after answering: that changes nothing.
    vote(people, third)
    square.remove(late[0] ?? host)
    const fourth = await question(all, 4)
    vote([...onTime, ...late.slice(1)], fourth)

    const result = await host.hears('答题结果', { in: square, patienceMs: 90_000 })
    const asked = polls(square)
    expect(asked.map(({ text }) => text.slice(0, 3))).toEqual(['1/4', '2/4', '3/4', '4/4'])
    expect(asked.every(({ message }) => message.poll?.type === 'quiz' && !message.poll.is_anonymous)).toBe(
      true,
    )
    const counts = asked.map((poll) => countOf(sandbox, poll))
    expect(counts.map(({ answered }) => answered)).toEqual([9, 12, 12, 11])
    expect(result.text).toContain('12 人参加')
    for (const [at, { answered, right }] of counts.entries())
      expect(result.text).toContain(`第 ${at + 1} 题：${answered} 人答，${right.length} 人对`)
    for (const { firstName } of people) expect(result.text).not.toContain(firstName)

    // Each person's own, against the sandbox's polls; who never opened the bot gets there by the button.
    const stranger = people.at(-1)
    await stranger?.presses('看我的成绩', { in: square })
    const link = sandbox.calls.findLast(({ method }) => method === 'answerCallbackQuery')?.parameters.url
    stranger?.opens(String(link))
    for (const user of people) {
      const own = counts.filter(({ right }) => right.includes(user.id)).length
      const heard = await user.hears('这次您答对', { patienceMs: 60_000 })
      expect(heard.text).toContain(`答对 ${own} 题，共 4 题`)
    }
    expect(await app.db.quizAnswer.count()).toBe(44)
    expect(await app.db.quizAnswer.count({ where: { isRight: true } })).toBe(
      counts.reduce((sum, { right }) => sum + right.length, 0),
    )
    expect(await app.db.inboxUpdate.count({ where: { state: { not: 'done' } } })).toBe(0)
    expect(sandbox.refusals()).toEqual([])
    expect(await bot.stop()).toBe(0)
  })

  test('5,000 people answer at once: none is lost, none counts twice, the next question waits for none of them', {
    timeout: 300_000,
  }, async ({ onTestFinished }) => {
    const all = await village(2)
    const { app, sandbox, bot, square, host } = all
    onTestFinished(async () => {
      await app.db.close()
      await sandbox.stop()
    })
    await bot.start()
    await host.hears('要办什么')
    const crowd = Array.from({ length: 5_000 }, (_, n) => sandbox.createUser({ firstName: `人${n}` }))
    const hostedBy = await app.db.person.findFirstOrThrow({ where: { telegramUserId: BigInt(host.id) } })
    const chat = await app.db.chat.findFirstOrThrow({ where: { telegramId: BigInt(square.id) } })
    const plan = { chatId: chat.id, set: everything, count: 3, secondsEach: 20, isRanked: false }
    await planEvening(app, { personId: hostedBy.id }, plan, { now: true }, 'test:storm')
    await app.db.quizEvening.updateMany({ data: { startsAt: systemClock.now(), nextAt: systemClock.now() } })
    for (const number of [1, 2, 3]) {
      const poll = await question(all, number)
      for (const user of crowd) user.votes(poll, answerOf(poll, user.id % 97))
    }
    const result = await host.hears('答题结果', { in: square, patienceMs: 90_000 })
    const counts = polls(square).map((poll) => countOf(sandbox, poll))
    expect(result.text).toContain('5000 人参加')
    for (const [at, { answered, right }] of counts.entries())
      expect(result.text).toContain(`第 ${at + 1} 题：${answered} 人答，${right.length} 人对`)
    expect(await app.db.pollVote.count()).toBe(15_000)
    const asked = await app.db.eveningQuestion.findMany({ orderBy: { place: 'asc' } })
    const gaps = asked.slice(1).map(({ askedAt }, at) => Number(askedAt) - Number(asked[at]?.askedAt))
    // On a machine of its own within a second (0.2 s measured); here it shares its cores with the other tests.
    for (const gap of gaps) expect(gap).toBeLessThan(25_000)
    expect(await bot.stop()).toBe(0)
  })
})
