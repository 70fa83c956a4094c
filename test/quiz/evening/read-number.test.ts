import { expect, test } from 'vitest'
import { readCount, readSeconds } from '../../../src/quiz/evening/read-number.ts'

test.each([
  ['30', 30],
  [' ３０ 秒 ', 30],
  ['45秒钟', 45],
  ['20s', 20],
  ['20 Sec', 20],
  ['2分钟', 120],
  ['2分', 120],
  ['3 min', 180],
  ['10分钟', 600],
  ['1分半', undefined],
  ['1小时', undefined],
  ['30题', undefined],
  ['30 秒 2', undefined],
  ['toString', undefined],
  ['5 constructor', undefined],
  ['', undefined],
  ['十秒', 10],
  ['半分钟', 30],
  ['很多秒', undefined],
])('%j is so many seconds: %s', (text, seconds) => expect(readSeconds(text)).toBe(seconds))

test.each([
  ['8', 8],
  ['８题', 8],
  ['8 道题', 8],
  ['8道', 8],
  ['8分钟', undefined],
  ['8秒', undefined],
  ['8个人', undefined],
  ['-8', undefined],
])('%j is so many questions: %s', (text, count) => expect(readCount(text)).toBe(count))
