import { expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { dialectOf } from '../../src/lib/db.ts'
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
