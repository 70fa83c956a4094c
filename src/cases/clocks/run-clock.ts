import type { App } from '../../app.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import type { Tx } from '../../lib/db.ts'
import type { UnitKind } from '../../org/unit.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { clockOf, isMain, momentOf, nextMarkAt } from './case-clock.ts'
import { type ClockPurpose, termName, termOf } from './case-terms.ts'
import {
  insertClock,
  type KeptClock,
  lastClock,
  runClockRowAgain,
  runningClocks,
  saveClock,
  stopClockRow,
} from './clock-store.ts'
import { wasPassedAround, wayBegan } from './passed-around.ts'
import { ownTerms } from './term-store.ts'

const calendarOf = (tx: Tx, app: App): Promise<Calendar> => readCalendar(tx, app.config.townTimezone)

type Timed = Pick<Case, 'id' | 'urgency'>

/** A term begins to run. Returns when it is over. */
export async function startClock(
  tx: Tx,
  app: App,
  { id: caseId, urgency }: Timed,
  purpose: ClockPurpose,
  level: UnitKind,
): Promise<Date> {
  const startedAt = app.clock.now()
  const term = termOf(termName(purpose, level, urgency), await ownTerms(tx))
  const calendar = await calendarOf(tx, app)
  const clock = { caseId, purpose, level, startedAt, term, pauses: [], pausedAt: undefined, marksDone: 0 }
  const { at: dueAt, provisional } = momentOf(calendar, clock, 1)
  const nextAt = nextMarkAt(calendar, clock)
  await insertClock(tx, { caseId, purpose, level, startedAt, term, dueAt, provisional, nextAt })
  return dueAt
}

/** Notes what became of a clock, with its end and its next mark worked out again. Returns when it is over. */
export async function keepClock(tx: Tx, app: App, clock: KeptClock): Promise<Date> {
  const calendar = await calendarOf(tx, app)
  const { at: dueAt, provisional } = momentOf(calendar, clock, 1)
  await saveClock(tx, { ...clock, dueAt, provisional }, nextMarkAt(calendar, clock))
  return dueAt
}

/** It stands from now on. */
async function pauseClock(tx: Tx, app: App, clock: KeptClock): Promise<void> {
  await keepClock(tx, app, { ...clock, pausedAt: app.clock.now() })
}

/** It goes on; what it stood does not count. Returns when it is over. */
async function resumeClock(tx: Tx, app: App, clock: KeptClock): Promise<Date> {
  const { pausedAt, pauses } = clock
  if (!pausedAt) return clock.dueAt
  const stood = { from: pausedAt, to: app.clock.now() }
  return keepClock(tx, app, { ...clock, pauses: [...pauses, stood], pausedAt: undefined })
}

const ofLadder: readonly ClockPurpose[] = ['accept', 'handle']

/**
 * A term begins. Of a case that is passed around a level that had it goes on with what was left there: handing it to and fro wins
 * nobody time. Returns when it is over.
 */
async function beginClock(
  tx: Tx,
  app: App,
  one: Timed,
  purpose: ClockPurpose,
  level: UnitKind,
): Promise<Date> {
  const caseId = one.id
  const isAround = ofLadder.includes(purpose) && (await wasPassedAround(tx, caseId))
  const last = isAround
    ? await lastClock(tx, { caseId, purpose, level }, await wayBegan(tx, caseId))
    : undefined
  if (!last) return startClock(tx, app, one, purpose, level)
  const { clock, stoppedAt } = last
  const now = app.clock.now()
  const away = { from: clock.pausedAt ?? stoppedAt ?? now, to: now }
  await runClockRowAgain(tx, clock.id)
  return keepClock(tx, app, { ...clock, pauses: [...clock.pauses, away], pausedAt: undefined })
}

/** Stops the clocks of a case that are for one of these purposes; all of them, when none is named. */
export async function stopClocks(
  tx: Tx,
  app: App,
  caseId: number,
  purposes?: readonly ClockPurpose[],
): Promise<void> {
  for (const clock of await runningClocks(tx, caseId)) {
    if (!purposes || purposes.includes(clock.purpose)) await stopClockRow(tx, clock.id, app.clock.now())
  }
}

interface Following {
  level: UnitKind
  fresh: boolean
}

async function follow(
  tx: Tx,
  app: App,
  before: Case,
  after: Case,
  { level, fresh }: Following,
): Promise<Date | undefined> {
  const purpose = clockOf(after.state)
  const running = await runningClocks(tx, after.id)
  const main = running.find(isMain)
  const changedHands = before.handlingUnitId !== after.handlingUnitId
  const goesOn = main !== undefined && main.purpose === purpose && !fresh && !changedHands
  if (after.state !== 'waiting') await stopClocks(tx, app, after.id, ['pause'])
  if (main && !goesOn) await stopClockRow(tx, main.id, app.clock.now())
  if (!purpose) {
    await stopClocks(tx, app, after.id)
    return undefined
  }
  if (!goesOn) return (fresh ? startClock : beginClock)(tx, app, after, purpose, level)
  if (after.state === 'waiting' && before.state !== 'waiting') {
    await pauseClock(tx, app, main)
    await startClock(tx, app, after, 'pause', level)
    return undefined
  }
  return before.state === 'waiting' ? resumeClock(tx, app, main) : main.dueAt
}

/**
 * Lets the clocks follow a case from one state to another: one that is for the same goes on (or stands, or goes on again),
 * unless another unit has it now; any other begins. With `fresh` even the same one begins anew.
 */
export async function followState(
  tx: Tx,
  app: App,
  before: Case,
  after: Case,
  how: Following,
): Promise<Case> {
  const dueAt = await follow(tx, app, before, after, how)
  return saveCase(tx, after.id, { dueAt: dueAt ?? null })
}
