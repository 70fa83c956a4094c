import type { App } from '../app.ts'
import { mustBeAllowed } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { createSchedule } from '../schedules/change-schedule.ts'
import { issueNotice } from './issue-notice.ts'
import { checkText, leavesAtOnce, type Notice, type NoticeDraft, type NoticeTime, undoMs } from './notice.ts'
import { insertNotice, noticeByKey } from './notice-store.ts'

/**
 * A secretary tells the right people. Now: it leaves in a minute, unless it is taken back; an emergency leaves at once.
 * Otherwise it waits for its times. `key` makes a repetition find the first one.
 */
export async function sendNotice(
  app: App,
  by: Actor,
  draft: NoticeDraft,
  time: NoticeTime,
  key: string,
): Promise<Notice> {
  checkText(draft)
  return app.db.transaction(async (tx) => {
    await mustBeAllowed(tx, by, 'send-notice', draft.audience.unitId)
    const before = await noticeByKey(tx, key)
    if (before) return before
    const now = app.clock.now()
    const notice = await insertNotice(tx, draft, { key, authorId: by.personId, now })
    if (time.now) {
      const startsAt = leavesAtOnce(draft) ? now : new Date(now.getTime() + undoMs)
      await issueNotice(tx, app, notice, { at: now, late: false, startsAt })
    } else {
      const timeZone = app.config.townTimezone
      await createSchedule(tx, { purpose: 'notice', subjectId: notice.id, rule: time.rule, timeZone }, now)
    }
    return notice
  })
}
