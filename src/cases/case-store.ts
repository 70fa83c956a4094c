import type { Tx } from '../lib/db.ts'
import type { Case } from './case.ts'

interface Row {
  [name: string]: unknown
}

export const columns = {
  id: true,
  number: true,
  kind: true,
  urgency: true,
  privacy: true,
  wayIn: true,
  state: true,
  unitId: true,
  handlingUnitId: true,
  reporterMark: true,
  alias: true,
  filedById: true,
  intakeId: true,
  leadId: true,
  handlerId: true,
  aboutId: true,
  joinedToId: true,
  outcome: true,
  score: true,
  disputes: true,
  reopened: true,
  dueAt: true,
  filedAt: true,
  answeredAt: true,
  closedAt: true,
} as const

/** What the database says with null, we say with undefined. */
export const known = (row: Row): Case =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as Case

interface NewCase
  extends Pick<
    Case,
    | 'number'
    | 'kind'
    | 'urgency'
    | 'privacy'
    | 'wayIn'
    | 'unitId'
    | 'handlingUnitId'
    | 'reporterMark'
    | 'alias'
    | 'filedById'
    | 'aboutId'
    | 'filedAt'
  > {
  /** From the update that began it. */
  key: string
  /** Sealed; where it happened, as far as somebody sent a location. */
  place: string | undefined
}

export async function insertCase(tx: Tx, { filedById, aboutId, place, ...row }: NewCase): Promise<Case> {
  const optional = { filedById: filedById ?? null, aboutId: aboutId ?? null, place: place ?? null }
  return known(await tx.case.create({ data: { ...row, ...optional, state: 'filed' }, select: columns }))
}

/** The case that came of the update, when there is one already. */
export async function caseByKey(db: Tx, key: string): Promise<Case | undefined> {
  const row = await db.case.findUnique({ where: { key }, select: columns })
  return row ? known(row) : undefined
}

export async function caseById(db: Tx, id: number): Promise<Case | undefined> {
  const row = await db.case.findUnique({ where: { id }, select: columns })
  return row ? known(row) : undefined
}

export async function casesByIds(db: Tx, ids: readonly number[]): Promise<Case[]> {
  const rows = await db.case.findMany({ where: { id: { in: [...ids] } }, select: columns })
  return rows.map(known)
}

export async function caseByNumber(db: Tx, number: string): Promise<Case | undefined> {
  const row = await db.case.findUnique({ where: { number }, select: columns })
  return row ? known(row) : undefined
}

export async function casesByNumbers(db: Tx, numbers: readonly string[]): Promise<Case[]> {
  const rows = await db.case.findMany({ where: { number: { in: [...numbers] } }, select: columns })
  return rows.map(known)
}

export async function isNumberTaken(db: Tx, number: string): Promise<boolean> {
  return (await db.case.count({ where: { number } })) > 0
}

type Nullable<Type> = { [Key in keyof Type]: undefined extends Type[Key] ? Type[Key] | null : Type[Key] }

/** Of what is left out nothing changes; null empties. */
export type CaseChange = Partial<Nullable<Omit<Case, 'id' | 'number' | 'filedAt' | 'alias'>>>

export async function saveCase(tx: Tx, id: number, change: CaseChange): Promise<Case> {
  const data = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return known(await tx.case.update({ where: { id }, data, select: columns }))
}

/** What somebody told, newest first, by the marks they are found by. */
export async function casesByMarks(db: Tx, marks: readonly string[], limit: number): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: { reporterMark: { in: [...marks] } },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(known)
}

/** What somebody told for others, newest first. */
export async function casesFiledBy(db: Tx, personId: number, limit: number): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: { filedById: personId },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(known)
}

/** The cases to which somebody is the other party. */
export async function casesOfParty(db: Tx, marks: readonly string[], limit: number): Promise<Case[]> {
  const rows = await db.case.findMany({
    where: { parties: { some: { mark: { in: [...marks] } } } },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(known)
}

export async function joinedCases(db: Tx, id: number): Promise<Case[]> {
  const rows = await db.case.findMany({ where: { joinedToId: id }, select: columns, orderBy: { id: 'asc' } })
  return rows.map(known)
}

/** The paths of the units that have these cases, and the marks of their parties, each asked for once. */
export async function aroundCases(
  db: Tx,
  cases: readonly Pick<Case, 'id' | 'handlingUnitId'>[],
): Promise<{ paths: Map<number, string>; parties: Map<number, string[]> }> {
  const units = await db.unit.findMany({
    where: { id: { in: [...new Set(cases.map(({ handlingUnitId }) => handlingUnitId))] } },
    select: { id: true, path: true },
  })
  const rows = await db.caseParty.findMany({
    where: { caseId: { in: cases.map(({ id }) => id) }, mark: { not: null } },
    select: { caseId: true, mark: true },
  })
  const parties = new Map<number, string[]>()
  for (const { caseId, mark } of rows) if (mark) parties.set(caseId, [...(parties.get(caseId) ?? []), mark])
  return { paths: new Map(units.map(({ id, path }) => [id, path])), parties }
}
