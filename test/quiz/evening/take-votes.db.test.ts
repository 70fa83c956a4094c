import { expect, onTestFinished, test } from 'vitest'
import type { App } from '../../../src/app.ts'
import { startDispatching } from '../../../src/intake/dispatch.ts'
import type { Commit, UpdateHandler, Vote } from '../../../src/intake/handler.ts'
import { receive } from '../../../src/intake/receive.ts'
import { forgetVotes } from '../../../src/quiz/evening/forget-votes.ts'
import { takeVotes } from '../../../src/quiz/evening/take-votes.ts'
import { leading, me, says, soon, states } from '../../intake/people.ts'
import { type TestApp, testApp } from '../../support/app.ts'

const answer = (updateId: number, userId: number, chosen: number[], pollId = 'p1') =>
  ({
    update_id: updateId,
    poll_answer: {
      poll_id: pollId,
      user: { id: userId, is_bot: false, first_name: `人${userId}` },
      option_ids: chosen,
      option_persistent_ids: chosen.map(String),
    },
  }) as Parameters<typeof receive>[2][number]

/** The quiz behind the intake; what else comes is noted. */
function quiz(app: App, take = takeVotes): UpdateHandler & { heard: number[]; batches: number[] } {
  const heard: number[] = []
  const batches: number[] = []
  return {
    heard,
    batches,
    async handle(update) {
      heard.push(update.update_id)
      return undefined as Commit | undefined
    },
    async takeVotes(tx, votes) {
      batches.push(votes.length)
      await take(app, tx, votes)
    },
    apologize: async () => undefined,
  }
}

async function start(app: TestApp, handler: UpdateHandler) {
  const running = startDispatching(app, await leading(app), handler)
  onTestFinished(async () => {
    const stopped = running.stop(0)
    await app.clock.advance(1)
    await stopped
  })
  return running
}

const votes = (app: App) =>
  app.db.pollVote.findMany({ orderBy: { telegramUserId: 'asc' }, select: { chosen: true, updateId: true } })

test('5,000 people within ten seconds: none is lost, none counts twice, and who writes meanwhile is heard at once', {
  timeout: 60_000,
}, async () => {
  const app = await testApp()
  const handler = quiz(app)
  await start(app, handler)
  for (let from = 0; from < 5_000; from += 100) {
    const batch = Array.from({ length: 100 }, (_, n) => answer(from + n + 1, from + n + 1, [n % 3]))
    // The second time Telegram hands over some of them again.
    await receive(app, me, batch)
    if (from % 1_000 === 0) await receive(app, me, batch)
  }
  await receive(app, me, [says(6_000, 101, '您好')])
  await soon(app, () => states(app)).toEqual({ done: 5_001 })
  expect(handler.heard).toEqual([6_000])
  expect(await app.db.pollVote.count()).toBe(5_000)
  expect(await app.db.person.count()).toBe(5_000)
  const chosen = await app.db.pollVote.groupBy({ by: ['chosen'], _count: true, orderBy: { chosen: 'asc' } })
  expect(chosen.map(({ chosen: what, _count }) => [what, _count])).toEqual([
    ['[0]', 1_700],
    ['[1]', 1_650],
    ['[2]', 1_650],
  ])
  expect(handler.batches.length).toBeLessThan(100)
  expect(await app.db.inboxUpdate.count({ where: { payload: { not: null } } })).toBe(0)
})

test('the last answer of a person counts, in whatever order and however often the updates are taken', async () => {
  const app = await testApp()
  const at = app.clock.now()
  const vote = (updateId: number, chosen: number[]): Vote => ({
    updateId,
    pollId: 'p1',
    telegramUserId: 5,
    name: '张三',
    chosen,
    at,
  })
  const take = (...some: Vote[]) => app.db.transaction((tx) => takeVotes(app, tx, some))
  await take(vote(7, [2]), vote(8, [1, 0]), vote(6, [1]))
  expect(await votes(app)).toEqual([{ chosen: '[0,1]', updateId: 8n }])
  await take(vote(7, [2]))
  expect(await votes(app)).toEqual([{ chosen: '[0,1]', updateId: 8n }])
  await take(vote(9, []))
  expect(await votes(app)).toEqual([{ chosen: '[]', updateId: 9n }])
  await take()
})

