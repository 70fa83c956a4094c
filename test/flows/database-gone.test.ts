import { expect, test, vi } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { openFrailDb } from '../support/outage.ts'
import { settledTown, writeNotice } from '../support/settled-town.ts'

test('the database is gone for ten seconds while a notice goes out and people write: all of it is done afterwards, once', {
  timeout: 120_000,
}, async () => {
  const frail = await openFrailDb()
  const { app, sandbox, serving, yang, zhang, settle, squares, units, passTo } = await settledTown(
    async () => frail,
  )
  const li = await settle('李四', units.hepingTwo)
  const groups = await squares(20)
  await writeNotice(yang, '今晚停电', '现在就发', '发出')
  await yang.hears('一分钟后发给')
  const heard = (id: number) => sandbox.deliveries({ chatId: id, text: '今晚停电' }).length
  li.says('/price')
  await li.hears('还没有行情')
  await passTo('2026-03-02T01:01:30Z')
  await sandbox.waitFor(() => groups.some(({ id }) => heard(id) > 0), { what: 'the first of it' })

  await frail.goAway()
  zhang.says('/me')
  li.says('/help')
  await systemClock.sleep(10_000)
  expect(sandbox.deliveries({ chatId: zhang.id, text: '您是张三' })).toEqual([])
  await frail.comeBack()

  await zhang.hears('您是张三', { patienceMs: 40_000 })
  await li.hears('可以这样用')
  await sandbox.waitFor(() => groups.every(({ id }) => heard(id) > 0), {
    timeoutMs: 40_000,
    what: 'everybody',
  })
  await vi.waitFor(async () => expect(await serving.health()).toMatchObject({ ok: true, leading: true }), {
    timeout: 20_000,
  })
  await vi.waitFor(
    async () =>
      expect(await app.db.delivery.count({ where: { state: { in: ['queued', 'sending'] } } })).toBe(0),
    { timeout: 20_000 },
  )
  const repeated = await app.db.delivery.findMany({ where: { repeated: true }, include: { chat: true } })
  const marked = new Set(repeated.map(({ chat }) => Number(chat.telegramId)))
  for (const { chatId } of sandbox.duplicates()) expect(marked).toContain(chatId)
  expect(sandbox.deliveries({ chatId: zhang.id, text: '您是张三' })).toHaveLength(1)
  expect(await app.db.inboxUpdate.count({ where: { state: 'parked' } })).toBe(0)
})
