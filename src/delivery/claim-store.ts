import { dialectOf, Prisma, type Tx } from '../lib/db.ts'
import type { DeliveryState, WhenInDoubt } from './delivery.ts'

/** A delivery that is to be sent now, with where and what. */
export interface Claimed {
  id: number
  key: string
  chatId: number
  telegramId: number
  kind: 'private' | 'group'
  topicId: number | undefined
  lane: number
  body: string
  confidential: boolean
  attempts: number
  quiet: boolean
  expiresAt: Date | undefined
  whenInDoubt: WhenInDoubt
}

interface Claim {
  now: Date
  epoch: number
  limit: number
  /** Telegram's ids of chats that the pace could not serve soon. */
  busy: number[]
}

/**
 * Marks the next due rows as being sent, best lane first, and returns their ids. An earlier row of the same chat and
 * lane that is due, under way or waiting for its next attempt holds back the later ones.
 */
async function claimIds(tx: Tx, { now, epoch, limit, busy }: Claim): Promise<number[]> {
  const isPostgresql = dialectOf(tx) === 'postgresql'
  const list = JSON.stringify(busy)
  const isBusy = isPostgresql
    ? Prisma.sql`c."telegramId" IN (SELECT value::bigint FROM jsonb_array_elements_text(${list}::jsonb))`
    : Prisma.sql`c."telegramId" IN (SELECT value FROM json_each(${list}))`
  const lock = isPostgresql ? Prisma.sql`FOR UPDATE OF d SKIP LOCKED` : Prisma.empty
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE "Delivery" SET "state" = 'sending', "claimEpoch" = ${epoch}, "claimedAt" = ${now}, "attempts" = "attempts" + 1
    WHERE "id" IN (
      SELECT d."id" FROM "Delivery" d JOIN "Chat" c ON c."id" = d."chatId"
      WHERE d."state" = 'queued' AND d."notBefore" <= ${now} AND c."state" = 'active'
        AND (c."holdUntil" IS NULL OR c."holdUntil" <= ${now}) AND NOT ${isBusy}
        AND NOT EXISTS (
          SELECT 1 FROM "Delivery" e
          WHERE e."chatId" = d."chatId" AND e."lane" = d."lane" AND e."id" < d."id" AND (e."state" = 'sending'
            OR (e."state" = 'queued' AND (e."notBefore" <= ${now} OR e."attempts" > 0))))
      ORDER BY d."lane", d."notBefore", d."id" LIMIT ${limit} ${lock})
    RETURNING "id"`
  return rows.map(({ id }) => id)
}

/** Claims up to `limit` rows. Call it in a transaction that asserts the leadership. */
export async function claimDue(tx: Tx, claim: Claim): Promise<Claimed[]> {
  const ids = await claimIds(tx, claim)
  const rows = await tx.delivery.findMany({
    where: { id: { in: ids } },
    include: { chat: true, content: true },
    orderBy: [{ lane: 'asc' }, { notBefore: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ chat, content, expiresAt, ...row }) => ({
    id: row.id,
    key: row.key,
    chatId: chat.id,
    telegramId: Number(chat.telegramId),
    kind: chat.kind,
    topicId: chat.topicId ?? undefined,
    lane: row.lane,
    body: content.body,
    confidential: content.confidential,
    attempts: row.attempts,
    quiet: row.quiet,
    expiresAt: expiresAt ?? undefined,
    whenInDoubt: row.whenInDoubt,
  }))
}

/** What keeps the quiet hours and is due in them waits for `morning`. */
export async function postponeQuiet(tx: Tx, now: Date, morning: Date): Promise<void> {
  await tx.delivery.updateMany({
    where: { state: 'queued', quiet: true, notBefore: { lte: now } },
    data: { notBefore: morning },
  })
}

/** What became of a claimed row; `undefined` leaves the column as it is. */
export interface Recorded {
  id: number
  state: Exclude<DeliveryState, 'sending'>
  notBefore?: Date | undefined
  reason?: string | undefined
  messageIds?: number[] | undefined
  pollId?: string | undefined
  sentAt?: Date | undefined
  repeated?: boolean | undefined
  /** It was never tried, so the attempt does not count. */
  untried?: boolean | undefined
}

/** What was to be tried again, and was stopped while it was under way, is stopped; or in doubt, when it may have arrived. */
function unlessStopped(state: Prisma.Sql, repeated: Prisma.Sql, cast: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN "stopAsked" AND ${state} = 'queued'
    THEN CASE WHEN ${repeated} THEN 'doubtful'${cast} ELSE 'stopped'${cast} END ELSE ${state}${cast} END`
}

