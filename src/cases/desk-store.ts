import type { Prisma, Tx } from '../lib/db.ts'
import { type Case, overStates } from './case.ts'
import { columns, known } from './case-store.ts'

/** Whom a list is for: the person and those they stand in for, and the units in which they may take in. */
export interface Desk {
  personIds: readonly number[]
  /** Where they take in, or lead, exactly there. */
  takingUnitIds: readonly number[]
}

const pressing = [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] as const

/** It is new where it lies, or nobody answers for it there. */
const toBeTakenIn: Prisma.CaseWhereInput = {
  joinedToId: null,
  OR: [{ state: { in: ['filed', 'redirected'] } }, { state: { in: ['accepted', 'disputed'] }, leadId: null }],
}

/**
 * What may wait for somebody: what they lead or handle, and what is to be taken in where they could. The most pressing first. Whose
 * it is to take in is asked of `takersOfEach` afterwards.
 */
export async function casesOnDesk(
  db: Tx,
  { personIds, takingUnitIds }: Desk,
  limit: number,
): Promise<Case[]> {
  const mine = { in: [...personIds] }
  const rows = await db.case.findMany({
    where: {
      joinedToId: null,
      OR: [
        { OR: [{ handlerId: mine }, { leadId: mine }], state: { notIn: [...overStates, 'handled'] } },
        { handlingUnitId: { in: [...takingUnitIds] }, ...toBeTakenIn },
      ],
    },
    select: columns,
    orderBy: [...pressing],
    take: limit,
  })
  return rows.map(known)
}

/** What is to be taken in beneath these units: it is theirs where nobody is left who could. */
export async function casesToTakeInBelow(
  db: Tx,
  units: readonly { id: number; path: string }[],
  limit: number,
): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: {
      AND: [
        toBeTakenIn,
        { OR: units.map(({ path }) => ({ handlingUnit: { path: { startsWith: path } } })) },
        { handlingUnitId: { notIn: units.map(({ id }) => id) } },
      ],
    },
    select: columns,
    orderBy: [...pressing],
    take: limit,
  })
  return rows.map(known)
}

/** What was answered by silence for too long below `paths`. Who is to ask is asked of `askersOfEach` afterwards. */
export async function silentCasesBelow(
  db: Tx,
  paths: readonly string[],
  now: Date,
  limit: number,
): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: {
      state: 'handled',
      dueAt: { lte: now },
      OR: paths.map((path) => ({ handlingUnit: { path: { startsWith: path } } })),
    },
    select: columns,
    orderBy: [...pressing],
    take: limit,
  })
  return rows.map(known)
}

/** Every open case of the units below `paths`, the most pressing first. Who may see which is asked of `relationsOf` afterwards. */
export async function openCasesBelow(db: Tx, paths: readonly string[], limit: number): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: {
      state: { notIn: [...overStates] },
      OR: paths.map((path) => ({ handlingUnit: { path: { startsWith: path } } })),
    },
    select: columns,
    orderBy: [...pressing],
    take: limit,
  })
  return rows.map(known)
}

/**
 * What is overdue and does not climb, the longest first: what is to be done lies in the town, was handed to somebody outside, or
 * was answered by silence.
 */
export async function stillOverdue(db: Tx, now: Date): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: {
      dueAt: { lte: now },
      state: { notIn: [...overStates] },
      OR: [{ state: { in: ['handled', 'redirected'] } }, { handlingUnit: { parentId: null } }],
    },
    select: columns,
    orderBy: [...pressing],
  })
  return rows.map(known)
}
