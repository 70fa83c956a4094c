import { DateTime } from 'luxon'
import { type Button, type Public, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import type { Rule } from '../lib/schedule.ts'
import { changesOffered, type Missed, type Schedule, type ScheduleChange } from './schedule.ts'

/** 每周一、周五 08:00 */
export function ruleInWords(t: T, rule: Rule): string {
  switch (rule.every) {
    case 'once':
      return t('rule-once', { at: rule.at.replace('T', ' ') })
    case 'day':
      return t('rule-day', { at: rule.at })
    case 'week': {
      const days = rule.on.map((day) => t(`weekday-${day}`)).join(t('list-comma'))
      return t('rule-week', { days, at: rule.at })
    }
    case 'month':
      return t(monthKey(rule), { day: rule.day, at: rule.at })
  }
}

/** Days that not every month has say what becomes of them. */
function monthKey({ day, shortMonth }: Extract<Rule, { every: 'month' }>): string {
  if (day <= 28) return 'rule-month'
  if (shortMonth === 'skip') return 'rule-month-skip'
  return day === 31 ? 'rule-month-end' : 'rule-month-last'
}

/** 2026-03-02 周一 08:00 */
export function momentInWords(t: T, at: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(at, { zone: timeZone })
  return `${local.toFormat('yyyy-MM-dd')} ${t(`weekday-${local.weekday}`)} ${local.toFormat('HH:mm')}`
}

/** The rule, how it stands, and when it fires next. */
export function scheduleInWords(t: T, { rule, state, nextAt, timeZone }: Schedule): string {
  const lines = [`${ruleInWords(t, rule)} · ${t(`schedule-${state}`)}`]
  if (state === 'active' && nextAt) lines.push(t('schedule-next', { at: momentInWords(t, nextAt, timeZone) }))
  return lines.join('\n')
}

/** To the author: what was not sent, why, what comes next, and the way there. `title` and `open` are its feature's. */
export function missedMessage(
  t: T,
  { why, first, last, count, next }: Missed,
  { title, open, timeZone }: { title: string; open: string; timeZone: string },
): Public {
  const words = (at: Date) => momentInWords(t, at, timeZone)
  const lines = [
    `<b>${escapeHtml(title)}</b>`,
    t(`schedule-missed-${why}`, { count, first: words(first), at: words(last) }),
  ]
  if (next) lines.push(t('schedule-next', { at: words(next) }))
  else if (why === 'dropped') lines.push(t('schedule-missed-last'))
  const button = { text: t('schedule-missed-open'), data: open }
  return publicMessage(lines.join('\n'), { buttons: [[button]] })
}

/** A button for each thing that can be done with it now. */
export function scheduleButtons(
  t: T,
  { state }: Schedule,
  dataOf: (how: ScheduleChange) => string,
): Button[][] {
  return changesOffered[state].map((how) => [{ text: t(`schedule-${how}`), data: dataOf(how) }])
}

/** 2026-03-02 周一 */
export function dayInWords(t: T, at: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(at, { zone: timeZone })
  return `${local.toFormat('yyyy-MM-dd')} ${t(`weekday-${local.weekday}`)}`
}
