import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { once } from '../lib/once.ts'
import { isOffice, type Permission, type Role, roles, rolesWith } from '../org/permission.ts'
import { namesOf } from '../org/person-store.ts'
import { type Grant, grantsAround, grantsInMany, grantsOf, grantsOfMany } from '../org/role-store.ts'
import { idsOnPath, isWithin, type Unit } from '../org/unit.ts'
import { unitById, unitsByIds } from '../org/unit-store.ts'
import type { Case } from './case.ts'
import { carries, isKeptFrom, outsideLine, type Standing, type Surroundings } from './relation.ts'
import { aroundCase, standingOf } from './see-case.ts'
import { marksOf } from './trust/identity.ts'

/** Somebody who could be given a part in a case. */
export interface Candidate {
  personId: number
  name: string
  /** What they hold there, for the eye. */
  role: Grant['role']
  unitId: number
}

/** The unit that a matter of `unitId` goes to next when it goes up; undefined above the town. */
export async function unitAbove(db: Tx, unitId: number): Promise<Unit | undefined> {
  const unit = await unitOf(db, unitId)
  return unit?.parentId === undefined ? undefined : unitOf(db, unit.parentId)
}

/** Who takes in what lies in a unit: those with that office there, or those who lead there. */
function takersIn(grants: readonly Grant[], id: number): Grant[] {
  const here = grants.filter(({ unitId }) => unitId === id)
  const officers = here.filter((grant) => carries(grant, 'intake-cases'))
  return officers.length > 0 ? officers : here.filter((grant) => carries(grant, 'lead-cases'))
}

/** The offices that take in, or lead where nobody else does. */
export const takingRoles = [...new Set([...rolesWith('intake-cases'), ...rolesWith('lead-cases')])]

/** The offices around a place that take in, of people who are not in an official's line. */
async function grantsOutside(db: Tx, path: string, aboutGrants: readonly Grant[]): Promise<Grant[]> {
  const around = await grantsAround(db, path, takingRoles)
  if (aboutGrants.length === 0) return around
  const held = await grantsOfMany(
    db,
    around.map(({ personId }) => personId),
  )
  const outside = new Set(
    [...held.values()].flatMap((own) => outsideLine(own, aboutGrants)).map(({ id }) => id),
  )
  return around.filter(({ id }) => outside.has(id))
}

/**
 * Where a matter begins: the lowest unit, from where it happened upwards, in which somebody can take it in. One that names an
 * official begins above the highest unit in which they hold an office, or in the town with those who are not below them.
 * Undefined when there is nobody.
 */
export async function startingUnit(
  db: Tx,
  happened: Unit,
  aboutId: number | undefined,
): Promise<Unit | undefined> {
  const aboutGrants = aboutId === undefined ? [] : await grantsOf(db, aboutId)
  const offices = aboutGrants.filter(isOffice)
  const takers = (await grantsOutside(db, happened.path, aboutGrants)).filter(
    ({ personId }) => personId !== aboutId,
  )
  const upwards = await upwardsFrom(db, happened.path)
  const isOfTheirs = (unit: Unit) =>
    unit.parentId !== undefined && offices.some((office) => isWithin(unit, office))
  const isBeneath = (unit: Unit) =>
    offices.some((office) => isWithin(office, unit) && office.unitId !== unit.id)
  const from = upwards.findIndex(
    (unit) => offices.length === 0 || isBeneath(unit) || unit.parentId === undefined,
  )
  return upwards
    .slice(Math.max(0, from))
    .find((unit) => !isOfTheirs(unit) && takersIn(takers, unit.id).length > 0)
}

/** Which of these people may be given a part in the case. */
async function fitFor(db: Tx, app: App, one: Case, personIds: readonly number[]): Promise<Standing[]> {
  const around = await aroundCase(db, one)
  const fit: Standing[] = []
  for (const personId of new Set(personIds)) {
    const standing = await standingOf(db, app, personId)
    if (!isKeptFrom(one, standing, around)) fit.push(standing)
  }
  return fit
}

/** Whether somebody may have to do with it and be told of it: not who told it, who hears of it as that. */
const mayBeTold = (one: Case, standing: Standing, around: Surroundings): boolean =>
  !isKeptFrom(one, standing, around) && !standing.marks.has(one.reporterMark)

/** Which of these people may be told of the case. */
async function allowedOn(db: Tx, app: App, one: Case, personIds: readonly number[]): Promise<number[]> {
  const around = await aroundCase(db, one)
  const fit = await fitFor(db, app, one, personIds)
  return fit.filter((standing) => mayBeTold(one, standing, around)).map(({ personId }) => personId)
}

