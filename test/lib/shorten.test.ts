import { expect, test } from 'vitest'
import { shorten } from '../../src/lib/shorten.ts'

test.each([
  ['种子到了', 10, '种子到了'],
  ['种子到了', 2, '种子'],
  ['种😀子', 2, '种'],
  ['种😀子', 3, '种😀'],
  ['😀', 1, ''],
])('%s in %i', (text, longest, short) => expect(shorten(text, longest)).toBe(short))
