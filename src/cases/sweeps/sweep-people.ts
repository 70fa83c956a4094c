import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { deputiesOf } from '../../org/deputy-store.ts'
import { may } from '../../org/may.ts'
import { type Role, rolesWith } from '../../org/permission.ts'
import { type Grant, grantsAround } from '../../org/role-store.ts'
import { isWithin, type Unit } from '../../org/unit.ts'
import { type Reachable, reachable } from './sweep-store.ts'

/** Each information officer under the unit, once for each unit that they look after. */
export async function officersUnder(db: Tx, unit: Unit): Promise<{ personId: number; unitId: number }[]> {
  const grants = await grantsAround(db, unit.path, ['officer'])
  const under = grants.filter((grant) => isWithin(grant, unit))
  const unique = new Map(under.map(({ personId, unitId }) => [`${unitId}:${personId}`, { personId, unitId }]))
  return [...unique.values()]
}

/** The secretary is asked before those in charge, and both before the owner. */
const order: readonly Role[] = ['secretary', 'leader', 'owner']
const nearestFirst = (a: Grant, b: Grant) =>
  b.path.length - a.path.length || order.indexOf(a.role) - order.indexOf(b.role) || a.id - b.id

/** Those who lead there or above, the nearest first. */
async function leadersOf(db: Tx, unit: Unit): Promise<number[]> {
  const grants = await grantsAround(db, unit.path, rolesWith('lead-cases'))
  return grants
    .filter((grant) => isWithin(unit, grant))
    .toSorted(nearestFirst)
    .map(({ personId }) => personId)
}

/** Whom we ask about a unit when its officer says nothing: who stands in for them, or the nearest who leads there. */
export async function standInFor(
  db: Tx,
  app: App,
  officerId: number,
  unit: Unit,
): Promise<Reachable | undefined> {
  const people = [...(await deputiesOf(db, officerId, app.clock.now())), ...(await leadersOf(db, unit))]
  const reached = await reachable(db, people)
  for (const personId of people) {
    const person = personId === officerId ? undefined : reached.get(personId)
    // Whoever has something to say must be able to tell it.
    if (person && (await may(db, personId, 'file-for-others', unit))) return person
  }
  return undefined
}