/** Whom a list may show that is read by those who may not know who told it: a gap in it would say that. */
async function listedFor(db: Tx, app: App, one: Case, personIds: readonly number[]): Promise<number[]> {
  if (one.privacy === 'named') return allowedOn(db, app, one, personIds)
  return (await fitFor(db, app, one, personIds)).map(({ personId }) => personId)
}

const peopleOf = (grants: readonly Grant[]) => grants.map(({ personId }) => personId)

/** Those of these offices whose holders may have to do with the case. */
async function allowedGrants(db: Tx, app: App, one: Case, grants: readonly Grant[]): Promise<Grant[]> {
  const allowed = await allowedOn(db, app, one, peopleOf(grants))
  return grants.filter(({ personId }) => allowed.includes(personId))
}

/** The unit that has a case and those above it, the nearest first. */
const upwardsFrom = (db: Tx, path: string): Promise<Unit[]> =>
  once(db, `upwards:${path}`, async () => {
    const units = await unitsByIds(db, idsOnPath(path))
    return units.toSorted((a, b) => b.path.length - a.path.length)
  })

const unitOf = (db: Tx, id: number): Promise<Unit | undefined> =>
  once(db, `unit:${id}`, () => unitById(db, id))

const officesAround = (db: Tx, path: string, held: readonly Role[]): Promise<Grant[]> =>
  once(db, `offices:${path}:${held}`, () => grantsAround(db, path, held))

/** Whom a person is for these questions: what they stand in for is not asked. */
async function ownStandings(db: Tx, app: App, personIds: readonly number[]): Promise<Map<number, Standing>> {
  const grants = await grantsOfMany(db, personIds)
  return new Map(
    personIds.map((personId) => {
      const marks = new Set(marksOf(app, personId))
      return [personId, { personId, grants: grants.get(personId) ?? [], marks, standsInFor: [] }]
    }),
  )
}

/** What `takersOf` gives, of each of these cases, in a handful of queries however many they are. */
export async function takersOfEach(
  db: Tx,
  app: App,
  cases: readonly Case[],
  around: ReadonlyMap<number, Surroundings>,
): Promise<Map<number, number[]>> {
  const paths = cases.flatMap(({ id }) => around.get(id)?.handlingPath ?? [])
  const grants = await grantsInMany(db, [...new Set(paths.flatMap(idsOnPath))], takingRoles)
  const standings = await ownStandings(db, app, [...new Set(peopleOf(grants))])
  const takersFor = (one: Case): number[] => {
    const here = around.get(one.id)
    if (!here) return []
    const upwards = idsOnPath(here.handlingPath).toReversed()
    const allowed = grants.filter(({ personId, unitId }) => {
      const standing = standings.get(personId)
      return upwards.includes(unitId) && standing !== undefined && mayBeTold(one, standing, here)
    })
    return peopleOf(upwards.map((id) => takersIn(allowed, id)).find((found) => found.length > 0) ?? [])
  }
  return new Map(cases.map((one) => [one.id, takersFor(one)]))
}

/** Who takes in the case where it lies now, or, when nobody is left there, in the next unit above. */
export async function takersOf(db: Tx, app: App, one: Case): Promise<number[]> {
  const { handlingPath } = await aroundCase(db, one)
  const upwards = await upwardsFrom(db, handlingPath)
  const ids = upwards.map(({ id }) => id)
  const near = (await officesAround(db, handlingPath, takingRoles)).filter(({ unitId }) =>
    ids.includes(unitId),
  )
  const grants = await allowedGrants(db, app, one, near)
  const takers = upwards.map(({ id }) => takersIn(grants, id)).find((found) => found.length > 0)
  return [...new Set(peopleOf(takers ?? []))]
}

/** Who leads one level above the unit that has it; in the town, those who lead it. */
export async function leadersAbove(db: Tx, app: App, one: Case): Promise<number[]> {
  const { handlingPath } = await aroundCase(db, one)
  const path = await upwardsFrom(db, handlingPath)
  const above = path.length > 1 ? path.slice(1) : path
  const grants = await officesAround(db, handlingPath, rolesWith('lead-cases'))
  for (const here of above) {
    const people = peopleOf(grants.filter(({ unitId }) => unitId === here.id))
    const allowed = await allowedOn(db, app, one, people)
    if (allowed.length > 0) return allowed
  }
  return []
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
