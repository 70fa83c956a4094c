import { expect, test } from 'vitest'
import { batchOf } from '../../src/notices/notice.ts'
import { tellProgress } from '../../src/notices/tell-progress.ts'
import { settledTown, writeNotice } from '../support/settled-town.ts'

test('a notice is stopped half way: what is out is out, the rest never goes, each is reported, and all is recalled', {
  timeout: 90_000,
}, async () => {
  const { app, sandbox, yang, zhang, squares, passTo } = await settledTown()
  const groups = await squares(12)
  // Six of the groups meet a fault at first and wait for another try, so that there is a half way.
  const slow = groups.slice(6)
  for (const { id } of slow) {
    sandbox.faults.add({ what: 'server-error', method: 'sendMessage', chatId: id, times: 5 })
  }
  zhang.deactivates()
  await writeNotice(yang, '明天停水', '现在就发', '发出')
  await yang.hears('一分钟后发给 14 处')
  await passTo('2026-03-02T01:01:30Z')
  await sandbox.waitFor(() => sandbox.deliveries({ text: '明天停水' }).length >= 7, { what: 'half of it' })
  await sandbox.waitFor(() => slow.every(({ id }) => refusedOnce(id)), { what: 'the slow groups refused' })
  await tellProgress(app)
  await yang.hears(/已发 \d+，没发成 1，还剩/)
  await yang.presses('停，不再发')
  await passTo('2026-03-02T01:12:00Z')
  await tellProgress(app)
  await yang.hears('停下了')

  for (const { id } of slow) expect(sandbox.deliveries({ chatId: id, text: '明天停水' })).toEqual([])
  expect(groups.slice(0, 6).map((group) => group.messages().filter(isNotice).length)).toEqual([
    1, 1, 1, 1, 1, 1,
  ])
  expect(sandbox.duplicates({ text: '明天停水' })).toEqual([])
  expect(await statesOf()).toEqual({ sent: 7, gone: 1, stopped: 6 })

  await yang.presses('看每一处')
  await yang.hears('张三：收不到了')
  await yang.presses('收回')
  await yang.presses('收回')
  await yang.hears('正在收回 7 处')
  await sandbox.waitFor(() => groups.every((group) => !group.messages().some(isNotice)), {
    what: 'all recalled',
  })
  await sandbox.waitFor(
    async () =>
      (await app.db.delivery.count({ where: { batch: { startsWith: 'recall:' }, state: 'sent' } })) === 7,
    {
      what: 'every deletion noted',
    },
  )
  await tellProgress(app)
  await yang.hears('收回了：已删 7，没删成 0')

  function refusedOnce(id: number): boolean {
    return sandbox.calls.some(({ fault, parameters }) => fault && String(parameters.chat_id) === String(id))
  }
  async function statesOf(): Promise<Record<string, number>> {
    const { id } = await app.db.noticeIssue.findFirstOrThrow()
    const where = { batch: batchOf(id) }
    const rows = await app.db.delivery.groupBy({ by: ['state'], where, _count: true })
    return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]))
  }
})

const isNotice = ({ text }: { text: string }) => text.includes('明天停水')
