import { type Db, dialectOf, type Tx } from '../lib/db.ts'

export interface InboxRow {
  updateId: number
  lane: string
  /** The update as JSON, sealed; null once it is done. */
  payload: string | null
  failures: number
  crashes: number
  /** When it was written down. */
  receivedAt: Date
}

export interface NewInboxRow {
  updateId: number
  lane: string
  payload: string
}

interface RawRow extends Omit<InboxRow, 'updateId' | 'receivedAt'> {
  updateId: bigint | number
  /** Text where SQLite gives it back from a raw statement. */
  receivedAt: Date | string
}

const ofRaw = (row: RawRow): InboxRow => ({
  ...row,
  updateId: Number(row.updateId),
  receivedAt: new Date(row.receivedAt),
})
const ids = (updateIds: number[]) => ({ in: updateIds.map(BigInt) })

/** Writes the updates down that are not known yet, all in one statement; returns how many those were. */
export async function insertUpdates(db: Db | Tx, rows: NewInboxRow[], now: Date): Promise<number> {
  const list = JSON.stringify(rows)
  if (dialectOf(db) === 'postgresql') {
    return db.$executeRaw`INSERT INTO "InboxUpdate" ("updateId", "lane", "payload", "state", "receivedAt", "notBefore")
      SELECT "updateId", "lane", "payload", 'waiting'::"InboxState", ${now}::timestamp, ${now}::timestamp
      FROM jsonb_to_recordset(${list}::jsonb) AS r ("updateId" bigint, "lane" text, "payload" text)
      ON CONFLICT DO NOTHING`
  }
  return db.$executeRaw`INSERT INTO "InboxUpdate" ("updateId", "lane", "payload", "state", "receivedAt", "notBefore")
    SELECT value ->> 'updateId', value ->> 'lane', value ->> 'payload', 'waiting', ${now}, ${now}
    FROM json_each(${list}) WHERE true ON CONFLICT DO NOTHING`
}

/**
 * Takes up to `limit` waiting rows, oldest first, none of a lane in `passing` and at most `perLane` of one lane, so that
 * a chat that writes a great deal does not fill every place.
 */
export async function claimWaiting(
  tx: Tx,
  { limit, perLane, passing }: { limit: number; perLane: number; passing: string[] },
): Promise<InboxRow[]> {
  const lanes = JSON.stringify(passing)
  const lookAt = limit * 10
  const rows =
    dialectOf(tx) === 'postgresql'
      ? await tx.$queryRaw<RawRow[]>`UPDATE "InboxUpdate" SET "state" = 'handling' WHERE "updateId" IN (
          SELECT "updateId" FROM (
            SELECT "updateId", row_number() OVER (PARTITION BY "lane" ORDER BY "updateId") AS "place" FROM (
              SELECT "updateId", "lane" FROM "InboxUpdate" WHERE "state" = 'waiting'
                AND "lane" NOT IN (SELECT jsonb_array_elements_text(${lanes}::jsonb))
              ORDER BY "updateId" LIMIT ${lookAt}) AS "first") AS "placed"
          WHERE "place" <= ${perLane} ORDER BY "updateId" LIMIT ${limit})
        RETURNING "updateId", "lane", "payload", "failures", "crashes", "receivedAt"`
      : await tx.$queryRaw<RawRow[]>`UPDATE "InboxUpdate" SET "state" = 'handling' WHERE "updateId" IN (
          SELECT "updateId" FROM (
            SELECT "updateId", row_number() OVER (PARTITION BY "lane" ORDER BY "updateId") AS "place" FROM (
              SELECT "updateId", "lane" FROM "InboxUpdate" WHERE "state" = 'waiting'
                AND "lane" NOT IN (SELECT value FROM json_each(${lanes}))
              ORDER BY "updateId" LIMIT ${lookAt}))
          WHERE "place" <= ${perLane} ORDER BY "updateId" LIMIT ${limit})
        RETURNING "updateId", "lane", "payload", "failures", "crashes", "receivedAt"`
  return rows.map(ofRaw).sort((a, b) => a.updateId - b.updateId)
}

const columns = {
  updateId: true,
  lane: true,
  payload: true,
  failures: true,
  crashes: true,
  receivedAt: true,
} as const

