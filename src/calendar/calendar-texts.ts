import { type Button, type Public, publicMessage } from '../delivery/message.ts'
import { turning } from '../delivery/turning.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { pageFrom } from '../lib/pages.ts'
import { dayAdd, dayForget, daysShow, openDays, yearMark } from './calendar-buttons.ts'
import type { DayList, NotedDay, UnknownYear } from './noted-day.ts'

/** 2026-02-17 周二 */
export function dayInWords(t: T, day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return `${day} ${t(`weekday-${weekday}`)}`
}

/** 2026-03-03 周二 放假，藏历新年 */
function lineOf(t: T, { day, isWorked, name }: NotedDay, key = 'days-line'): string {
  const how = t(isWorked ? 'days-worked' : 'days-off')
  return t(key, { day: dayInWords(t, day), how, name: escapeHtml(name) })
}

const listed = (t: T, one: NotedDay): string =>
  lineOf(t, one, one.isByHand ? 'days-line-by-hand' : 'days-line')

const daysPerPage = 12

/** What differs from the week, a page at a time, with a way to take back what the town noted. `page` counts from 1. */
export function daysMessage(t: T, { days, unknown }: DayList, page: number): Public {
  const { shown: rows, ...here } = pageFrom(days, page, daysPerPage)
  const lines = [
    t('days-head', { ...here }),
    t(days.length > 0 ? 'days-explained' : 'days-none'),
    ...rows.map((row) => listed(t, row)),
    ...unknown.map(({ year, isWhole }) => t(isWhole ? 'days-year-by-hand' : 'days-year-unknown', { year })),
  ]
  const buttons = [
    ...rows.filter(({ isByHand }) => isByHand).map((row) => [forgetButton(t, row)]),
    turning(t, here, pageData),
    [{ text: t('days-add'), data: dayAdd.data({}) }],
    ...unknown.filter((year) => year.isWhole || hasDaysOff(days, year)).map((year) => [yearButton(t, year)]),
  ]
  return publicMessage(lines.join('\n'), { buttons: buttons.filter((row) => row.length > 0) })
}

const forgetButton = (t: T, { day, name }: NotedDay): Button => ({
  text: t('days-forget', { day, name }),
  data: dayForget.data({ day }),
})

const pageData = (page: number): string => daysShow.data({ page })

/** Only then is it worth saying that it is whole. */
const hasDaysOff = (days: readonly NotedDay[], { year }: UnknownYear): boolean =>
  days.some(({ day, isWorked }) => !isWorked && day.startsWith(`${year}-`))

function yearButton(t: T, { year, isWhole }: UnknownYear): Button {
  const data = yearMark.data({ year, how: isWhole ? 'open' : 'whole' })
  return { text: t(isWhole ? 'days-year-open' : 'days-year-whole', { year }), data }
}

/** It is noted; one press takes it back. */
export function dayNoted(t: T, noted: NotedDay): Public {
  const html = t('days-noted', { line: lineOf(t, noted) })
  return publicMessage(html, { buttons: [[forgetButton(t, noted)]] })
}

/** To those who keep the calendar, when a year comes near of which nothing is known. */
export function unknownYearMessage(t: T, year: number): Public {
  const button = { text: t('days-menu'), data: openDays }
  return publicMessage(t('days-year-warning', { year }), { buttons: [[button]] })
}
