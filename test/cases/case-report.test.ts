import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, wordOf } from '../../src/cases/reports/case-report.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour))

test('the median is the middle one, or between the two in the middle', () => {
  expect(median([])).toBeUndefined()
  expect(median([3])).toBe(3)
  expect(median([5, 1, 3])).toBe(3)
  expect(median([4, 1, 2, 10])).toBe(3)
})

test('as many lie below the median as above', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e4 }), { minLength: 1 }), (values) => {
      const middle = median(values) ?? Number.NaN
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2)
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2)
    }),
  )
})

test('the first word is in time, late, not due yet, or was never due', () => {
  const word = (answeredAt: Date | undefined, state: 'filed' | 'withdrawn' = 'filed', wordDueAt?: Date) =>
    wordOf({ answeredAt, state, wordDueAt }, at(12))
  expect(word(at(9), 'filed', at(10))).toBe('inTime')
  expect(word(at(10), 'filed', at(10))).toBe('inTime')
  expect(word(at(11), 'filed', at(10))).toBe('late')
  expect(word(undefined, 'filed', at(10))).toBe('late')
  expect(word(undefined, 'filed', at(13))).toBe('waiting')
  expect(word(undefined, 'withdrawn', at(10))).toBeUndefined()
  expect(word(at(9), 'withdrawn')).toBe('inTime')
})
