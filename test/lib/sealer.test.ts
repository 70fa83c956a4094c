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

test('the bytes of a file come out again for their own name alone, and are not larger by more than 30 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (bytes, name, other) => {
      const sealed = sealer.sealBytes(bytes, name)
      expect(sealed.length).toBe(bytes.length + 30)
      expect(sealer.openBytes(sealed, name).equals(bytes)).toBe(true)
      if (other !== name) expect(() => sealer.openBytes(sealed, other)).toThrow()
    }),
  )
  expect(sealer.sealBytes(Buffer.from('水渠'), 'a').includes('水渠')).toBe(false)
})

test('the bytes of a file that were changed, cut, or sealed with another key do not open', () => {
  const sealed = sealer.sealBytes(Buffer.from('水渠被人堵了'), 'a')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => sealer.openBytes(changed, 'a'), `byte ${at}`).toThrow()
    expect(() => sealer.openBytes(sealed.subarray(0, at), 'a'), `cut at ${at}`).toThrow()
  }
  expect(() => createSealer(Buffer.alloc(32, 2), systemRandom).openBytes(sealed, 'a')).toThrow()
  expect(() => sealer.openBytes(Buffer.from('plain'), 'a')).toThrow('not a sealed file')
})

test('a text changed by one byte, or sealed with another key, does not open', () => {
  const sealed = sealer.seal('水渠')
  const bytes = Buffer.from(sealed.slice(3), 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  expect(() => sealer.open(`a1.${bytes.toString('base64')}`)).toThrow()
  expect(() => createSealer(Buffer.alloc(32, 2), systemRandom).open(sealed)).toThrow()
  expect(() => sealer.open('plain')).toThrow('not a sealed text')
})
