import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lane } from '../../src/delivery/delivery.ts'
import { createPace, type PaceTarget } from '../../src/delivery/pace.ts'
import { TestClock } from '../../src/lib/clock.ts'

interface Left extends PaceTarget {
  atMs: number
  lane: Lane
}

/** Telegram's limits as we know them; the first call that breaks one. */
function broken(left: Left[], perSecond: number): string | undefined {
  const within = (call: Left, ms: number, calls: Left[]) =>
    calls.filter(({ atMs }) => atMs <= call.atMs && atMs > call.atMs - ms).length
  for (const call of left) {
    const same = left.filter(({ telegramId }) => telegramId === call.telegramId)
    for (const seconds of [1, 2, 5, 10]) {
      if (within(call, seconds * 1000, same) > seconds + 2) return `chat ${call.telegramId} at ${call.atMs}`
      if (within(call, seconds * 1000, left) > seconds * perSecond + 30) return `all at ${call.atMs}`
    }
    if (call.kind === 'group' && within(call, 60_000, same) > 20)
      return `group ${call.telegramId} at ${call.atMs}`
  }
  return undefined
}

const wish = fc.record({
  chat: fc.integer({ min: 1, max: 6 }),
  lane: fc.constantFrom<Lane>('answer', 'personal', 'bulk'),
  afterMs: fc.constantFrom(0, 0, 0, 10, 300, 1500),
})

describe('the pace', () => {
  test('breaks no limit of Telegram, and lets everyone go in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(wish, { maxLength: 150 }),
        fc.constantFrom(5, 30),
        async (wishes, perSecond) => {
          const clock = new TestClock()
          const pace = createPace(clock, { perSecond })
          const left: Left[] = []
          for (const { chat, lane, afterMs } of wishes) {
            // Whoever may go is noted before time goes on.
            await new Promise((resolve) => setImmediate(resolve))
            if (afterMs > 0) await clock.advance(afterMs)
            const to: PaceTarget = { telegramId: chat, kind: chat % 2 === 0 ? 'group' : 'private' }
            void pace.turn(to, lane, 1).then(() => left.push({ ...to, lane, atMs: clock.uptimeMs() }))
          }
          await new Promise((resolve) => setImmediate(resolve))
          await clock.advance(20 * 60_000)
          expect(left).toHaveLength(wishes.length)
          expect(broken(left, perSecond)).toBeUndefined()
        },
      ),
      { numRuns: 60 },
    )
  })

  const setUp = (perSecond = 30) => {
    const clock = new TestClock()
    const pace = createPace(clock, { perSecond })
    const left: string[] = []
    const go = (name: string, telegramId: number, lane: Lane = 'bulk', weight: 0 | 1 = 1) => {
      const kind = telegramId < 0 ? 'group' : 'private'
      void pace.turn({ telegramId, kind }, lane, weight).then(() => left.push(name))
    }
    return { clock, pace, left, go }
  }

  test('sends thirty a second to many chats', async () => {
    const { clock, left, go } = setUp()
    for (let chat = 1; chat <= 900; chat++) go(`${chat}`, chat)
    await clock.advance(29_000)
    expect(left.length).toBeGreaterThanOrEqual(29 * 30)
    expect(left.length).toBeLessThanOrEqual(29 * 30 + 10)
  })

  test('lets answers go first, and nobody starve', async () => {
    const { clock, left, go } = setUp(1)
    for (let chat = 1; chat <= 10; chat++) go('used up', chat)
    await clock.advance(0)
    go('notice', 99, 'bulk')
    for (let chat = 100; chat < 160; chat++) go('answer', chat, 'answer')
    await clock.advance(1_000)
    expect(left.slice(10)).toEqual(['answer'])
    await clock.advance(30_000)
    expect(left).toContain('notice')
  })

  test('keeps a pause of one chat and of all, also for what costs nothing', async () => {
    const { clock, pace, left, go } = setUp()
    pace.pauseChat(1, 5_000)
    go('to 1', 1)
    go('delete in 1', 1, 'bulk', 0)
    go('to 2', 2)
    await clock.advance(4_900)
    expect(left).toEqual(['to 2'])
    pace.pauseAll(10_000)
    await clock.advance(9_000)
    expect(left).toEqual(['to 2'])
    await clock.advance(1_000)
    expect(left.toSorted()).toEqual(['delete in 1', 'to 1', 'to 2'])
  })

  test('what costs nothing never waits behind the twenty of a group', async () => {
    const { clock, left, go } = setUp()
    for (let n = 0; n < 25; n++) go('message', -1)
    await clock.advance(40_000)
    expect(left).toHaveLength(20)
    go('delete', -1, 'bulk', 0)
    await clock.advance(0)
    expect(left.at(-1)).toBe('delete')
  })

  test('names the chats that could not be served soon', async () => {
    const { clock, pace, go } = setUp()
    for (let n = 0; n < 20; n++) go('message', -1)
    go('message', 2)
    await clock.advance(20_000)
    expect(pace.busy(1_000)).toEqual([-1])
    await clock.advance(60_000)
    expect(pace.busy(1_000)).toEqual([])
  })
})
