import type { App } from '../app.ts'
import { type FiringCounts, fireDueSchedules } from '../schedules/fire-due-schedules.ts'
import { issueNotice } from './issue-notice.ts'
import { noticeById } from './notice-store.ts'

/** Sends what has come due by its schedule. What is late says so. */
export async function publishDueNotices(app: App): Promise<FiringCounts> {
  return fireDueSchedules(app, 'notice', async (tx, { subjectId, at, late }) => {
    const notice = await noticeById(tx, subjectId)
    if (!notice) throw new Error(`there is no notice ${subjectId}`)
    await issueNotice(tx, app, notice, { at, late, startsAt: app.clock.now() })
  })
}
