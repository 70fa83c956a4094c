import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { createSealer } from '../../src/lib/sealer.ts'

const sealer = createSealer(Buffer.alloc(32, 1), systemRandom)

test('whatever is sealed comes out again, and does not show', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sealer.open(sealer.seal(text))).toBe(text)
    }),
  )
  expect(sealer.seal('水渠被人堵了')).not.toContain('水渠')
})

test('the same words sealed twice look different', () => {
  expect(sealer.seal('水渠')).not.toBe(sealer.seal('水渠'))
})

test('a text changed by one byte, or sealed with another key, does not open', () => {
  const sealed = sealer.seal('水渠')
  const bytes = Buffer.from(sealed.slice(3), 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  expect(() => sealer.open(`a1.${bytes.toString('base64')}`)).toThrow()
  expect(() => createSealer(Buffer.alloc(32, 2), systemRandom).open(sealed)).toThrow()
  expect(() => sealer.open('plain')).toThrow('not a sealed text')
})
