import { describe, expect, test } from 'vitest'
import { backoffMs } from '../../src/delivery/backoff.ts'
import { afterQuietHours } from '../../src/delivery/quiet-hours.ts'
import { visibleLength } from '../../src/delivery/visible-length.ts'

describe('quiet hours', () => {
  test.each([
    ['2026-03-02T21:59:59', '2026-03-02T21:59:59'],
    ['2026-03-02T22:00:00', '2026-03-03T07:00:00'],
    ['2026-03-03T00:30:00', '2026-03-03T07:00:00'],
    ['2026-03-03T06:59:59', '2026-03-03T07:00:00'],
    ['2026-03-03T07:00:00', '2026-03-03T07:00:00'],
    ['2026-12-31T23:00:00', '2027-01-01T07:00:00'],
  ])('what is due at %s leaves at %s', (due, leaves) => {
    const at = (local: string) => new Date(`${local}+08:00`)
    expect(afterQuietHours(at(due), 'Asia/Shanghai')).toEqual(at(leaves))
  })

  test('are those of the town, not of the machine', () => {
    const noonInUtc = new Date('2026-03-02T12:00:00Z')
    expect(afterQuietHours(noonInUtc, 'Asia/Shanghai')).toEqual(noonInUtc)
    expect(afterQuietHours(noonInUtc, 'Pacific/Auckland')).toEqual(new Date('2026-03-02T18:00:00Z'))
  })
})

test('the wait doubles and ends at five minutes, for any number of attempts', () => {
  expect([1, 2, 3, 9, 10, 1000].map(backoffMs)).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
})

test('the length of a message is what Telegram counts', () => {
  expect(visibleLength('<b>通知</b>：A &amp; B &lt;c&gt;')).toBe('通知：A & B <c>'.length)
  expect(visibleLength('🌾')).toBe(2)
})
