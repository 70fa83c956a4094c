import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { once } from '../lib/once.ts'
import type { Actor } from '../org/person.ts'
import type { Case } from './case.ts'
import { casesByNumbers } from './case-store.ts'
import { handledWith, workersOn } from './event-store.ts'
import { relationsOf, type Standing, type Surroundings } from './relation.ts'
import { aroundCase, type Seen, standingOf } from './see-case.ts'

/** Who had a hand in a case. */
export type Hands = ReadonlySet<number>

/** Of cases that were handled with others: those others. */
async function mainsOf(db: Tx, app: App, cases: readonly Case[]): Promise<Map<number, Case[]>> {
  const numbers = await handledWith(
    db,
    app,
    cases.map(({ id }) => id),
  )
  if (numbers.size === 0) return new Map()
  const mains = await casesByNumbers(db, [...new Set([...numbers.values()].flat())])
  return new Map(
    [...numbers].map(([caseId, of]) => [caseId, mains.filter(({ number }) => of.includes(number))]),
  )
}

/**
 * Who had a hand in each of these cases: took it in, or did what was to be done; and of what was handled with another, whoever did
 * that, or has it. In a handful of queries however many they are.
 */
export async function handsIn(db: Tx, app: App, cases: readonly Case[]): Promise<Map<number, Hands>> {
  const mains = await mainsOf(db, app, cases)
  const all = [...cases, ...[...mains.values()].flat()]
  const workers = await workersOn(
    db,
    all.map(({ id }) => id),
  )
  const handsOf = (one: Case): number[] => [
    ...(workers.get(one.id) ?? []),
    ...(mains.get(one.id) ?? []).flatMap((main) => [
      ...(workers.get(main.id) ?? []),
      ...[main.leadId, main.handlerId].flatMap((id) => id ?? []),
    ]),
  ]
  return new Map(cases.map((one) => [one.id, new Set(handsOf(one))]))
}

const handsInOne = (db: Tx, app: App, one: Case): Promise<Hands> =>
  once(
    db,
    `hands:${one.id}:${one.state}`,
    async () => (await handsIn(db, app, [one])).get(one.id) ?? new Set(),
  )

/** Whether somebody, or one for whom they stand in, led it, handles it or had a hand in it. */
const hasPart = ({ leadId, handlerId }: Case, hands: Hands, personId: number): boolean =>
  leadId === personId || handlerId === personId || hands.has(personId)

/**
 * Whether somebody who works on it stands outside of what was done, and so may say how it ended: they never had a hand in it, did not
 * tell it for another, and neither had those a hand in it for whom they stand in, unless they are outside by what they hold themselves.
 */
export function isOutside(
  { one, are }: Seen,
  standing: Standing,
  around: Surroundings,
  hands: Hands,
): boolean {
  if (!are.has('outsider') || are.has('filer') || hands.has(standing.personId)) return false
  const own = relationsOf(one, { ...standing, standsInFor: [] }, around)
  return own.has('outsider') || standing.standsInFor.every(({ personId }) => !hasPart(one, hands, personId))
}

export async function standsOutside(db: Tx, app: App, by: Actor, seen: Seen): Promise<boolean> {
  if (!seen.are.has('outsider')) return false
  const standing = await standingOf(db, app, by.personId)
  return isOutside(seen, standing, await aroundCase(db, seen.one), await handsInOne(db, app, seen.one))
}

/** Whether somebody did what they would have to judge: their own word is not enough to close it then, even if they told it. */
export async function hadPart(db: Tx, app: App, by: Actor, one: Case): Promise<boolean> {
  return hasPart(one, await handsInOne(db, app, one), by.personId)
}

/** It was answered by silence for so long that somebody outside is to ask. */
export const isSilent = ({ state, dueAt }: Pick<Case, 'state' | 'dueAt'>, now: Date): boolean =>
  state === 'handled' && dueAt !== undefined && dueAt <= now
