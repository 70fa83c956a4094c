import { test as anyTest, expect, inject, vi } from 'vitest'
import { settledTown } from '../support/settled-town.ts'

/** A PostgreSQL server that runs out of disk is its operator's; the file is ours. */
const test = anyTest.skipIf(inject('dialect') !== 'sqlite')

test('the disk is full for a while: what people write then is answered when there is room again, each once', {
  timeout: 90_000,
}, async () => {
  const { app, sandbox, yang, zhang } = await settledTown()
  const [{ pages = 0 } = {}] = await app.db.$queryRaw<{ pages: number }[]>`
    SELECT CAST(page_count AS INTEGER) AS pages FROM pragma_page_count()`
  await app.db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`)
  // Long enough to fill every page that was free.
  const asked = Array.from({ length: 12 }, (_, n) => yang.says(`/price ${n}${'菜'.repeat(3_000)}`))
  await sandbox.waitFor(() => sandbox.calls.filter(isPoll).length > 0, { what: 'a poll' })
  zhang.says('/me')
  await expect(
    app.db.lease.create({
      data: { name: 'x'.repeat(200_000), holder: '', epoch: 1, expiresAt: app.clock.now() },
    }),
  ).rejects.toThrow()

  await app.db.$queryRawUnsafe('PRAGMA max_page_count = 1000000')
  await zhang.hears('您是张三', { patienceMs: 40_000 })
  await sandbox.waitFor(
    () => sandbox.deliveries({ chatId: yang.id, text: '还没有行情' }).length >= asked.length,
    {
      timeoutMs: 40_000,
      what: 'every question to be answered',
    },
  )
  expect(sandbox.deliveries({ chatId: zhang.id, text: '您是张三' })).toHaveLength(1)
  await vi.waitFor(async () => {
    const left = await app.db.inboxUpdate.findMany({ where: { state: { not: 'done' } } })
    expect(left.map(({ state }) => state)).toEqual([])
  })
})

const isPoll = ({ method }: { method: string }) => method === 'getUpdates'
