import type { Tx } from '../lib/db.ts'
import { isOffice, offices, type Role } from './permission.ts'
import { namesOf } from './person-store.ts'
import { grantsAround, grantsOf } from './role-store.ts'

export interface Colleague {
  id: number
  name: string
  role: Role
}

const longest = 24

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
  const names = await namesOf(db, [...near.keys()])
  return [...near]
    .flatMap(([id, role]) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name, role }]
    })
    .slice(0, longest)
}
