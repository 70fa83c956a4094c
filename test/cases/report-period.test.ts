import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsOver, readPeriod, usualPeriods, weeksOf } from '../../src/cases/reports/report-period.ts'

const zone = 'Asia/Shanghai'
const utc = (at: Date | undefined) => at?.toISOString()

test('a month, a quarter and a year begin and end at midnight in the town', () => {
  const month = readPeriod('2026-02', zone)
  expect([utc(month?.from), utc(month?.to)]).toEqual(['2026-01-31T16:00:00.000Z', '2026-02-28T16:00:00.000Z'])
  const quarter = readPeriod('2026-Q4', zone)
  expect([utc(quarter?.from), utc(quarter?.to)]).toEqual([
    '2026-09-30T16:00:00.000Z',
    '2026-12-31T16:00:00.000Z',
  ])
  const year = readPeriod('2025', zone)
  expect([utc(year?.from), utc(year?.to)]).toEqual(['2024-12-31T16:00:00.000Z', '2025-12-31T16:00:00.000Z'])
})

test('nothing else is a period', () => {
  for (const name of ['', '2026-13', '2026-00', '2026-Q5', '1999', '2026-2', "2026' OR 1", '2026-02-01'])
    expect(readPeriod(name, zone), name).toBeUndefined()
})

test('this month, the last one, this quarter and this year, by the clock of the town', () => {
  // 2026-01-01 00:30 in the town; the day before in UTC.
  const now = new Date('2025-12-31T16:30:00Z')
  expect(usualPeriods(now, zone)).toEqual({
    'this-month': '2026-01',
    'last-month': '2025-12',
    'this-quarter': '2026-Q1',
    'this-year': '2026',
  })
  expect(monthsOver(now, zone, 3)).toEqual(['2025-12', '2025-11', '2025-10'])
})

test('weeks begin on Monday, follow each other, and end with today', () => {
  const month = readPeriod('2026-03', zone)
  if (!month) throw new Error('no month')
  const labels = (now: string) => weeksOf(month, new Date(now), zone).map(({ label }) => label)
  expect(labels('2026-04-15T00:00:00Z')).toEqual(['2/23', '3/2', '3/9', '3/16', '3/23', '3/30'])
  expect(labels('2026-03-05T00:00:00Z')).toEqual(['2/23', '3/2'])
  expect(labels('2026-02-01T00:00:00Z')).toEqual([])
})

test('every moment of a period lies in exactly one of its weeks', () => {
  const year = readPeriod('2026', zone)
  if (!year) throw new Error('no year')
  const weeks = weeksOf(year, year.to, zone)
  fc.assert(
    fc.property(fc.integer({ min: year.from.getTime(), max: year.to.getTime() - 1 }), (at) => {
      const within = weeks.filter(({ from, to }) => from.getTime() <= at && at < to.getTime())
      expect(within.length).toBe(1)
    }),
  )
})
