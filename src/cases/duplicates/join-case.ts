import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { joinedCases, saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { standClocks } from '../clocks/stand-clocks.ts'
import { isMediating } from '../mediation/mediation.ts'
import { mediatorOf } from '../mediation/mediation-store.ts'
import { partyOf } from '../mediation/party-store.ts'
import { isStaff } from '../relation.ts'
import { caseFor, type Seen, seenBy } from '../see-case.ts'
import { noteWord } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'
import { openIdentity } from '../trust/identity.ts'
import { sealedIdentity } from '../trust/identity-store.ts'
import { type Joinable, mayJoin, whyNotJoin } from './joining.ts'
import { letGo, newsWithDate, noteJoining } from './let-go-case.ts'

/** Both, for whoever may join both. Throws Refusal `case-unknown` where either does not exist for them. */
async function bothFor(tx: Tx, app: App, by: Actor, caseId: number, toId: number): Promise<[Seen, Seen]> {
  const seen = await caseFor(tx, app, by, caseId)
  const main = await caseFor(tx, app, by, toId)
  if (!mayJoin(seen.are) || !mayJoin(main.are)) throw new Refusal('case-not-now')
  return [seen, main]
}

export async function joinable(db: Tx, one: Case): Promise<Joinable> {
  const joined = (await joinedCases(db, one.id)).length
  const isMediated =
    isMediating(one, await mediatorOf(db, one.id)) || (await partyOf(db, one.id)) !== undefined
  return { one, joined, isMediated }
}

/** Whether one and the same person told both; nobody but them learns it. */
async function isToldBySame(tx: Tx, app: App, one: Case, main: Case): Promise<boolean> {
  const [a, b] = [await sealedIdentity(tx, one.id), await sealedIdentity(tx, main.id)]
  if (a === undefined || b === undefined) return false
  const { personId } = openIdentity(app, a, { caseId: one.id })
  return personId !== undefined && personId === openIdentity(app, b, { caseId: main.id }).personId
}

/** That others told it too is said of what is nobody's secret alone. */
async function newsFor(tx: Tx, app: App, one: Case, main: Case): Promise<string> {
  if (await isToldBySame(tx, app, one, main)) return 'duplicate-news-own'
  const isSecret = main.privacy !== 'named' || main.aboutId !== undefined
  return isSecret ? 'duplicate-news-quiet' : 'duplicate-news-joined'
}

/** Of the main one's people those hear it who may see the joined one too. */
async function tellMainStaff(tx: Tx, app: App, one: Case, main: Case, by: Actor, seq: number): Promise<void> {
  for (const personId of new Set([main.handlerId, main.leadId])) {
    if (personId === undefined || personId === by.personId) continue
    const [seen] = await seenBy(tx, app, personId, [one])
    if (!seen || !isStaff(seen.are)) continue
    await tellStaff(
      tx,
      app,
      main,
      [personId],
      { what: `joined:${one.id}:${seq}` },
      plainNews('duplicate-news-more'),
    )
  }
}

/**
 * The same matter, told by another: from now on it goes where `toId` goes. Its own clocks stand, and whoever told it hears until
 * when the next word comes, and of the other case neither number, name nor words.
 */
export async function joinCase(app: App, by: Actor, caseId: number, toId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const [{ one: before }, { one: main }] = await bothFor(tx, app, by, caseId, toId)
    if (before.joinedToId === toId) return before
    const why = whyNotJoin(await joinable(tx, before), await joinable(tx, main))
    if (why) throw new Refusal(why)
    const seq = await noteJoining(tx, app, 'join', [before, main], by.personId)
    const news = await newsWithDate(tx, app, await newsFor(tx, app, before, main), main)
    await tellReporter(tx, app, before, seq, news)
    const people = [before.handlerId, before.leadId].filter((id) => id !== by.personId)
    await tellStaff(tx, app, before, people, { what: seq }, plainNews('duplicate-news-elsewhere'))
    await tellMainStaff(tx, app, before, main, by, seq)
    const one = await noteWord(tx, app, await saveCase(tx, before.id, { joinedToId: toId }))
    return standClocks(tx, app, one)
  })
}

/** It was another matter after all. Done twice it is done once. */
export async function unjoinCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const { one: joined } = await caseFor(tx, app, by, caseId)
    if (joined.joinedToId === undefined) return joined
    const [{ one }, { one: main }] = await bothFor(tx, app, by, caseId, joined.joinedToId)
    return letGo(tx, app, one, main, by.personId)
  })
}
