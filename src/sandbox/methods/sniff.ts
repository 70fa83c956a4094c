export interface PictureSize {
  width: number
  height: number
}

/** Width and height of a PNG, JPEG, GIF or WebP by its first bytes; undefined for anything else. */
export function pictureSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 24) return undefined
  if (bytes.readUInt32BE(0) === 0x89504e47) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  const magic = bytes.toString('latin1', 0, 4)
  if (magic === 'GIF8') return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  if (magic === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return { width: 512, height: 512 }
  return bytes.readUInt16BE(0) === 0xffd8 ? jpegSize(bytes) : undefined
}

/** Walks the segments of a JPEG to the one that holds its size. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** 'voice' for what Telegram shows as a voice message: OGG, MP3 and M4A. */
export function soundKind(bytes: Buffer): 'voice' | undefined {
  const start = bytes.toString('latin1', 0, 12)
  const isMp3 = start.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)
  return start.startsWith('OggS') || isMp3 || start.slice(4, 8) === 'ftyp' ? 'voice' : undefined
}
