import { type BatchRow, type Progress, type RecallProgress, recallableMs } from '../delivery/batch.ts'
import { type Button, type Public, publicMessage } from '../delivery/message.ts'
import { turning } from '../delivery/turning.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { pageFrom } from '../lib/pages.ts'
import type { Rule } from '../lib/schedule.ts'
import { shorten } from '../lib/shorten.ts'
import { momentInWords, ruleInWords } from '../schedules/schedule-texts.ts'
import type { Issue, Notice, NoticeDraft } from './notice.ts'
import { issueRecall, issueReport, issueStop } from './notice-buttons.ts'

/** As its readers see it. `late` is given when it comes after its time. */
export function noticeMessage(
  t: T,
  { kind, text, media }: NoticeDraft,
  unit: string,
  late?: { at: Date; timeZone: string },
): Public {
  const head = t('notice-head', { kind: t(`notice-kind-${kind}`), unit: escapeHtml(unit) })
  const lines = [
    `<b>${head}</b>`,
    ...(late ? [`<i>${t('notice-late', { at: momentInWords(t, late.at, late.timeZone) })}</i>`] : []),
    escapeHtml(text),
  ]
  return publicMessage(lines.filter(Boolean).join('\n'), media ? { media } : {})
}

interface Reach {
  groups: number
  people: number
}

/** 12 个群、316 个人 */
export function reachInWords(t: T, { groups, people }: Reach): string {
  const parts = [
    ...(groups > 0 ? [t('notice-groups', { count: groups })] : []),
    ...(people > 0 ? [t('notice-people', { count: people })] : []),
  ]
  return parts.length > 0 ? parts.join(t('list-comma')) : t('notice-nobody')
}

interface ConfirmedTime {
  times: Date[]
  rule: Rule | undefined
  timeZone: string
  waitsForMorning: boolean
  leavesAtOnce: boolean
}

/** Under the preview: how many will hear it, when, and whether it waits for the morning or cannot be taken back. */
export function confirmQuestion(t: T, reach: Reach, when: ConfirmedTime): Public {
  const lines = [t('notice-confirm-reach', { reach: reachInWords(t, reach) })]
  if (when.rule) {
    const times = when.times.map((at) => `· ${momentInWords(t, at, when.timeZone)}`)
    lines.push(t('notice-confirm-rule', { rule: ruleInWords(t, when.rule) }), ...times)
  }
  if (when.waitsForMorning) lines.push(t('notice-confirm-morning'))
  if (when.leavesAtOnce) lines.push(t('notice-confirm-at-once'))
  return publicMessage(lines.join('\n'))
}

/** A short name for lists: the kind and the first words. */
export function noticeTitle(t: T, { kind, text }: NoticeDraft): string {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  return `${t(`notice-kind-${kind}`)} ${words.length > 16 ? `${shorten(words, 16)}…` : words}`.trim()
}

interface Pace {
  minutes: number
  now: Date
  waitsForMorning: boolean
}

/** How far it is, with the button that stops it; at the end the report, with the way to the details. */
export function progressMessage(
  t: T,
  notice: Notice,
  issue: Issue,
  { total, sent, failed, left, stopped }: Progress,
  { minutes, now, waitsForMorning }: Pace,
): Public {
  const title = `<b>${escapeHtml(noticeTitle(t, notice))}</b>`
  const counts = t('notice-counts', { sent, failed, left })
  if (total === 0) return publicMessage([title, t('notice-nobody')].join('\n'))
  if (left === 0)
    return publicMessage([title, endLine(t, issue, { sent, failed, stopped })].join('\n'), {
      buttons: [[detailsButton(t, issue), ...(sent > 0 ? [recallButton(t, issue)] : [])]],
    })
  if (issue.state === 'stopped') return publicMessage([title, t('notice-stopping'), counts].join('\n'))
  if (issue.startsAt > now) {
    const key = waitsForMorning ? 'notice-starts-morning' : 'notice-starts-soon'
    return publicMessage([title, t(key, { total })].join('\n'), {
      buttons: [[stopButton(t, issue, 'notice-undo')]],
    })
  }
  const rest = waitsForMorning
    ? t('notice-rest-morning')
    : t('notice-minutes', { minutes: Math.max(1, minutes) })
  const lines = [title, counts, rest]
  return publicMessage(lines.join('\n'), { buttons: [[stopButton(t, issue)]] })
}

