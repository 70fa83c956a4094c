import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { allNames, namesOf } from '../../org/person-store.ts'
import { allUnitNames } from '../../org/unit-store.ts'
import type { Case } from '../case.ts'
import { casesByIds } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { otherSide } from '../mediation/sides.ts'
import { isStaff, knowsReporter } from '../relation.ts'
import { reporterName } from '../reporter-name.ts'
import { caseFor, type Seen, seenBy } from '../see-case.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'
import { openIdentity } from '../trust/identity.ts'
import { sealedIdentity } from '../trust/identity-store.ts'
import { isListers } from './listers.ts'
import {
  byUrgency,
  isListed,
  isTheirsToLift,
  lengthOf,
  longestTitle,
  mayLift,
  maySupervise,
  type Supervision,
  saysWho,
  shortestTitle,
  titleIn,
} from './supervision.ts'
import { endSupervision, insertSupervision, openSupervisions, supervisionOf } from './supervision-store.ts'
import { whoAnswersForIt } from './who-to-remind.ts'

/** Those whom the case is about, or who told it, as whoever knows them could write them. */
async function namesIn(tx: Tx, app: App, one: Case): Promise<string[]> {
  const sealed = await sealedIdentity(tx, one.id)
  const { name, contact } = sealed === undefined ? {} : openIdentity(app, sealed, { caseId: one.id })
  const reporter = await reporterName(tx, app, one)
  const party = await otherSide(tx, app, one.id)
  const officials = one.aboutId === undefined ? [] : [...(await namesOf(tx, [one.aboutId])).values()]
  return [name, contact, reporter, party?.name, party?.alias, ...officials].flatMap((said) => said ?? [])
}

/**
 * What a title may not say. Somebody who may not know who told it must not find out by trying names either: for them it is any
 * name in the town, so that a refusal says nothing about this case.
 */
async function namesNotToSay(tx: Tx, app: App, by: Actor, { one, are }: Seen): Promise<string[]> {
  const names = knowsReporter(one, by.personId, are) ? await namesIn(tx, app, one) : await allNames(tx)
  return [one.alias, ...names]
}

async function safeTitle(tx: Tx, app: App, by: Actor, seen: Seen, text: string): Promise<string> {
  const title = titleIn(text)
  if (lengthOf(title) < shortestTitle || lengthOf(title) > longestTitle)
    throw new Refusal('supervise-title-length', { least: shortestTitle, most: longestTitle })
  const names = await namesNotToSay(tx, app, by, seen)
  if (saysWho(title, names, await allUnitNames(tx))) throw new Refusal('supervise-title-names')
  return title
}

const noteAct = (
  tx: Tx,
  app: App,
  by: Actor,
  { id, state }: Case,
  what: 'supervise' | 'lift',
  note: string,
) =>
  insertEvent(tx, app, {
    caseId: id,
    at: app.clock.now(),
    byId: by.personId,
    actor: 'staff',
    what,
    from: state,
    to: state,
    note,
  })

/** Whoever answers for it hears of it, but not from themselves. */
async function tellOthers(tx: Tx, app: App, by: Actor, one: Case, seq: number, key: string, note: string) {
  const people = (await whoAnswersForIt(tx, app, one)).filter((id) => id !== by.personId)
  await tellStaff(tx, app, one, people, { what: seq }, plainNews(key, {}, note))
}

/**
 * 挂牌督办: whoever leads keeps a case on the list until it is done, with a title that anybody may read. Throws Refusal
 * `supervise-before`, `supervise-over`, `supervise-title-length`, `supervise-title-names`.
 */
export async function superviseCase(app: App, by: Actor, caseId: number, text: string): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, are } = seen
    if (!are.has('leader')) throw new Refusal('case-not-now')
    if (!maySupervise(one, are)) throw new Refusal('supervise-over')
    if (await supervisionOf(tx, one.id)) throw new Refusal('supervise-before')
    const title = await safeTitle(tx, app, by, seen, text)
    await insertSupervision(tx, { caseId: one.id, title, byId: by.personId, at: app.clock.now() })
    const seq = await noteAct(tx, app, by, one, 'supervise', title)
    await tellOthers(tx, app, by, one, seq, 'ladder-news-supervised', title)
    await tellReporter(tx, app, one, seq, plainNews('ladder-you-supervised'))
    return one
  })
}

/** It comes off the list, for a reason, after it was handled. Throws Refusal `lift-not-now`, `lift-not-yours`. */
export async function liftSupervision(app: App, by: Actor, caseId: number, reason: string): Promise<Case> {
  if (reason.trim() === '') throw new Refusal('case-note-needed')
  return app.db.transaction(async (tx) => {
    const { one, are } = await caseFor(tx, app, by, caseId)
    if (!are.has('leader')) throw new Refusal('case-not-now')
    const supervision = await supervisionOf(tx, one.id)
    if (!supervision) throw new Refusal('lift-not-now')
    const theirs = await isListers(tx, app, by, one, supervision)
    if (!isTheirsToLift(are, theirs)) throw new Refusal('lift-not-yours')
    if (!mayLift(one, are, theirs)) throw new Refusal('lift-not-now')
    await endSupervision(tx, supervision.id, by.personId, app.clock.now())
    const seq = await noteAct(tx, app, by, one, 'lift', reason)
    await tellOthers(tx, app, by, one, seq, 'ladder-news-lifted', reason)
    return one
  })
}

/** A case on the list. */
export interface Supervised {
  one: Case
  supervision: Supervision
}

/** The supervised cases that somebody may see who works on them or leads above, the overdue first. */
export async function supervisedFor(db: Tx, app: App, by: Actor): Promise<Supervised[]> {
  const supervisions = await openSupervisions(db)
  const cases = await casesByIds(
    db,
    supervisions.map(({ caseId }) => caseId),
  )
  const seen = await seenBy(db, app, by.personId, cases.filter(isListed))
  const mine = new Map(seen.filter(({ are }) => isStaff(are)).map(({ one }) => [one.id, one]))
  return byUrgency(
    supervisions.flatMap((supervision) => {
      const one = mine.get(supervision.caseId)
      return one ? [{ one, supervision }] : []
    }),
  )
}
