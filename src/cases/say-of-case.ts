import type { App } from '../app.ts'
import type { Media } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Actor } from '../org/person.ts'
import { answerMessages } from './answer-texts.ts'
import type { Case } from './case.ts'
import { caseById } from './case-store.ts'
import { clockOwner } from './duplicates/joining.ts'
import type { Said, SayKind } from './entry.ts'
import { insertEntry } from './entry-store.ts'
import { insertFiles } from './files/file-store.ts'
import { partyIdOf, passFromParty, passToParty } from './mediation/party-thread.ts'
import { hasChat } from './mediation/sides.ts'
import { takersOf } from './people-around.ts'
import { isStaff } from './relation.ts'
import { reporterInWords } from './reporter-name.ts'
import { caseFor, type Seen } from './see-case.ts'
import { moreToldMessage } from './staff-texts.ts'
import { noteWord } from './take-step.ts'
import { tellOneReporter, tellStaff } from './tell-case.ts'

/** Throws Refusal `case-empty` when nothing was said. */
export function mustSaySomething({ words, files }: Said): void {
  if (words.text.trim() === '' && files.length === 0 && words.places.length === 0)
    throw new Refusal('case-empty')
}

const isSide = (are: Seen['are']) => are.has('reporter') || are.has('party')

/** Who may say that: each side tells, those who work on it answer the reporter and note; who has it answers the other party. */
function maySay(kind: SayKind, { are }: Seen): boolean {
  if (kind === 'told') return isSide(are) || are.has('filer')
  return kind === 'answer-party' ? are.has('handler') || are.has('lead') : isStaff(are)
}

/** Somebody is there to be answered, and it is theirs to answer them. */
export async function mayAnswerParty(app: App, by: Actor, caseId: number): Promise<boolean> {
  const seen = await caseFor(app.db, app, by, caseId)
  return maySay('answer-party', seen) && (await hasChat(app.db, app, seen.one, 'party'))
}

/**
 * Who has it. What goes along with another lies with those who take it in as well: of those who have the other one it reaches at
 * once whoever may see both, and the rest by them.
 */
async function whoHears(tx: Tx, app: App, one: Case): Promise<(number | undefined)[]> {
  const owner = clockOwner(one)
  if (owner === one.id) return one.handlerId === undefined ? takersOf(tx, app, one) : [one.handlerId]
  const main = await caseById(tx, owner)
  return [one.handlerId, main?.handlerId, main?.leadId, ...(await takersOf(tx, app, one))]
}

/** The reporter adds to it: whoever has it hears it at once. */
export async function passToStaff(tx: Tx, app: App, one: Case, said: Said, what: string): Promise<void> {
  const from = await reporterInWords(tx, app, one)
  const people = await whoHears(tx, app, one)
  await tellStaff(tx, app, one, people, { what }, (t) =>
    moreToldMessage({ from: from(t), text: said.words.text })(t, one),
  )
}

/** The reporter gets the answer, and all files that go with it: they come from an office, and go as they are. */
async function passToReporter(
  tx: Tx,
  app: App,
  one: Case,
  { words, files }: Said,
  what: string,
): Promise<void> {
  const media = files.map(({ kind, fileId }): Media => ({ kind, fileId }))
  for (const [at, message] of answerMessages(words, media).entries())
    await tellOneReporter(tx, app, one, at === 0 ? what : `${what}:${at}`, message)
  await noteWord(tx, app, one)
}

/** Hands it on to whom it is for. What is said in one side's thread never goes to the other. */
async function passOn(
  tx: Tx,
  app: App,
  { one, are }: Seen,
  kind: SayKind,
  said: Said,
  entryId: number,
): Promise<void> {
  const what = `entry:${entryId}`
  switch (kind) {
    case 'told':
      if (are.has('party')) return passFromParty(tx, app, one, { ...said, entryId })
      return passToStaff(tx, app, one, said, what)
    case 'answer':
      return passToReporter(tx, app, one, said, what)
    case 'answer-party':
      return passToParty(tx, app, one, { ...said, entryId })
    case 'note':
      return
  }
}

/**
 * Something is said of a case: told by the reporter, who told it for them, or the other party; answered to one of the sides; or
 * noted for those who work on it, which no side ever sees. Whose thread it goes into is decided by what they are to the case.
 * Noted once for each update, whose `key` it carries.
 */
export async function sayOfCase(
  app: App,
  by: Actor,
  caseId: number,
  kind: SayKind,
  said: Said,
  key: string,
): Promise<Case> {
  mustSaySomething(said)
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, are } = seen
    if (!maySay(kind, seen)) throw new Refusal('case-not-now')
    const at = app.clock.now()
    const authorId = kind === 'told' && isSide(are) ? undefined : by.personId
    const isOtherThread = are.has('party') || kind === 'answer-party'
    const partyId = isOtherThread ? await partyIdOf(tx, caseId) : undefined
    const { words, files } = said
    const entryKind = kind === 'answer-party' ? 'answer' : kind
    const entryId = await insertEntry(tx, app, { key, caseId, kind: entryKind, partyId, authorId, words, at })
    if (entryId === undefined) return one
    await insertFiles(tx, entryId, files, at)
    await passOn(tx, app, seen, kind, said, entryId)
    return one
  })
}