/** How far the recall is, and at its end how it went. */
export function recallMessage(t: T, notice: Notice, issue: Issue, recall: RecallProgress): Public {
  const { deleted, failed, left } = recall
  const key =
    deleted + failed + left === 0
      ? 'notice-undone'
      : left > 0
        ? 'notice-recall-progress'
        : 'notice-recall-done'
  const lines = [`<b>${escapeHtml(noticeTitle(t, notice))}</b>`, t(key, { deleted, failed, left })]
  return publicMessage(lines.join('\n'), { buttons: [[detailsButton(t, issue)]] })
}

const stopButton = (t: T, { id }: Issue, key = 'notice-stop'): Button => ({
  text: t(key),
  data: issueStop.data({ issue: id }),
})

const detailsButton = (t: T, { id }: Issue): Button => ({
  text: t('notice-details'),
  data: issueReport.data({ issue: id, page: 0 }),
})

const recallButton = (t: T, { id }: Issue): Button => ({
  text: t('notice-recall'),
  data: issueRecall.data({ issue: id }),
})

/** What can be done with one going out: see how it went, and stop it, or recall it while that is possible. */
export function issueButtons(t: T, issue: Issue, now: Date): Button[] {
  const details = detailsButton(t, issue)
  if (issue.state === 'running') return [details, stopButton(t, issue)]
  const isRecallable = !issue.recalledAt && now.getTime() - issue.startsAt.getTime() < recallableMs
  return isRecallable ? [details, recallButton(t, issue)] : [details]
}

function endLine(t: T, issue: Issue, counts: { sent: number; failed: number; stopped: number }): string {
  // What was leaving just then has all arrived: then nothing was stopped.
  if (issue.state !== 'stopped' || counts.stopped === 0) return t('notice-done', counts)
  return counts.sent === 0 ? t('notice-undone') : t('notice-stopped', counts)
}

const reportPageSize = 30

/** What became of it in one chat: of its sending, and once it is recalled, of its deletion. */
function fateKey({ state, recall }: BatchRow, issue: Issue): string {
  if (state !== 'sent' || !issue.recalledAt) return `notice-row-${state}`
  if (recall === 'queued' || recall === 'sending') return 'notice-row-recalling'
  return recall === 'sent' ? 'notice-row-recalled' : 'notice-row-not-recalled'
}

/** Chat by chat what became of it; those that failed first. `page` counts from 1. */
export function reportMessage(
  t: T,
  notice: Notice,
  issue: Issue,
  rows: readonly BatchRow[],
  page: number,
): Public {
  const { shown, ...here } = pageFrom(rows, page, reportPageSize)
  const lines = shown.map((row) => {
    const { title, kind, state, reason, repeated } = row
    const what = t(fateKey(row, issue)) + (repeated ? t('notice-row-repeated') : '')
    const why =
      reason && state !== 'sent' ? t('notice-row-reason', { reason: escapeHtml(shorten(reason, 60)) }) : ''
    const name = escapeHtml(shorten(title, 40) || t(`notice-row-${kind}`))
    return t('notice-report-row', { title: name, what: `${what}${why}` })
  })
  const turn = (to: number) => issueReport.data({ issue: issue.id, page: to })
  const buttons = turning(t, here, turn)
  const head = t('notice-report-head', { title: escapeHtml(noticeTitle(t, notice)), ...here })
  return publicMessage([head, ...lines].join('\n'), { buttons: buttons.length > 0 ? [buttons] : [] })
}
