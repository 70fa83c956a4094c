import type { Tx } from '../lib/db.ts'
import { mayEnterLeave } from './leave.ts'
import { isOffice, offices, type Role } from './permission.ts'
import type { Actor } from './person.ts'
import { namesOf } from './person-store.ts'
import { grantsAround, grantsIn, grantsOf } from './role-store.ts'

export interface Colleague {
  id: number
  name: string
  role: Role
}

const longest = 24

/** The nearest first; whoever has no name in our books is left out. */
async function withNames(db: Tx, people: ReadonlyMap<number, Role>): Promise<Colleague[]> {
  const names = await namesOf(db, [...people.keys()])
  return [...people]
    .flatMap(([id, role]) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name, role }]
    })
    .slice(0, longest)
}

/** Who could stand in for somebody: everybody with an office in their units, above them and beneath, the nearest first. */
export async function colleaguesOf(db: Tx, personId: number): Promise<Colleague[]> {
  const own = (await grantsOf(db, personId)).filter(isOffice)
  const near = new Map<number, Role>()
  for (const { path } of own) {
    const around = await grantsAround(db, path, offices)
    const distance = (other: string) => Math.abs(other.length - path.length)
    for (const grant of around.toSorted((a, b) => distance(a.path) - distance(b.path)))
      if (grant.personId !== personId && !near.has(grant.personId)) near.set(grant.personId, grant.role)
  }
  return withNames(db, near)
}

/** Who holds an office in exactly that unit, of those for whom `by` may enter a leave. */
export async function absentIn(db: Tx, by: Actor, unitId: number): Promise<Colleague[]> {
  const there = new Map<number, Role>()
  for (const { personId, role } of (await grantsIn(db, unitId)).filter(isOffice))
    if (personId !== by.personId && !there.has(personId) && (await mayEnterLeave(db, by, personId)))
      there.set(personId, role)
  return withNames(db, there)
}
