import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { isOffice, type Permission, roles, rolesWith } from '../org/permission.ts'
import { namesOf } from '../org/person-store.ts'
import { type Grant, grantsAround } from '../org/role-store.ts'
import { idsOnPath, isWithin } from '../org/unit.ts'
import { unitById } from '../org/unit-store.ts'
import type { Case } from './case.ts'
import { allowedOn, fitFor, unitOf } from './people-around.ts'

/** Somebody who could be given a part in a case. */
export interface Candidate {
  personId: number
  name: string
  /** What they hold there, for the eye. */
  role: Grant['role']
  unitId: number
}

/** Whom a list may show that is read by those who may not know who told it: a gap in it would say that. */
async function listedFor(db: Tx, app: App, one: Case, personIds: readonly number[]): Promise<number[]> {
  if (one.privacy === 'named') return allowedOn(db, app, one, personIds)
  return (await fitFor(db, app, one, personIds)).map(({ personId }) => personId)
}

const depthOf = (path: string): number => idsOnPath(path).length

/** The nearest first, each by the nearest of their offices. */
async function candidates(
  db: Tx,
  app: App,
  one: Case,
  permission: Permission,
  isNear: (grant: Grant, path: string) => boolean,
): Promise<Candidate[]> {
  const unit = await unitOf(db, one.handlingUnitId)
  if (!unit) return []
  const grants = await grantsAround(db, unit.path, rolesWith(permission))
  const levels = ({ path }: Pick<Grant, 'path'>) => Math.abs(depthOf(path) - depthOf(unit.path))
  const near = grants
    .filter((grant) => isNear(grant, unit.path))
    .toSorted((a, b) => levels(a) - levels(b) || a.id - b.id)
  const allowed = await listedFor(
    db,
    app,
    one,
    near.map(({ personId }) => personId),
  )
  const names = await namesOf(db, allowed)
  return allowed.flatMap((personId) => {
    const grant = near.find((held) => held.personId === personId)
    const name = names.get(personId)
    return grant && name !== undefined ? [{ personId, name, role: grant.role, unitId: grant.unitId }] : []
  })
}

/** Who can lead it: those who lead where it lies, or, where nobody does, those above. */
export async function leadCandidates(db: Tx, app: App, one: Case): Promise<Candidate[]> {
  const here = await candidates(db, app, one, 'lead-cases', (grant, path) => grant.path === path)
  return here.length > 0
    ? here
    : candidates(db, app, one, 'lead-cases', (grant, path) => isWithin({ path }, grant))
}

/** Who can handle it: everybody with an office for that where it lies, beneath, or above. */
export async function handlerCandidates(db: Tx, app: App, one: Case): Promise<Candidate[]> {
  return candidates(db, app, one, 'work-cases', () => true)
}

/** Who holds an office in a unit or above it: whom a matter can be about. The nearest first, each once. */
export async function officialsAround(db: Tx, unitId: number): Promise<Candidate[]> {
  const unit = await unitById(db, unitId)
  if (!unit) return []
  const grants = await grantsAround(
    db,
    unit.path,
    roles.filter((role) => isOffice({ role })),
  )
  const near = grants
    .filter((grant) => isWithin(unit, grant))
    .toSorted((a, b) => b.path.length - a.path.length)
  const first = near.filter(
    ({ personId }, at) => near.findIndex((other) => other.personId === personId) === at,
  )
  const names = await namesOf(
    db,
    first.map(({ personId }) => personId),
  )
  return first.flatMap(({ personId, role, unitId: of }) => {
    const name = names.get(personId)
    return name === undefined ? [] : [{ personId, name, role, unitId: of }]
  })
}
