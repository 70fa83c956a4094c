import { dialectOf, Prisma, type Tx } from '../../lib/db.ts'
import { readPlaces } from '../question-store.ts'

/** What somebody chose in a poll, as the intake hands it over. */
export interface Vote {
  updateId: number
  pollId: string
  telegramUserId: number
  name: string
  chosen: readonly number[]
  /** When it reached us. */
  at: Date
}

/** A moment as Prisma writes it on SQLite, where it is text. */
const writtenAs = (at: Date) => at.toISOString().replace('Z', '+00:00')

/**
 * Writes votes down, in one statement: of one person in one poll that of the latest update stays, in whatever order they are handed over.
 */
export async function saveVotes(tx: Tx, votes: readonly Vote[]): Promise<void> {
  const latest = new Map<string, Vote>()
  for (const vote of votes) {
    const name = `${vote.pollId}:${vote.telegramUserId}`
    const known = latest.get(name)
    if (!known || known.updateId < vote.updateId) latest.set(name, vote)
  }
  const list = JSON.stringify(
    [...latest.values()].map(({ pollId, telegramUserId, chosen, updateId, at }) => ({
      pollId,
      telegramUserId,
      updateId,
      chosen: JSON.stringify([...chosen].sort((a, b) => a - b)),
      votedAt: writtenAs(at),
    })),
  )
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`INSERT INTO "PollVote" ("pollId", "telegramUserId", "chosen", "updateId", "votedAt")
      SELECT "pollId", "telegramUserId", "chosen", "updateId", "votedAt"::timestamptz AT TIME ZONE 'UTC'
      FROM jsonb_to_recordset(${list}::jsonb) AS r ("pollId" text, "telegramUserId" bigint, "chosen" text, "updateId" bigint, "votedAt" text)
      ON CONFLICT ("pollId", "telegramUserId") DO UPDATE
        SET "chosen" = excluded."chosen", "updateId" = excluded."updateId", "votedAt" = excluded."votedAt"
        WHERE excluded."updateId" > "PollVote"."updateId"`
    return
  }
  await tx.$executeRaw`INSERT INTO "PollVote" ("pollId", "telegramUserId", "chosen", "updateId", "votedAt")
    SELECT value ->> 'pollId', value ->> 'telegramUserId', value ->> 'chosen', value ->> 'updateId', value ->> 'votedAt'
    FROM json_each(${list}) WHERE true
    ON CONFLICT ("pollId", "telegramUserId") DO UPDATE
      SET "chosen" = excluded."chosen", "updateId" = excluded."updateId", "votedAt" = excluded."votedAt"
      WHERE excluded."updateId" > "PollVote"."updateId"`
}

/**
 * The evenings of these polls whose results were drawn already. Until the transaction ends no results are drawn of the others: an
 * answer is either in the results or comes after them.
 */
export async function drawnEveningsOf(tx: Tx, pollIds: readonly string[]): Promise<number[]> {
  const list = JSON.stringify(pollIds)
  const rows =
    dialectOf(tx) === 'postgresql'
      ? await tx.$queryRaw<{ id: number; isDrawn: boolean }[]>`
          SELECT e."id", e."endedAt" IS NOT NULL AS "isDrawn" FROM "QuizEvening" e
          WHERE e."id" IN (SELECT q."eveningId" FROM "EveningQuestion" q
            WHERE q."pollId" IN (SELECT jsonb_array_elements_text(${list}::jsonb)))
          ORDER BY e."id" FOR SHARE`
      : await tx.$queryRaw<{ id: number | bigint; isDrawn: number | bigint }[]>`
          SELECT e."id", e."endedAt" IS NOT NULL AS "isDrawn" FROM "QuizEvening" e
          WHERE e."id" IN (SELECT q."eveningId" FROM "EveningQuestion" q
            WHERE q."pollId" IN (SELECT value FROM json_each(${list})))`
  return rows.flatMap(({ id, isDrawn }) => (Number(isDrawn) === 1 ? [Number(id)] : []))
}

/** So many people chose that. */
export interface Tally {
  pollId: string
  chosen: readonly number[]
  count: number
}

export const noChoice = '[]'

