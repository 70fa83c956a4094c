import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { may } from '../../org/may.ts'
import { unitLabel } from '../../org/org-texts.ts'
import type { Actor } from '../../org/person.ts'
import { namesOf } from '../../org/person-store.ts'
import { grantsOf } from '../../org/role-store.ts'
import type { Unit } from '../../org/unit.ts'
import { pathTo } from '../../org/unit-paths.ts'
import { unitById } from '../../org/unit-store.ts'
import { type Case, caseKinds, type Privacy, type Urgency, type WayIn } from '../case.ts'
import { newAlias, newCaseNumber } from '../case-number.ts'
import { caseByKey, insertCase, isNumberTaken, saveCase } from '../case-store.ts'
import { runningClocks } from '../clocks/clock-store.ts'
import { startClock } from '../clocks/run-clock.ts'
import type { ToldFile, Words } from '../entry.ts'
import { blindUpdate, insertEntry } from '../entry-store.ts'
import { insertEvent } from '../event-store.ts'
import { insertFiles } from '../files/file-store.ts'
import { deadlineOf } from '../next-date.ts'
import { takersOf } from '../people-around.ts'
import { isInLineOf } from '../relation.ts'
import { reporterInWords } from '../reporter-name.ts'
import { mustSaySomething } from '../say-of-case.ts'
import { newCaseMessage } from '../staff-texts.ts'
import { tellStaff } from '../tell-case.ts'
import { markOf, sealIdentity } from '../trust/identity.ts'
import { insertIdentity } from '../trust/identity-store.ts'
import { startingUnit } from './starting-unit.ts'

/** What is told, as plain data. */
export interface CaseDraft {
  words: Words
  files: readonly ToldFile[]
  kind: string
  urgency: Urgency
  privacy: Privacy
  /** Where it happened. */
  unitId: number
  /** The official it is about. */
  aboutId?: number | undefined
  /** Told for somebody else, who is not the one that acts. */
  onBehalf?: OnBehalf | undefined
}

export interface OnBehalf {
  wayIn: Exclude<WayIn, 'self'>
  name: string
  /** How to reach them; may be empty. */
  contact: string
  /** They were asked whether it may be told for them, and said yes. */
  consented: boolean
}

/** What the reporter is told at once. */
export interface Filed {
  id: number
  number: string
  kind: string
  unit: string
  holders: string[]
  wordBy: Date
}

async function freeNumber(tx: Tx, app: App): Promise<string> {
  for (;;) {
    const number = newCaseNumber(app.random)
    if (!(await isNumberTaken(tx, number))) return number
  }
}

/** Whoever tells it for another must hold an office there, and must not be in the line of the official it is about. */
async function mustBeAllowedToFile(tx: Tx, by: Actor, happened: Unit, draft: CaseDraft): Promise<void> {
  if (!draft.onBehalf) return
  if (!(await may(tx, by.personId, 'file-for-others', happened))) throw new Refusal('unit-unknown')
  if (draft.aboutId === undefined) return
  const own = await grantsOf(tx, by.personId)
  const isInLine = isInLineOf(own, await grantsOf(tx, draft.aboutId))
  if (draft.aboutId === by.personId || isInLine) throw new Refusal('case-about-your-line')
}

async function insert(
  tx: Tx,
  app: App,
  by: Actor,
  draft: CaseDraft,
  places: { key: string; handling: Unit },
): Promise<Case> {
  const { onBehalf, kind, urgency, privacy, unitId, aboutId, words } = draft
  const [place] = words.places
  const one = await insertCase(tx, {
    key: places.key,
    number: await freeNumber(tx, app),
    kind,
    urgency,
    privacy,
    wayIn: onBehalf?.wayIn ?? 'self',
    unitId,
    handlingUnitId: places.handling.id,
    reporterMark: onBehalf ? '' : markOf(app, by.personId, privacy),
    alias: newAlias(app.random),
    filedById: onBehalf ? by.personId : undefined,
    aboutId,
    filedAt: app.clock.now(),
    place: place && app.sealer.seal(JSON.stringify(place)),
  })
  const { name, contact } = onBehalf ?? {}
  await insertIdentity(
    tx,
    one.id,
    sealIdentity(app, onBehalf ? { name, contact } : { personId: by.personId }, { caseId: one.id }),
  )
  return one
}

