import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { once } from '../lib/once.ts'
import { type Role, rolesWith } from '../org/permission.ts'
import { type Grant, grantsAround, grantsInMany, grantsOfMany } from '../org/role-store.ts'
import { idsOnPath, type Unit } from '../org/unit.ts'
import { unitById, unitsByIds } from '../org/unit-store.ts'
import type { Case } from './case.ts'
import { carries, isKeptFrom, type Standing, type Surroundings } from './relation.ts'
import { aroundCase, standingOf } from './see-case.ts'
import { marksOf } from './trust/identity.ts'

/** The unit that a matter of `unitId` goes to next when it goes up; undefined above the town. */
export async function unitAbove(db: Tx, unitId: number): Promise<Unit | undefined> {
  const unit = await unitOf(db, unitId)
  return unit?.parentId === undefined ? undefined : unitOf(db, unit.parentId)
}

/** Who takes in what lies in a unit: those with that office there, or those who lead there. */
export function takersIn(grants: readonly Grant[], id: number): Grant[] {
  const here = grants.filter(({ unitId }) => unitId === id)
  const officers = here.filter((grant) => carries(grant, 'intake-cases'))
  return officers.length > 0 ? officers : here.filter((grant) => carries(grant, 'lead-cases'))
}

/** The offices that take in, or lead where nobody else does. */
export const takingRoles = [...new Set([...rolesWith('intake-cases'), ...rolesWith('lead-cases')])]

/** Which of these people may be given a part in the case. */
export async function fitFor(db: Tx, app: App, one: Case, personIds: readonly number[]): Promise<Standing[]> {
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
export async function allowedOn(
  db: Tx,
  app: App,
  one: Case,
  personIds: readonly number[],
): Promise<number[]> {
  const around = await aroundCase(db, one)
  const fit = await fitFor(db, app, one, personIds)
  return fit.filter((standing) => mayBeTold(one, standing, around)).map(({ personId }) => personId)
}

const peopleOf = (grants: readonly Grant[]) => grants.map(({ personId }) => personId)

/** Those of these offices whose holders may have to do with the case. */
async function allowedGrants(db: Tx, app: App, one: Case, grants: readonly Grant[]): Promise<Grant[]> {
  const allowed = await allowedOn(db, app, one, peopleOf(grants))
  return grants.filter(({ personId }) => allowed.includes(personId))
}

/** The unit that has a case and those above it, the nearest first. */
export const upwardsFrom = (db: Tx, path: string): Promise<Unit[]> =>
  once(db, `upwards:${path}`, async () => {
    const units = await unitsByIds(db, idsOnPath(path))
    return units.toSorted((a, b) => b.path.length - a.path.length)
  })

export const unitOf = (db: Tx, id: number): Promise<Unit | undefined> =>
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
