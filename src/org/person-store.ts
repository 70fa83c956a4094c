import { dialectOf, type Tx } from '../lib/db.ts'
import type { Person } from './person.ts'

interface Row {
  id: number
  telegramUserId: bigint | null
  chatId: number | null
  name: string
  language: string | null
  unitId: number | null
}

function person({ id, telegramUserId, chatId, name, language, unitId }: Row): Person {
  return {
    id,
    telegramUserId: telegramUserId === null ? undefined : Number(telegramUserId),
    chatId: chatId ?? undefined,
    name,
    language: language ?? undefined,
    unitId: unitId ?? undefined,
  }
}

export async function personByTelegramId(db: Tx, telegramUserId: number): Promise<Person | undefined> {
  const row = await db.person.findUnique({ where: { telegramUserId: BigInt(telegramUserId) } })
  return row ? person(row) : undefined
}

export async function personById(db: Tx, id: number): Promise<Person | undefined> {
  const row = await db.person.findUnique({ where: { id } })
  return row ? person(row) : undefined
}

export async function namesOf(db: Tx, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How everybody in the town is called, each name once. */
export async function allNames(db: Tx): Promise<string[]> {
  const rows = await db.person.findMany({ distinct: ['name'], select: { name: true } })
  return rows.map(({ name }) => name)
}

/** Notes somebody new; two updates that do so at once make one row. */
export async function insertPerson(db: Tx, telegramUserId: number, name: string, now: Date): Promise<void> {
  await db.$executeRaw`INSERT INTO "Person" ("telegramUserId", "name", "createdAt")
    VALUES (${BigInt(telegramUserId)}, ${name}, ${now}) ON CONFLICT DO NOTHING`
}

/** Of what is left out nothing changes. */
export async function updatePerson(
  db: Tx,
  id: number,
  change: { name?: string; chatId?: number; language?: string; unitId?: number },
): Promise<void> {
  await db.person.update({ where: { id }, data: change })
}

/** Notes those of these people who are new, in one statement; of the others nothing changes. */
export async function insertPeople(
  tx: Tx,
  people: readonly { telegramUserId: number; name: string }[],
  now: Date,
): Promise<void> {
  const list = JSON.stringify(people)
  if (dialectOf(tx) === 'postgresql') {
    await tx.$executeRaw`INSERT INTO "Person" ("telegramUserId", "name", "createdAt")
      SELECT "telegramUserId", "name", ${now}::timestamp
      FROM jsonb_to_recordset(${list}::jsonb) AS r ("telegramUserId" bigint, "name" text)
      WHERE NOT EXISTS (SELECT 1 FROM "Person" p WHERE p."telegramUserId" = r."telegramUserId") ON CONFLICT DO NOTHING`
    return
  }
  await tx.$executeRaw`INSERT INTO "Person" ("telegramUserId", "name", "createdAt")
    SELECT value ->> 'telegramUserId', value ->> 'name', ${now}
    FROM json_each(${list}) WHERE NOT EXISTS (SELECT 1 FROM "Person" p WHERE p."telegramUserId" = value ->> 'telegramUserId')
    ON CONFLICT DO NOTHING`
}
