import { expect, test } from 'vitest'
import { settledTown, writeNotice } from '../support/settled-town.ts'

test('a group that is renamed, turned into a supergroup, or loses the bot is followed', {
  timeout: 60_000,
}, async () => {
  const { app, sandbox, yang, zhang, square, units, bind, passTo } = await settledTown()
  const lost = await bind('和平村二组', units.hepingTwo)
  const [bot] = sandbox.bots
  if (!bot) throw new Error('the bot is missing')
  square.rename('和平村一组大家庭', { by: zhang })
  const { from, to } = square.migrate({ by: zhang })
  lost.remove(bot, { by: zhang })

  await writeNotice(yang, '周五开会', '现在就发', '发出')
  await yang.hears('一分钟后发给 3 处')
  await passTo('2026-03-02T01:02:00Z')
  await zhang.hears('周五开会', { in: square })
  expect(sandbox.deliveries({ chatId: from, text: '周五开会' })).toEqual([])
  expect(sandbox.deliveries({ chatId: to, text: '周五开会' })).toHaveLength(1)
  const known = await app.db.chat.findMany({ where: { kind: 'group' }, orderBy: { id: 'asc' } })
  expect(known.map(({ title }) => title)).toContain('和平村一组大家庭')
  expect(known.find(({ telegramId }) => Number(telegramId) === to)).toMatchObject({ state: 'active' })
  expect(known.find(({ title }) => title === '和平村二组')).toMatchObject({ state: 'gone' })
})

test('a migration that we were not told of is learned from the refusal, and the message goes to the new place', {
  timeout: 60_000,
}, async () => {
  const { sandbox, yang, zhang, square, passTo } = await settledTown()
  await writeNotice(yang, '周六义诊', '现在就发', '发出')
  await yang.hears('一分钟后发给')
  sandbox.faults.add({ what: 'late-update', times: 2, delayMs: 600_000 })
  const { to } = square.migrate({ by: zhang })
  await passTo('2026-03-02T01:02:00Z')
  await zhang.hears('周六义诊', { in: square })
  expect(sandbox.deliveries({ chatId: to, text: '周六义诊' })).toHaveLength(1)
  expect(sandbox.calls.filter(({ description }) => description?.includes('upgraded'))).toHaveLength(1)
})
