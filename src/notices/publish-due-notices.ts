import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { tellPerson } from '../org/tell-person.ts'
import { type FiringCounts, fireDueSchedules } from '../schedules/fire-due-schedules.ts'
import { type Missed, missedKey } from '../schedules/schedule.ts'
import { missedMessage } from '../schedules/schedule-texts.ts'
import { issueNotice } from './issue-notice.ts'
import { noticeOpen } from './notice-buttons.ts'
import { noticeById } from './notice-store.ts'
import { noticeTitle } from './notice-texts.ts'

/** Sends what has come due by its schedule. What is late says so; of what is not sent, its author is told. */
export async function publishDueNotices(app: App): Promise<FiringCounts> {
  return fireDueSchedules(
    app,
    'notice',
    async (tx, { subjectId, at, late }) => {
      const notice = await noticeById(tx, subjectId)
      if (!notice) throw new Error(`there is no notice ${subjectId}`)
      await issueNotice(tx, app, notice, { at, late, startsAt: app.clock.now() })
    },
    (tx, missed) => tellMissed(app, tx, missed),
  )
}

async function tellMissed(app: App, tx: Tx, missed: Missed): Promise<void> {
  const notice = await noticeById(tx, missed.subjectId)
  if (!notice) return
  await tellPerson(tx, app, notice.authorId, missedKey(missed), (t) =>
    missedMessage(t, missed, {
      title: noticeTitle(t, notice),
      open: noticeOpen.data({ notice: notice.id }),
      timeZone: app.config.townTimezone,
    }),
  )
}
