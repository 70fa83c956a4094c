import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { startDispatching } from '../../../src/intake/dispatch.ts'
import type { UpdateHandler } from '../../../src/intake/handler.ts'
import { receive } from '../../../src/intake/receive.ts'
import { isConflict, isLockTimeout } from '../../../src/lib/db.ts'
import { pressEvening } from '../../../src/quiz/evening/control-evening.ts'
import { takeVotes } from '../../../src/quiz/evening/take-votes.ts'
import { me } from '../../intake/people.ts'
import { type Hall, lookAtEvenings, openHall } from './hall.ts'

const answer = (updateId: number, userId: number, chosen: number[], pollId: string) =>
  ({
    update_id: updateId,
    poll_answer: {
      poll_id: pollId,
      user: { id: userId, is_bot: false, first_name: `人${userId}` },
      option_ids: chosen,
    },
  }) as Parameters<typeof receive>[2][number]

const forVotes = (app: Hall['app']): UpdateHandler => ({
  handle: async () => undefined,
  takeVotes: (tx, votes) => takeVotes(app, tx, votes),
  apologize: async () => undefined,
})

/** Somebody stands still in the middle of a transaction, with evening 1 in their hands; resolves when they have it. */
async function holdRow({ app }: Hall): Promise<{ letGo(): Promise<void> }> {
  let free: () => void = () => undefined
  const released = new Promise<void>((resolve) => (free = resolve))
  let done: Promise<void> = Promise.resolve()
  await new Promise<void>((isHeld) => {
    done = app.db.transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`
        await tx.$executeRaw`UPDATE "QuizEvening" SET "state" = "state" WHERE "id" = 1`
        isHeld()
        await released
      },
      { isolation: 'read-committed', timeoutMs: 60_000 },
    )
  })
  return {
    letGo() {
      free()
      return done
    },
  }
}

// On SQLite one transaction comes after the other: nothing can be held beside another.
const onPostgresql = inject('dialect') === 'postgresql'

describe.runIf(onPostgresql)('somebody stands still with one evening in their hands', () => {
  test('the question of another group comes on time, and this one goes on when it is free', async () => {
    const hall = await openHall()
    const other = await hall.group('和平二组', hall.units.hepingTwo)
    await hall.hold()
    await hall.hold({ chatId: other.chatId })
    await hall.app.clock.advance(118_000)
    const { letGo } = await holdRow(hall)
    await hall.pass(6)
    expect(hall.sender.polls).toMatchObject([{ chat: other.telegramId }])
    await letGo()
    await hall.pass(4)
    expect(hall.sender.polls).toMatchObject([{ chat: other.telegramId }, { chat: hall.square.telegramId }])
  })

  test('what the host presses waits until it is free', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(130)
    const { letGo } = await holdRow(hall)
    const pressed = pressEvening(hall.app, { personId: hall.liu.id }, 1, 'pause')
    await lookAtEvenings(hall.app)
    await letGo()
    await pressed
    expect(await hall.app.db.quizEvening.findFirst()).toMatchObject({ state: 'paused' })
  })

  test('a lock that is waited for in vain is a conflict: the work may simply be done again', async () => {
    const hall = await openHall()
    await hall.hold()
    const { letGo } = await holdRow(hall)
    const impatient = hall.app.db.transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('lock_timeout', '10', true)`
      try {
        await tx.$executeRaw`UPDATE "QuizEvening" SET "state" = "state" WHERE "id" = 1`
      } catch (error) {
        throw new Error(`${isConflict(error)} ${isLockTimeout(error)}`)
      }
    })
    await expect(impatient).rejects.toThrow('true true')
    await letGo()
  })
})

test.runIf(onPostgresql)(
  'three engines, votes handed over twice and a lead that passes on: each question comes once, each answer counts once',
  {
    timeout: 60_000,
  },
  async () => {
    const hall = await openHall(4)
    const { app, sender, square } = hall
    await hall.hold({ count: 4, secondsEach: 10 })
    await hall.app.clock.advance(118_000)
    const handler = forVotes(app)
    const running = [startDispatching(app, hall.leadership, handler)]
    onTestFinished(async () => {
      const stopped = running.map((one) => one.stop(0))
      await app.clock.advance(10)
      await Promise.all(stopped)
    })
    const answered = new Set<string>()
    let updateId = 1
    for (let second = 0; second < 56; second++) {
      await app.clock.advance(1_000)
      for (const { id } of sender.polls.filter((poll) => !answered.has(poll.id))) {
        answered.add(id)
        const batch = Array.from({ length: 40 }, (_, n) => answer(updateId++, 10_000 + n, [n % 3], id))
        await receive(app, me, batch)
        await receive(app, me, batch)
      }
      await Promise.all([lookAtEvenings(app), lookAtEvenings(app), lookAtEvenings(app)])
      await hall.deliver()
      if (second === 20) {
        await hall.takeOver()
        running.push(startDispatching(app, hall.leadership, handler))
      }
      for (const one of running) one.wake()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const numbers = sender.polls.map(({ poll }) => poll.question.slice(0, 3))
    expect(numbers).toEqual(['1/4', '2/4', '3/4', '4/4'])
    const result = sender.wordsTo(square.telegramId).at(-1)
    expect(result).toContain('40 人参加')
    for (const number of [1, 2, 3, 4]) expect(result).toContain(`第 ${number} 题：40 人答，14 人对`)
    expect(await app.db.pollVote.count()).toBe(160)
    expect(await app.db.quizAnswer.count()).toBe(160)
  },
)