/** Up to `limit` rows of one lane that wait, oldest first. They are left waiting. */
export async function waitingIn(db: Db | Tx, lane: string, limit: number): Promise<InboxRow[]> {
  const rows = await db.inboxUpdate.findMany({
    where: { state: 'waiting', lane },
    orderBy: { updateId: 'asc' },
    take: limit,
    select: columns,
  })
  return rows.map(ofRaw)
}

/**
 * The moment up to which all that reached us has been handled, of one lane or of all: `now` when nothing waits. What is to be settled
 * by who was in time asks this first, for what came in time may still wait in the inbox. A parked row holds up nobody.
 */
export async function heardUpTo(db: Db | Tx, now: Date, lane?: string): Promise<Date> {
  const oldest = await db.inboxUpdate.findFirst({
    where: { state: { in: ['waiting', 'handling'] }, ...(lane !== undefined && { lane }) },
    orderBy: { updateId: 'asc' },
    select: { receivedAt: true },
  })
  return oldest && oldest.receivedAt < now ? oldest.receivedAt : now
}

/** The rows that were in somebody's hands when it died. Asked at the start of a leadership only. */
export async function rowsInDoubt(db: Db | Tx): Promise<InboxRow[]> {
  const rows = await db.inboxUpdate.findMany({
    where: { state: 'handling' },
    orderBy: { updateId: 'asc' },
    select: columns,
  })
  return rows.map(ofRaw)
}

/** Counts before a row is replayed alone, for nobody could count after a crash. */
export async function countReplay(tx: Tx, updateId: number): Promise<void> {
  await tx.inboxUpdate.updateMany({ where: { updateId }, data: { crashes: { increment: 1 } } })
}

/** Counts one failure of its own; returns how many those are now. */
export async function countFailure(tx: Tx, updateId: number, error: string): Promise<number> {
  const data = { failures: { increment: 1 }, error }
  const row = await tx.inboxUpdate.update({ where: { updateId }, data, select: { failures: true } })
  return row.failures
}

/** Taken, or (votes) handled while they wait. */
const inWork = ['waiting' as const, 'handling' as const]

/** The rows are handled: their payload goes, their id stays against a second delivery. */
export async function markDone(tx: Tx, updateIds: number[], now: Date): Promise<void> {
  await tx.inboxUpdate.updateMany({
    where: { updateId: ids(updateIds), state: { in: inWork } },
    data: { state: 'done', payload: null, error: null, doneAt: now },
  })
}

/** The row is given up, with its error; `payload` says no more than where it came from. */
export async function parkUpdate(
  tx: Tx,
  updateId: number,
  parked: { error: string; payload: string | null; now: Date },
): Promise<void> {
  const { error, payload, now } = parked
  await tx.inboxUpdate.updateMany({
    where: { updateId, state: { in: inWork } },
    data: { state: 'parked', error, payload, doneAt: now },
  })
}

/** Rows that were taken and not begun wait again. */
export async function putBack(tx: Tx, updateIds: number[]): Promise<void> {
  await tx.inboxUpdate.updateMany({
    where: { updateId: ids(updateIds), state: 'handling' },
    data: { state: 'waiting' },
  })
}

/** Forgets the ids of what was done before `before`. */
export async function forgetDone(db: Db, before: Date): Promise<number> {
  const { count } = await db.inboxUpdate.deleteMany({ where: { state: 'done', doneAt: { lt: before } } })
  return count
}

export interface InboxCounts {
  waiting: number
  handling: number
  parked: number
  /** When the oldest one came that is not handled yet. */
  oldestAt: Date | undefined
}

export async function countInbox(db: Db): Promise<InboxCounts> {
  const groups = await db.inboxUpdate.groupBy({
    by: ['state'],
    where: { state: { in: ['waiting', 'handling', 'parked'] } },
    _count: true,
    _min: { receivedAt: true },
  })
  const of = (state: string) => groups.find((group) => group.state === state)
  const open = [of('waiting')?._min.receivedAt, of('handling')?._min.receivedAt].filter((at) => at != null)
  const [oldestAt] = open.toSorted((a, b) => a.getTime() - b.getTime())
  return {
    waiting: of('waiting')?._count ?? 0,
    handling: of('handling')?._count ?? 0,
    parked: of('parked')?._count ?? 0,
    oldestAt,
  }
}
