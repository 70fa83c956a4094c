import { expect, test } from 'vitest'
import { firstWords, shorten } from '../../src/lib/shorten.ts'

test.each([
  ['种子到了', 10, '种子到了'],
  ['种子到了', 2, '种子'],
  ['种😀子', 2, '种'],
  ['种😀子', 3, '种😀'],
  ['😀', 1, ''],
])('%s in %i', (text, longest, short) => expect(shorten(text, longest)).toBe(short))

test('the first words of a longer text end with a sign that there is more, and cut no sign in two', () => {
  expect(firstWords('水管坏了', 4)).toBe('水管坏了')
  expect(firstWords('水管坏了吗', 4)).toBe('水管坏…')
  expect(firstWords('水管😀坏了', 4)).toBe('水管…')
})
