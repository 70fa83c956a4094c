import type { Tx } from '../lib/db.ts'
import type { Invite } from './invite.ts'
import type { Role } from './permission.ts'

const columns = {
  id: true,
  role: true,
  unitId: true,
  maxUses: true,
  expiresAt: true,
  createdById: true,
  revokedAt: true,
  _count: { select: { uses: true } },
} as const

interface Row {
  id: number
  role: Role
  unitId: number
  maxUses: number
  expiresAt: Date
  createdById: number | null
  revokedAt: Date | null
  _count: { uses: number }
}

function invite({ revokedAt, createdById, _count, ...row }: Row): Invite {
  return { ...row, createdById: createdById ?? undefined, used: _count.uses, isRevoked: revokedAt !== null }
}

export async function insertInvite(
  tx: Tx,
  row: {
    tokenHash: string
    role: Role
    unitId: number
    maxUses: number
    expiresAt: Date
    createdById: number | undefined
    createdAt: Date
  },
): Promise<Invite> {
  const made = await tx.invite.create({
    data: { ...row, createdById: row.createdById ?? null },
    select: columns,
  })
  return invite(made)
}

export async function inviteByHash(db: Tx, tokenHash: string): Promise<Invite | undefined> {
  const row = await db.invite.findUnique({ where: { tokenHash }, select: columns })
  return row ? invite(row) : undefined
}

export async function inviteById(db: Tx, id: number): Promise<Invite | undefined> {
  const row = await db.invite.findUnique({ where: { id }, select: columns })
  return row ? invite(row) : undefined
}

/** Those that can still be used, under `path`, newest first. */
export async function openInvites(db: Tx, path: string, now: Date): Promise<Invite[]> {
  const rows = await db.invite.findMany({
    where: { unit: { path: { startsWith: path } }, revokedAt: null, expiresAt: { gt: now } },
    select: columns,
    orderBy: { id: 'desc' },
  })
  return rows.map(invite).filter(({ used, maxUses }) => used < maxUses)
}

export async function hasUsed(db: Tx, inviteId: number, personId: number): Promise<boolean> {
  return (await db.inviteUse.count({ where: { inviteId, personId } })) > 0
}

export async function insertUse(tx: Tx, inviteId: number, personId: number, usedAt: Date): Promise<void> {
  await tx.inviteUse.create({ data: { inviteId, personId, usedAt } })
}

export async function revokeInviteRow(
  tx: Tx,
  id: number,
  revokedById: number | undefined,
  now: Date,
): Promise<void> {
  await tx.invite.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now, revokedById: revokedById ?? null },
  })
}

/** Links to become owner that nobody has used: they give way to a new one. */
export async function revokeUnusedOwnerInvites(tx: Tx, now: Date): Promise<void> {
  await tx.invite.updateMany({
    where: { role: 'owner', createdById: null, revokedAt: null, uses: { none: {} } },
    data: { revokedAt: now },
  })
}
