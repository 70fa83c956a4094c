import type { Prisma, Tx } from '../../lib/db.ts'
import type { EventActor } from '../case-event.ts'

/** Asked some days after an agreement: is it kept? */
export interface Promised {
  id: number
  caseId: number
  days: number
  dueAt: Date
  askedAt: Date | undefined
  brokenAt: Date | undefined
  answeredAt: Date | undefined
}

interface Row {
  id: number
  caseId: number
  days: number
  dueAt: Date
  askedAt: Date | null
  brokenAt: Date | null
  answeredAt: Date | null
}

const known = ({ askedAt, brokenAt, answeredAt, ...row }: Row): Promised => ({
  ...row,
  askedAt: askedAt ?? undefined,
  brokenAt: brokenAt ?? undefined,
  answeredAt: answeredAt ?? undefined,
})

/** A new agreement is asked about anew. */
export async function promise(tx: Tx, caseId: number, days: number, dueAt: Date): Promise<void> {
  const anew = { dueAt, askedAt: null, brokenAt: null, answeredAt: null }
  await tx.casePromise.upsert({
    where: { caseId_days: { caseId, days } },
    create: { caseId, days, dueAt },
    update: anew,
  })
}

export async function promiseOf(db: Tx, caseId: number, days: number): Promise<Promised | undefined> {
  const row = await db.casePromise.findUnique({ where: { caseId_days: { caseId, days } } })
  return row ? known(row) : undefined
}

/** An agreement that holds, of a case that is done. */
const holding: Prisma.CaseWhereInput = {
  state: { in: ['handled', 'closed'] },
  mediation: { agreedAt: { not: null } },
}

/** The cases of which both sides are to be asked by now. */
export async function casesToAsk(db: Tx, now: Date, limit: number): Promise<number[]> {
  const rows = await db.casePromise.findMany({
    where: { askedAt: null, dueAt: { lte: now }, case: holding },
    select: { caseId: true },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return [...new Set(rows.map(({ caseId }) => caseId))]
}

/** What is due of a case and was not asked, the shortest first. */
export async function duePromises(db: Tx, caseId: number, now: Date): Promise<Promised[]> {
  const rows = await db.casePromise.findMany({
    where: { caseId, askedAt: null, dueAt: { lte: now }, case: holding },
    orderBy: { days: 'asc' },
  })
  return rows.map(known)
}

/** Asked between these moments, and not answered. */
export async function silentPromises(db: Tx, from: Date, to: Date): Promise<Promised[]> {
  const rows = await db.casePromise.findMany({
    where: { askedAt: { gt: from, lte: to }, answeredAt: null, brokenAt: null, case: holding },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(known)
}

/** False: it was asked before. */
export async function noteAsked(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { count } = await tx.casePromise.updateMany({ where: { id, askedAt: null }, data: { askedAt: at } })
  return count === 1
}

export async function notePromise(
  tx: Tx,
  id: number,
  what: { brokenAt: Date } | { answeredAt: Date },
): Promise<void> {
  await tx.casePromise.update({ where: { id }, data: what })
}

/** Who has done that since then: which side said that it is kept, whether the silence was noted. */
export async function actorsOf(db: Tx, caseId: number, what: string, since: Date): Promise<Set<EventActor>> {
  const rows = await db.caseEvent.findMany({
    where: { caseId, what, at: { gte: since } },
    select: { actor: true },
  })
  return new Set(rows.map(({ actor }) => actor as EventActor))
}
