import { Composer } from 'grammy'
import { idOf } from '../bot/callback-data.ts'
import type { BotContext } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { actor, onPress } from '../bot/press.ts'
import { editPressed, reply, toast } from '../bot/reply.ts'
import { batchReport } from '../delivery/batch.ts'
import { type Button, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import { unitsWith } from '../org/may.ts'
import { scheduleChange } from '../schedules/schedule.ts'
import { scheduleOf } from '../schedules/schedule-store.ts'
import { momentInWords, scheduleButtons, scheduleInWords } from '../schedules/schedule-texts.ts'
import { changeNoticeSchedule, issueFor, noticeFor, recallNotice, stopNotice } from './manage-notice.ts'
import { batchOf } from './notice.ts'
import {
  issueRecall,
  issueRecallSure,
  issueReport,
  issueStop,
  noticeChange,
  noticeOpen,
} from './notice-buttons.ts'
import { writeNotice } from './notice-conversation.ts'
import { lastIssueOf, noticesUnder } from './notice-store.ts'
import { issueButtons, noticeTitle, reachInWords, reportMessage } from './notice-texts.ts'

const listed = 12
/** The newest notices of the units one may send in. */
async function showNotices(ctx: BotContext): Promise<void> {
  const { db } = ctx.app
  const tops = await unitsWith(db, ctx.person.id, 'send-notice')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const notices = await noticesUnder(
    db,
    tops.map(({ path }) => path),
    listed,
  )
  const buttons = notices.map((notice) => [
    { text: noticeTitle(ctx.t, notice), data: noticeOpen.data({ notice: notice.id }) },
  ])
  await reply(ctx, publicMessage(ctx.t(notices.length > 0 ? 'notices-list' : 'notices-none'), { buttons }))
}

/** One notice: when it comes again, how it went last, and what can be done with it. */
async function showNotice(ctx: BotContext, noticeId: number): Promise<void> {
  const { t, app } = ctx
  const notice = await noticeFor(app.db, actor(ctx), noticeId)
  const schedule = await scheduleOf(app.db, 'notice', notice.id)
  const issue = await lastIssueOf(app.db, notice.id)
  const lines = [`<b>${escapeHtml(noticeTitle(t, notice))}</b>`]
  const buttons: Button[][] = []
  if (schedule) {
    lines.push(scheduleInWords(t, schedule))
    buttons.push(...scheduleButtons(t, schedule, (how) => noticeChange.data({ notice: notice.id, how })))
  }
  if (issue) {
    const at = momentInWords(t, issue.at, app.config.townTimezone)
    lines.push(t('notice-last-issue', { at, reach: reachInWords(t, issue) }))
    buttons.push(issueButtons(t, issue, app.clock.now()))
  }
  await editPressed(ctx, publicMessage(lines.join('\n'), { buttons }))
}

/** `page` 0 is where it is asked for. */
async function showReport(ctx: BotContext, issueId: number, page: number): Promise<void> {
  const { issue, notice } = await issueFor(ctx.app.db, actor(ctx), issueId)
  const rows = await batchReport(ctx.app.db, batchOf(issue.id))
  const isFine = (state: string) => Number(state === 'sent')
  const sorted = rows.toSorted((a, b) => isFine(a.state) - isFine(b.state))
  const message = reportMessage(ctx.t, notice, issue, sorted, page)
  // It is a message of its own, so that the progress above it goes on; its pages take each other's place.
  await (page === 0 ? reply(ctx, message) : editPressed(ctx, message))
}

async function askRecall(ctx: BotContext, issueId: number): Promise<void> {
  await issueFor(ctx.app.db, actor(ctx), issueId)
  const sure = { text: ctx.t('notice-recall-sure'), data: issueRecallSure.data({ issue: issueId }) }
  await reply(ctx, publicMessage(ctx.t('notice-recall-question'), { buttons: [[sure]] }))
}

const buttons = new Composer<BotContext>()
onPress(buttons, issueStop, async (ctx, { issue }) => {
  const stopped = await stopNotice(ctx.app, actor(ctx), idOf(issue) ?? 0)
  await toast(ctx, ctx.t('notice-stopped-toast', { stopped }))
})
onPress(buttons, issueReport, (ctx, { issue, page }) => showReport(ctx, idOf(issue) ?? 0, idOf(page) ?? 0))
onPress(buttons, issueRecall, (ctx, { issue }) => askRecall(ctx, idOf(issue) ?? 0))
onPress(buttons, issueRecallSure, async (ctx, { issue }) => {
  const { recalled } = await recallNotice(ctx.app, actor(ctx), idOf(issue) ?? 0)
  await editPressed(ctx, publicMessage(ctx.t('notice-recalled', { recalled })))
})
onPress(buttons, noticeOpen, (ctx, { notice }) => showNotice(ctx, idOf(notice) ?? 0))
onPress(buttons, noticeChange, async (ctx, { notice, how }) => {
  await changeNoticeSchedule(ctx.app, actor(ctx), idOf(notice) ?? 0, scheduleChange(how))
  await showNotice(ctx, idOf(notice) ?? 0)
})

/** Telling many, now or by the calendar. */
export const noticesFeature: Feature = {
  commands: [
    {
      name: 'notice',
      where: 'private',
      menu: true,
      needs: 'send-notice',
      run: (ctx) => ctx.talk.enter('notice'),
    },
    { name: 'notices', where: 'private', menu: true, needs: 'send-notice', run: showNotices },
  ],
  conversations: [writeNotice],
  buttons,
}
