import { expect, test } from 'vitest'
import { readCount } from '../../src/lib/read-number.ts'

const minutes = { 分钟: 1, 分: 1, 小时: 60, 个小时: 60 }
const questions = { 题: 1, 道题: 1, 道: 1 }

test.each([
  ['10', 10],
  ['１０', 10],
  ['10 道题', 10],
  ['10道', 10],
  ['十题', 10],
  ['10 题。', 10],
  ['二十五', 25],
  ['两', 2],
  ['一百零五道题', 105],
  ['零', 0],
])('%s is read', (text, count) => {
  expect(readCount(text, questions)).toBe(count)
})

test.each([
  ['30分钟', 30],
  ['1小时', 60],
  ['两个小时', 120],
  ['半小时', 30],
  ['九十分', 90],
])('%s are so many minutes', (text, count) => {
  expect(readCount(text, minutes)).toBe(count)
})

test.each(['', '题', '很多题', '10-20', '-3', '1.5', '1,5', '3小时左右', '半题', '12345', '百'])(
  '%s is no number',
  (text) => {
    expect(readCount(text, questions)).toBeUndefined()
  },
)
