import type { App } from '../../app.ts'
import { stopBatch } from '../../delivery/batch.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { isQuiet } from '../../delivery/quiet-hours.ts'
import { countSent } from '../../delivery/sent-store.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate, midnight } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Rule } from '../../lib/schedule.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { endSchedule, setSchedule } from '../../schedules/change-schedule.ts'
import { type Firing, type FiringCounts, fireDueSchedules } from '../../schedules/fire-due-schedules.ts'
import type { Schedule } from '../../schedules/schedule.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { askingOf } from './pick-questions.ts'
import { mostADay } from './practice.ts'
import { dueIds } from './practice-store.ts'
import { reminderMessage } from './practice-texts.ts'

const purpose = 'practice'

/** More than so many are not counted. */
const mostCounted = 200
/** A reminder that is later than that is not wanted any more. */
const lifeMs = 6 * 60 * 60 * 1000
const catchUp = { late: 'expire', afterMs: lifeMs } as const

const batchOf = (personId: number): string => `practice-reminder:${personId}`

/**
 * Somebody asks to be reminded; asked again, the new times count. Returns the first one. Throws Refusal `practice-remind-quiet` for
 * a time at night.
 */
export async function remindMe(app: App, { personId }: Actor, rule: Rule): Promise<Date> {
  const { townTimezone: timeZone } = app.config
  const plan = { purpose, subjectId: personId, rule, timeZone, catchUp }
  return app.db.transaction(async (tx) => {
    const firstAt = await setSchedule(tx, plan, app.clock.now())
    if (isQuiet(firstAt, timeZone)) throw new Refusal('practice-remind-quiet')
    return firstAt
  })
}

/** The reminders of somebody, as long as they come. */
export async function reminderOf(db: Tx, { personId }: Actor): Promise<Schedule | undefined> {
  const schedule = await scheduleOf(db, purpose, personId)
  return schedule?.state === 'active' ? schedule : undefined
}

/** No more reminders, nor one that was promised already. Said twice it is said once. */
export async function stopReminding(app: App, by: Actor): Promise<void> {
  await app.db.transaction((tx) => stopRemindingWithin(tx, by))
}

export async function stopRemindingWithin(tx: Tx, by: Actor): Promise<void> {
  const schedule = await reminderOf(tx, by)
  if (schedule) await endSchedule(tx, schedule.id)
  await stopBatch(tx, batchOf(by.personId))
}

/** At most one a day, only when something is due, and not on top of a day's other messages. */
async function remindOne(tx: Tx, app: App, { subjectId: personId, at, late }: Firing): Promise<void> {
  const person = await personById(tx, personId)
  if (person?.chatId === undefined) return
  const now = app.clock.now()
  const { townTimezone: timeZone } = app.config
  const today = localDate(now, timeZone)
  const due = (await dueIds(tx, askingOf(app, personId), now, mostCounted)).length
  if (due === 0 || (await countSent(tx, person.chatId, 'bulk', midnight(today, timeZone))) >= mostADay) return
  const what = {
    key: `${batchOf(personId)}:${today}`,
    batch: batchOf(personId),
    chat: { kind: 'private', chatId: person.chatId },
    lane: 'bulk',
    quiet: true,
    expiresAt: new Date(at.getTime() + lifeMs),
    whenInDoubt: 'leave',
  } as const
  const lateFor = late ? at : undefined
  const message = reminderMessage(app.texts.in(person.language), { due, lateFor, timeZone })
  await enqueue(tx, app, what, { do: 'send', message })
}

/** Reminds those who asked for it and have something to go over. A late one says so; one that was missed for hours is left out. */
export async function remindOfPractice(app: App): Promise<FiringCounts> {
  return fireDueSchedules(
    app,
    purpose,
    (tx, firing) => remindOne(tx, app, firing),
    async () => undefined,
  )
}
