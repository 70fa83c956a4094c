import { expect, test } from 'vitest'
import { afterQuietHours, nextQuietHours } from '../../src/delivery/quiet-hours.ts'

const town = 'Asia/Shanghai'
const at = (time: string) => new Date(`2026-03-02T${time}+08:00`)

test.each([
  ['07:00:00', '22:00:00'],
  ['21:59:59', '22:00:00'],
  ['22:00:00', '22:00:00'],
  ['23:30:00', '23:30:00'],
  ['06:59:59', '06:59:59'],
])('the quiet hours after %s begin at %s', (time, begin) => {
  expect(nextQuietHours(at(time), town)).toEqual(at(begin))
  expect(nextQuietHours(at(time), town) <= at(time)).toBe(afterQuietHours(at(time), town) > at(time))
})
