import { beforeEach, expect, test } from 'vitest'
import { heardUpTo, insertUpdates, markDone } from '../../src/intake/inbox-store.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})

async function received(updateId: number, lane: string): Promise<Date> {
  const at = app.clock.now()
  await insertUpdates(app.db, [{ updateId, lane, payload: 'sealed' }], at)
  await app.clock.advance(1_000)
  return at
}

const heard = (lane?: string) => heardUpTo(app.db, app.clock.now(), lane)

test('where nothing waits, everything up to now has been handled', async () => {
  expect(await heard()).toEqual(app.clock.now())
})

test('the oldest that is not done says how far we are, waiting or in hand', async () => {
  const first = await received(1, 'chat:1')
  const second = await received(2, 'chat:2')
  await app.db.inboxUpdate.updateMany({ where: { updateId: 1 }, data: { state: 'handling' } })
  expect(await heard()).toEqual(first)
  await markDone(app.db, [1], app.clock.now())
  expect(await heard()).toEqual(second)
  await markDone(app.db, [2], app.clock.now())
  expect(await heard()).toEqual(app.clock.now())
})

test('a lane is asked for alone, and what is parked holds up nobody', async () => {
  await received(1, 'chat:1')
  const vote = await received(2, 'votes')
  expect(await heard('votes')).toEqual(vote)
  await app.db.inboxUpdate.updateMany({ where: { updateId: 2 }, data: { state: 'parked' } })
  expect(await heard('votes')).toEqual(app.clock.now())
})
