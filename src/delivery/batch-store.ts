import { dialectOf, Prisma, type Tx } from '../lib/db.ts'
import type { DeliveryState, Operation } from './delivery.ts'
import { insertContent } from './delivery-store.ts'

export async function countByState(db: Tx, batch: string): Promise<Map<DeliveryState, number>> {
  const rows = await db.delivery.groupBy({ by: ['state'], where: { batch }, _count: true })
  return new Map(rows.map(({ state, _count }) => [state, _count]))
}

/**
 * Stops what is queued and marks what is under way, in one statement: a claim or an outcome that is noted at the same
 * moment lies before it or after it. Returns how many were stopped.
 */
export async function stopUnsent(tx: Tx, batch: string): Promise<number> {
  const stopped =
    dialectOf(tx) === 'postgresql' ? Prisma.sql`'stopped'::"DeliveryState"` : Prisma.sql`'stopped'`
  const rows = await tx.$queryRaw<{ state: DeliveryState }[]>`
    UPDATE "Delivery" SET "stopAsked" = true, "state" = CASE WHEN "state" = 'queued' THEN ${stopped} ELSE "state" END
    WHERE "batch" = ${batch} AND "state" IN ('queued', 'sending') RETURNING "state"`
  return rows.filter(({ state }) => state === 'stopped').length
}

/** Stops a batch of which nothing has left; true when it did. Of what is leaving at this moment it changes nothing. */
export async function stopUntouched(tx: Tx, batch: string): Promise<boolean> {
  const left = await tx.delivery.count({ where: { batch, state: { not: 'queued' } } })
  if (left > 0) return false
  const { count } = await tx.delivery.updateMany({
    where: { batch, state: 'queued' },
    data: { state: 'stopped' },
  })
  return count > 0
}

export interface BatchRow {
  chatId: number
  kind: 'private' | 'group'
  title: string
  state: DeliveryState
  reason: string | undefined
  sentAt: Date | undefined
  repeated: boolean
  /** What became of its deletion, when it was asked for. */
  recall: DeliveryState | undefined
}

/** The batch of the deletions of a batch; each of its keys names the message in the same way. */
export const recallOf = (batch: string): string => `recall:${batch}`

export async function rowsOfBatch(db: Tx, batch: string): Promise<BatchRow[]> {
  const rows = await db.delivery.findMany({
    where: { batch },
    include: { chat: true },
    orderBy: { id: 'asc' },
  })
  const recalls = await db.delivery.findMany({
    where: { batch: recallOf(batch) },
    select: { key: true, state: true },
  })
  const recall = new Map(recalls.map(({ key, state }) => [key, state]))
  return rows.map(({ key, chat, state, reason, sentAt, repeated }) => ({
    chatId: chat.id,
    kind: chat.kind,
    title: chat.title,
    state,
    reason: reason ?? undefined,
    sentAt: sentAt ?? undefined,
    repeated,
    recall: recall.get(`recall:${key}`),
  }))
}

/** One deletion for each message of the batch that was sent after `since`; its key names the message: `recall:<key>`. */
export async function insertRecall(tx: Tx, batch: string, since: Date, now: Date): Promise<number> {
  const operation: Operation = { do: 'recall' }
  const body = JSON.stringify(operation)
  const recall = recallOf(batch)
  const contentId = await insertContent(tx, { key: recall, body, confidential: false, createdAt: now })
  const isPostgresql = dialectOf(tx) === 'postgresql'
  const queued = isPostgresql ? Prisma.sql`'queued'::"DeliveryState"` : Prisma.sql`'queued'`
  const repeat = isPostgresql ? Prisma.sql`'repeat'::"WhenInDoubt"` : Prisma.sql`'repeat'`
  const at = isPostgresql ? Prisma.sql`${now}::timestamp` : Prisma.sql`${now}`
  return tx.$executeRaw`INSERT INTO "Delivery"
      ("key", "chatId", "contentId", "batch", "lane", "state", "notBefore", "quiet", "whenInDoubt", "createdAt")
    SELECT 'recall:' || "key", "chatId", ${contentId}, ${recall}, "lane", ${queued}, ${at}, false, ${repeat}, ${at}
    FROM "Delivery" WHERE "batch" = ${batch} AND "state" = 'sent' AND "sentAt" > ${since} ON CONFLICT DO NOTHING`
}
