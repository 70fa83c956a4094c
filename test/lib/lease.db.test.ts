import { AsyncLocalStorage } from 'node:async_hooks'
import { beforeEach, expect, test } from 'vitest'
import { TestClock } from '../../src/lib/clock.ts'
import { type Db, dialectOf, type Tx } from '../../src/lib/db.ts'
import { assertLeads, Lease, LeaseLost, usualLease } from '../../src/lib/lease.ts'
import { openTestDb } from '../support/db.ts'

let db: Db
beforeEach(async () => {
  db = await openTestDb()
})

/** A process with a clock of its own: moving one process's clock is how another one is paused. */
function processCalled(holder: string, start?: string) {
  const clock = new TestClock(start)
  return { clock, lease: new Lease(db, clock, { ...usualLease, holder }) }
}

type Process = ReturnType<typeof processCalled>

/** Lets `ms` pass for the processes that are awake, with a beat of each at every second. */
async function pass(ms: number, ...awake: Process[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += usualLease.beatMs) {
    for (const { clock, lease } of awake) {
      await clock.advance(usualLease.beatMs)
      await lease.beat()
    }
  }
}

/** Does what another process would do: outside of the transaction that the test is in. */
const outside = AsyncLocalStorage.snapshot()

/** How many connections to this database wait for a lock that another holds. */
async function waitingForLocks(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE a.datname = current_database() AND NOT l.granted`
  return rows.length
}

test('the first process leads, and a second one waits as long as the first shows life', async () => {
  const first = processCalled('first')
  const second = processCalled('second')
  await pass(60_000, first, second)
  expect(first.lease.epoch).toBe(1)
  expect(second.lease.epoch).toBeUndefined()
})

test('when the leader dies another leads within ten seconds, under a new epoch', async () => {
  const dead = processCalled('dead')
  const heir = processCalled('heir')
  await pass(5_000, dead, heir)
  await pass(9_000, heir)
  expect(heir.lease.epoch).toBe(2)
})

test('a process that was paused stands back before it is told, and what it tries is refused', async () => {
  const paused = processCalled('paused')
  const heir = processCalled('heir')
  await pass(3_000, paused, heir)
  const remembered = { name: paused.lease.name, epoch: paused.lease.epoch }
  await pass(9_000, heir)
  await paused.clock.advance(9_000)
  expect(paused.lease.epoch).toBeUndefined()
  await expect(db.transaction((tx) => assertLeads(tx, remembered))).rejects.toThrow(LeaseLost)
  await expect(db.transaction((tx) => assertLeads(tx, paused.lease))).rejects.toThrow(LeaseLost)
  await paused.lease.beat()
  expect(paused.lease.epoch).toBeUndefined()
  await db.transaction((tx) => assertLeads(tx, heir.lease))
})

test('a leader that was cut off for a moment goes on under its epoch', async () => {
  const leader = processCalled('leader')
  await pass(1_000, leader)
  await leader.clock.advance(6_000)
  expect(leader.lease.epoch).toBeUndefined()
  await leader.lease.beat()
  expect(leader.lease.epoch).toBe(1)
})

test('a leader that stops lets the next one begin at once', async () => {
  const leaving = processCalled('leaving')
  const next = processCalled('next')
  await pass(2_000, leaving, next)
  await leaving.lease.release()
  await pass(1_000, next)
  expect(leaving.lease.epoch).toBeUndefined()
  expect(next.lease.epoch).toBe(2)
})

test('machines whose clocks disagree by a day still have one leader', async () => {
  const today = processCalled('today', '2026-03-02T01:00:00Z')
  const tomorrow = processCalled('tomorrow', '2026-03-03T01:00:00Z')
  await pass(30_000, today, tomorrow)
  expect([today.lease.epoch, tomorrow.lease.epoch]).toEqual([1, undefined])
})

test('of many that see the leader dead at once, one takes over', async () => {
  const dead = processCalled('dead')
  const heirs = ['a', 'b', 'c', 'd', 'e'].map((name) => processCalled(name))
  await pass(2_000, dead, ...heirs)
  for (let second = 0; second < 9; second++) {
    await Promise.all(heirs.map((heir) => pass(1_000, heir)))
  }
  expect(heirs.map(({ lease }) => lease.epoch).filter((epoch) => epoch !== undefined)).toEqual([2])
})

test('a process that took over and never heard the answer finds that it leads', async () => {
  const process = processCalled('unsure')
  await pass(1_000, process)
  const again = new Lease(db, process.clock, { ...usualLease, holder: 'unsure' })
  await again.beat()
  expect(again.epoch).toBe(1)
})

test('while a leader records, nobody takes over', async () => {
  const leader = processCalled('leader')
  const heir = processCalled('heir')
  await pass(2_000, leader, heir)
  await pass(6_000, heir)
  await heir.clock.advance(2_000)
  const order: string[] = []
  let taking: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await assertLeads(tx, leader.lease)
    taking = outside(() => heir.lease.beat()).then(() => order.push('taken over'))
    if (dialectOf(tx) === 'postgresql') await expect.poll(() => waitingForLocks(tx)).toBe(1)
    await tx.draft.create({ data: { personId: 1, kind: 'note', body: '', updatedAt: leader.clock.now() } })
    order.push('recorded')
  })
  await taking
  expect(order).toEqual(['recorded', 'taken over'])
  expect(heir.lease.epoch).toBe(2)
})

test('beats go on by the clock until the process stops, and then let go', async () => {
  const { clock, lease } = processCalled('leader')
  const stop = new AbortController()
  const errors: unknown[] = []
  const kept = lease.keep(stop.signal, (error) => errors.push(error))
  await expect.poll(() => lease.epoch).toBe(1)
  const showsLifeAt = async () => {
    await clock.advance(usualLease.beatMs)
    return (await db.lease.findMany())[0]?.expiresAt
  }
  await expect
    .poll(showsLifeAt)
    .toEqual(expect.toSatisfy((at: Date) => at > new Date('2026-03-02T01:00:15Z')))
  stop.abort()
  await kept
  expect(errors).toEqual([])
  expect((await db.lease.findMany())[0]?.holder).toBe('')
})

test('where only one process serves, it leads without beats', async () => {
  const before = processCalled('before')
  await before.lease.seize()
  const { clock, lease } = processCalled('after')
  await lease.seize()
  await clock.advance(86_400_000)
  expect(lease.epoch).toBe(2)
})
