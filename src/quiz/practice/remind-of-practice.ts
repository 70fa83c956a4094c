import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import type { Rule } from '../../lib/schedule.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { endSchedule, setSchedule } from '../../schedules/change-schedule.ts'
import { type Firing, type FiringCounts, fireDueSchedules } from '../../schedules/fire-due-schedules.ts'
import type { Schedule } from '../../schedules/schedule.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { askingOf } from './pick-questions.ts'
import { dueIds } from './practice-store.ts'
import { reminderMessage } from './practice-texts.ts'

const purpose = 'practice'

/** More than so many are not counted. */
const mostCounted = 200
/** A reminder that could not go out for so long is not wanted any more. */
const lifeMs = 12 * 60 * 60 * 1000

/** Somebody asks to be reminded; asked again, the new times count. Returns the first one. */
export async function remindMe(app: App, { personId }: Actor, rule: Rule): Promise<Date> {
  const plan = { purpose, subjectId: personId, rule, timeZone: app.config.townTimezone }
  return app.db.transaction((tx) => setSchedule(tx, plan, app.clock.now()))
}

/** The reminders of somebody, as long as they come. */
export async function reminderOf(db: Tx, { personId }: Actor): Promise<Schedule | undefined> {
  const schedule = await scheduleOf(db, purpose, personId)
  return schedule?.state === 'active' ? schedule : undefined
}

/** No more reminders. Said twice it is said once. */
export async function stopReminding(app: App, by: Actor): Promise<void> {
  await app.db.transaction((tx) => stopRemindingWithin(tx, by))
}

export async function stopRemindingWithin(tx: Tx, by: Actor): Promise<void> {
  const schedule = await reminderOf(tx, by)
  if (schedule) await endSchedule(tx, schedule.id)
}

/** At most one a day, and only when something is due. */
async function remindOne(tx: Tx, app: App, { subjectId: personId }: Firing): Promise<void> {
  const person = await personById(tx, personId)
  if (person?.chatId === undefined) return
  const now = app.clock.now()
  const due = (await dueIds(tx, askingOf(app, personId), now, mostCounted)).length
  if (due === 0) return
  const key = `practice-reminder:${personId}:${localDate(now, app.config.townTimezone)}`
  const what = {
    key,
    batch: key,
    chat: { kind: 'private', chatId: person.chatId },
    lane: 'bulk',
    quiet: true,
    expiresAt: new Date(now.getTime() + lifeMs),
    whenInDoubt: 'leave',
  } as const
  await enqueue(tx, app, what, { do: 'send', message: reminderMessage(app.texts.in(person.language), due) })
}

/** Reminds those who asked for it and have something to go over. One that was missed for hours is left out, without a word. */
export async function remindOfPractice(app: App): Promise<FiringCounts> {
  return fireDueSchedules(
    app,
    purpose,
    (tx, firing) => remindOne(tx, app, firing),
    async () => undefined,
  )
}
