import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertPlain } from '../../src/lib/plain.ts'

test('what JSON gives back unchanged is plain', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assertPlain(JSON.parse(JSON.stringify(value)))))
})

test.each([new Date(), 1n, () => 1, new Map(), Symbol('x'), { deep: [{ at: new Date() }] }])(
  'what would come back as something else is not: %s',
  (value) => {
    expect(() => assertPlain(value)).toThrow(TypeError)
  },
)
