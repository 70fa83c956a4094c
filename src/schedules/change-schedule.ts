import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { type CatchUp, nextAfter, type Rule, usualCatchUp } from '../lib/schedule.ts'
import type { Schedule, ScheduleChange } from './schedule.ts'
import {
  insertSchedule,
  insertSkipped,
  rewriteSchedule,
  saveSchedule,
  scheduleById,
  scheduleOf,
} from './schedule-store.ts'

export interface SchedulePlan {
  /** The feature, `notice`, and its row. */
  purpose: string
  subjectId: number
  rule: Rule
  timeZone: string
  catchUp?: CatchUp
}

/** Makes the schedule; its first firing is after `now`. Throws Refusal `schedule-past` when there is none. */
export async function createSchedule(
  tx: Tx,
  plan: SchedulePlan,
  now: Date,
): Promise<{ id: number; nextAt: Date }> {
  const nextAt = nextAfter(plan.rule, plan.timeZone, now)
  if (!nextAt) throw new Refusal('schedule-past')
  const id = await insertSchedule(tx, { catchUp: usualCatchUp, ...plan, nextAt }, now)
  return { id, nextAt }
}

/** The same for a row whose schedule may be there already: it gets this rule, and is active again. */
export async function setSchedule(tx: Tx, plan: SchedulePlan, now: Date): Promise<Date> {
  const before = await scheduleOf(tx, plan.purpose, plan.subjectId)
  if (!before) return (await createSchedule(tx, plan, now)).nextAt
  const nextAt = nextAfter(plan.rule, plan.timeZone, now)
  if (!nextAt) throw new Refusal('schedule-past')
  await rewriteSchedule(tx, before.id, { catchUp: usualCatchUp, ...plan, nextAt })
  return nextAt
}

async function mustBe(tx: Tx, id: number, ...states: Schedule['state'][]): Promise<Schedule> {
  const schedule = await scheduleById(tx, id)
  if (!schedule || !states.includes(schedule.state)) throw new Refusal('schedule-changed')
  return schedule
}

export async function pauseSchedule(tx: Tx, id: number): Promise<void> {
  const { nextAt } = await mustBe(tx, id, 'active')
  await saveSchedule(tx, id, { nextAt, state: 'paused' })
}

/**
 * Goes on from `now`: what fell into the pause is not made up for, and what was skipped before it stays skipped. Also takes up
 * one that was set aside.
 */
export async function resumeSchedule(tx: Tx, id: number, now: Date): Promise<Date | undefined> {
  const { rule, timeZone, nextAt: before } = await mustBe(tx, id, 'paused', 'broken')
  const nextAt = before && before > now ? before : nextAfter(rule, timeZone, now)
  await saveSchedule(tx, id, { nextAt, state: nextAt ? 'active' : 'ended' })
  return nextAt
}

/** Leaves out the next firing. Returns the one after it. */
export async function skipNext(tx: Tx, id: number, now: Date): Promise<Date | undefined> {
  const { rule, timeZone, nextAt } = await mustBe(tx, id, 'active')
  if (!nextAt) throw new Refusal('schedule-changed')
  await insertSkipped(tx, id, nextAt, now)
  const after = nextAfter(rule, timeZone, nextAt)
  await saveSchedule(tx, id, { nextAt: after, state: after ? 'active' : 'ended' })
  return after
}

export async function endSchedule(tx: Tx, id: number): Promise<void> {
  await mustBe(tx, id, 'active', 'paused', 'broken')
  await saveSchedule(tx, id, { state: 'ended' })
}

/** Changes the schedule of a feature's row. Throws Refusal `schedule-changed` when that cannot be done with it now. */
export async function changeSchedule(
  tx: Tx,
  subject: { purpose: string; subjectId: number },
  change: ScheduleChange,
  now: Date,
): Promise<void> {
  const schedule = await scheduleOf(tx, subject.purpose, subject.subjectId)
  if (!schedule) throw new Refusal('schedule-changed')
  const { id } = schedule
  switch (change) {
    case 'pause':
      return pauseSchedule(tx, id)
    case 'resume':
      await resumeSchedule(tx, id, now)
      return
    case 'skip':
      await skipNext(tx, id, now)
      return
    case 'end':
      return endSchedule(tx, id)
  }
}
