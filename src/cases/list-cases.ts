import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { Grant } from '../org/role-store.ts'
import { type Case, isOpen } from './case.ts'
import { casesByMarks, casesFiledBy, casesOfParty } from './case-store.ts'
import { askersOfEach } from './clocks/who-to-remind.ts'
import { casesOnDesk, casesToTakeInBelow, openCasesBelow, silentCasesBelow } from './desk-store.ts'
import { takersOfEach } from './people-around.ts'
import { carries, isStaff, relationsOf, type Standing } from './relation.ts'
import { seenBy, standingOf, surroundingsOf } from './see-case.ts'
import { handsIn, isOutside } from './stand-outside.ts'
import { marksOf } from './trust/identity.ts'

/** A desk is read from its top: what lies deeper comes up when that is done. */
const deepest = 500
const mostOfOne = 100

/** Somebody, those for whom they stand in, and what all of them hold. */
interface Reader {
  standing: Standing
  personIds: readonly number[]
  grants: readonly Grant[]
}

async function readerOf(db: Tx, app: App, personId: number): Promise<Reader> {
  const standing = await standingOf(db, app, personId)
  const { grants, standsInFor } = standing
  return {
    standing,
    personIds: [personId, ...standsInFor.map((absent) => absent.personId)],
    grants: [...grants, ...standsInFor.flatMap((absent) => absent.grants)],
  }
}

const have = (personIds: readonly number[], { leadId, handlerId }: Case): boolean =>
  personIds.some((id) => id === leadId || id === handlerId)

/** What they lead or handle, and what is theirs to take in. */
async function toWorkOn(db: Tx, app: App, { personIds, grants }: Reader): Promise<Case[]> {
  const taking = grants.filter((grant) => carries(grant, 'intake-cases') || carries(grant, 'lead-cases'))
  const units = taking.map(({ unitId: id, path }) => ({ id, path }))
  const takingUnitIds = units.map(({ id }) => id)
  const found = await casesOnDesk(db, { personIds, takingUnitIds }, deepest)
  if (units.length > 0) {
    const beneath = await casesToTakeInBelow(db, units, deepest)
    found.push(...beneath.filter(({ id }) => !found.some((one) => one.id === id)))
  }
  const waiting = found.filter((one) => !have(personIds, one))
  const takers = await takersOfEach(db, app, waiting, await surroundingsOf(db, waiting))
  const isTheirs = ({ id }: Case) => takers.get(id)?.some((taker) => personIds.includes(taker)) ?? false
  return found.filter((one) => have(personIds, one) || isTheirs(one))
}

/** What was answered by silence, where it is theirs to ask, as whoever was told to, or for them. */
async function toAskAbout(db: Tx, app: App, { standing, personIds, grants }: Reader): Promise<Case[]> {
  const paths = grants.filter((grant) => carries(grant, 'lead-cases')).map(({ path }) => path)
  if (paths.length === 0) return []
  const found = await silentCasesBelow(db, paths, app.clock.now(), deepest)
  const around = await surroundingsOf(db, found)
  const askers = await askersOfEach(db, app, found, around)
  const theirs = found.filter(({ id }) => askers.get(id)?.some((asker) => personIds.includes(asker)))
  const hands = await handsIn(db, app, theirs)
  return theirs.filter((one) => {
    const here = around.get(one.id)
    if (!here) return false
    const seen = { one, are: relationsOf(one, standing, here) }
    return isOutside(seen, standing, here, hands.get(one.id) ?? new Set())
  })
}

const endOf = ({ dueAt }: Case) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY

const pressingFirst = (a: Case, b: Case) => (endOf(a) === endOf(b) ? a.id - b.id : endOf(a) - endOf(b))

/** What waits for somebody now, the most pressing first. */
export async function casesForDesk(db: Tx, app: App, personId: number): Promise<Case[]> {
  const reader = await readerOf(db, app, personId)
  const found = [...(await toWorkOn(db, app, reader)), ...(await toAskAbout(db, app, reader))]
  const seen = await seenBy(db, app, personId, found.toSorted(pressingFirst).slice(0, deepest))
  return seen.filter(({ are }) => isStaff(are)).map(({ one }) => one)
}

/** Every open case that somebody may see where they take in or lead, and beneath. */
export async function openCasesFor(db: Tx, app: App, personId: number): Promise<Case[]> {
  const { grants } = await readerOf(db, app, personId)
  const paths = grants.filter((grant) => carries(grant, 'list-cases')).map(({ path }) => path)
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
