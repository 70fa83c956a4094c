import { dialectOf, Prisma, type Tx } from '../lib/db.ts'
import type { WhenInDoubt } from './delivery.ts'

export interface NewContent {
  key: string
  body: string
  confidential: boolean
  createdAt: Date
}

/** Stores what is said, or finds it; returns its id. */
export async function insertContent(tx: Tx, content: NewContent): Promise<number> {
  const { key, body, confidential, createdAt } = content
  const [row] = await tx.$queryRaw<{ id: number | bigint }[]>`
    INSERT INTO "Content" ("key", "body", "confidential", "createdAt")
    VALUES (${key}, ${body}, ${confidential}, ${createdAt})
    ON CONFLICT ("key") DO UPDATE SET "key" = excluded."key" RETURNING "id"`
  if (!row) throw new Error('what is said was not stored')
  return Number(row.id)
}

export async function rewriteContent(
  tx: Tx,
  key: string,
  written: { body: string; confidential: boolean },
): Promise<void> {
  await tx.content.updateMany({ where: { key }, data: written })
}

export async function hasQueued(tx: Tx, contentKey: string): Promise<boolean> {
  return (await tx.delivery.count({ where: { content: { key: contentKey }, state: 'queued' } })) > 0
}

export async function countOf(tx: Tx, contentKey: string): Promise<number> {
  return tx.delivery.count({ where: { content: { key: contentKey } } })
}

export interface SharedByMany {
  contentId: number
  batch: string
  lane: number
  notBefore: Date
  expiresAt: Date | undefined
  quiet: boolean
  whenInDoubt: WhenInDoubt
  /** It was sent before, and may have arrived. */
  repeated: boolean
  createdAt: Date
}

/** One row for each recipient, in one statement; those whose key is known stay as they are. */
export async function insertDeliveries(
  tx: Tx,
  shared: SharedByMany,
  recipients: { key: string; chatId: number }[],
): Promise<void> {
  const {
    contentId,
    batch,
    lane,
    notBefore,
    expiresAt = null,
    quiet,
    whenInDoubt,
    repeated,
    createdAt,
  } = shared
  const list = JSON.stringify(recipients)
  const columns = Prisma.raw(
    `"key", "chatId", "contentId", "batch", "lane", "state", "notBefore", "expiresAt", "quiet", "whenInDoubt", "repeated", "createdAt"`,
  )
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`INSERT INTO "Delivery" (${columns})
      SELECT r."key", r."chatId", ${contentId}, ${batch}, ${lane}, 'queued'::"DeliveryState", ${notBefore}::timestamp,
        ${expiresAt}::timestamp, ${quiet}, ${whenInDoubt}::"WhenInDoubt", ${repeated}, ${createdAt}::timestamp
      FROM jsonb_to_recordset(${list}::jsonb) AS r("key" text, "chatId" int) ON CONFLICT DO NOTHING`
    return
  }
  await tx.$executeRaw`INSERT INTO "Delivery" (${columns})
    SELECT value ->> 'key', value ->> 'chatId', ${contentId}, ${batch}, ${lane}, 'queued', ${notBefore},
      ${expiresAt}, ${quiet}, ${whenInDoubt}, ${repeated}, ${createdAt}
    FROM json_each(${list}) WHERE true ON CONFLICT DO NOTHING`
}
