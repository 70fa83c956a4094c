import type { Tx } from '../lib/db.ts'
import { type Due, readCatchUp, readRule } from '../lib/schedule.ts'
import type { Schedule, ScheduleState } from './schedule.ts'

interface Row {
  id: number
  purpose: string
  subjectId: number
  rule: string
  timeZone: string
  catchUp: string
  nextAt: Date | null
  state: ScheduleState
}

const schedule = (row: Row): Schedule => ({
  ...row,
  rule: readRule(row.rule),
  catchUp: readCatchUp(row.catchUp),
  nextAt: row.nextAt ?? undefined,
})

export async function insertSchedule(
  tx: Tx,
  {
    rule,
    catchUp,
    ...plan
  }: Pick<Schedule, 'purpose' | 'subjectId' | 'rule' | 'timeZone' | 'catchUp'> & { nextAt: Date },
  now: Date,
): Promise<number> {
  const { id } = await tx.schedule.create({
    data: {
      ...plan,
      rule: JSON.stringify(rule),
      catchUp: JSON.stringify(catchUp),
      state: 'active',
      createdAt: now,
    },
  })
  return id
}

export async function scheduleById(db: Tx, id: number): Promise<Schedule | undefined> {
  const row = await db.schedule.findUnique({ where: { id } })
  return row ? schedule(row) : undefined
}

export async function scheduleOf(db: Tx, purpose: string, subjectId: number): Promise<Schedule | undefined> {
  const row = await db.schedule.findUnique({ where: { purpose_subjectId: { purpose, subjectId } } })
  return row ? schedule(row) : undefined
}

/** Ids of those that have come due, the longest due first. */
export async function dueSchedules(db: Tx, purpose: string, now: Date): Promise<number[]> {
  const rows = await db.schedule.findMany({
    where: { purpose, state: 'active', nextAt: { lte: now } },
    select: { id: true },
    orderBy: { nextAt: 'asc' },
  })
  return rows.map(({ id }) => id)
}

export async function saveSchedule(
  tx: Tx,
  id: number,
  change: { nextAt?: Date | undefined; state: ScheduleState },
): Promise<void> {
  await tx.schedule.update({ where: { id }, data: { state: change.state, nextAt: change.nextAt ?? null } })
}

/** Another rule, from `nextAt` on; whatever it was before, it is active. */
export async function rewriteSchedule(
  tx: Tx,
  id: number,
  { rule, catchUp, timeZone, nextAt }: Pick<Schedule, 'rule' | 'timeZone' | 'catchUp'> & { nextAt: Date },
): Promise<void> {
  const written = { rule: JSON.stringify(rule), catchUp: JSON.stringify(catchUp) }
  await tx.schedule.update({
    where: { id },
    data: { ...written, timeZone, nextAt, state: 'active', error: null },
  })
}

/**
 * One that cannot be fired is set aside with its error, and delays no other. Returns what it was for and when; undefined when
 * it is not due any more.
 */
export async function setAside(
  tx: Tx,
  id: number,
  error: string,
  now: Date,
): Promise<{ subjectId: number; at: Date } | undefined> {
  // Its rule may be what cannot be read: no more of the row is looked at than is needed.
  const row = await tx.schedule.findUnique({ where: { id }, select: { subjectId: true, nextAt: true } })
  const { count } = await tx.schedule.updateMany({
    where: { id, state: 'active', nextAt: { lte: now } },
    data: { state: 'broken', error },
  })
  return count === 1 && row?.nextAt ? { subjectId: row.subjectId, at: row.nextAt } : undefined
}

/** What became of a firing, and of those that were missed before it. */
export async function insertOccurrences(tx: Tx, scheduleId: number, due: Due, madeAt: Date): Promise<void> {
  const missed = due.missed.map((at) => ({ scheduleId, at, state: 'skipped' as const, madeAt }))
  await tx.occurrence.createMany({ data: [...missed, { scheduleId, at: due.at, state: due.state, madeAt }] })
}

export async function insertSkipped(tx: Tx, scheduleId: number, at: Date, madeAt: Date): Promise<void> {
  await tx.occurrence.create({ data: { scheduleId, at, state: 'skipped', madeAt } })
}

/** For /health. */
export async function countBroken(db: Tx): Promise<number> {
  return db.schedule.count({ where: { state: 'broken' } })
}
