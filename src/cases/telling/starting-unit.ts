import type { Tx } from '../../lib/db.ts'
import { isOffice } from '../../org/permission.ts'
import { type Grant, grantsAround, grantsOf, grantsOfMany } from '../../org/role-store.ts'
import { isWithin, type Unit } from '../../org/unit.ts'
import { takersIn, takingRoles, upwardsFrom } from '../people-around.ts'
import { outsideLine } from '../relation.ts'

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
