import type { Tx } from '../../lib/db.ts'
import type { Question } from '../question.ts'
import { readSet } from '../question-set.ts'
import {
  type Drawn,
  type EndReason,
  type Evening,
  type EveningPlan,
  endReasons,
  type Session,
  type SkipReason,
  skipReasons,
} from './evening.ts'

const eveningColumns = {
  id: true,
  key: true,
  planId: true,
  chatId: true,
  unitId: true,
  hostId: true,
  set: true,
  count: true,
  secondsEach: true,
  isRanked: true,
  state: true,
  startsAt: true,
  nextAt: true,
  startedAt: true,
  endedAt: true,
  endedWhy: true,
  toldTo: true,
} as const

const drawnColumns = {
  place: true,
  questionId: true,
  version: true,
  state: true,
  pollId: true,
  askedAt: true,
  closedAt: true,
  skippedWhy: true,
  takenBack: true,
} as const

type Nullable<Type> = {
  [Key in keyof Type]: undefined extends Type[Key] ? NonNullable<Type[Key]> | null : Type[Key]
}

type EveningRow = Nullable<Omit<Evening, 'set' | 'endedWhy'>> & { set: string; endedWhy: string | null }

type DrawnRow = Nullable<Omit<Drawn, 'skippedWhy'>> & { skippedWhy: string | null }

const reasonOf = (word: string | null): EndReason | undefined => endReasons.find((known) => known === word)

const skipOf = (word: string | null): SkipReason | undefined => skipReasons.find((known) => known === word)

const evening = ({ planId, nextAt, startedAt, endedAt, toldTo, ...row }: EveningRow): Evening => ({
  ...row,
  set: readSet(row.set),
  endedWhy: reasonOf(row.endedWhy),
  planId: planId ?? undefined,
  nextAt: nextAt ?? undefined,
  startedAt: startedAt ?? undefined,
  endedAt: endedAt ?? undefined,
  toldTo: toldTo ?? undefined,
})

const drawn = ({ pollId, askedAt, closedAt, ...row }: DrawnRow): Drawn => ({
  ...row,
  skippedWhy: skipOf(row.skippedWhy),
  pollId: pollId ?? undefined,
  askedAt: askedAt ?? undefined,
  closedAt: closedAt ?? undefined,
})

export interface NewEvening extends EveningPlan {
  key: string
  planId: number | undefined
  unitId: number
  hostId: number
  startsAt: Date
  createdAt: Date
}

/** Announced from now on; its group is busy with it. Throws when the group has another one. */
export async function insertEvening(tx: Tx, { set, planId, ...row }: NewEvening): Promise<Evening> {
  const created = await tx.quizEvening.create({
    data: {
      ...row,
      set: JSON.stringify(set),
      planId: planId ?? null,
      busyChatId: row.chatId,
      state: 'announced',
      nextAt: row.startsAt,
    },
    select: eveningColumns,
  })
  return evening(created)
}

export async function eveningByKey(db: Tx, key: string): Promise<Evening | undefined> {
  const row = await db.quizEvening.findUnique({ where: { key }, select: eveningColumns })
  return row ? evening(row) : undefined
}

export async function eveningById(db: Tx, id: number): Promise<Evening | undefined> {
  const row = await db.quizEvening.findUnique({ where: { id }, select: eveningColumns })
  return row ? evening(row) : undefined
}

/** The evening that a group is busy with. */
export async function eveningIn(db: Tx, chatId: number): Promise<Evening | undefined> {
  const row = await db.quizEvening.findUnique({ where: { busyChatId: chatId }, select: eveningColumns })
  return row ? evening(row) : undefined
}

/** The announced and running ones under these units, the newest first. */
export async function openEveningsUnder(db: Tx, paths: readonly string[], limit: number): Promise<Evening[]> {
  const unitIds = await unitIdsUnder(db, paths)
  const rows = await db.quizEvening.findMany({
    where: { unitId: { in: unitIds }, endedAt: null },
    select: eveningColumns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(evening)
}

export async function unitIdsUnder(db: Tx, paths: readonly string[]): Promise<number[]> {
  const units = await db.unit.findMany({
    where: { OR: paths.map((path) => ({ path: { startsWith: path } })) },
    select: { id: true },
  })
  return units.map(({ id }) => id)
}

export async function sessionById(db: Tx, id: number): Promise<Session | undefined> {
  const row = await db.quizEvening.findUnique({
    where: { id },
    select: { ...eveningColumns, questions: { select: drawnColumns, orderBy: { place: 'asc' } } },
  })
  if (!row) return undefined
  const { questions, ...rest } = row
  return { evening: evening(rest), drawn: questions.map(drawn) }
}

export async function insertDrawn(tx: Tx, eveningId: number, questions: readonly Question[]): Promise<void> {
  await tx.eveningQuestion.createMany({
    data: questions.map(({ id, version }, place) => ({
      eveningId,
      place,
      questionId: id,
      version,
      state: 'waiting' as const,
    })),
  })
}

const saidSame = (one: Drawn, other: Drawn | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

async function saveDrawn(tx: Tx, eveningId: number, one: Drawn): Promise<void> {
  const { place, version, state, takenBack } = one
  const { pollId = null, askedAt = null, closedAt = null, skippedWhy = null } = one
  await tx.eveningQuestion.update({
    where: { eveningId_place: { eveningId, place } },
    data: { version, state, pollId, askedAt, closedAt, skippedWhy, takenBack },
  })
}

/** Writes what has changed since `before`. When it has ended its group is free. */
export async function saveSession(tx: Tx, before: Session, session: Session): Promise<void> {
  const { id, chatId, state, nextAt, startedAt, endedAt, endedWhy, toldTo } = session.evening
  await tx.quizEvening.update({
    where: { id },
    data: {
      state,
      nextAt: nextAt ?? null,
      startedAt: startedAt ?? null,
      endedAt: endedAt ?? null,
      endedWhy: endedWhy ?? null,
      toldTo: toldTo ?? null,
      busyChatId: endedAt ? null : chatId,
    },
  })
  const changed = session.drawn.filter(
    (one) =>
      !saidSame(
        one,
        before.drawn.find(({ place }) => place === one.place),
      ),
  )
  for (const one of changed) await saveDrawn(tx, id, one)
}

/** Everybody up to `toldTo` has their own result; all of them when `isAll`. */
export async function noteTold(
  tx: Tx,
  id: number,
  told: { toldTo: number; nextAt: Date | undefined },
): Promise<void> {
  await tx.quizEvening.update({ where: { id }, data: { toldTo: told.toldTo, nextAt: told.nextAt ?? null } })
}

/** It is looked at again at `nextAt`, whatever stands in it. */
export async function postpone(db: Tx, id: number, nextAt: Date): Promise<void> {
  await db.quizEvening.updateMany({ where: { id }, data: { nextAt } })
}
