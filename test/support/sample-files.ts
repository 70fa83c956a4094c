import sharp from 'sharp'

/** A photo as a phone takes it: lying on its side, with the place and the maker in it. Upright it is `height` wide. */
export function phonePhoto({ width = 60, height = 40 } = {}): Promise<Buffer> {
  const background = { r: 20, g: 160, b: 90 }
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Make: 'Qinghe', Model: 'Phone 7', Artist: 'Zhang San', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '36/1 34/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '101/1 46/1 0/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>和平村</place></x:xmpmeta>')
    .toBuffer()
}

/** A box of an MP4: its length, its type, what is in it. */
export function box(type: string, ...inside: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(inside.map((part) => Buffer.from(part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A film as a phone makes it, as far as anybody looks: the place stands in it three times. */
export function phoneFilm(brand = 'isom'): Buffer {
  const place = box('\xa9xyz', '+36.5700+101.7667/')
  return Buffer.concat([
    box('ftyp', brand, '\0\0\x02\0', brand, 'mp42'),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100, 7)),
      box('trak', box('tkhd', Buffer.alloc(84, 7)), box('udta', place)),
      box('meta', 'com.apple.quicktime.location.ISO6709', '+36.5700+101.7667/'),
      box('udta', place),
    ),
    box('mdat', 'the pictures themselves'),
    box('uuid', Buffer.alloc(16, 1), '<place>和平村</place>'),
  ])
}

/** The first page of an OGG file with an empty Opus stream. */
export const voice = Buffer.concat([
  Buffer.from('OggS\x00\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\x13', 'latin1'),
  Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1'),
])

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF\n')

/** The beginning of an old Word, Excel or installer file: from outside they are the same. */
export const oldOffice = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
