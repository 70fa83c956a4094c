import type { Tx } from '../../lib/db.ts'

/** The other side of a dispute, or the link by which it may come. */
export interface Party {
  id: number
  caseId: number
  /** What the lists call them. */
  alias: string
  mark: string | undefined
  /** Who it is; undefined before they came, and when they were let go or erased. */
  sealed: string | undefined
  joinedAt: Date | undefined
  hasLink: boolean
  expiresAt: Date | undefined
}

interface Row {
  id: number
  caseId: number
  alias: string
  inviteHash: string | null
  expiresAt: Date | null
  mark: string | null
  sealed: string | null
  joinedAt: Date | null
}

const known = ({ id, caseId, alias, inviteHash, ...row }: Row): Party => ({
  id,
  caseId,
  alias,
  mark: row.mark ?? undefined,
  sealed: row.sealed ?? undefined,
  joinedAt: row.joinedAt ?? undefined,
  hasLink: inviteHash !== null,
  expiresAt: row.expiresAt ?? undefined,
})

/** The other side, when there is one. */
export async function partyOf(db: Tx, caseId: number): Promise<Party | undefined> {
  const row = await db.caseParty.findFirst({
    where: { caseId, joinedAt: { not: null }, sealed: { not: null } },
    orderBy: { id: 'desc' },
  })
  return row ? known(row) : undefined
}

/** The row that waits for somebody to come by a link. */
export async function awaitedParty(db: Tx, caseId: number): Promise<Party | undefined> {
  const row = await db.caseParty.findFirst({ where: { caseId, joinedAt: null }, orderBy: { id: 'desc' } })
  return row ? known(row) : undefined
}

export async function partyByLink(db: Tx, inviteHash: string): Promise<Party | undefined> {
  const row = await db.caseParty.findUnique({ where: { inviteHash } })
  return row ? known(row) : undefined
}

export async function insertParty(tx: Tx, row: { caseId: number; alias: string }): Promise<Party> {
  return known(await tx.caseParty.create({ data: row }))
}

/** From now on this link leads here, and no earlier one. */
export async function giveLink(tx: Tx, id: number, inviteHash: string, expiresAt: Date): Promise<void> {
  await tx.caseParty.update({ where: { id }, data: { inviteHash, expiresAt } })
}

/** Nobody gets in by it any more. */
export async function takeLink(tx: Tx, id: number): Promise<void> {
  await tx.caseParty.update({ where: { id }, data: { expiresAt: null } })
}

/** Somebody is the other side from now on. False: somebody else was quicker. */
export async function noteJoined(
  tx: Tx,
  id: number,
  who: { sealed: string; mark?: string; at: Date },
): Promise<boolean> {
  const { sealed, mark, at } = who
  const { count } = await tx.caseParty.updateMany({
    where: { id, joinedAt: null },
    data: { sealed, mark: mark ?? null, joinedAt: at },
  })
  return count === 1
}

/** They are no longer a side; what they said stays. */
export async function noteLetGo(tx: Tx, id: number): Promise<void> {
  await tx.caseParty.update({
    where: { id },
    data: { sealed: null, mark: null, inviteHash: null, expiresAt: null },
  })
}

/** How many files were told or sent in their thread. */
export async function countPartyFiles(db: Tx, partyId: number): Promise<number> {
  return db.caseFile.count({ where: { entry: { partyId }, state: { not: 'erased' } } })
}
