import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { type Case, isOpen } from './case.ts'
import { casesByMarks, casesFiledBy, casesOfParty, casesOnDesk, openCasesBelow } from './case-store.ts'
import { carries, isStaff } from './relation.ts'
import { seenBy, standingOf } from './see-case.ts'
import { marksOf } from './trust/identity.ts'

/** A desk is read from its top: what lies deeper comes up when that is done. */
const deepest = 500
const mostOfOne = 100

/** What waits for somebody now, the most pressing first. */
export async function casesForDesk(db: Tx, app: App, personId: number): Promise<Case[]> {
  const { grants, standsInFor } = await standingOf(db, app, personId)
  const all = [...grants, ...standsInFor.flatMap((absent) => absent.grants)]
  const unitsOf = (permission: 'intake-cases' | 'lead-cases') =>
    all.filter((grant) => carries(grant, permission)).map(({ unitId }) => unitId)
  const found = await casesOnDesk(
    db,
    {
      personIds: [personId, ...standsInFor.map((absent) => absent.personId)],
      intakeUnitIds: unitsOf('intake-cases'),
      leadUnitIds: unitsOf('lead-cases'),
      now: app.clock.now(),
    },
    deepest,
  )
  const seen = await seenBy(db, app, personId, found)
  return seen.filter(({ are }) => isStaff(are)).map(({ one }) => one)
}

/** Every open case that somebody may see where they take in or lead, and beneath. */
export async function openCasesFor(db: Tx, app: App, personId: number): Promise<Case[]> {
  const { grants, standsInFor } = await standingOf(db, app, personId)
  const all = [...grants, ...standsInFor.flatMap((absent) => absent.grants)]
  const paths = all
    .filter((grant) => carries(grant, 'intake-cases') || carries(grant, 'lead-cases'))
    .map(({ path }) => path)
  if (paths.length === 0) return []
  const seen = await seenBy(db, app, personId, await openCasesBelow(db, paths, deepest))
  return seen.filter(({ are }) => isStaff(are)).map(({ one }) => one)
}

/** The cases in which somebody is the other side. */
export async function casesWithMeAsParty(db: Tx, app: App, personId: number): Promise<number[]> {
  const found = await casesOfParty(db, marksOf(app, personId), mostOfOne)
  return found.map(({ id }) => id)
}

const openFirst = (a: Case, b: Case) => Number(isOpen(b)) - Number(isOpen(a)) || b.id - a.id

/** What somebody told, told for others, or is a party to: the open ones first, then the newest. */
export async function casesOf(db: Tx, app: App, personId: number): Promise<Case[]> {
  const marks = marksOf(app, personId)
  const found = [
    ...(await casesByMarks(db, marks, mostOfOne)),
    ...(await casesFiledBy(db, personId, mostOfOne)),
    ...(await casesOfParty(db, marks, mostOfOne)),
  ]
  const unique = [...new Map(found.map((one) => [one.id, one])).values()]
  const seen = await seenBy(db, app, personId, unique)
  return seen.map(({ one }) => one).toSorted(openFirst)
}
