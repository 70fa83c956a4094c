import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { checkFile } from '../../src/files/check-file.ts'
import { endingOf, isText, largestBytes, type SentAs } from '../../src/files/taken-kinds.ts'
import { oldOffice, pdf, phonePhoto, voice } from '../support/sample-files.ts'

/** What is kept, or what the refusal is. */
async function check(bytes: Buffer, kind: SentAs, mime?: string) {
  const checked = await checkFile(bytes, { kind, mime })
  return 'refused' in checked ? checked.refused : checked
}

/** The same, of one that must be kept. */
async function kept(bytes: Buffer, kind: SentAs, mime?: string) {
  const checked = await check(bytes, kind, mime)
  if (typeof checked === 'string') throw new Error(`refused: ${checked}`)
  return checked
}

const grey = { create: { width: 30, height: 20, channels: 3, background: '#888' } } as const

test.each(['photo', 'document'] as const)(
  'a photo sent as %s is kept upright, without place, maker and name',
  async (kind) => {
    const photo = await phonePhoto({ width: 60, height: 40 })
    const before = await sharp(photo).metadata()
    expect(before).toMatchObject({ orientation: 6, width: 60, height: 40 })
    for (const trace of ['Qinghe', 'Zhang San']) expect(before.exif?.includes(trace)).toBe(true)
    expect(before.xmp?.includes('和平村')).toBe(true)
    const { bytes, mime, sha256 } = await kept(photo, kind, 'image/jpeg')
    const after = await sharp(bytes).metadata()
    expect(after).toMatchObject({ format: 'jpeg', width: 40, height: 60 })
    expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(
      Array(5).fill(undefined),
    )
    for (const trace of ['Exif', 'Qinghe', 'Zhang San', '和平村', 'http://ns.adobe.com'])
      expect(bytes.includes(trace), trace).toBe(false)
    expect(mime).toBe('image/jpeg')
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  },
)

test('what hangs behind a photo goes too', async () => {
  const photo = Buffer.concat([await phonePhoto(), Buffer.from('a little film with sound')])
  expect((await kept(photo, 'photo')).bytes.includes('little film')).toBe(false)
})

test.each(['png', 'webp'] as const)('a %s keeps its format and loses what it says', async (format) => {
  const picture = await sharp(grey)
    [format]()
    .withExif({ IFD0: { Artist: 'Zhang San' } })
    .toBuffer()
  expect(picture.includes('Zhang San')).toBe(true)
  const { bytes, mime } = await kept(picture, 'document', `image/${format}`)
  expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 30, height: 20 })
  expect(bytes.includes('Zhang San')).toBe(false)
  expect(mime).toBe(`image/${format}`)
})

test('a remark in a png goes', async () => {
  const png = await sharp(grey).png().toBuffer()
  const remark = Buffer.from('tEXtAuthor\0Zhang San')
  const chunk = Buffer.alloc(remark.length + 8)
  chunk.writeUInt32BE(remark.length - 4)
  remark.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(remark), remark.length + 4)
  // Behind the signature and the head.
  const told = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
  expect((await sharp(told).metadata()).comments).toEqual([{ keyword: 'Author', text: 'Zhang San' }])
  expect((await kept(told, 'photo')).bytes.includes('Zhang San')).toBe(false)
})

test('a picture by another name is kept as what it is', async () => {
  const png = await sharp(grey).png().toBuffer()
  expect(await kept(png, 'document', 'image/jpeg')).toMatchObject({ mime: 'image/png' })
})

test('a damaged picture is refused, and so is one that would fill the memory', async () => {
  const photo = await sharp({ create: { ...grey.create, width: 600, height: 400 } })
    .jpeg()
    .toBuffer()
  expect(await check(photo.subarray(0, photo.length / 2), 'photo')).toBe('unreadable')
  expect(await check(photo.subarray(0, 12), 'photo')).toBe('unreadable')
  const huge = await sharp({ create: { ...grey.create, width: 12_000, height: 11_000 } })
    .png()
    .toBuffer()
  expect(huge.length).toBeLessThan(1_000_000)
  expect(await check(huge, 'document')).toBe('unreadable')
})

test('a picture of a huge camera is made as long as a page needs', async () => {
  const huge = await sharp({ create: { ...grey.create, width: 9_000, height: 1_800 } })
    .jpeg()
    .toBuffer()
  const { bytes } = await kept(huge, 'document', 'image/jpeg')
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 5_000, height: 1_000 })
})

