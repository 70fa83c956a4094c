import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, type PauseReason, pauseReasons, stateAfter } from '../case.ts'
import { isMain } from '../clocks/case-clock.ts'
import { runningClocks } from '../clocks/clock-store.ts'
import { wasPassedAround } from '../clocks/passed-around.ts'
import { countSince } from '../event-store.ts'
import { deadlineOf } from '../next-date.ts'
import { pausedMessage } from '../reporter-texts.ts'
import { caseFor, type Seen } from '../see-case.ts'
import { takeStep } from '../take-step.ts'
import { tellReporter } from '../tell-case.ts'

/** Somebody begins to work on it. */
export async function beginCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const handlerId = seen.one.handlerId ?? by.personId
    return (await takeStep(tx, app, by, seen, { step: 'begin', change: { handlerId } })).one
  })
}

/**
 * For each of the three things it can wait for once in every unit that has it. Each pause has its longest time; without a bound on
 * their number one after the other would put off a deadline for ever.
 */
const mostPauses = 3

/** By these it goes up, and by a passing on to another unit. */
const goingUp = ['climb', 'appeal']

/** So often it stood since it came to the unit that has it; of what is passed around, on its whole way. */
async function mustNotStandOften(db: Tx, caseId: number): Promise<void> {
  const isAround = await wasPassedAround(db, caseId)
  const since = isAround ? goingUp : [...goingUp, 'pass-on']
  if ((await countSince(db, caseId, ['pause'], since)) < mostPauses) return
  throw new Refusal(isAround ? 'case-paused-around' : 'case-paused-often', { times: mostPauses })
}

/** What is overdue is to be answered for: standing would hide it. Throws Refusal `case-pause-too-late`. */
async function mustBeInTime(db: Tx, app: App, caseId: number): Promise<void> {
  const clock = (await runningClocks(db, caseId)).find(isMain)
  if (clock && clock.dueAt <= app.clock.now()) throw new Refusal('case-pause-too-late')
}

/** Throws Refusal `case-not-now`, `case-pause-too-late`, `case-paused-often`, `case-paused-around`. */
async function mustBePausable(db: Tx, app: App, { one, are }: Seen): Promise<void> {
  stateAfter('pause', one, are)
  await mustBeInTime(db, app, one.id)
  await mustNotStandOften(db, one.id)
}

/** The same, asked before the reason is. */
export async function mayPause(app: App, by: Actor, caseId: number): Promise<void> {
  await mustBePausable(app.db, app, await caseFor(app.db, app, by, caseId))
}

/** Its clock stands, for a reason that the reporter hears; after the longest pause it goes on by itself. */
export async function pauseCase(
  app: App,
  by: Actor,
  caseId: number,
  why: { reason: PauseReason; note: string },
): Promise<Case> {
  if (!pauseReasons.includes(why.reason)) throw new Refusal('case-reason-unknown')
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    await mustBePausable(tx, app, seen)
    const note = [why.reason, why.note].filter(Boolean).join(' ')
    const { one, seq } = await takeStep(tx, app, by, seen, { step: 'pause', note })
    const deadline = await deadlineOf(tx, app, one)
    await tellReporter(tx, app, one, seq, pausedMessage({ ...why, deadline }))
    return one
  })
}

/** What it waited for is there. */
export async function resumeCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    return (await takeStep(tx, app, by, seen, { step: 'resume' })).one
  })
}
