import { createHash } from 'node:crypto'
import { type Role, roles } from './permission.ts'

/** An open or closed invitation. Its token is known to nobody but who holds the link. */
export interface Invite {
  id: number
  role: Role
  unitId: number
  maxUses: number
  used: number
  expiresAt: Date
  createdById: number | undefined
  isRevoked: boolean
}

const dayMs = 24 * 60 * 60 * 1000

/** How long a link can be used. */
const inviteDays = 7

/** How often a link can be used, as one chooses it. */
export const usesToChoose = [1, 10, 50] as const

/** A token is kept as its SHA-256 only: who reads the database cannot use it. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function expiryOf(now: Date, days = inviteDays): Date {
  return new Date(now.getTime() + days * dayMs)
}

/** The roles that `holder` may hand on: their own and the lesser ones; an owner all of them. */
export function rolesToHandOn(held: ReadonlySet<Role>): Role[] {
  if (held.has('owner')) return [...roles]
  return held.has('secretary') ? roles.filter((role) => role !== 'owner') : []
}
