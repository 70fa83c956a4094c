import type { Tx } from '../../lib/db.ts'
import type { Privacy } from '../case.ts'

export async function insertIdentity(tx: Tx, caseId: number, sealed: string): Promise<void> {
  await tx.caseIdentity.create({ data: { caseId, sealed } })
}

/** Undefined when it was erased. */
export async function sealedIdentity(db: Tx, caseId: number): Promise<string | undefined> {
  const row = await db.caseIdentity.findUnique({ where: { caseId } })
  return row?.sealed
}

/** What is sealed under the key of identities: who told a case, or who is the other side of one. */
export interface SealedRow {
  id: number
  caseId: number
  /** Absent for who told it. */
  partyId?: number
  /** Of the case, for the eye. */
  number: string
  sealed: string
}

/** Who told the next cases after `after`, by their ids. */
export async function sealedReporters(
  tx: Tx,
  after: number,
  limit: number,
): Promise<(SealedRow & { privacy: Privacy })[]> {
  const rows = await tx.caseIdentity.findMany({
    where: { caseId: { gt: after } },
    select: { caseId: true, sealed: true, case: { select: { privacy: true, number: true } } },
    orderBy: { caseId: 'asc' },
    take: limit,
  })
  return rows.map(({ caseId, sealed, case: of }) => ({ id: caseId, caseId, sealed, ...of }))
}

/** Seals anew who told a case, and with it what they find it by; a mark that is undefined stays. */
export async function resealReporter(
  tx: Tx,
  caseId: number,
  { sealed, mark }: { sealed: string; mark: string | undefined },
): Promise<void> {
  await tx.caseIdentity.update({ where: { caseId }, data: { sealed } })
  if (mark !== undefined) await tx.case.update({ where: { id: caseId }, data: { reporterMark: mark } })
}

/** Who the other sides are, by the ids of their rows, after `after`. */
export async function sealedParties(tx: Tx, after: number, limit: number): Promise<SealedRow[]> {
  const rows = await tx.caseParty.findMany({
    where: { id: { gt: after }, sealed: { not: null } },
    select: { id: true, caseId: true, sealed: true, case: { select: { number: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.flatMap(({ id, caseId, sealed, case: { number } }) =>
    sealed === null ? [] : [{ id, caseId, partyId: id, number, sealed }],
  )
}

/** The same for the other side. */
export async function resealParty(
  tx: Tx,
  id: number,
  { sealed, mark }: { sealed: string; mark: string | undefined },
): Promise<void> {
  await tx.caseParty.update({ where: { id }, data: { sealed, ...(mark !== undefined && { mark }) } })
}

/** Nobody finds it by who they are any more, and nobody learns who told it. */
export async function eraseIdentity(tx: Tx, caseId: number): Promise<void> {
  await tx.caseIdentity.deleteMany({ where: { caseId } })
}
