import { describe, expect, test } from 'vitest'
import { parseDay, parseMoment, parseTimeOfDay, parseWeekdays } from '../../src/lib/parse-when.ts'

const now = new Date('2026-03-02T01:00:00Z')
const moment = (text: string) => parseMoment(text, now, 'Asia/Shanghai')

describe('a moment as people write it', () => {
  test.each([
    ['2026-03-05 19:30', '2026-03-05T19:30'],
    ['2026/3/5 8:00', '2026-03-05T08:00'],
    ['2026年3月5日 8点', '2026-03-05T08:00'],
    ['3月5日 19:30', '2026-03-05T19:30'],
    ['3月5日8点半', '2026-03-05T08:30'],
    ['3月5号晚上7点', '2026-03-05T19:00'],
    ['明天8点', '2026-03-03T08:00'],
    ['明天 下午3点20分', '2026-03-03T15:20'],
    ['后天 08:00', '2026-03-04T08:00'],
    ['今天 20:00', '2026-03-02T20:00'],
    ['８：３０', '2026-03-03T08:30'],
    ['20:30', '2026-03-02T20:30'],
    ['1月5日 8:00', '2027-01-05T08:00'],
    ['今天 8:00', '2026-03-02T08:00'],
    ['tomorrow 08:00', '2026-03-03T08:00'],
  ])('%s', (text, local) => expect(moment(text)).toBe(local))

  test.each(['', '明天', '25:00', '2月30日 8:00', '13月1日 8:00', '8:61', '很快', '2026-03-05', '明天 25点'])(
    'is not: %s',
    (text) => expect(moment(text)).toBeUndefined(),
  )
})

test.each([
  ['2026-03-05', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  ['3月5号', '2026-03-05'],
  ['3.5', '2026-03-05'],
  ['２０２６／３／５', '2026-03-05'],
  ['今天', '2026-03-02'],
  ['后天', '2026-03-04'],
  ['1月5日', '2027-01-05'],
  ['2026-02-27', '2026-02-27'],
  ['2月30日', undefined],
  ['13月1日', undefined],
  ['3月5日 8点', undefined],
  ['', undefined],
])('a day: %s', (text, day) => expect(parseDay(text, now, 'Asia/Shanghai')).toBe(day))

test.each([
  ['8点', '08:00'],
  ['晚上5点', '17:00'],
  ['晚上11点半', '23:30'],
  ['下午12点半', '12:30'],
  ['凌晨1点', '01:00'],
  ['中午12:30', '12:30'],
  ['下午1点', '13:00'],
  ['中午1点', '13:00'],
  ['中午11点半', '11:30'],
  ['凌晨12点', '00:00'],
  ['凌晨 0:05', '00:05'],
])('a time of day: %s', (text, time) => expect(parseTimeOfDay(text)).toBe(time))

test.each(['晚上12点', '晚12点半', '晚上0点', '晚上1点', '晚上 4:59'])(
  'the night of which day? %s',
  (text) => {
    expect(parseTimeOfDay(text)).toBeUndefined()
    expect(moment(`明天${text}`)).toBeUndefined()
  },
)

test.each([
  ['一三五', [1, 3, 5]],
  ['周一、周四', [1, 4]],
  ['星期天', [7]],
  ['每周一到周五', [1, 2, 3, 4, 5]],
  ['八', undefined],
  ['', undefined],
])('days of the week: %s', (text, days) => expect(parseWeekdays(text)).toEqual(days))
