import { expect, test } from 'vitest'
import { periodInWords, reportMessage, whichUnit } from '../../src/cases/reports/case-report-texts.ts'
import { usualPeriods } from '../../src/cases/reports/report-period.ts'
import { reportChart } from '../../src/cases/reports/report-pictures.ts'
import { reportSheets } from '../../src/cases/reports/report-sheets.ts'
import type { CaseRow } from '../../src/cases/reports/report-store.ts'
import { loadTexts } from '../../src/lib/i18n.ts'
import { spoken } from '../support/spoken.ts'
import { branch, empty, heping, qinghe, sample, viewOf } from './sample-report.ts'

const now = new Date('2026-03-02T01:00:00Z')
const periods = Object.entries(usualPeriods(now, 'Asia/Shanghai')).map(([key, name]) => ({ key, name }))
const ways = { periods, hasUnitsBelow: true }
const zh = loadTexts().in('zh-CN')

test('a report with everything in it', () => {
  expect(spoken((t) => reportMessage(t, viewOf(sample), ways))).toMatchSnapshot()
})

test('a report of a time that is not over', () => {
  const little = { ...empty, received: 1, open: 1, word: { inTime: 0, late: 0, waiting: 1 } }
  expect(
    spoken((t) => reportMessage(t, viewOf(little, '2026-Q1'), { ...ways, hasUnitsBelow: false })),
  ).toMatchSnapshot()
})

test('where nothing was told there are no numbers, and nothing to draw', () => {
  expect(spoken((t) => reportMessage(t, viewOf(empty), ways))).toMatchSnapshot()
})

test('no line says something of nothing', () => {
  for (const words of [
    reportMessage(zh, viewOf(empty), ways).html,
    reportMessage(zh, viewOf(sample), ways).html,
  ])
    expect(words).not.toMatch(/%|\/ 0(?!\d)/)
})

test('names are shown as text', () => {
  expect(reportMessage(zh, viewOf(sample), ways).html).toContain('和平&lt;村&gt;')
})

test('whose report, and what a year is called', () => {
  expect(spoken((t) => whichUnit(t, [qinghe, heping, branch], '2026-02'))).toMatchSnapshot()
  expect(spoken((t) => periodInWords(t, viewOf(sample, '2026').period))).toMatchSnapshot()
})

test('the bars by week and by unit; a branch without a case has none', () => {
  const week = reportChart(zh, viewOf(sample), 'week')
  expect(week).toMatchObject({
    stand: 'upright',
    title: '诉求报表：青禾镇，2026 年 2 月 · 按周',
    series: ['收到', '其中办结'],
  })
  expect(week.bars).toEqual([
    { label: '1/26', values: [11, 10] },
    { label: '2/2', values: [30, 15] },
  ])
  const unit = reportChart(zh, viewOf(sample), 'unit')
  expect(unit.stand).toBe('lying')
  expect(unit.bars).toEqual([
    { label: '和平<村>', values: [40, 24] },
    { label: '青禾镇本级', values: [1, 1] },
  ])
})

test('the sheets: the sum, by kind, by unit, and case by case without a name or a word', () => {
  const row: CaseRow = {
    id: 1,
    number: '482-037',
    kind: 'water',
    unitId: heping.id,
    level: 'branch',
    state: 'closed',
    outcome: 'solved',
    score: 5,
    disputes: 0,
    reopened: 0,
    filedAt: new Date('2026-02-02T01:00:00Z'),
    dueAt: undefined,
    answeredAt: new Date('2026-02-02T02:00:00Z'),
    closedAt: new Date('2026-02-09T01:00:00Z'),
    wordDueAt: undefined,
    confirmedBy: undefined,
  }
  for (const language of ['zh-CN', 'en']) {
    const view = { ...viewOf(sample), rows: [row], units: [qinghe, heping, branch] }
    expect(reportSheets(loadTexts().in(language), view)).toMatchSnapshot()
  }
})
