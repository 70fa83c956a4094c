import { describe, expect, inject, test } from 'vitest'
import { isConflict, isLockTimeout } from '../../../src/lib/db.ts'
import { pressEvening } from '../../../src/quiz/evening/control-evening.ts'
import { type Hall, lookAtEvenings, openHall } from './hall.ts'

/** Somebody stands still in the middle of a transaction, with evening 1 in their hands; resolves when they have it. */
async function holdRow({ app }: Hall): Promise<{ letGo(): Promise<void> }> {
  let free: () => void = () => undefined
  const released = new Promise<void>((resolve) => (free = resolve))
  let done: Promise<void> = Promise.resolve()
  await new Promise<void>((isHeld) => {
    done = app.db.transaction(
      async (tx) => {
        await tx.$executeRaw`UPDATE "QuizEvening" SET "state" = "state" WHERE "id" = 1`
        isHeld()
        await released
      },
      { isolation: 'read-committed' },
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
describe.runIf(inject('dialect') === 'postgresql')(
  'somebody stands still with one evening in their hands',
  () => {
    test('the question of another group comes on time, and this one goes on when it is free', async () => {
      const hall = await openHall()
      const other = await hall.group('和平二组', hall.units.hepingTwo)
      await hall.hold()
      await hall.hold({ chatId: other.chatId })
      await hall.pass(119)
      const { letGo } = await holdRow(hall)
      await hall.pass(5)
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
  },
)
