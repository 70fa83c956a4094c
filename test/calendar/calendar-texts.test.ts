import { expect, test } from 'vitest'
import { dayInWords, dayNoted, daysMessage, unknownYearMessage } from '../../src/calendar/calendar-texts.ts'
import type { NotedDay } from '../../src/calendar/noted-day.ts'
import { spoken } from '../support/spoken.ts'

const day = (more: Partial<NotedDay> = {}): NotedDay => ({
  day: '2026-03-03',
  isWorked: false,
  name: '藏历<新年>',
  isByHand: true,
  ...more,
})
const days = [
  day(),
  day({ day: '2026-03-08', isWorked: true, name: '补班' }),
  day({ day: '2026-04-06', name: '清明', isByHand: false }),
  day({ day: '2026-05-09', name: '劳动节', isWorked: true, isByHand: false }),
]
const many = Array.from({ length: 25 }, (_, n) =>
  day({ day: `2026-10-${String(n + 1).padStart(2, '0')}`, isByHand: n === 12 }),
)

test.each<[string, Parameters<typeof spoken>[0]]>([
  ['what differs from the week', (t) => daysMessage(t, { days, unknown: [] }, 1)],
  ['nothing differs', (t) => daysMessage(t, { days: [], unknown: [{ year: 2027, isWhole: false }] }, 1)],
  [
    'a year that the town noted',
    (t) => daysMessage(t, { days: [], unknown: [{ year: 2027, isWhole: true }] }, 1),
  ],
  [
    'a year of which the town has noted something',
    (t) =>
      daysMessage(t, { days: [day({ day: '2027-02-08' })], unknown: [{ year: 2027, isWhole: false }] }, 1),
  ],
  ['the second of three pages', (t) => daysMessage(t, { days: many, unknown: [] }, 2)],
  ['a day is noted', (t) => dayNoted(t, day())],
  ['a year comes near of which nothing is known', (t) => unknownYearMessage(t, 2027)],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())

test('a page that is not there is the nearest one', () => {
  const head = (page: number) => spoken((t) => daysMessage(t, { days: many, unknown: [] }, page))
  expect(head(9)).toBe(head(3))
  expect(head(0)).toBe(head(1))
})

test('every day of a week has its name', () => {
  const named = (date: string) => spoken((t) => dayInWords(t, date)).split('\n')[1]
  expect(['2026-03-02', '2026-03-07', '2026-03-08'].map(named)).toEqual([
    '2026-03-02 周一',
    '2026-03-07 周六',
    '2026-03-08 周日',
  ])
})
