import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysSince, promiseDueAt } from '../../src/cases/mediation/mediation.ts'
import {
  dueReminder,
  nextReminderAt,
  remindedAfter,
  reminderTimes,
} from '../../src/cases/mediation/meeting.ts'
import { afterQuietHours } from '../../src/delivery/quiet-hours.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(`${text}:00+08:00`)
const minuteMs = 60_000

describe('when people are reminded', () => {
  test.each<[meeting: string, evening: string, shortly: string | undefined]>([
    ['2026-03-04T15:00', '2026-03-03T18:00', '2026-03-04T13:00'],
    ['2026-03-04T09:00', '2026-03-03T18:00', '2026-03-04T07:00'],
    ['2026-03-04T08:59', '2026-03-03T18:00', undefined],
    ['2026-03-04T23:30', '2026-03-03T18:00', '2026-03-04T21:30'],
    ['2026-03-05T00:30', '2026-03-04T18:00', undefined],
    ['2026-03-01T10:00', '2026-02-28T18:00', '2026-03-01T08:00'],
  ])('of a meeting at %s', (meeting, evening, shortly) => {
    const expected = { evening: at(evening), shortly: shortly === undefined ? undefined : at(shortly) }
    expect(reminderTimes(at(meeting), zone)).toEqual(expected)
  })
})

/** A job that comes at these minutes, as it would. */
function said(meetingAt: Date, setAt: Date, looks: readonly Date[]): { at: Date; what: string }[] {
  const heard: { at: Date; what: string }[] = []
  let reminded = 0
  let nextAt = nextReminderAt({ at: meetingAt, reminded }, setAt, zone)
  for (const now of looks) {
    const isNight = afterQuietHours(now, zone).getTime() !== now.getTime()
    if (!nextAt || nextAt > now || isNight) continue
    const what = dueReminder({ at: meetingAt, reminded }, now, zone)
    if (what) {
      heard.push({ at: now, what })
      reminded = remindedAfter(what)
    }
    nextAt = nextReminderAt({ at: meetingAt, reminded }, now, zone)
  }
  return heard
}

test('however the job comes and stays away: each at most once, in order, by day, and before the meeting', () => {
  const start = at('2026-03-01T00:00').getTime()
  const minutes = fc.integer({ min: 0, max: 5 * 24 * 60 })
  const moment = minutes.map((n) => new Date(start + n * minuteMs))
  fc.assert(
    fc.property(moment, moment, fc.array(moment, { maxLength: 60 }), (meetingAt, setAt, unordered) => {
      const looks = unordered.filter((one) => one >= setAt).toSorted((a, b) => a.getTime() - b.getTime())
      const heard = said(meetingAt, setAt, looks)
      const what = heard.map((one) => one.what)
      expect(['', 'evening', 'shortly', 'evening,shortly']).toContain(what.join())
      for (const one of heard) {
        expect(one.at.getTime()).toBeLessThan(meetingAt.getTime())
        expect(afterQuietHours(one.at, zone)).toEqual(one.at)
      }
    }),
  )
})

test('a job that comes every minute says both, to the minute', () => {
  const set = at('2026-03-02T09:00')
  const looks = Array.from({ length: 3 * 24 * 60 }, (_, n) => new Date(set.getTime() + n * minuteMs))
  expect(said(at('2026-03-04T15:00'), set, looks)).toEqual([
    { at: at('2026-03-03T18:00'), what: 'evening' },
    { at: at('2026-03-04T13:00'), what: 'shortly' },
  ])
  expect(said(at('2026-03-04T08:00'), set, looks)).toEqual([{ at: at('2026-03-03T18:00'), what: 'evening' }])
  expect(said(at('2026-03-02T15:00'), set, looks)).toEqual([{ at: at('2026-03-02T13:00'), what: 'shortly' }])
})

test('a promise is asked about in the morning of its day', () => {
  expect(promiseDueAt(at('2026-03-02T21:30'), 7, zone)).toEqual(at('2026-03-09T09:00'))
  expect(promiseDueAt(at('2026-03-02T06:00'), 30, zone)).toEqual(at('2026-04-01T09:00'))
  expect(daysSince(at('2026-03-02T21:30'), at('2026-03-09T09:00'), zone)).toBe(7)
  expect(daysSince(at('2026-03-02T00:10'), at('2026-03-09T23:00'), zone)).toBe(7)
})
