import type { App } from '../../app.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import { isConflict, isOutage, type Tx } from '../../lib/db.ts'
import { readOnce } from '../../lib/once.ts'
import { inRows } from '../../lib/rows.ts'
import type { Case } from '../case.ts'
import { caseById, casesByIds, saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { deadlineBy, deadlineOf } from '../next-date.ts'
import { leadersAbove, takersOf } from '../people-around.ts'
import { lookAround } from '../see-case.ts'
import { settleClocks } from '../take-step.ts'
import { tellStaff } from '../tell-case.ts'
import { markReached } from './case-clock.ts'
import { climb } from './climb-case.ts'
import { casesWithDueClocks, dueClocks, type KeptClock } from './clock-store.ts'
import { markNews, takenUpMessage } from './clock-texts.ts'
import { keepClock } from './run-clock.ts'
import { askersOf, stillOnIt, whoAnswersForIt, whoFollowsIt, whoHasIt } from './who-to-remind.ts'

/** What was done about a mark. */
type Did = 'warned' | 'climbed' | 'resumed' | 'silent'

type Counts = Record<Did | 'failed', number>

/** A mark whose moment has come, noted as said. */
interface Mark {
  clock: KeptClock
  share: number
}

/** So many cases are looked up at once, and so many share a transaction: answers come in between. */
const perLook = 120
const perTransaction = 12

/** Unique among what is said of a case, in every run and after every restart. What was said of an end that was moved is said again. */
const keyOf = ({ clock }: Mark) =>
  `clock:${clock.id}:${clock.marksDone}${clock.extendedAt ? ':extended' : ''}`

/** The first mark of these clocks that has come and was not said; from then on it counts as said. */
async function takeMark(tx: Tx, app: App, due: readonly KeptClock[], now: Date): Promise<Mark | undefined> {
  const calendar = await readCalendar(tx, app.config.townTimezone)
  for (const before of due) {
    const reached = markReached(calendar, before, now)
    const clock = { ...before, marksDone: reached?.marksDone ?? before.marksDone }
    // Of one whose days have changed meanwhile nothing has come: only its next moment is worked out again.
    const dueAt = await keepClock(tx, app, clock)
    if (reached) return { clock: { ...clock, dueAt }, share: reached.share }
  }
  return undefined
}

async function warn(tx: Tx, app: App, one: Case, mark: Mark, people: readonly number[]): Promise<Did> {
  const { purpose } = mark.clock
  const deadline = deadlineBy(app, mark.clock)
  const news = markNews({ purpose, share: mark.share, deadline })
  await tellStaff(tx, app, one, people, { what: keyOf(mark) }, news)
  return 'warned'
}

/** What it waited for took too long: the clock goes on by itself. */
async function resume(tx: Tx, app: App, before: Case, mark: Mark): Promise<Did> {
  const after = await saveCase(tx, before.id, { state: 'working' })
  const act = {
    at: app.clock.now(),
    byId: undefined,
    actor: 'clock',
    what: 'resume',
    note: undefined,
  } as const
  await insertEvent(tx, app, { ...act, caseId: before.id, from: before.state, to: after.state })
  const one = await settleClocks(tx, app, before, after, false)
  const deadline = await deadlineOf(tx, app, one)
  const news = markNews({ purpose: 'pause', share: 1, deadline })
  await tellStaff(tx, app, one, await whoAnswersForIt(tx, app, one), { what: keyOf(mark) }, news)
  return 'resumed'
}

/** Silence is silence: it stays as it is, and somebody who stands outside is to ask. */
async function noteSilence(tx: Tx, app: App, one: Case, mark: Mark): Promise<Did> {
  const act = {
    at: app.clock.now(),
    byId: undefined,
    actor: 'clock',
    what: 'silence',
    note: undefined,
  } as const
  await insertEvent(tx, app, { ...act, caseId: one.id, from: one.state, to: one.state })
  const askers = await askersOf(tx, app, one)
  const [key, people] =
    askers.length > 0
      ? ['ladder-verify-100', askers]
      : // Everybody above has had a hand in it: they hear that somebody else must be found.
        ['ladder-verify-nobody', await leadersAbove(tx, app, one)]
  await tellStaff(tx, app, one, people, { what: keyOf(mark) }, plainNews(key))
  return 'silent'
}

/** It climbs; whoever had it, and does not see it from there any more, hears that it is not theirs now. */
async function climbUp(tx: Tx, app: App, before: Case, mark: Mark): Promise<Did> {
  const holders = await whoAnswersForIt(tx, app, before)
  const after = await climb(tx, app, before, 'overdue')
  const still = await stillOnIt(tx, app, after, holders)
  const gone = holders.filter((id) => !still.includes(id))
  await tellStaff(tx, app, before, gone, { what: keyOf(mark) }, takenUpMessage)
  return 'climbed'
}

/** What a mark says, and to whom; at the last one it is over. */
async function say(tx: Tx, app: App, one: Case, mark: Mark): Promise<Did> {
  const isOver = mark.share === 1
  const tell = async (people: Promise<number[]>) => warn(tx, app, one, mark, await people)
  switch (mark.clock.purpose) {
    case 'accept':
      return isOver ? climbUp(tx, app, one, mark) : tell(takersOf(tx, app, one))
    case 'handle':
      if (isOver) return climbUp(tx, app, one, mark)
      return tell(mark.share < 0.8 ? whoHasIt(tx, app, one) : whoAnswersForIt(tx, app, one))
    case 'word': {
      if (!isOver) return tell(whoHasIt(tx, app, one))
      const lead = one.leadId === undefined ? [] : [one.leadId]
      return warn(tx, app, one, mark, [...lead, ...(await leadersAbove(tx, app, one))])
    }
    case 'follow-up': {
      const above = isOver ? await leadersAbove(tx, app, one) : []
      return warn(tx, app, one, mark, [...(await whoFollowsIt(tx, app, one)), ...above])
    }
    case 'pause':
      return resume(tx, app, one, mark)
    case 'verify':
      return noteSilence(tx, app, one, mark)
  }
}

/** Says what has come of one case, in the transaction that notes it as said. */
async function sayDue(
  tx: Tx,
  app: App,
  known: Case,
  clocks: readonly KeptClock[],
  now: Date,
): Promise<Did[]> {
  const did: Did[] = []
  let due = clocks
  let one: Case | undefined = known
  for (;;) {
    const mark = await takeMark(tx, app, due, now)
    if (!mark || !one) return did
    const what = await say(tx, app, one, mark)
    did.push(what)
    // Only a warning leaves everything else as it was.
    if (what === 'warned' && due.length === 1) return did
    due = await dueClocks(tx, [one.id], now)
    one = await caseById(tx, one.id)
  }
}

/** The same of several, which share what is read to know whom to tell. */
async function saySome(tx: Tx, app: App, caseIds: readonly number[], now: Date): Promise<Did[]> {
  readOnce(tx)
  const clocks = await dueClocks(tx, caseIds, now)
  const cases = await casesByIds(tx, caseIds)
  await lookAround(tx, cases)
  const did: Did[] = []
  for (const one of cases) {
    const due = clocks.filter(({ caseId }) => caseId === one.id)
    did.push(...(await sayDue(tx, app, one, due, now)))
  }
  return did
}

/** Says what has come of some cases, or of each by itself when it cannot be done together; notes the one with which it fails. */
async function sayOrPart(app: App, caseIds: readonly number[], now: Date, failed: number[]): Promise<Did[]> {
  try {
    return await app.db.transaction((tx) => saySome(tx, app, caseIds, now))
  } catch (error) {
    if (isOutage(error) || isConflict(error)) throw error
    const [caseId, ...others] = caseIds
    if (others.length === 0 && caseId !== undefined) {
      app.log.error({ err: error, caseId }, 'the clocks of a case could not be told')
      failed.push(caseId)
      return []
    }
  }
  const did: Did[] = []
  for (const caseId of caseIds) did.push(...(await sayOrPart(app, [caseId], now, failed)))
  return did
}

/** At midnight many may be due at once: what one pass does not reach is for the next, a minute later. */
const longestPassMs = 1_500

/**
 * The ladder: says every mark of a running clock once, to those who have the case by then, and lets what is overdue climb. Of
 * marks that were slept through only the last is said. One case that fails is left for the next time and stops no other; when
 * the database is away, all wait. Safe to call twice and from several processes.
 */
export async function tellCaseClocks(app: App): Promise<Counts> {
  const counts: Record<Did, number> = { warned: 0, climbed: 0, resumed: 0, silent: 0 }
  const now = app.clock.now()
  const failed: number[] = []
  const told = () => ({ ...counts, failed: failed.length })
  const untilMs = app.clock.uptimeMs() + longestPassMs
  for (;;) {
    const due = await casesWithDueClocks(app.db, now, perLook, failed)
    if (due.length === 0) return told()
    for (const some of inRows(due, perTransaction)) {
      if (app.clock.uptimeMs() > untilMs) return told()
      for (const did of await sayOrPart(app, some, now, failed)) counts[did]++
    }
  }
}