async function noteWhatWasTold(tx: Tx, app: App, by: Actor, one: Case, draft: CaseDraft, key: string) {
  const { words, files, onBehalf } = draft
  const at = app.clock.now()
  const authorId = onBehalf ? by.personId : undefined
  const entry = {
    key: `${key}:told`,
    caseId: one.id,
    kind: 'told',
    partyId: undefined,
    authorId,
    words,
    at,
  } as const
  const entryId = await insertEntry(tx, app, entry)
  if (entryId !== undefined) await insertFiles(tx, entryId, files, at)
  await insertEvent(tx, app, {
    caseId: one.id,
    at,
    byId: authorId,
    actor: onBehalf ? 'staff' : 'reporter',
    what: onBehalf ? 'file-for' : 'file',
    from: '',
    to: 'filed',
    note: onBehalf && (onBehalf.consented ? 'consented' : 'not-asked'),
  })
}

async function begin(tx: Tx, app: App, one: Case, handling: Unit): Promise<Case> {
  await startClock(tx, app, one, 'word', handling.kind)
  return saveCase(tx, one.id, { dueAt: await startClock(tx, app, one, 'accept', handling.kind) })
}

async function filedOf(tx: Tx, app: App, one: Case): Promise<Filed> {
  const path = await pathTo(tx, one.handlingUnitId)
  const takers = await takersOf(tx, app, one)
  const names = await namesOf(tx, takers)
  const word = (await runningClocks(tx, one.id)).find(({ purpose }) => purpose === 'word')
  return {
    id: one.id,
    number: one.number,
    kind: one.kind,
    unit: path.at(-1)?.name ?? '',
    holders: takers.flatMap((id) => names.get(id) ?? []).slice(0, 2),
    wordBy: word?.dueAt ?? one.filedAt,
  }
}

/**
 * Somebody tells what is wrong: it becomes a case with a number, and whoever takes in there hears of it. Called again with the
 * same key it finds that case. Throws Refusal when nothing was told, when nobody could take it in, or when somebody tells it
 * for another who may not.
 */
export async function fileCase(app: App, by: Actor, draft: CaseDraft, key: string): Promise<Filed> {
  mustSaySomething(draft)
  const blind = blindUpdate(app, key)
  if (!caseKinds.includes(draft.kind)) throw new Refusal('case-kind-unknown')
  return app.db.transaction(async (tx) => {
    const before = await caseByKey(tx, blind)
    if (before) return filedOf(tx, app, before)
    const happened = await unitById(tx, draft.unitId)
    if (!happened) throw new Refusal('unit-unknown')
    await mustBeAllowedToFile(tx, by, happened, draft)
    const handling = await startingUnit(tx, happened, draft.aboutId)
    if (!handling) throw new Refusal(draft.aboutId === undefined ? 'case-nobody-there' : 'case-about-nobody')
    const filed = await insert(tx, app, by, draft, { key: blind, handling })
    await noteWhatWasTold(tx, app, by, filed, draft, key)
    const one = await begin(tx, app, filed, handling)
    const from = await reporterInWords(tx, app, one)
    const deadline = await deadlineOf(tx, app, one)
    const takers = await takersOf(tx, app, one)
    const unit = unitLabel(await pathTo(tx, happened.id))
    await tellStaff(tx, app, one, takers, { what: 1 }, (t) =>
      newCaseMessage({ from: from(t), text: draft.words.text, unit, deadline })(t, one),
    )
    return filedOf(tx, app, one)
  })
}
