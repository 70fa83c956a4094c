import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { personById } from '../../org/person-store.ts'
import type { Case } from '../case.ts'
import { plainNews } from '../case-texts.ts'
import { type Saying, tellOneReporter, tellOtherSide } from '../tell-case.ts'
import { openIdentity } from '../trust/identity.ts'
import { sealedIdentity } from '../trust/identity-store.ts'
import type { Side } from './mediation.ts'
import { partyOf } from './party-store.ts'

/** The other side of a dispute, as those who work on it know it. */
export interface OtherSide {
  partyId: number
  /** What the lists call them. */
  alias: string
  name: string
  /** Absent for one who has no chat with us. */
  personId: number | undefined
}

export async function otherSide(db: Tx, app: App, caseId: number): Promise<OtherSide | undefined> {
  const party = await partyOf(db, caseId)
  if (party?.sealed === undefined) return undefined
  const { personId, name } = openIdentity(app, party.sealed, { caseId, partyId: party.id })
  const person = personId === undefined ? undefined : await personById(db, personId)
  return { partyId: party.id, alias: party.alias, name: person?.name ?? name ?? '', personId }
}

/** Who told it, when they have a chat with us. What is made of it must not say who that is. */
export async function reporterId(db: Tx, app: App, { id }: Pick<Case, 'id'>): Promise<number | undefined> {
  const sealed = await sealedIdentity(db, id)
  return sealed === undefined ? undefined : openIdentity(app, sealed, { caseId: id }).personId
}

/** Somebody on that side has a chat with us, and so can agree and be asked there. */
export async function hasChat(db: Tx, app: App, one: Case, side: Side): Promise<boolean> {
  if (side === 'reporter') return (await reporterId(db, app, one)) !== undefined
  return (await otherSide(db, app, one.id))?.personId !== undefined
}

interface SideNews {
  /** Unique among what is said of this case. */
  what: string | number
  expiresAt?: Date | undefined
  /** Waits for the morning. */
  quiet?: boolean
}

/**
 * News for one side, at any hour unless it is quiet; for a reporter who has no chat with us the cadre hears it who told it for them. False: there
 * is nobody to be told.
 */
export async function tellSide(
  tx: Tx,
  app: App,
  one: Case,
  side: Side,
  { what, expiresAt, quiet = false }: SideNews,
  say: Saying,
): Promise<boolean> {
  const how = { quiet, expiresAt }
  if (side === 'reporter') return tellOneReporter(tx, app, one, what, say, how)
  const personId = (await otherSide(tx, app, one.id))?.personId
  return personId !== undefined && tellOtherSide(tx, app, one, personId, what, say, how)
}

/** One line for the other side, if there is one, about what became of the case without them. */
export async function tellParty(
  tx: Tx,
  app: App,
  one: Case,
  seq: number | string,
  key: string,
  args: Record<string, string> = {},
  quiet = false,
): Promise<void> {
  await tellSide(tx, app, one, 'party', { what: `${seq}:${key}`, quiet }, plainNews(key, args))
}

/** The same to both sides, each in their own language. */
export async function tellSides(tx: Tx, app: App, one: Case, news: SideNews, say: Saying): Promise<void> {
  await tellSide(tx, app, one, 'reporter', news, say)
  await tellSide(tx, app, one, 'party', news, say)
}
