import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { systemRandom } from '../../src/lib/random.ts'

const first = Buffer.alloc(32, 1)
const second = Buffer.alloc(32, 2)
const third = Buffer.alloc(32, 3)

type Keys = Parameters<typeof createKeyRing>[0]
const ringOf = (keys: Keys, use = 'identities') => createKeyRing(keys, systemRandom, use)

test('whatever is sealed comes out again, does not show, and looks different every time', () => {
  const ring = ringOf([first])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(ring.open(ring.seal(text, 'a'), 'a')).toBe(text)
    }),
  )
  const sealed = ring.seal('张三', 'a')
  expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64').includes('张三')).toBe(false)
  expect(ring.seal('张三', 'a')).not.toBe(sealed)
})

test('what was changed anywhere, or cut anywhere, does not open', () => {
  const ring = ringOf([first])
  const [name = '', encoded = ''] = ring.seal('张三', 'a').split('.')
  const bytes = Buffer.from(encoded, 'base64')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => ring.open(`${name}.${changed.toString('base64')}`, 'a'), `byte ${at}`).toThrow()
    const cut = bytes.subarray(0, at).toString('base64')
    expect(() => ring.open(`${name}.${cut}`, 'a'), `cut at ${at}`).toThrow()
  }
  expect(() => ring.open(encoded, 'a')).toThrow('sealed with a key that is not here')
  expect(() => ring.open('', 'a')).toThrow('sealed with a key that is not here')
})

test('a tag that was shortened is no tag: nobody gets four bytes right by trying', () => {
  const ring = ringOf([first])
  const [name = '', encoded = ''] = ring.seal('', 'a').split('.')
  const bytes = Buffer.from(encoded, 'base64')
  for (const length of [4, 8, 12, 13, 14, 15]) {
    const short = bytes.subarray(0, 12 + length).toString('base64')
    expect(() => ring.open(`${name}.${short}`, 'a'), `${length} bytes`).toThrow()
  }
})

test('one sealed text is not another one under the name of another key', () => {
  const both = ringOf([second, first])
  const [, encoded = ''] = ringOf([first]).seal('张三', 'a').split('.')
  const [other = ''] = ringOf([second]).seal('李四', 'a').split('.')
  expect(() => both.open(`${other}.${encoded}`, 'a')).toThrow()
})

test('after a new key the old one still opens and marks, and it shows which sealed it', () => {
  const before = ringOf([first])
  const old = before.seal('张三', 'a')
  const after = ringOf([second, first])
  expect(after.open(old, 'a')).toBe('张三')
  expect(after.isCurrent(old)).toBe(false)
  const renewed = after.seal(after.open(old, 'a'), 'a')
  expect(after.isCurrent(renewed)).toBe(true)
  expect(after.open(renewed, 'a')).toBe('张三')
  expect(after.mark('张三')).not.toBe(before.mark('张三'))
  expect(after.marks('张三')).toEqual([after.mark('张三'), before.mark('张三')])
})

test('when the old key is taken away, what it sealed stays shut, and what was renewed opens', () => {
  const old = ringOf([first]).seal('张三', 'a')
  const renewed = ringOf([second, first]).seal('张三', 'a')
  const later = ringOf([third, second])
  expect(later.open(renewed, 'a')).toBe('张三')
  expect(() => later.open(old, 'a')).toThrow('sealed with a key that is not here')
  expect(later.marks('张三')).not.toContain(ringOf([first]).mark('张三'))
})

test('two uses of one key share nothing: not the name, not what they seal, not a mark', () => {
  const [identities, answers] = [ringOf([first]), ringOf([first], 'answers')]
  const sealed = identities.seal('张三', 'a')
  expect(() => answers.open(sealed, 'a')).toThrow()
  expect(answers.isCurrent(sealed)).toBe(false)
  const [name] = answers.seal('', 'a').split('.')
  expect(() => answers.open(`${name}.${sealed.split('.')[1]}`, 'a')).toThrow()
  expect(answers.mark('张三')).not.toBe(identities.mark('张三'))
})

test('a mark is the same for the same text alone, and none of it is in the mark', () => {
  const ring = ringOf([first])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(ring.mark(a) === ring.mark(b)).toBe(a === b)
    }),
  )
  expect(ring.mark('reporter:17')).toMatch(/^[\w-]{43}$/)
})

test('what was sealed for one place opens in no other, with whichever key', () => {
  const ring = ringOf([second, first])
  fc.assert(
    fc.property(fc.string(), fc.string(), (place, other) => {
      for (const sealed of [ring.seal('张三', place), ringOf([first]).seal('张三', place)]) {
        expect(ring.open(sealed, place)).toBe('张三')
        if (other !== place) expect(() => ring.open(sealed, other)).toThrow()
      }
    }),
  )
})