test('a batch that fails is tried one by one: the broken one is parked without its words, the others count', async () => {
  const app = await testApp()
  await receive(app, me, [answer(1, 11, [0]), answer(2, 12, [1]), answer(3, 13, [2])])
  await app.db.inboxUpdate.update({ where: { updateId: 3 }, data: { payload: 'not sealed' } })
  const handler = quiz(app, async (which, tx, some) => {
    if (some.some(({ telegramUserId }) => telegramUserId === 12)) throw new TypeError('cannot take it')
    await takeVotes(which, tx, some)
  })
  const running = await start(app, handler)
  await soon(app, () => states(app)).toEqual({ done: 1, parked: 2 })
  expect((await votes(app)).map(({ updateId }) => updateId)).toEqual([1n])
  const row = await app.db.inboxUpdate.findUniqueOrThrow({ where: { updateId: 2 } })
  expect(row).toMatchObject({ failures: 3, error: 'TypeError: cannot take it' })
  expect(app.sealer.open(row.payload ?? '')).not.toContain('人12')
  await receive(app, me, [answer(4, 14, [0])])
  running.wake()
  await soon(app, () => states(app)).toEqual({ done: 2, parked: 2 })
})

test('a chat that votes in its own name is nobody, and is done with', async () => {
  const app = await testApp()
  const { poll_answer: given, ...update } = answer(1, 11, [0])
  const { user: _, ...rest } = given ?? {}
  const voter_chat = { id: -5, type: 'channel', title: '频道' }
  await receive(app, me, [{ ...update, poll_answer: { ...rest, voter_chat } } as never])
  await start(app, quiz(app))
  await soon(app, () => states(app)).toEqual({ done: 1 })
  expect(await votes(app)).toEqual([])
  expect(await app.db.person.count()).toBe(0)
})

test('who lost the lead takes no vote', async () => {
  const app = await testApp()
  const old = await leading(app, 'old')
  await leading(app, 'new')
  const handler = quiz(app)
  const running = startDispatching(app, old, handler)
  await receive(app, me, [answer(1, 11, [0])])
  running.wake()
  await app.clock.advance(2_000)
  const stopped = running.stop(0)
  await app.clock.advance(1)
  await stopped
  expect(handler.batches).toEqual([])
  expect(await states(app)).toEqual({ waiting: 1 })
})

test('votes in a poll that never became known are forgotten after a day, those of an evening a week after it', async () => {
  const app = await testApp()
  const now = app.clock.now()
  const evening = await app.db.quizEvening.create({
    data: {
      key: 'k',
      chatId: 1,
      unitId: 1,
      hostId: 1,
      set: '{}',
      count: 3,
      secondsEach: 30,
      isRanked: false,
      state: 'over',
      startsAt: now,
      endedAt: now,
      createdAt: now,
    },
  })
  const question = { eveningId: evening.id, place: 0, questionId: 1, version: 1, state: 'closed' as const }
  await app.db.eveningQuestion.create({ data: { ...question, pollId: 'known' } })
  const vote = (pollId: string) => ({ pollId, telegramUserId: 5n, chosen: '[0]', updateId: 1n, votedAt: now })
  await app.db.pollVote.createMany({ data: [vote('known'), vote('unknown')] })
  const hourMs = 60 * 60_000
  app.clock.setWall(new Date(now.getTime() + 23 * hourMs))
  expect(await forgetVotes(app)).toEqual({ unknown: 0, noted: 0 })
  app.clock.setWall(new Date(now.getTime() + 25 * hourMs))
  expect(await forgetVotes(app)).toEqual({ unknown: 1, noted: 0 })
  app.clock.setWall(new Date(now.getTime() + 8 * 24 * hourMs))
  expect(await forgetVotes(app)).toEqual({ unknown: 0, noted: 1 })
})
