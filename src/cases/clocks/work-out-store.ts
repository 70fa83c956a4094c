import type { Tx } from '../../lib/db.ts'
import { isMain } from './case-clock.ts'
import { clock, columns, type KeptClock } from './clock-store.ts'

/** A clock, and when it says something next as it is noted. */
export interface NotedClock extends KeptClock {
  nextAt: Date | undefined
}

type Row = Parameters<typeof clock>[0] & { nextAt: Date | null }

const noted = ({ nextAt, ...row }: Row): NotedClock => ({ ...clock(row), nextAt: nextAt ?? undefined })
const countsDays = { unit: 'working-days', stoppedAt: null } as const
const withNext = { ...columns, nextAt: true } as const

/** Those that count working days and were not stopped, in the order of their ids; the first of them after `afterId`. */
export async function clocksThatCountDays(db: Tx, afterId: number, limit: number): Promise<NotedClock[]> {
  const rows = await db.caseClock.findMany({
    where: { ...countsDays, id: { gt: afterId } },
    select: withNext,
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(noted)
}

/** Those of them that were not stopped meanwhile. */
export async function stillCounting(tx: Tx, ids: readonly number[]): Promise<NotedClock[]> {
  const rows = await tx.caseClock.findMany({
    where: { ...countsDays, id: { in: [...ids] } },
    select: withNext,
  })
  return rows.map(noted)
}

/** Notes when these are over now, and the same at the cases whose main clock they are, unless it stands. */
export async function moveClocks(tx: Tx, clocks: readonly NotedClock[]): Promise<void> {
  for (const { id, dueAt, nextAt = null, provisional } of clocks)
    await tx.caseClock.update({ where: { id }, data: { dueAt, nextAt, provisional }, select: { id: true } })
  const ofCases = clocks.filter((one) => isMain(one) && !one.pausedAt)
  for (const ms of new Set(ofCases.map(({ dueAt }) => dueAt.getTime()))) {
    const ids = ofCases.filter(({ dueAt }) => dueAt.getTime() === ms).map(({ caseId }) => caseId)
    await tx.case.updateMany({ where: { id: { in: ids } }, data: { dueAt: new Date(ms) } })
  }
}
