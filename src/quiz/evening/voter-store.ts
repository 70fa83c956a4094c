import { dialectOf, type Tx } from '../../lib/db.ts'
import { type CastVote, castVotes, noChoice } from './vote-store.ts'

const perStatement = 1_000

async function voters(
  db: Tx,
  telegramUserIds: readonly bigint[],
): Promise<{ telegramUserId: bigint; personId: number }[]> {
  const found: { telegramUserId: bigint; personId: number }[] = []
  for (let at = 0; at < telegramUserIds.length; at += perStatement) {
    const some = telegramUserIds.slice(at, at + perStatement)
    const rows = await db.person.findMany({
      where: { telegramUserId: { in: some } },
      select: { id: true, telegramUserId: true },
    })
    for (const { id, telegramUserId } of rows)
      if (telegramUserId !== null) found.push({ personId: id, telegramUserId })
  }
  return found
}

/** Somebody who answered, and how to write to them if we can. */
export interface Voter {
  personId: number
  telegramUserId: bigint
  chatId: number | undefined
  language: string | undefined
}

/** The next people, by their ids, who answered any of these polls. */
export async function votersAfter(
  db: Tx,
  pollIds: readonly string[],
  personId: number,
  limit: number,
): Promise<Voter[]> {
  const list = JSON.stringify(pollIds)
  const rows =
    dialectOf(db) === 'postgresql'
      ? await db.$queryRaw<
          { id: number }[]
        >`SELECT p."id" FROM "Person" p WHERE p."id" > ${personId} AND EXISTS (
          SELECT 1 FROM "PollVote" v WHERE v."telegramUserId" = p."telegramUserId" AND v."chosen" <> ${noChoice}
            AND v."pollId" IN (SELECT jsonb_array_elements_text(${list}::jsonb)))
          ORDER BY p."id" LIMIT ${limit}`
      : await db.$queryRaw<
          { id: number | bigint }[]
        >`SELECT p."id" FROM "Person" p WHERE p."id" > ${personId} AND EXISTS (
          SELECT 1 FROM "PollVote" v WHERE v."telegramUserId" = p."telegramUserId" AND v."chosen" <> ${noChoice}
            AND v."pollId" IN (SELECT value FROM json_each(${list})))
          ORDER BY p."id" LIMIT ${limit}`
  return votersByIds(
    db,
    rows.map(({ id }) => Number(id)),
  )
}

/** How to write to these people, in the order of their ids; a chat that is gone is none. */
export async function votersByIds(db: Tx, ids: readonly number[]): Promise<Voter[]> {
  const people = await db.person.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      telegramUserId: true,
      language: true,
      chat: { select: { id: true, state: true } },
    },
    orderBy: { id: 'asc' },
  })
  return people.flatMap(({ id, telegramUserId, language, chat }) => {
    if (telegramUserId === null) return []
    const chatId = chat?.state === 'active' ? chat.id : undefined
    return [{ personId: id, telegramUserId, chatId, language: language ?? undefined }]
  })
}

/** The people with these ids of Telegram's. */
export async function votersByTelegramIds(db: Tx, ids: readonly number[]): Promise<Voter[]> {
  const found = await voters(db, ids.map(BigInt))
  return votersByIds(
    db,
    found.map(({ personId }) => personId),
  )
}

/** What these people answered to these polls. */
export async function votesBy(
  db: Tx,
  pollIds: readonly string[],
  people: readonly Pick<Voter, 'personId' | 'telegramUserId'>[],
): Promise<CastVote[]> {
  const ids = new Map(people.map(({ telegramUserId, personId }) => [telegramUserId, personId]))
  const votes = await castVotes(db, { pollId: { in: [...pollIds] }, telegramUserId: { in: [...ids.keys()] } })
  return votes.flatMap(({ telegramUserId, ...vote }) => {
    const personId = ids.get(telegramUserId)
    return personId === undefined ? [] : [{ ...vote, personId }]
  })
}
