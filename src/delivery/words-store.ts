import type { Tx } from '../lib/db.ts'

/** What a content says of which nothing is left. Its key stays, so that nothing is promised a second time. */
const forgotten = { body: '{}', confidential: false }

const waiting = { state: { in: ['queued' as const, 'sending' as const] } }

/** Forgets the confidential messages whose keys begin like this and that are not to be sent any more. */
export async function forgetWordsUnder(tx: Tx, prefix: string): Promise<void> {
  await tx.content.updateMany({
    where: { confidential: true, key: { startsWith: prefix }, deliveries: { none: waiting } },
    data: forgotten,
  })
}

/** Forgets what was said to a chat in confidence, as far as it went out. */
export async function forgetWordsTo(tx: Tx, chatId: number): Promise<void> {
  await tx.content.updateMany({
    where: { confidential: true, deliveries: { some: { chatId }, none: waiting } },
    data: forgotten,
  })
}

/** Forgets up to `limit` confidential messages that were promised before `before` and are not to be sent any more. Returns how many. */
export async function forgetWordsBefore(db: Tx, before: Date, limit: number): Promise<number> {
  const rows = await db.content.findMany({
    where: {
      confidential: true,
      createdAt: { lt: before },
      deliveries: { none: waiting },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  const ids = rows.map(({ id }) => id)
  return (await db.content.updateMany({ where: { id: { in: ids } }, data: forgotten })).count
}
