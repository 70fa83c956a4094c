import type { PrivateChat } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import type { Asked, Round, Sweep, SweepWord } from './sweep.ts'

const sweepColumns = { id: true, authorId: true, unitId: true, question: true } as const
const roundColumns = { id: true, sweepId: true, at: true } as const
const askedColumns = {
  id: true,
  roundId: true,
  unitId: true,
  officerId: true,
  deputyId: true,
  word: true,
  answeredById: true,
  answeredAt: true,
  nextAt: true,
} as const

type Nullable<Type> = {
  [Key in keyof Type]: undefined extends Type[Key] ? NonNullable<Type[Key]> | null : Type[Key]
}

const asked = ({ deputyId, word, answeredById, answeredAt, nextAt, ...row }: Nullable<Asked>): Asked => ({
  ...row,
  deputyId: deputyId ?? undefined,
  word: word ?? undefined,
  answeredById: answeredById ?? undefined,
  answeredAt: answeredAt ?? undefined,
  nextAt: nextAt ?? undefined,
})

/** The sweep that came of the update, when there is one already. */
export async function sweepByKey(db: Tx, key: string): Promise<Sweep | undefined> {
  return (await db.sweep.findUnique({ where: { key }, select: sweepColumns })) ?? undefined
}

export async function sweepById(db: Tx, id: number): Promise<Sweep | undefined> {
  return (await db.sweep.findUnique({ where: { id }, select: sweepColumns })) ?? undefined
}

export async function insertSweep(
  tx: Tx,
  data: Omit<Sweep, 'id'> & { key: string; createdAt: Date },
): Promise<Sweep> {
  return tx.sweep.create({ data, select: sweepColumns })
}

/** The newest sweeps of the units under `paths`. */
export async function sweepsUnder(db: Tx, paths: readonly string[], limit: number): Promise<Sweep[]> {
  const units = await db.unit.findMany({
    where: { OR: paths.map((path) => ({ path: { startsWith: path } })) },
    select: { id: true },
  })
  return db.sweep.findMany({
    where: { unitId: { in: units.map(({ id }) => id) } },
    select: sweepColumns,
    orderBy: { id: 'desc' },
    take: limit,
  })
}

export async function insertRound(tx: Tx, data: Omit<Round, 'id'>): Promise<Round> {
  return tx.sweepRound.create({ data, select: roundColumns })
}

export async function roundById(db: Tx, id: number): Promise<Round | undefined> {
  return (await db.sweepRound.findUnique({ where: { id }, select: roundColumns })) ?? undefined
}

export async function lastRoundOf(db: Tx, sweepId: number): Promise<Round | undefined> {
  const row = await db.sweepRound.findFirst({
    where: { sweepId },
    select: roundColumns,
    orderBy: { at: 'desc' },
  })
  return row ?? undefined
}

export async function insertAsked(
  tx: Tx,
  rows: readonly Pick<Asked, 'roundId' | 'unitId' | 'officerId' | 'nextAt'>[],
): Promise<void> {
  const data = rows.map(({ nextAt, ...row }) => ({ ...row, nextAt: nextAt ?? null }))
  await tx.sweepAnswer.createMany({ data })
}

export async function askedById(db: Tx, id: number): Promise<Asked | undefined> {
  const row = await db.sweepAnswer.findUnique({ where: { id }, select: askedColumns })
  return row ? asked(row) : undefined
}

/** Everything that was asked in a round. */
export async function askedIn(db: Tx, roundId: number): Promise<Asked[]> {
  const rows = await db.sweepAnswer.findMany({
    where: { roundId },
    select: askedColumns,
    orderBy: { id: 'asc' },
  })
  return rows.map(asked)
}

export async function noteWordOf(
  tx: Tx,
  id: number,
  said: { word: SweepWord; answeredById: number; answeredAt: Date },
): Promise<void> {
  await tx.sweepAnswer.update({ where: { id }, data: { ...said, nextAt: null } })
}

/** From now on `deputyId` is asked too; nobody, when there is none or it is not needed. */
export async function passTo(tx: Tx, id: number, deputyId: number | undefined): Promise<void> {
  await tx.sweepAnswer.update({ where: { id }, data: { nextAt: null, deputyId: deputyId ?? null } })
}

/** The rounds in which somebody is to be asked in the place of an officer by now. */
export async function roundsToPassOn(db: Tx, now: Date): Promise<number[]> {
  const rows = await db.sweepAnswer.findMany({
    where: { nextAt: { lte: now } },
    select: { roundId: true },
    distinct: ['roundId'],
    orderBy: { roundId: 'asc' },
  })
  return rows.map(({ roundId }) => roundId)
}

/** Somebody who can be written to. */
export interface Reachable {
  personId: number
  chat: PrivateChat
  language: string | undefined
}

/** Those of these people who have a private chat with us that works. */
export async function reachable(db: Tx, personIds: readonly number[]): Promise<Map<number, Reachable>> {
  const rows = await db.person.findMany({
    where: { id: { in: [...new Set(personIds)] }, chat: { state: 'active' } },
    select: { id: true, chatId: true, language: true },
    orderBy: { id: 'asc' },
  })
  return new Map(
    rows.flatMap(({ id, chatId, language }) => {
      if (chatId === null) return []
      const chat = { kind: 'private', chatId } as const
      return [[id, { personId: id, chat, language: language ?? undefined }] as const]
    }),
  )
}
