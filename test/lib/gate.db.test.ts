import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import type { Db, Tx } from '../../src/lib/db.ts'
import { openTestDb } from '../support/db.ts'

const write = (db: Db | Tx, name: string) =>
  db.lease.create({ data: { name, holder: 'a', epoch: 1, expiresAt: systemClock.now() } })
/** Lets others have their turn `times` times. */
async function breathe(times = 1): Promise<void> {
  for (let n = 0; n < times; n++) await new Promise((resolve) => setImmediate(resolve))
}

/** Writes a pair with something in between; then keeps it, or throws. */
async function pair(db: Db, name: string, kept: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    await write(tx, `${name}-1`)
    await breathe(10)
    await write(tx, `${name}-2`)
    if (!kept) throw new Error('rolled back')
  })
}

type Act = 'plain' | 'kept' | 'rolled back' | 'look'
const acts = fc.array(fc.constantFrom<Act>('plain', 'kept', 'rolled back', 'look'), {
  minLength: 40,
  maxLength: 80,
})

test('plain queries between open transactions: what was acknowledged is there, what rolled back is not, nobody sees a half', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const db = await openTestDb()
      const kept: string[] = []
      const run: Record<Act, (name: string) => Promise<unknown>> = {
        plain: (name) => write(db, name).then(() => kept.push(name)),
        kept: (name) => pair(db, name, true).then(() => kept.push(`${name}-1`, `${name}-2`)),
        'rolled back': (name) => expect(pair(db, name, false)).rejects.toThrow('rolled back'),
        look: async () => {
          const seen = await db.lease.count({ where: { name: { contains: '-' } } })
          expect(seen % 2).toBe(0)
        },
      }
      // They begin one after the other, so that each meets transactions that are open.
      await Promise.all(list.map((act, at) => breathe(at * 3).then(() => run[act](`${act} ${at}`))))
      const rows = await db.lease.findMany({ select: { name: true } })
      expect(rows.map(({ name }) => name).toSorted()).toEqual(kept.toSorted())
    }),
    { numRuns: 8, seed: 7 },
  )
})

test('thirty who read and then write at once lose no step of each other', {
  timeout: 60_000,
}, async () => {
  const db = await openTestDb()
  const raise = (name: string) =>
    db.transaction(async (tx) => {
      const { epoch } = await tx.lease.findUniqueOrThrow({ where: { name: 'shared' } })
      await breathe()
      await tx.lease.update({ where: { name: 'shared' }, data: { epoch: epoch + 1, holder: name } })
    })
  await write(db, 'shared')
  await Promise.all(Array.from({ length: 30 }, (_, at) => raise(`n${at}`)))
  expect(await db.lease.findUniqueOrThrow({ where: { name: 'shared' } })).toMatchObject({ epoch: 31 })
})
