import { z } from 'zod'
import type { Tx } from '../../lib/db.ts'
import type { UnitKind } from '../../org/unit.ts'
import type { Clock, Pause } from './case-clock.ts'
import type { ClockPurpose, Term } from './case-terms.ts'

interface Row {
  id: number
  caseId: number
  purpose: string
  level: string
  startedAt: Date
  amount: number
  unit: string
  pauses: string
  pausedAt: Date | null
  dueAt: Date
  provisional: boolean
  extendedAt: Date | null
  pushedAt: Date | null
  marksDone: number
}

const moment = z.string().transform((text) => new Date(text))
const pauseList = z.array(z.tuple([moment, moment]))

const readPauses = (json: string): Pause[] =>
  pauseList.parse(JSON.parse(json)).map(([from, to]) => ({ from, to }))

const writePauses = (pauses: readonly Pause[]): string =>
  JSON.stringify(pauses.map(({ from, to }) => [from.toISOString(), to.toISOString()]))

/** A clock as it is kept: with the level that had the case, and what was done to it. */
export interface KeptClock extends Clock {
  level: UnitKind
  extendedAt: Date | undefined
  pushedAt: Date | undefined
}

export function clock({
  amount,
  unit,
  pauses,
  pausedAt,
  extendedAt,
  pushedAt,
  purpose,
  level,
  ...row
}: Row): KeptClock {
  return {
    ...row,
    purpose: purpose as ClockPurpose,
    level: level as UnitKind,
    term: { amount, unit: unit as Term['unit'] },
    pauses: readPauses(pauses),
    pausedAt: pausedAt ?? undefined,
    extendedAt: extendedAt ?? undefined,
    pushedAt: pushedAt ?? undefined,
  }
}

export const columns = {
  id: true,
  caseId: true,
  purpose: true,
  level: true,
  startedAt: true,
  amount: true,
  unit: true,
  pauses: true,
  pausedAt: true,
  dueAt: true,
  provisional: true,
  extendedAt: true,
  pushedAt: true,
  marksDone: true,
} as const

interface NewClock
  extends Pick<KeptClock, 'caseId' | 'purpose' | 'level' | 'startedAt' | 'term' | 'dueAt' | 'provisional'> {
  nextAt: Date | undefined
}

export async function insertClock(tx: Tx, { term, nextAt, ...row }: NewClock): Promise<void> {
  await tx.caseClock.create({ data: { ...row, ...term, nextAt: nextAt ?? null } })
}

/** The clocks of a case that were not stopped. */
export async function runningClocks(db: Tx, caseId: number): Promise<KeptClock[]> {
  const rows = await db.caseClock.findMany({
    where: { caseId, stoppedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(clock)
}

/** The same of many cases. */
export async function runningClocksOf(db: Tx, caseIds: readonly number[]): Promise<KeptClock[]> {
  const rows = await db.caseClock.findMany({
    where: { caseId: { in: [...caseIds] }, stoppedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.map(clock)
}

export async function saveClock(
  tx: Tx,
  { id, term, pauses, pausedAt, extendedAt, pushedAt, dueAt, provisional, marksDone }: KeptClock,
  nextAt: Date | undefined,
): Promise<void> {
  await tx.caseClock.update({
    where: { id },
    data: {
      amount: term.amount,
      pauses: writePauses(pauses),
      pausedAt: pausedAt ?? null,
      extendedAt: extendedAt ?? null,
      pushedAt: pushedAt ?? null,
      dueAt,
      provisional,
      marksDone,
      nextAt: nextAt ?? null,
    },
  })
}

/**
 * The last clock of a case for that purpose and level, of those that began at `since` or later, and when it was stopped. Absent
 * when that level had none.
 */
export async function lastClock(
  db: Tx,
  { caseId, purpose, level }: Pick<KeptClock, 'caseId' | 'purpose' | 'level'>,
  since: Date | undefined,
): Promise<{ clock: KeptClock; stoppedAt: Date | undefined } | undefined> {
  const row = await db.caseClock.findFirst({
    where: { caseId, purpose, level, ...(since && { startedAt: { gte: since } }) },
    select: { ...columns, stoppedAt: true },
    orderBy: { id: 'desc' },
  })
  if (!row) return undefined
  const { stoppedAt, ...kept } = row
  return { clock: clock(kept), stoppedAt: stoppedAt ?? undefined }
}

export async function runClockRowAgain(tx: Tx, id: number): Promise<void> {
  await tx.caseClock.update({ where: { id }, data: { stoppedAt: null } })
}

export async function stopClockRow(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.caseClock.update({ where: { id }, data: { stoppedAt: at, nextAt: null } })
}

/** The clocks of these cases that have something to say by now, the one that is due longest first. */
export async function dueClocks(db: Tx, caseIds: readonly number[], now: Date): Promise<KeptClock[]> {
  const rows = await db.caseClock.findMany({
    where: { caseId: { in: [...caseIds] }, stoppedAt: null, nextAt: { lte: now } },
    select: columns,
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(clock)
}

/**
 * The cases one of whose clocks has something to say by now, the one that is due longest first; without `except`, whose turn
 * has failed.
 */
export async function casesWithDueClocks(
  db: Tx,
  now: Date,
  limit: number,
  except: readonly number[] = [],
): Promise<number[]> {
  const rows = await db.caseClock.findMany({
    where: {
      stoppedAt: null,
      nextAt: { lte: now },
      ...(except.length > 0 && { caseId: { notIn: [...except] } }),
    },
    select: { caseId: true },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return [...new Set(rows.map(({ caseId }) => caseId))]
}
