import type { Tx } from '../lib/db.ts'

export interface TalkRow {
  /** Sealed; undefined: a tombstone. */
  state: string | undefined
  consumedUpdateId: number
  updatedAt: Date
}

export async function talkRow(db: Tx, key: string): Promise<TalkRow | undefined> {
  const row = await db.conversationState.findUnique({ where: { key } })
  if (!row) return undefined
  const { state, consumedUpdateId, updatedAt } = row
  return { state: state ?? undefined, consumedUpdateId: Number(consumedUpdateId), updatedAt }
}

export async function saveTalkRow(tx: Tx, key: string, row: TalkRow): Promise<void> {
  const { state = null, updatedAt } = row
  const values = { state, consumedUpdateId: BigInt(row.consumedUpdateId), updatedAt }
  await tx.conversationState.upsert({ where: { key }, create: { key, ...values }, update: values })
}

export interface SilentTalk {
  key: string
  state: string
  updatedAt: Date
}

/** Those that have waited for an answer since before `before`, oldest first. */
export async function silentTalks(db: Tx, before: Date, limit: number): Promise<SilentTalk[]> {
  const rows = await db.conversationState.findMany({
    where: { state: { not: null }, updatedAt: { lt: before } },
    orderBy: { updatedAt: 'asc' },
    take: limit,
  })
  return rows.flatMap(({ key, state, updatedAt }) => (state === null ? [] : [{ key, state, updatedAt }]))
}

/** Makes it a tombstone if nothing has happened in it since; false when something has. */
export async function endTalk(tx: Tx, key: string, unchangedSince: Date, now: Date): Promise<boolean> {
  const { count } = await tx.conversationState.updateMany({
    where: { key, updatedAt: unchangedSince, state: { not: null } },
    data: { state: null, updatedAt: now },
  })
  return count === 1
}

/** Tombstones that no late update can meet any more. */
export async function forgetTombstones(db: Tx, before: Date): Promise<number> {
  const { count } = await db.conversationState.deleteMany({
    where: { state: null, updatedAt: { lt: before } },
  })
  return count
}

interface DraftId {
  personId: number
  kind: string
}

export async function saveDraft(tx: Tx, id: DraftId, body: string, updatedAt: Date): Promise<void> {
  const values = { body, updatedAt }
  await tx.draft.upsert({ where: { personId_kind: id }, create: { ...id, ...values }, update: values })
}

export async function draftBody(db: Tx, id: DraftId): Promise<string | undefined> {
  const row = await db.draft.findUnique({ where: { personId_kind: id }, select: { body: true } })
  return row?.body
}

export async function dropDraft(tx: Tx, id: DraftId): Promise<void> {
  await tx.draft.deleteMany({ where: id })
}
