import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case, Relation } from '../case.ts'
import { caseById, casesByIds, joinedCases } from '../case-store.ts'
import { toldTexts } from '../entry-store.ts'
import { isStaff } from '../relation.ts'
import { caseFor, type Seen, seenBy } from '../see-case.ts'
import { idsOfSameKind, placesOf } from './duplicate-store.ts'
import { joinable } from './join-case.ts'
import { howToJoin, isToBeDone, mayJoin } from './joining.ts'
import { isAlike, likeness, metresBetween, nearM, sharedWords } from './likeness.ts'

const withinMs = 30 * 24 * 60 * 60 * 1000
/** So many of a kind are looked at, and so many shown. */
const lookedAt = 30
const shown = 5

/** How near another case is. */
interface Nearness {
  /** What both say, longest first. */
  shared: string[]
  /** Metres between them; undefined unless both sent a location. */
  metres: number | undefined
  likeness: number
}

interface Likely extends Nearness {
  one: Case
  are: ReadonlySet<Relation>
  /** The beginning of what it says. */
  text: string
}

async function othersOfKind(db: Tx, app: App, personId: number, one: Case): Promise<Seen[]> {
  const cases = await casesByIds(db, await idsOfSameKind(db, one, withinMs, lookedAt))
  const seen = await seenBy(db, app, personId, cases)
  return seen.filter(({ are }) => isStaff(are))
}

const isNear = (metres: number | undefined): boolean => metres !== undefined && metres <= nearM

/** The nearest of those that may well be about the same matter, for who works on both. Theirs alone are opened. */
async function likelyFor(db: Tx, app: App, personId: number, one: Case): Promise<Likely[]> {
  const others = await othersOfKind(db, app, personId, one)
  if (others.length === 0) return []
  const ids = [one.id, ...others.map((other) => other.one.id)]
  const [places, texts] = [await placesOf(db, app, ids), await toldTexts(db, app, ids)]
  const [text = '', here] = [texts.get(one.id), places.get(one.id)]
  const likely: Likely[] = []
  for (const other of others) {
    const told = texts.get(other.one.id) ?? ''
    const there = places.get(other.one.id)
    const metres = here && there && metresBetween(here, there)
    if (!isAlike(text, told) && !isNear(metres)) continue
    likely.push({
      ...other,
      text: told,
      metres,
      shared: sharedWords(text, told),
      likeness: likeness(text, told),
    })
  }
  return likely.toSorted((a, b) => b.likeness - a.likeness || b.one.id - a.one.id).slice(0, shown)
}

/** Another case on the screen, with what whoever looks may do. */
export interface OtherCase {
  one: Case
  /** They may let it go. */
  canUnjoin: boolean
}

export interface LikelyCase extends Likely {
  /** Which goes along with which; undefined when they may not join these, or these cannot be joined. */
  join: { caseId: number; toId: number } | undefined
}

/** What is the same matter as a case, and what may be, as far as somebody who works on it may see that. */
export interface Duplicates {
  one: Case
  /** With which it goes along. */
  main: OtherCase | undefined
  /** What goes along with it. */
  joined: OtherCase[]
  likely: LikelyCase[]
}

async function seenOthers(
  db: Tx,
  app: App,
  personId: number,
  seen: Seen,
  cases: Case[],
): Promise<OtherCase[]> {
  const others = await seenBy(db, app, personId, cases)
  return others
    .filter(({ are }) => isStaff(are))
    .map(({ one, are }) => ({ one, canUnjoin: mayJoin(are) && mayJoin(seen.are) }))
}

/** Undefined for whoever does not work on it. */
export async function duplicatesOf(
  db: Tx,
  app: App,
  personId: number,
  seen: Seen,
): Promise<Duplicates | undefined> {
  const { one, are } = seen
  if (!isStaff(are)) return undefined
  const mainCase = one.joinedToId === undefined ? undefined : await caseById(db, one.joinedToId)
  const [main] = await seenOthers(db, app, personId, seen, mainCase ? [mainCase] : [])
  const joined = await seenOthers(db, app, personId, seen, await joinedCases(db, one.id))
  const canBeJoined = one.joinedToId === undefined && isToBeDone(one)
  const likely: LikelyCase[] = []
  for (const other of canBeJoined ? await likelyFor(db, app, personId, one) : []) {
    const isTheirs = mayJoin(are) && mayJoin(other.are)
    const join = isTheirs ? howToJoin(await joinable(db, one), await joinable(db, other.one)) : undefined
    likely.push({ ...other, join })
  }
  return { one, main, joined, likely }
}

/** As `duplicatesOf`, for whoever asks. Throws Refusal `case-unknown` for whom it does not exist or who does not work on it. */
export async function duplicatesFor(db: Tx, app: App, by: Actor, caseId: number): Promise<Duplicates> {
  const found = await duplicatesOf(db, app, by.personId, await caseFor(db, app, by, caseId))
  if (!found) throw new Refusal('case-unknown')
  return found
}
