import { beforeEach, expect, test } from 'vitest'
import { countInbox, forgetDone } from '../../src/intake/inbox-store.ts'
import { receive } from '../../src/intake/receive.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { me, says, states, zhang, zhangSays } from './people.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})

test('what is handed over is written down once, sealed, however often it is handed over', async () => {
  expect(await zhangSays(app, '你好', '再见')).toBe(2)
  expect(await zhangSays(app, '你好', '再见', '又来')).toBe(1)
  const rows = await app.db.inboxUpdate.findMany({ orderBy: { updateId: 'asc' } })
  expect(rows.map((row) => [row.updateId, row.lane, row.state])).toEqual([
    [1n, `chat:${zhang}`, 'waiting'],
    [2n, `chat:${zhang}`, 'waiting'],
    [3n, `chat:${zhang}`, 'waiting'],
  ])
  const [first] = rows
  expect(first?.payload).not.toContain('你好')
  expect(JSON.parse(app.sealer.open(first?.payload ?? ''))).toEqual(says(1, zhang, '你好'))
  expect(first?.receivedAt).toEqual(app.clock.now())
})

test('the same update twice in one batch is one', async () => {
  expect(await receive(app, me, [says(1, zhang, '你好'), says(1, zhang, '你好')])).toBe(1)
})

test('what a group says among itself never reaches the disk', async () => {
  const update = says(1, zhang, '今天天气好')
  const chat = { id: -100, type: 'supergroup', title: '和平村' }
  Object.assign(update.message ?? {}, { chat })
  expect(await receive(app, me, [update])).toBe(0)
  expect(await states(app)).toEqual({})
})

test('an empty batch costs nothing', async () => {
  expect(await receive(app, me, [])).toBe(0)
})

test('what is done is forgotten after two days, and nothing else', async () => {
  await zhangSays(app, '一', '二', '三')
  const doneAt = app.clock.now()
  await app.db.inboxUpdate.update({ where: { updateId: 1 }, data: { state: 'done', doneAt } })
  await app.db.inboxUpdate.update({ where: { updateId: 2 }, data: { state: 'parked', doneAt } })
  expect(await forgetDone(app.db, doneAt)).toBe(0)
  expect(await forgetDone(app.db, new Date(doneAt.getTime() + 1))).toBe(1)
  expect(await states(app)).toEqual({ parked: 1, waiting: 1 })
})

test('the inbox says how many wait, and since when', async () => {
  expect(await countInbox(app.db)).toEqual({ waiting: 0, handling: 0, parked: 0, oldestAt: undefined })
  await zhangSays(app, '一')
  const since = app.clock.now()
  await app.clock.advance(60_000)
  await zhangSays(app, '一', '二', '三')
  await app.db.inboxUpdate.update({ where: { updateId: 1 }, data: { state: 'handling' } })
  expect(await countInbox(app.db)).toEqual({ waiting: 2, handling: 1, parked: 0, oldestAt: since })
})