test('voice, papers and text are kept as they are', async () => {
  const told: [Buffer, SentAs, string | undefined, string][] = [
    [voice, 'voice', 'audio/ogg', 'audio/ogg'],
    [voice, 'document', undefined, 'audio/ogg'],
    [pdf, 'document', 'application/pdf', 'application/pdf'],
    [oldOffice, 'document', 'application/msword', 'application/msword'],
    [oldOffice, 'document', 'application/vnd.ms-excel', 'application/vnd.ms-excel'],
    [Buffer.from('水渠,三天\n'), 'document', 'text/csv; charset=utf-8', 'text/csv'],
    [Buffer.from('水渠被人堵了\r\n'), 'document', 'text/plain', 'text/plain'],
    [Buffer.from('水渠被人堵了'), 'document', undefined, 'text/plain'],
  ]
  for (const [bytes, kind, mime, as] of told) {
    const one = await kept(bytes, kind, mime)
    expect(one.bytes.equals(bytes), as).toBe(true)
    expect(one.mime).toBe(as)
  }
})

test.each<[what: string, bytes: Buffer, kind: SentAs, mime?: string]>([
  ['a text that calls itself a photo', Buffer.from('我不是照片'), 'document', 'image/jpeg'],
  ['a text sent as a photo', Buffer.from('我不是照片'), 'photo'],
  ['a page for a browser', Buffer.from('<script>alert(1)</script>'), 'document', 'text/html'],
  ['a drawing with a script in it', Buffer.from('<?xml version="1.0"?><svg/>'), 'document', 'image/svg+xml'],
  ['a program', Buffer.from(`MZ${'\0'.repeat(100)}`), 'document', 'application/octet-stream'],
  ['an installer in the coat of old office', oldOffice, 'document', 'application/x-msi'],
  ['an archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'document'],
  ['a paper sent as voice', pdf, 'voice'],
  ['sound sent as a film', voice, 'video', 'video/mp4'],
  ['nothing at all', Buffer.alloc(0), 'document', 'text/plain'],
  ['noise', Buffer.from('0102030405060708', 'hex'), 'document', 'text/plain'],
])('%s is not taken', async (_what, bytes, kind, mime) => {
  expect(await check(bytes, kind, mime)).toBe('kind')
})

test('what is larger than Telegram gives is not taken, and the last byte decides', async () => {
  const text = Buffer.alloc(largestBytes, 'a')
  expect(await kept(text, 'document', 'text/plain')).toMatchObject({ mime: 'text/plain' })
  expect(await check(Buffer.concat([text, Buffer.from('a')]), 'document', 'text/plain')).toBe('too-large')
})

test('text is known in the ways in which it is written here, and cut where we stop looking', () => {
  const words = '水渠被人堵了三天，地里的洋芋要干死了\n'
  for (const encoding of ['utf8', 'gb18030', 'utf16le', 'utf16be'])
    expect(isText(iconv.encode(words, encoding, { addBOM: encoding.startsWith('utf16') })), encoding).toBe(
      true,
    )
  for (const pad of ['', 'a', 'aa', 'aaa']) {
    expect(isText(Buffer.from(pad + words.repeat(2_000)))).toBe(true)
    expect(isText(iconv.encode(pad + words.repeat(3_000), 'gb18030'))).toBe(true)
  }
  expect(isText(Buffer.from('文字\0文字'))).toBe(false)
})

test('whatever comes is kept with a name for its kind, or refused with a reason; it never throws', async () => {
  const photo = await phonePhoto()
  const starts = [photo, voice, pdf, oldOffice, Buffer.from('\0\0\0\x18ftypmp42'), Buffer.from('PK\x03\x04')]
  const begun = fc
    .tuple(fc.constantFrom(...starts), fc.nat(200), fc.uint8Array({ maxLength: 200 }))
    .map(([start, cut, more]) => Buffer.concat([start.subarray(0, cut), more]))
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }).map(Buffer.from), begun)
  const mime = fc.option(fc.constantFrom('text/plain', 'image/jpeg', 'application/msword', 'x'), {
    nil: undefined,
  })
  const kind = fc.constantFrom<SentAs>('photo', 'document', 'voice', 'video')
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(bytes, kind, mime, async (one, as, says) => {
      const checked = await check(one, as, says)
      seen.add(typeof checked === 'string' ? checked : endingOf(checked.mime))
      if (typeof checked === 'string') expect(['kind', 'unreadable', 'too-large']).toContain(checked)
      else expect(endingOf(checked.mime)).not.toBe('bin')
    }),
    { numRuns: 400 },
  )
  expect([...seen]).toEqual(expect.arrayContaining(['kind', 'unreadable', 'txt', 'ogg', 'pdf']))
})
