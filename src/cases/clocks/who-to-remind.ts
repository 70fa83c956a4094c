import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Case } from '../case.ts'
import { hasWorkedOn } from '../event-store.ts'
import { leadersAbove, takersOf, unitAbove } from '../people-around.ts'
import { isStaff, relationsOf } from '../relation.ts'
import { aroundCase, standingOf } from '../see-case.ts'

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

/**
 * Who may ask the reporter in person how it ended: those who lead above where it was handled, the nearest first, and never had
 * a hand in it.
 */
export async function askersOf(db: Tx, app: App, one: Case): Promise<number[]> {
  const around = await aroundCase(db, one)
  for (let at: Case | undefined = one; at; ) {
    const fit: number[] = []
    for (const id of await leadersAbove(db, app, at)) {
      const are = relationsOf(one, await standingOf(db, app, id), around)
      if (are.has('outsider') && !(await hasWorkedOn(db, one.id, id))) fit.push(id)
    }
    if (fit.length > 0) return fit
    const above = await unitAbove(db, at.handlingUnitId)
    at = above && { ...at, handlingUnitId: above.id }
  }
  return []
}
