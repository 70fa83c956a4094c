import type { Tx } from '../../lib/db.ts'
import { overStates } from '../case.ts'
import { besidesParties } from '../files/file-store.ts'

export interface Erasable {
  id: number
  number: string
  kind: string
  closedAt: Date
  /** Both sides agreed in writing: it binds the other one too. */
  isAgreed: boolean
}

const columns = {
  id: true,
  number: true,
  kind: true,
  closedAt: true,
  mediation: { select: { agreedAt: true } },
} as const

interface Row {
  id: number
  number: string
  kind: string
  closedAt: Date | null
  mediation: { agreedAt: Date | null } | null
}

/** A share that somebody has in a case as its other side. */
export interface ErasableShare extends Erasable {
  partyId: number
}

const erasable = ({ closedAt, mediation, ...row }: Row): Erasable[] =>
  closedAt ? [{ ...row, closedAt, isAgreed: mediation?.agreedAt != null }] : []

/** Whoever told it may have had theirs erased while the other side keeps its own share. */
const isLeft = { OR: [{ erasedAt: null }, { parties: { some: { sealed: { not: null } } } }] }

/** Ended before `before` and not erased yet, a page at a time in the order of their ids. */
export async function endedBefore(db: Tx, before: Date, after: number, limit: number): Promise<Erasable[]> {
  const rows = await db.case.findMany({
    where: { id: { gt: after }, state: { in: [...overStates] }, closedAt: { lte: before }, ...isLeft },
    select: columns,
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.flatMap(erasable)
}

/** What somebody told that has ended, by the marks they are found by. */
export async function endedByMarks(db: Tx, marks: readonly string[]): Promise<Erasable[]> {
  const rows = await db.case.findMany({
    where: { reporterMark: { in: [...marks] }, state: { in: [...overStates] }, erasedAt: null },
    select: columns,
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(erasable)
}

/** What somebody is the other side of and that has ended, by the marks they are found by. */
export async function endedAsParty(db: Tx, marks: readonly string[]): Promise<ErasableShare[]> {
  const rows = await db.caseParty.findMany({
    where: { mark: { in: [...marks] }, case: { state: { in: [...overStates] } } },
    select: { id: true, case: { select: columns } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id: partyId, case: row }) => erasable(row).map((one) => ({ ...one, partyId })))
}

/** Empties what the other side said and was told in a case, and who it is. */
export async function erasePartyRow(tx: Tx, partyId: number): Promise<void> {
  await tx.caseEntry.updateMany({ where: { partyId }, data: { body: '' } })
  await tx.caseParty.update({
    where: { id: partyId },
    data: { sealed: null, mark: null, inviteHash: null, expiresAt: null },
  })
}

/**
 * Empties what was said, by whom and where; what happened when stays, with the hashes of its notes, so that the chain can still be
 * followed. `aboutId` stays too: without it the official would begin to see the case. What the other side said, and who it is,
 * is not the reporter's to erase. False: it was erased before.
 */
export async function eraseCaseRow(tx: Tx, caseId: number, erasedAt: Date): Promise<boolean> {
  const { count } = await tx.case.updateMany({
    where: { id: caseId, erasedAt: null },
    data: { erasedAt, reporterMark: '', filedById: null, place: null },
  })
  if (count === 0) return false
  await tx.caseEntry.updateMany({ where: { caseId, ...besidesParties }, data: { body: '' } })
  await tx.caseEvent.updateMany({ where: { caseId }, data: { note: null } })
  await tx.caseParty.updateMany({ where: { caseId }, data: { inviteHash: null, expiresAt: null } })
  await tx.caseMediation.updateMany({ where: { caseId }, data: { agreement: null, spokenFileId: null } })
  await tx.caseMeeting.updateMany({ where: { caseId }, data: { place: '', nextAt: null } })
  await tx.caseUnsealing.updateMany({ where: { caseId }, data: { reason: '' } })
  await tx.caseSupervision.updateMany({ where: { caseId }, data: { title: '' } })
  await tx.casePromise.deleteMany({ where: { caseId, askedAt: null } })
  return true
}

/** Empties the shares of all parties of a case. Returns how many there were. */
export async function erasePartyRows(tx: Tx, caseId: number): Promise<number> {
  const rows = await tx.caseParty.findMany({ where: { caseId, sealed: { not: null } }, select: { id: true } })
  for (const { id } of rows) await erasePartyRow(tx, id)
  return rows.length
}

/** What somebody had begun to write, the prices they wait for, where they live and what they speak. */
export async function erasePersonal(tx: Tx, personId: number): Promise<void> {
  await tx.draft.deleteMany({ where: { personId } })
  await tx.priceAlert.deleteMany({ where: { personId } })
  await tx.person.update({ where: { id: personId }, data: { unitId: null, language: null } })
}
