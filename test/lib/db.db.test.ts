import { describe, expect, inject, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { dialectOf, isOutage } from '../../src/lib/db.ts'
import { openTestDb } from '../support/db.ts'

const lease = (name: string) => ({ name, holder: 'a', epoch: 1, expiresAt: systemClock.now() })

test('what is written in a transaction is there when it ends, and is gone when it throws', async () => {
  const db = await openTestDb()
  await db.transaction((tx) => tx.lease.create({ data: lease('kept') }))
  const failing = db.transaction(async (tx) => {
    await tx.lease.create({ data: lease('lost') })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await db.lease.findMany()).map(({ name }) => name)).toEqual(['kept'])
})

test('a verb that reaches for app.db inside its transaction is told at once', async () => {
  const db = await openTestDb()
  await expect(db.transaction(async () => db.lease.count())).rejects.toThrow('inside a transaction')
  await expect(db.transaction(() => db.transaction(async () => 1))).rejects.toThrow('inside a transaction')
  expect(await db.lease.count()).toBe(0)
})

test('a store can ask which database it speaks to', async () => {
  const db = await openTestDb()
  expect(await db.transaction(async (tx) => dialectOf(tx))).toBe(dialectOf(db))
})

describe.runIf(inject('dialect') === 'postgresql')('on PostgreSQL', () => {
  test('nobody stands still in a transaction for as long as a takeover may last, or waits long for a lock', async () => {
    const db = await openTestDb()
    const [row] = await db.$queryRaw<{ idle: string; lock: string }[]>`SELECT
      current_setting('idle_in_transaction_session_timeout') AS "idle", current_setting('lock_timeout') AS "lock"`
    expect(row).toEqual({ idle: '8s', lock: '5s' })
  })

  test('who stood still for too long has lost the transaction, and another has what it held', async () => {
    const db = await openTestDb()
    await db.lease.create({ data: lease('held') })
    const standing = db.transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', '50', true)`
      await tx.lease.update({ where: { name: 'held' }, data: { epoch: 2 } })
      await systemClock.sleep(500)
      await tx.lease.update({ where: { name: 'held' }, data: { epoch: 3 } })
    })
    const lost = standing.catch((error: unknown) => error)
    await systemClock.sleep(20)
    await db.lease.update({ where: { name: 'held' }, data: { epoch: 7 } })
    expect(isOutage(await lost)).toBe(true)
    expect(await db.lease.findFirst()).toMatchObject({ epoch: 7 })
  })
})
