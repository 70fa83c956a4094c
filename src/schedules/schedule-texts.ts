import { DateTime } from 'luxon'
import type { T } from '../lib/i18n.ts'
import type { Rule } from '../lib/schedule.ts'

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
      return t(rule.day === 31 && rule.shortMonth === 'last-day' ? 'rule-month-end' : 'rule-month', {
        day: rule.day,
        at: rule.at,
      })
  }
}

/** 2026-03-02 周一 08:00 */
export function momentInWords(t: T, at: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(at, { zone: timeZone })
  return `${local.toFormat('yyyy-MM-dd')} ${t(`weekday-${local.weekday}`)} ${local.toFormat('HH:mm')}`
}
