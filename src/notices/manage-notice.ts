import type { App } from '../app.ts'
import { batchProgress, recallBatch, stopBatch } from '../delivery/batch.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import { may } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { unitById } from '../org/unit-store.ts'
import { changeSchedule } from '../schedules/change-schedule.ts'
import type { ScheduleChange } from '../schedules/schedule.ts'
import { batchOf, type Issue, type Notice } from './notice.ts'
import { changeIssue, issueById, noticeById } from './notice-store.ts'

/** The notice, for whoever may send in its unit. For others it does not exist: Refusal `notice-unknown`. */
export async function noticeFor(db: Tx, by: Actor, noticeId: number): Promise<Notice> {
  const notice = await noticeById(db, noticeId)
  const unit = notice && (await unitById(db, notice.audience.unitId))
  if (!unit || !(await may(db, by.personId, 'send-notice', unit))) throw new Refusal('notice-unknown')
  return notice
}

export async function issueFor(
  db: Tx,
  by: Actor,
  issueId: number,
): Promise<{ issue: Issue; notice: Notice }> {
  const issue = await issueById(db, issueId)
  if (!issue) throw new Refusal('notice-unknown')
  return { issue, notice: await noticeFor(db, by, issue.noticeId) }
}

/**
 * So that who presses stop need not try again and again while rows are claimed: the deliverer goes on for as long as it is
 * not stopped, and every claim would make a stricter transaction begin anew.
 */
const besideTheDeliverer = { isolation: 'read-committed' } as const

/** Nothing more of it leaves. Before it began, that is taking it back. Returns how many were stopped. */
export async function stopNotice(app: App, by: Actor, issueId: number): Promise<number> {
  return app.db.transaction(async (tx) => {
    const { issue } = await issueFor(tx, by, issueId)
    if (issue.recalledAt) throw new Refusal('notice-recalled-already')
    if (issue.state === 'done') throw new Refusal('notice-over')
    const stopped = await stopBatch(tx, batchOf(issueId))
    const { left } = await batchProgress(tx, batchOf(issueId))
    // All is out, and only its author has not been told yet: it ends as done.
    if (stopped + left === 0) throw new Refusal('notice-over')
    await changeIssue(tx, issueId, { state: 'stopped' })
    return stopped
  }, besideTheDeliverer)
}

/** Deletes it where it was sent in the last 48 hours, and stops the rest; its author is told how far that is. */
export async function recallNotice(
  app: App,
  by: Actor,
  issueId: number,
): Promise<{ stopped: number; recalled: number }> {
  return app.db.transaction(async (tx) => {
    const { issue } = await issueFor(tx, by, issueId)
    if (issue.recalledAt) throw new Refusal('notice-recalled-already')
    const counts = await recallBatch(tx, app, batchOf(issueId))
    await changeIssue(tx, issueId, { state: 'stopped', recalledAt: app.clock.now() })
    return counts
  }, besideTheDeliverer)
}

/** Pauses, resumes, skips the next firing of, or ends a notice that comes again. */
export async function changeNoticeSchedule(
  app: App,
  by: Actor,
  noticeId: number,
  change: ScheduleChange,
): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    const { id } = await noticeFor(tx, by, noticeId)
    await changeSchedule(tx, { purpose: 'notice', subjectId: id }, change, now)
  })
}
