import { expect, test, vi } from 'vitest'
import { settledTown, writeNotice } from '../support/settled-town.ts'

test('429, 5xx, a proxy’s page, dropped and late answers: every recipient has it, and what may be double is marked', {
  timeout: 90_000,
}, async () => {
  const { app, sandbox, yang, squares, passTo } = await settledTown()
  const groups = await squares(6)
  const [a, b, c, d, e] = groups.map(({ id }) => id)
  const send = { method: 'sendMessage' }
  const strike = (what: Parameters<typeof sandbox.faults.add>[0]) => sandbox.faults.add(what)
  strike({ ...send, what: 'too-many-requests', chatId: a ?? 0, retryAfterS: 1 })
  strike({ ...send, what: 'server-error', chatId: b ?? 0, code: 500 })
  strike({ ...send, what: 'bad-gateway-page', chatId: c ?? 0 })
  strike({ ...send, what: 'drop-before', chatId: d ?? 0 })
  strike({ ...send, what: 'drop-after', chatId: e ?? 0 })

  await writeNotice(yang, '今晚有雪', '现在就发', '发出')
  await yang.hears('一分钟后发给')
  await passTo('2026-03-02T01:02:00Z')
  await sandbox.waitFor(() => new Set(refusedAndSent()).size === 6, { what: 'the first round' })
  // The clock moves on only when every outcome is noted, so that each next try lies before its new time.
  await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 15_000 })
  await passTo('2026-03-02T01:20:00Z')
  const heard = (id: number) => sandbox.deliveries({ chatId: id, text: '今晚有雪' }).length
  await sandbox.waitFor(() => groups.every(({ id }) => heard(id) > 0), { what: 'everybody to have it' })
  await sandbox.waitFor(() => heard(e ?? 0) === 2, { what: 'the doubtful one to come again' })
  expect(groups.map(({ id }) => heard(id))).toEqual([1, 1, 1, 1, 2, 1])

  function underWay(): Promise<number> {
    return app.db.delivery.count({ where: { state: 'sending' } })
  }
  function refusedAndSent(): number[] {
    const calls = sandbox.calls.filter(({ method }) => method === 'sendMessage')
    return calls.map(({ parameters }) => Number(parameters.chat_id)).filter((id) => id < 0)
  }
  const marked = await app.db.delivery.findMany({ where: { repeated: true }, select: { chat: true } })
  expect(marked.map(({ chat }) => Number(chat.telegramId))).toContain(e)
  expect(marked.map(({ chat }) => Number(chat.telegramId))).not.toContain(a)
})

test('an answer that is lost on its way comes again, marked; an update that comes twice is answered once', {
  timeout: 60_000,
}, async () => {
  const { app, sandbox, zhang } = await settledTown()
  sandbox.faults.add({ what: 'duplicate-update' })
  zhang.says('/me')
  await zhang.hears('您是张三')
  sandbox.faults.add({ what: 'drop-after', method: 'sendMessage', chatId: zhang.id })
  zhang.says('/help')
  await sandbox.waitFor(() => sandbox.calls.filter(isDropped(zhang.id)).length > 0, { what: 'the drop' })
  await sandbox.waitFor(() => sandbox.duplicates({ chatId: zhang.id }).length === 1, {
    what: 'the repetition',
  })
  expect(sandbox.deliveries({ chatId: zhang.id, text: '您是张三' })).toHaveLength(1)
  expect(await app.db.delivery.count({ where: { repeated: true } })).toBe(1)
})

const isDropped =
  (chatId: number) =>
  ({ parameters }: { parameters: Record<string, unknown> }) =>
    String(parameters.chat_id) === String(chatId)
