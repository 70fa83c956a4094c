import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFile } from '../../src/files/check-file.ts'
import { cleanFilm } from '../../src/files/clean-film.ts'
import { box, phoneFilm } from '../support/sample-files.ts'

const places = ['+36.57', 'xyz', 'ISO6709', '和平村']

test.each([
  ['isom', 'video/mp4'],
  ['qt  ', 'video/quicktime'],
  ['3gp4', 'video/3gpp'],
])('a film (%s) loses the place, and everything else stays where it was', async (brand, mime) => {
  const film = phoneFilm(brand)
  for (const place of places) expect(film.includes(place)).toBe(true)
  const checked = await checkFile(film, { kind: 'video', mime: 'video/mp4' })
  if ('refused' in checked) throw new Error(checked.why)
  expect(checked.mime).toBe(mime)
  for (const place of places) expect(checked.bytes.includes(place), place).toBe(false)
  expect(checked.bytes.length).toBe(film.length)
  expect(checked.bytes.indexOf('the pictures themselves')).toBe(film.indexOf('the pictures themselves'))
  expect(checked.bytes.indexOf('mvhd')).toBe(film.indexOf('mvhd'))
})

test('a recording loses what it says of itself', async () => {
  const sound = Buffer.concat([
    box('ftyp', 'M4A ', '\0\0\0\0'),
    box('moov', box('udta', box('meta', '张三的手机'))),
    box('mdat', '声音'),
  ])
  const checked = await checkFile(sound, { kind: 'voice', mime: 'audio/mp4' })
  if ('refused' in checked) throw new Error(checked.why)
  expect(checked).toMatchObject({ mime: 'audio/mp4' })
  expect(checked.bytes.includes('张三')).toBe(false)
  expect(checked.bytes.includes('声音')).toBe(true)
})

test('long boxes, a last one without a length, and one that was cut off', () => {
  const udta = box('udta', 'place')
  const long = Buffer.concat([
    Buffer.from('\0\0\0\x01moov\0\0\0\0\0\0\0', 'latin1'),
    Buffer.from([16 + udta.length]),
    udta,
  ])
  expect(cleanFilm(long).includes('place')).toBe(false)
  const open = Buffer.concat([
    box('ftyp', 'isom'),
    Buffer.from('\0\0\0\0udta', 'latin1'),
    Buffer.from('place'),
  ])
  expect(cleanFilm(open).includes('place')).toBe(false)
  const cut = box('udta', 'place and more').subarray(0, -5)
  expect(cleanFilm(cut).includes('place')).toBe(false)
})

test('what is not made of boxes is refused, and the given bytes are never changed', async () => {
  const broken = Buffer.concat([box('ftyp', 'isom', '\0\0\0\0'), Buffer.from('\0\0\0\x03moov', 'latin1')])
  expect(await checkFile(broken, { kind: 'video' })).toMatchObject({ refused: 'unreadable' })
  const film = phoneFilm()
  const before = Buffer.from(film)
  cleanFilm(film)
  expect(film.equals(before)).toBe(true)
})

test('it comes to an end with any boxes at all, and never changes the length', () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom('moov', 'trak', 'udta', 'mdat').map((type) => box(type, box('udta', 'x'))),
      fc.uint8Array({ maxLength: 24 }).map(Buffer.from),
    ),
  )
  fc.assert(
    fc.property(parts, (boxes) => {
      const bytes = Buffer.concat(boxes)
      try {
        expect(cleanFilm(bytes).length).toBe(bytes.length)
      } catch (error) {
        expect(String(error)).toContain('a box is')
      }
    }),
  )
})
