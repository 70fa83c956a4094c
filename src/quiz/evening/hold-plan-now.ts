import type { App } from '../../app.ts'
import { isQuiet } from '../../delivery/quiet-hours.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { eveningIn } from './evening-store.ts'
import { noticeMs, plusMs } from './evening-times.ts'
import { planFor } from './may-control.ts'
import { holdNow, unitOfGroup } from './plan-evening.ts'
import type { QuizPlan } from './plan-store.ts'

/**
 * What is planned is held once at once, under whoever asks; the plan keeps its time. `key` makes a repetition find the first one.
 * Throws Refusal `quiz-unknown` for who may not, `schedule-changed` when the plan has ended, and what `holdNow` throws.
 */
export async function holdPlanNow(app: App, by: Actor, planId: number, key: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    const { id, ...plan } = await planFor(tx, by, planId)
    if ((await scheduleOf(tx, 'quiz', id))?.state === 'ended') throw new Refusal('schedule-changed')
    const unitId = await unitOfGroup(tx, by, plan.chatId)
    await holdNow(tx, app, { ...plan, key, unitId, hostId: by.personId, createdAt: app.clock.now() })
  })
}

/** Whether that can be done now: by day, and while the group has no other one. */
export async function canHoldNow(app: App, { chatId }: QuizPlan): Promise<boolean> {
  if (isQuiet(plusMs(app.clock.now(), noticeMs), app.config.townTimezone)) return false
  return (await eveningIn(app.db, chatId)) === undefined
}
