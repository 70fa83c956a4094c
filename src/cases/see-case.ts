import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { once } from '../lib/once.ts'
import { Refusal } from '../lib/refusal.ts'
import { absentFor } from '../org/deputy-store.ts'
import type { Actor } from '../org/person.ts'
import { type Grant, grantsOfMany } from '../org/role-store.ts'
import type { Case, Relation } from './case.ts'
import { aroundCases, caseById } from './case-store.ts'
import { relationsOf, type Standing, type Surroundings } from './relation.ts'
import { marksOf } from './trust/identity.ts'

/** A case, and what somebody is to it at this moment. */
export interface Seen {
  one: Case
  are: ReadonlySet<Relation>
}

/** Everything that decides what somebody is to a case. */
export const standingOf = (db: Tx, app: App, personId: number): Promise<Standing> =>
  once(db, `standing:${personId}`, () => readStanding(db, app, personId))

async function readStanding(db: Tx, app: App, personId: number): Promise<Standing> {
  const absent = await absentFor(db, personId, app.clock.now())
  const grants = await grantsOfMany(db, [personId, ...absent])
  return {
    personId,
    grants: grants.get(personId) ?? [],
    marks: new Set(marksOf(app, personId)),
    standsInFor: absent.map((id) => ({ personId: id, grants: grants.get(id) ?? [] })),
  }
}

/** What else is to be known of each of these, in three queries however many they are. */
export async function surroundingsOf(db: Tx, cases: readonly Case[]): Promise<Map<number, Surroundings>> {
  const { paths, parties } = await aroundCases(db, cases)
  const officials = [...new Set(cases.flatMap(({ aboutId }) => aboutId ?? []))]
  const grants = officials.length > 0 ? await grantsOfMany(db, officials) : new Map<number, Grant[]>()
  return new Map(
    cases.map(({ id, handlingUnitId, aboutId }) => [
      id,
      {
        handlingPath: paths.get(handlingUnitId) ?? '',
        aboutGrants: aboutId === undefined ? [] : (grants.get(aboutId) ?? []),
        partyMarks: parties.get(id) ?? [],
      },
    ]),
  )
}

const nameOf = ({ id, handlingUnitId }: Case) => `around:${id}:${handlingUnitId}`

/** The same of one case. */
export const aroundCase = (db: Tx, one: Case): Promise<Surroundings> =>
  once(db, nameOf(one), async () => {
    const around = (await surroundingsOf(db, [one])).get(one.id)
    if (!around) throw new Error('nothing is known around a case')
    return around
  })

/** For a transaction of `readOnce` that goes through these cases: all that `aroundCase` gives there is read in one go. */
export async function lookAround(tx: Tx, cases: readonly Case[]): Promise<void> {
  const around = await surroundingsOf(tx, cases)
  for (const one of cases) {
    const here = around.get(one.id)
    if (here) await once(tx, nameOf(one), async () => here)
  }
}

/** Of these cases, those that exist for somebody, each with what they are to it; in the same order. */
export async function seenBy(db: Tx, app: App, personId: number, cases: readonly Case[]): Promise<Seen[]> {
  const standing = await standingOf(db, app, personId)
  const around = await surroundingsOf(db, cases)
  return cases.flatMap((one) => {
    const surroundings = around.get(one.id)
    const are = surroundings ? relationsOf(one, standing, surroundings) : new Set<Relation>()
    return are.size > 0 ? [{ one, are }] : []
  })
}

/** The case, for whom it exists. Throws Refusal `case-unknown` for all others, as if there were none. */
export async function caseFor(db: Tx, app: App, by: Actor, caseId: number): Promise<Seen> {
  const one = await caseById(db, caseId)
  const [seen] = one ? await seenBy(db, app, by.personId, [one]) : []
  if (!seen) throw new Refusal('case-unknown')
  return seen
}

/** Whether there is such a case for them, at this moment. */
export async function isThereFor(db: Tx, app: App, by: Actor, caseId: number): Promise<boolean> {
  const one = await caseById(db, caseId)
  return one !== undefined && (await seenBy(db, app, by.personId, [one])).length > 0
}