/** Records many outcomes in one statement; only of rows that this epoch claimed. */
export async function recordOutcomes(tx: Tx, epoch: number, outcomes: Recorded[]): Promise<void> {
  const list = JSON.stringify(
    outcomes.map(({ messageIds, ...row }) => ({
      ...row,
      messageIds: messageIds && JSON.stringify(messageIds),
    })),
  )
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`UPDATE "Delivery" d SET
        "state" = ${unlessStopped(Prisma.sql`r."state"`, Prisma.sql`r."repeated"`, Prisma.sql`::"DeliveryState"`)},
        "notBefore" = COALESCE(r."notBefore"::timestamp, d."notBefore"),
        "reason" = r."reason", "messageIds" = COALESCE(r."messageIds", d."messageIds"),
        "pollId" = COALESCE(r."pollId", d."pollId"),
        "sentAt" = COALESCE(r."sentAt"::timestamp, d."sentAt"), "repeated" = d."repeated" OR COALESCE(r."repeated", false),
        "attempts" = d."attempts" - CASE WHEN r."untried" THEN 1 ELSE 0 END
      FROM jsonb_to_recordset(${list}::jsonb) AS r("id" int, "state" text, "notBefore" text, "reason" text,
        "messageIds" text, "pollId" text, "sentAt" text, "repeated" boolean, "untried" boolean)
      WHERE d."id" = r."id" AND d."state" = 'sending' AND d."claimEpoch" = ${epoch}`
    return
  }
  await tx.$executeRaw`UPDATE "Delivery" SET
      "state" = ${unlessStopped(Prisma.sql`r.value ->> 'state'`, Prisma.sql`r.value ->> 'repeated'`, Prisma.empty)},
      "notBefore" = COALESCE(${sqliteTime('notBefore')}, "notBefore"),
      "reason" = r.value ->> 'reason', "messageIds" = COALESCE(r.value ->> 'messageIds', "messageIds"),
      "pollId" = COALESCE(r.value ->> 'pollId', "pollId"),
      "sentAt" = COALESCE(${sqliteTime('sentAt')}, "sentAt"), "repeated" = "repeated" OR COALESCE(r.value ->> 'repeated', 0),
      "attempts" = "attempts" - COALESCE(r.value ->> 'untried', 0)
    FROM json_each(${list}) AS r
    WHERE "Delivery"."id" = r.value ->> 'id' AND "state" = 'sending' AND "claimEpoch" = ${epoch}`
}

/** Prisma's adapter writes times as `2026-03-02T01:00:00.000+00:00`; JSON ends in `Z`. */
function sqliteTime(name: 'notBefore' | 'sentAt'): Prisma.Sql {
  return Prisma.sql`replace(r.value ->> ${name}, 'Z', '+00:00')`
}

/** Telegram asked for a pause in this chat: no process sends to it before. */
export async function holdChat(tx: Tx, chatId: number, holdUntil: Date): Promise<void> {
  await tx.chat.update({ where: { id: chatId }, data: { holdUntil } })
}

/** What became of what was promised under a key. */
export interface Fate {
  state: DeliveryState
  messageIds: number[]
  /** When it was a poll. */
  pollId: string | undefined
  sentAt: Date | undefined
  /** It is not sent, or tried again, before. */
  notBefore: Date
  attempts: number
}

/** What became of a message: the one that an edit, a pin or a recall is about, or a poll that the next one waits for. */
export async function fateOf(db: Tx, key: string): Promise<Fate | undefined> {
  const select = {
    state: true,
    messageIds: true,
    pollId: true,
    sentAt: true,
    notBefore: true,
    attempts: true,
  } as const
  const row = await db.delivery.findUnique({ where: { key }, select })
  if (!row) return undefined
  const { messageIds, pollId, sentAt, ...rest } = row
  return {
    ...rest,
    messageIds: JSON.parse(messageIds ?? '[]'),
    pollId: pollId ?? undefined,
    sentAt: sentAt ?? undefined,
  }
}

/** Rows that a process was sending when it died. What may be repeated, and was not stopped, is queued again, and marked. */
export async function releaseInDoubt(tx: Tx, now: Date): Promise<{ repeated: number; left: number }> {
  const repeated = await tx.delivery.updateMany({
    where: { state: 'sending', whenInDoubt: 'repeat', stopAsked: false },
    data: { state: 'queued', repeated: true, notBefore: now },
  })
  const left = await tx.delivery.updateMany({ where: { state: 'sending' }, data: { state: 'doubtful' } })
  return { repeated: repeated.count, left: left.count }
}

/** For /health: how many wait, how many are faults of ours, how long the oldest due one has waited. */
export async function countDeliveries(
  db: Tx,
  now: Date,
): Promise<{ queued: number; rejected: number; doubtful: number; oldestDueS: number }> {
  const counted = await db.delivery.groupBy({
    by: ['state'],
    where: { state: { in: ['queued', 'rejected', 'doubtful'] } },
    _count: true,
  })
  const count = (state: string) => counted.find((row) => row.state === state)?._count ?? 0
  const oldest = await db.delivery.findFirst({
    where: { state: 'queued', notBefore: { lte: now }, chat: { state: 'active' } },
    orderBy: { notBefore: 'asc' },
    select: { notBefore: true },
  })
  const oldestDueS = oldest ? Math.round((now.getTime() - oldest.notBefore.getTime()) / 1000) : 0
  return { queued: count('queued'), rejected: count('rejected'), doubtful: count('doubtful'), oldestDueS }
}
