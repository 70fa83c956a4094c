import type { GroupChat } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { groupsUnder, type Listener, peopleUnder } from './audience-store.ts'
import type { Role } from './permission.ts'
import { unitById } from './unit-store.ts'

/** Whom something is meant for: the groups bound in a subtree, the people of it, or those of them with a role. */
export interface Audience {
  unitId: number
  groups: boolean
  people: boolean
  /** Only people who hold it in the subtree. */
  role?: Role | undefined
}

/** The group chats bound under the unit that can be reached, by our id. None when no groups are meant. */
export async function groupsFor(db: Tx, audience: Audience): Promise<(GroupChat & { title: string })[]> {
  const unit = audience.groups ? await unitById(db, audience.unitId) : undefined
  return unit ? groupsUnder(db, unit.path) : []
}

/** The people who live in the subtree or hold a role in it, each once, who have a private chat with us. */
export async function peopleFor(db: Tx, audience: Audience): Promise<Listener[]> {
  const unit = audience.people ? await unitById(db, audience.unitId) : undefined
  return unit ? peopleUnder(db, unit.path, audience.role) : []
}

export async function countAudience(db: Tx, audience: Audience): Promise<{ groups: number; people: number }> {
  const [groups, people] = [await groupsFor(db, audience), await peopleFor(db, audience)]
  return { groups: groups.length, people: people.length }
}
