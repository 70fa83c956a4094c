import type { App } from '../app.ts'
import { isConflict, isOutage, type Tx } from '../lib/db.ts'
import { type Due, dueNow } from '../lib/schedule.ts'
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

/**
 * Fires what has come due of one purpose: `occur` makes its promises in the transaction that moves the schedule on. Safe to
 * call twice and from several processes. One that throws is set aside; when the database is away, all wait.
 */
export async function fireDueSchedules(
  app: App,
  purpose: string,
  occur: (tx: Tx, firing: Firing) => Promise<void>,
): Promise<FiringCounts> {
  const counts: FiringCounts = { fired: 0, late: 0, skipped: 0, expired: 0, broken: 0 }
  for (const id of await dueSchedules(app.db, purpose, app.clock.now())) {
    try {
      const state = await app.db.transaction((tx) => fireOne(app, tx, id, occur))
      if (state) counts[state]++
    } catch (error) {
      if (isOutage(error) || isConflict(error)) throw error
      app.log.error({ err: error, schedule: id }, 'a schedule could not be fired and is set aside')
      await setAside(app.db, id, error instanceof Error ? error.name : 'fault')
      counts.broken++
    }
  }
  return counts
}

async function fireOne(
  app: App,
  tx: Tx,
  id: number,
  occur: (tx: Tx, firing: Firing) => Promise<void>,
): Promise<Due['state'] | undefined> {
  const now = app.clock.now()
  const schedule = await scheduleById(tx, id)
  if (schedule?.state !== 'active' || !schedule.nextAt || schedule.nextAt > now) return undefined
  const { rule, timeZone, catchUp, subjectId, nextAt } = schedule
  const due = dueNow(rule, timeZone, catchUp, nextAt, now)
  await insertOccurrences(tx, id, due, now)
  await saveSchedule(tx, id, { nextAt: due.next, state: due.next ? 'active' : 'ended' })
  const isFired = due.state === 'fired' || due.state === 'late'
  if (isFired) await occur(tx, { scheduleId: id, subjectId, at: due.at, late: due.state === 'late' })
  return due.state
}
