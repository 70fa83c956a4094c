import type { App } from '../../app.ts'
import { isQuiet, nextQuietHours } from '../../delivery/quiet-hours.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { nextAfter, type Rule } from '../../lib/schedule.ts'
import { bindingOf } from '../../org/binding-store.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { createSchedule } from '../../schedules/change-schedule.ts'
import { checkPlan, type EveningPlan, type Moment } from './evening.ts'
import { eveningByKey, eveningIn } from './evening-store.ts'
import { lengthMs, noticeMs, plusMs, tooLateMs } from './evening-times.ts'
import { openEvening } from './open-evening.ts'
import { insertPlan, planByKey } from './plan-store.ts'
import { sizeOfSet } from './size-of-set.ts'

/** In two minutes, or by a rule in the town's time. */
export type EveningTime = { now: true } | { now: false; rule: Rule }

/** What was settled: an evening that is announced, or a plan. */
export type Settled = { eveningId: number } | { planId: number }

/** It begins by night, or its last question would come then. */
export const isByNight = (app: App, at: Date, plan: EveningPlan): boolean =>
  [at, plusMs(at, lengthMs(plan))].some((moment) => isQuiet(moment, app.config.townTimezone))

export function momentOf(app: App): Moment {
  const now = app.clock.now()
  return { now, nightAt: nextQuietHours(now, app.config.townTimezone) }
}

/** At night nobody is disturbed, by its last question neither. */
function mustBeByDay(app: App, at: Date | undefined, plan: EveningPlan): void {
  if (!at) return
  if (isQuiet(at, app.config.townTimezone)) throw new Refusal('quiz-quiet')
  if (isByNight(app, at, plan)) throw new Refusal('quiz-into-night')
}

/** The unit of the group, if whoever acts may hold a quiz there; for others the group does not exist. */
export async function unitOfGroup(tx: Tx, by: Actor, chatId: number): Promise<number> {
  const binding = await bindingOf(tx, chatId)
  if (!binding) throw new Refusal('unit-unknown')
  return (await mustBeAllowed(tx, by, 'host-quiz', binding.unitId)).id
}

/** A quiz in a group: now, at a time, or again and again. `key` makes a repetition find the first one. */
export async function planEvening(
  app: App,
  by: Actor,
  plan: EveningPlan,
  time: EveningTime,
  key: string,
): Promise<Settled> {
  checkPlan(plan)
  return app.db.transaction(async (tx) => {
    const unitId = await unitOfGroup(tx, by, plan.chatId)
    const made = { ...plan, key, unitId, hostId: by.personId, createdAt: app.clock.now() }
    return time.now ? holdNow(tx, app, made) : holdLater(tx, app, made, time.rule)
  })
}

type Made = EveningPlan & { key: string; unitId: number; hostId: number; createdAt: Date }

/** Announces it at once; it begins in two minutes. Throws Refusal `quiz-quiet` by night, `quiz-busy` while the group has another, `quiz-set-empty` when there is nothing to ask. */
export async function holdNow(tx: Tx, app: App, made: Made): Promise<Settled> {
  const before = await eveningByKey(tx, made.key)
  if (before) return { eveningId: before.id }
  const startsAt = plusMs(app.clock.now(), noticeMs)
  mustBeByDay(app, startsAt, made)
  if (await eveningIn(tx, made.chatId)) throw new Refusal('quiz-busy')
  if ((await sizeOfSet(tx, app, { ...made, startsAt })) === 0) throw new Refusal('quiz-set-empty')
  const { id } = await openEvening(tx, app, { ...made, planId: undefined, startsAt })
  return { eveningId: id }
}

async function holdLater(tx: Tx, app: App, made: Made, rule: Rule): Promise<Settled> {
  const before = await planByKey(tx, made.key)
  if (before) return { planId: before.id }
  const { townTimezone: timeZone } = app.config
  const now = app.clock.now()
  mustBeByDay(app, nextAfter(rule, timeZone, now), made)
  const { id } = await insertPlan(tx, made)
  // A quiz that comes long after its time finds nobody there.
  const catchUp = { late: 'expire', afterMs: tooLateMs } as const
  await createSchedule(tx, { purpose: 'quiz', subjectId: id, rule, timeZone, catchUp }, now)
  return { planId: id }
}
