import { bench, describe } from 'vitest'
import type { App } from '../../src/app.ts'
import { claimDue } from '../../src/delivery/claim-store.ts'
import { enqueueMany } from '../../src/delivery/enqueue.ts'
import { publicMessage } from '../../src/delivery/message.ts'
import { insertUpdates } from '../../src/intake/inbox-store.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'

// Ratios beside a peer in one run; the numbers alone say more about the machine than about us.

const newApp = async (): Promise<App> => testApp({ db: await openDatabase(await newDatabaseUrl()) })

let nextUpdate = 1
const batch = (size: number) =>
  Array.from({ length: size }, () => {
    const updateId = nextUpdate++
    return { updateId, lane: `chat:${updateId % 40}`, payload: 'x'.repeat(400) }
  })

const intake = await newApp()

describe('100 updates are written down, durably', () => {
  bench('in one statement', async () => {
    await insertUpdates(intake.db, batch(100), intake.clock.now())
  })
  bench('with createMany', async () => {
    const now = intake.clock.now()
    const rows = batch(100).map(({ updateId, ...row }) => ({
      ...row,
      updateId: BigInt(updateId),
      state: 'waiting' as const,
      receivedAt: now,
      notBefore: now,
    }))
    await intake.db.inboxUpdate.createMany({ data: rows })
  })
})

/** An outbox with so many messages waiting, each for a chat of its own. */
async function outboxWith(waiting: number): Promise<App> {
  const app = await newApp()
  const now = app.clock.now()
  await app.db.chat.createMany({
    data: Array.from({ length: waiting }, (_, n) => ({
      telegramId: BigInt(n + 1),
      kind: 'private' as const,
      state: 'active' as const,
      createdAt: now,
      updatedAt: now,
    })),
  })
  const chats = await app.db.chat.findMany({ select: { id: true } })
  const recipients = chats.map(({ id }) => ({
    key: `k${id}`,
    chat: { kind: 'private', chatId: id } as const,
  }))
  const what = { contentKey: 'c', batch: 'b', lane: 'bulk', whenInDoubt: 'repeat' } as const
  const operation = { do: 'send', message: publicMessage('明天停水') } as const
  await app.db.transaction((tx) => enqueueMany(tx, app, { ...what, operation }, recipients))
  return app
}

class Back extends Error {}

/** Claims a second's worth, and lets go of it again, so that every round finds the same. */
async function claimAndLetGo(app: App): Promise<void> {
  const claiming = app.db.transaction(async (tx) => {
    const rows = await claimDue(tx, { now: app.clock.now(), epoch: 1, limit: 30, busy: [] })
    if (rows.length !== 30) throw new Error(`claimed ${rows.length}`)
    throw new Back()
  })
  await claiming.catch((error: unknown) => {
    if (!(error instanceof Back)) throw error
  })
}

const [short, long] = [await outboxWith(100), await outboxWith(10_000)]

describe('30 deliveries are claimed', () => {
  bench('of 100 that wait', () => claimAndLetGo(short))
  bench('of 10,000 that wait', () => claimAndLetGo(long))
})