/** What was chosen in these polls, and by how many; votes that were taken back are none. */
export async function talliesOf(db: Tx, pollIds: readonly string[]): Promise<Tally[]> {
  const rows = await db.pollVote.groupBy({
    by: ['pollId', 'chosen'],
    where: { pollId: { in: [...pollIds] }, chosen: { not: noChoice } },
    _count: true,
  })
  return rows.map(({ pollId, chosen, _count }) => ({ pollId, chosen: readPlaces(chosen), count: _count }))
}

/** How many people answered anything in these polls. */
export async function countVoters(db: Tx, pollIds: readonly string[]): Promise<number> {
  const list = JSON.stringify(pollIds)
  const [row] =
    dialectOf(db) === 'postgresql'
      ? await db.$queryRaw<
          { count: bigint }[]
        >`SELECT COUNT(DISTINCT "telegramUserId") AS "count" FROM "PollVote"
          WHERE "chosen" <> ${noChoice} AND "pollId" IN (SELECT jsonb_array_elements_text(${list}::jsonb))`
      : await db.$queryRaw<
          { count: bigint }[]
        >`SELECT COUNT(DISTINCT "telegramUserId") AS "count" FROM "PollVote"
          WHERE "chosen" <> ${noChoice} AND "pollId" IN (SELECT value FROM json_each(${list}))`
  return Number(row?.count ?? 0)
}

/** When the last answer to one of these polls reached us. */
export async function lastVoteAt(db: Tx, pollIds: readonly string[]): Promise<Date | undefined> {
  const { _max } = await db.pollVote.aggregate({
    where: { pollId: { in: [...pollIds] } },
    _max: { votedAt: true },
  })
  return _max.votedAt ?? undefined
}

/** One person's answer to one poll. */
export interface CastVote {
  personId: number
  pollId: string
  chosen: readonly number[]
  votedAt: Date
}

export async function castVotes(
  db: Tx,
  where: { pollId: { in: string[] }; telegramUserId?: { in: bigint[] } },
): Promise<(Omit<CastVote, 'personId'> & { telegramUserId: bigint })[]> {
  const rows = await db.pollVote.findMany({
    where: { ...where, chosen: { not: noChoice } },
    select: { pollId: true, telegramUserId: true, chosen: true, votedAt: true },
  })
  return rows.map(({ chosen, ...row }) => ({ ...row, chosen: readPlaces(chosen) }))
}

/** The right answers to these polls, for a list of the best. `right` of each as in Question.right. */
export async function rightVotes(
  db: Tx,
  polls: readonly { pollId: string; right: readonly number[] }[],
): Promise<CastVote[]> {
  const list = JSON.stringify(polls.map(({ pollId, right }) => ({ pollId, right: JSON.stringify(right) })))
  const wanted =
    dialectOf(db) === 'postgresql'
      ? Prisma.sql`jsonb_to_recordset(${list}::jsonb) AS r ("pollId" text, "right" text)`
      : Prisma.sql`(SELECT value ->> 'pollId' AS "pollId", value ->> 'right' AS "right" FROM json_each(${list})) AS r`
  // Without Prisma's own reading of a hundred thousand rows, which takes seconds.
  const rows = await db.$queryRaw<
    { personId: number; pollId: string; chosen: string; votedAt: string | Date }[]
  >`
    SELECT p."id" AS "personId", v."pollId", v."chosen", v."votedAt" FROM ${wanted}
    JOIN "PollVote" v ON v."pollId" = r."pollId" AND v."chosen" = r."right"
    JOIN "Person" p ON p."telegramUserId" = v."telegramUserId"`
  return rows.map(({ personId, pollId, chosen, votedAt }) => ({
    personId: Number(personId),
    pollId,
    chosen: readPlaces(chosen),
    votedAt: new Date(votedAt),
  }))
}

/** Forgets votes of before `before` in polls that no evening knows. */
export async function forgetUnknownVotes(db: Tx, before: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM "PollVote" WHERE "votedAt" < ${before}
    AND NOT EXISTS (SELECT 1 FROM "EveningQuestion" q WHERE q."pollId" = "PollVote"."pollId")`
}

/** Forgets the votes of evenings that were over before `before`: what was answered is noted with the answers by then. */
export async function forgetNotedVotes(db: Tx, before: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM "PollVote" WHERE "votedAt" < ${before} AND "pollId" IN (
    SELECT q."pollId" FROM "EveningQuestion" q JOIN "QuizEvening" e ON e."id" = q."eveningId"
    WHERE e."endedAt" < ${before} AND e."nextAt" IS NULL)`
}
