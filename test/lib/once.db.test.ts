import { expect, test } from 'vitest'
import { once, readOnce } from '../../src/lib/once.ts'
import { openTestDb } from '../support/db.ts'

/** Reads by its name how many people there are, and counts how often it was truly read. */
function counting() {
  let reads = 0
  return { read: async () => ++reads, reads: () => reads }
}

test('a transaction that asks for it reads one thing once, another transaction reads it anew', async () => {
  const db = await openTestDb()
  const { read, reads } = counting()
  const twice = () =>
    db.transaction(async (tx) => {
      readOnce(tx)
      return [await once(tx, 'people', read), await once(tx, 'people', read)]
    })
  expect(await twice()).toEqual([1, 1])
  expect(await twice()).toEqual([2, 2])
  expect(reads()).toBe(2)
})

test('things of different names are read apart', async () => {
  const db = await openTestDb()
  const { read } = counting()
  await db.transaction(async (tx) => {
    readOnce(tx)
    expect(await once(tx, 'people', read)).toBe(1)
    expect(await once(tx, 'units', read)).toBe(2)
  })
})

test('without asking for it every read is a read, in a transaction and outside', async () => {
  const db = await openTestDb()
  const { read } = counting()
  await db.transaction(async (tx) => {
    expect([await once(tx, 'people', read), await once(tx, 'people', read)]).toEqual([1, 2])
  })
  expect([await once(db, 'people', read), await once(db, 'people', read)]).toEqual([3, 4])
})
