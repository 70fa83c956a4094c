import type { App } from '../app.ts'
import { isConflict, isOutage, type Tx } from '../lib/db.ts'
import { type Due, dueNow } from '../lib/schedule.ts'
import type { Missed } from './schedule.ts'
import { dueSchedules, insertOccurrences, saveSchedule, scheduleById, setAside } from './schedule-store.ts'

export interface Firing {
  scheduleId: number
  subjectId: number
  /** The time it is for. */
  at: Date
  /** It fires after its time, and is to say so. */
  late: boolean
}

export type FiringCounts = Record<Due['state'] | 'broken', number>

type Occur = (tx: Tx, firing: Firing) => Promise<void>
/** Promises its author the news. */
type Tell = (tx: Tx, missed: Missed) => Promise<void>

/**
 * Fires what has come due of one purpose: `occur` makes its promises in the transaction that moves the schedule on, and
 * `tell` in the one that drops a firing or sets the schedule aside. Safe to call twice and from several processes. One that
 * throws is set aside; when the database is away, all wait.
 */
export async function fireDueSchedules(
  app: App,
  purpose: string,
  occur: Occur,
  tell: Tell,
): Promise<FiringCounts> {
  const counts: FiringCounts = { fired: 0, late: 0, skipped: 0, expired: 0, broken: 0 }
  for (const id of await dueSchedules(app.db, purpose, app.clock.now())) {
    try {
      const state = await app.db.transaction((tx) => fireOne(app, tx, id, occur, tell))
      if (state) counts[state]++
    } catch (error) {
      if (isOutage(error) || isConflict(error)) throw error
      app.log.error({ err: error, schedule: id }, 'a schedule could not be fired and is set aside')
      await breakOne(app, id, error, tell)
      counts.broken++
    }
  }
  return counts
}

async function fireOne(
  app: App,
  tx: Tx,
  id: number,
  occur: Occur,
  tell: Tell,
): Promise<Due['state'] | undefined> {
  const now = app.clock.now()
  const schedule = await scheduleById(tx, id)
  if (schedule?.state !== 'active' || !schedule.nextAt || schedule.nextAt > now) return undefined
  const { rule, timeZone, catchUp, subjectId, nextAt } = schedule
  const due = dueNow(rule, timeZone, catchUp, nextAt, now)
  await insertOccurrences(tx, id, due, now)
  await saveSchedule(tx, id, { nextAt: due.next, state: due.next ? 'active' : 'ended' })
  const isFired = due.state === 'fired' || due.state === 'late'
  const dropped = isFired ? due.missed : [...due.missed, due.at]
  const last = dropped.at(-1)
  if (last) {
    const [first = last] = dropped
    const times = { first, last, count: dropped.length, next: due.next }
    await tell(tx, { scheduleId: id, subjectId, why: 'dropped', ...times })
  }
  if (isFired) await occur(tx, { scheduleId: id, subjectId, at: due.at, late: due.state === 'late' })
  return due.state
}

/** Sets it aside, and its author is told. When even that cannot be done, it is set aside all the same. */
async function breakOne(app: App, id: number, fault: unknown, tell: Tell): Promise<void> {
  const name = fault instanceof Error ? fault.name : 'fault'
  const now = app.clock.now()
  try {
    await app.db.transaction(async (tx) => {
      const aside = await setAside(tx, id, name, now)
      if (!aside) return
      const times = { first: aside.at, last: aside.at, count: 1, next: undefined }
      await tell(tx, { scheduleId: id, subjectId: aside.subjectId, why: 'broken', ...times })
    })
  } catch (error) {
    if (isOutage(error) || isConflict(error)) throw error
    app.log.error({ err: error, schedule: id }, 'the author of a schedule could not be told')
    await app.db.transaction((tx) => setAside(tx, id, name, now))
  }
}
