import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { once } from '../../lib/once.ts'
import { rolesWith } from '../../org/permission.ts'
import { type Grant, grantsInMany } from '../../org/role-store.ts'
import { idsOnPath } from '../../org/unit.ts'
import type { Case } from '../case.ts'
import { takersOf } from '../people-around.ts'
import { isStaff, relationsOf, type Standing, type Surroundings } from '../relation.ts'
import { aroundCase, standingOf } from '../see-case.ts'
import { handsIn, isOutside } from '../stand-outside.ts'

/** Those of these people who still work on it: whoever has lost their offices meanwhile hears no more of it. */
export async function stillOnIt(
  db: Tx,
  app: App,
  one: Case,
  personIds: readonly (number | undefined)[],
): Promise<number[]> {
  const around = await aroundCase(db, one)
  const still: number[] = []
  for (const id of new Set(personIds)) {
    if (id === undefined) continue
    if (isStaff(relationsOf(one, await standingOf(db, app, id), around))) still.push(id)
  }
  return still
}

/** The first of these groups of people in which somebody still works on it; else whoever takes in where it lies. */
async function firstOnIt(
  db: Tx,
  app: App,
  one: Case,
  ...groups: readonly (number | undefined)[][]
): Promise<number[]> {
  for (const group of groups) {
    const still = await stillOnIt(db, app, one, group)
    if (still.length > 0) return still
  }
  return takersOf(db, app, one)
}

/** Who is to do the next thing: who handles it, or else leads it, or else takes in where it lies. */
export async function whoHasIt(db: Tx, app: App, one: Case): Promise<number[]> {
  return one.state === 'filed'
    ? takersOf(db, app, one)
    : firstOnIt(db, app, one, [one.handlerId], [one.leadId])
}

/** Who handles it and who leads it; where neither is left, who takes in where it lies. */
export const whoAnswersForIt = (db: Tx, app: App, one: Case): Promise<number[]> =>
  firstOnIt(db, app, one, [one.handlerId, one.leadId])

/** Who handed it to somebody outside, and so asks there. */
export const whoFollowsIt = (db: Tx, app: App, one: Case): Promise<number[]> =>
  firstOnIt(db, app, one, [one.intakeId, one.leadId])

/** Those who lead above where it was handled, the nearest first, each level by itself; in the town, those who lead it. */
function levelsAbove(handlingPath: string, leaders: readonly Grant[]): number[][] {
  const ids = idsOnPath(handlingPath)
  const above = ids.length > 1 ? ids.slice(0, -1).toReversed() : ids
  return above.map((unitId) => leaders.flatMap((grant) => (grant.unitId === unitId ? [grant.personId] : [])))
}

/**
 * Who may ask the reporter in person how each of these ended: the nearest of those who lead above where it was handled, and stand
 * outside of what was done. In a handful of queries however many cases there are.
 */
export async function askersOfEach(
  db: Tx,
  app: App,
  cases: readonly Case[],
  around: ReadonlyMap<number, Surroundings>,
): Promise<Map<number, number[]>> {
  const paths = cases.flatMap(({ id }) => around.get(id)?.handlingPath ?? [])
  const unitIds = [...new Set(paths.flatMap(idsOnPath))]
  const leaders = await once(db, `leaders:${unitIds}`, () =>
    grantsInMany(db, unitIds, rolesWith('lead-cases')),
  )
  const hands = await handsIn(db, app, cases)
  const standings = new Map<number, Standing>()
  for (const personId of new Set(leaders.map((grant) => grant.personId)))
    standings.set(personId, await standingOf(db, app, personId))
  const isFit = (one: Case, here: Surroundings) => (personId: number) => {
    const standing = standings.get(personId)
    if (!standing) return false
    const seen = { one, are: relationsOf(one, standing, here) }
    return isOutside(seen, standing, here, hands.get(one.id) ?? new Set())
  }
  const askers = new Map<number, number[]>()
  for (const one of cases) {
    const here = around.get(one.id)
    if (!here) continue
    const levels = levelsAbove(here.handlingPath, leaders).map((level) => level.filter(isFit(one, here)))
    askers.set(one.id, [...new Set(levels.find((level) => level.length > 0))])
  }
  return askers
}

/** The same of one case. */
export async function askersOf(db: Tx, app: App, one: Case): Promise<number[]> {
  const around = new Map([[one.id, await aroundCase(db, one)]])
  return (await askersOfEach(db, app, [one], around)).get(one.id) ?? []
}
