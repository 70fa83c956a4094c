import type { App } from '../app.ts'
import { enqueue } from '../delivery/enqueue.ts'
import type { Confidential } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { T } from '../lib/i18n.ts'
import { once } from '../lib/once.ts'
import { deputiesOf } from '../org/deputy-store.ts'
import { personById } from '../org/person-store.ts'
import type { Case, Relation } from './case.ts'
import { joinedCases } from './case-store.ts'
import { isToBeDone } from './duplicates/joining.ts'
import { isKeptFrom, isStaff, relationsOf } from './relation.ts'
import { aroundCase, seenBy, standingOf } from './see-case.ts'
import { openIdentity } from './trust/identity.ts'
import { sealedIdentity } from './trust/identity-store.ts'

/** What is said of a case, in the language of who hears it, and with the buttons for what they are to it. */
export type Saying = (t: T, one: Case, are: ReadonlySet<Relation>) => Confidential

interface News {
  /** Unique among what is said of this case: `5` for its fifth act, `clock:7:2`. */
  what: string | number
  /** Waits for the morning: for those who work on it, unless it is a matter of life and death. */
  quiet?: boolean
}

/** When it may go out. */
interface How {
  quiet: boolean
  expiresAt?: Date | undefined
}

/** To somebody whose chat we know; false when they have none. Whether they may hear it is asked by who calls it, here. */
async function write(
  tx: Tx,
  app: App,
  personId: number,
  key: string,
  { quiet, expiresAt }: How,
  say: (t: T) => Confidential,
): Promise<boolean> {
  const person = await once(tx, `person:${personId}`, () => personById(tx, personId))
  if (person?.chatId === undefined) return false
  const chat = { kind: 'private', chatId: person.chatId } as const
  const message = say(app.texts.in(person.language))
  const what = { key, batch: key, chat, lane: 'personal', quiet, whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, { ...what, ...(expiresAt && { expiresAt }) }, { do: 'send', message })
  return true
}

/** The keys of what a reporter is told name no case: the outbox must not say whose it is. */
export const blindKey = (app: App, one: Case, what: News['what']) =>
  `news:${app.sealer.mac(`${one.id}:${what}`)}`

/** At any hour: what a person did. */
const atOnce: How = { quiet: false }

/** To somebody who is that to the case at this moment; false when they are not, or have no chat with us. */
async function writeAs(
  tx: Tx,
  app: App,
  one: Case,
  personId: number,
  relation: Relation,
  key: string,
  how: How,
  say: Saying,
): Promise<boolean> {
  // Of who told it and has no other part nothing more need be read.
  const isOnlyReporter = relation === 'reporter' && one.leadId !== personId && one.handlerId !== personId
  const are = isOnlyReporter
    ? new Set<Relation>(['reporter'])
    : relationsOf(one, await standingOf(tx, app, personId), await aroundCase(tx, one))
  return are.has(relation) && write(tx, app, personId, key, how, (t) => say(t, one, are))
}

/**
 * What is meant for whoever told that one case, and for nobody whose case goes along with it; for one who has no chat with us the
 * cadre hears it who told it for them. False: there is nobody to be told.
 */
export async function tellOneReporter(
  tx: Tx,
  app: App,
  one: Case,
  what: News['what'],
  say: Saying,
  how: How = atOnce,
): Promise<boolean> {
  const sealed = await sealedIdentity(tx, one.id)
  if (sealed === undefined) return false
  const { personId } = openIdentity(app, sealed, { caseId: one.id })
  const key = blindKey(app, one, what)
  if (personId !== undefined && (await writeAs(tx, app, one, personId, 'reporter', key, how, say)))
    return true
  return one.filedById !== undefined && writeAs(tx, app, one, one.filedById, 'filer', key, how, say)
}

/** What is meant for the other side of a dispute, who is `personId`. False: they have no chat with us. */
export async function tellOtherSide(
  tx: Tx,
  app: App,
  one: Case,
  personId: number,
  what: News['what'],
  say: Saying,
  how: How = atOnce,
): Promise<boolean> {
  return writeAs(tx, app, one, personId, 'party', blindKey(app, one, `party:${what}`), how, say)
}

/**
 * News for whoever told it, at any hour unless `how` says otherwise, and for all whose cases go along with it and are still to be
 * done, each by their own number. For one who has no chat with us the cadre hears it who told it for them.
 */
export async function tellReporter(
  tx: Tx,
  app: App,
  one: Case,
  what: News['what'],
  say: Saying,
  how: How = atOnce,
): Promise<void> {
  await tellOneReporter(tx, app, one, what, say, how)
  for (const joined of (await joinedCases(tx, one.id)).filter(isToBeDone))
    await tellOneReporter(tx, app, joined, `${what}:joined:${joined.id}`, say, how)
}

/**
 * News for people who work on it, each once, and for who stands in for them. Whoever may not see the case at this moment hears
 * nothing, whatever the caller thinks.
 */
export async function tellStaff(
  tx: Tx,
  app: App,
  one: Case,
  personIds: readonly (number | undefined)[],
  { what, quiet = one.urgency !== 'danger' }: News,
  say: Saying,
): Promise<void> {
  const around = await aroundCase(tx, one)
  const people = new Set<number>()
  for (const id of personIds) {
    if (id === undefined) continue
    people.add(id)
    const deputies = await once(tx, `deputies:${id}`, () => deputiesOf(tx, id, app.clock.now()))
    for (const deputy of deputies) people.add(deputy)
  }
  for (const personId of people) {
    const are = relationsOf(one, await standingOf(tx, app, personId), around)
    if (!isStaff(are)) continue
    await write(tx, app, personId, `case:${one.id}:${what}:${personId}`, { quiet }, (t) => say(t, one, are))
  }
}

/**
 * One line for somebody who holds an office and has no part in the case: who is asked to take one, or has one no more. False: they
 * have no chat with us, or it is kept from them.
 */
export async function tellOfficer(
  tx: Tx,
  app: App,
  one: Case,
  personId: number,
  { what, quiet = one.urgency !== 'danger' }: News,
  say: Saying,
): Promise<boolean> {
  const around = await aroundCase(tx, one)
  const standing = await standingOf(tx, app, personId)
  if (isKeptFrom(one, standing, around)) return false
  const are = relationsOf(one, standing, around)
  return write(tx, app, personId, `case:${one.id}:${what}:${personId}`, { quiet }, (t) => say(t, one, are))
}

/** One message about several cases to somebody who works on them: of those alone that they may see. False: none is left. */
export async function tellOfSeveral(
  tx: Tx,
  app: App,
  cases: readonly Case[],
  personId: number,
  key: string,
  say: (t: T, cases: readonly Case[]) => Confidential,
): Promise<boolean> {
  const seen = (await seenBy(tx, app, personId, cases)).filter(({ are }) => isStaff(are))
  const theirs = seen.map(({ one }) => one)
  return theirs.length > 0 && write(tx, app, personId, key, { quiet: true }, (t) => say(t, theirs))
}
