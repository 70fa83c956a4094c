import type { Tx } from '../lib/db.ts'

/** What a content says whose file was let go: nothing is left of it. */
const forgotten = { body: '{}', confidential: false }

/** The keys of contents that begin like this, were promised before `before`, and of which nothing is still to be sent. */
export async function contentsWithFiles(
  db: Tx,
  { prefix, before, limit }: { prefix: string; before: Date; limit: number },
): Promise<string[]> {
  const rows = await db.content.findMany({
    where: {
      key: { startsWith: prefix },
      createdAt: { lt: before },
      body: { not: forgotten.body },
      deliveries: { none: { state: { in: ['queued', 'sending'] } } },
    },
    select: { key: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ key }) => key)
}

export async function forgetContent(tx: Tx, key: string): Promise<void> {
  await tx.content.updateMany({ where: { key }, data: forgotten })
}
