/** What may stand in a film or a recording of the MP4 family beside picture and sound: place, maker, comments. */
const blanked = new Set(['udta', 'meta', 'uuid'])
/** Where it may stand. */
const entered = new Set(['moov', 'trak'])

interface Box {
  type: string
  typeAt: number
  bodyAt: number
  end: number
}

/** The box at `at` (ISO/IEC 14496-12, 4.2), of those that end with `end`. Throws when there is none. */
function boxAt(bytes: Buffer, at: number, end: number): Box {
  if (at + 8 > end) throw new Error('a box is cut off')
  const short = bytes.readUInt32BE(at)
  if (short === 1 && at + 16 > end) throw new Error('a box is cut off')
  const long = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
  const bodyAt = at + (short === 1 ? 16 : 8)
  // The last one may reach to the end without saying where that is, or was not sent to its end.
  const boxEnd = long === 0 ? end : Math.min(end, at + long)
  if (boxEnd < bodyAt) throw new Error('a box is smaller than its head')
  return { type: bytes.toString('latin1', at + 4, at + 8), typeAt: at + 4, bodyAt, end: boxEnd }
}

function blank(bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to; ) {
    const box = boxAt(bytes, at, to)
    if (entered.has(box.type)) blank(bytes, box.bodyAt, box.end)
    if (blanked.has(box.type)) {
      bytes.write('free', box.typeAt, 'latin1')
      bytes.fill(0, box.bodyAt, box.end)
    }
    at = box.end
  }
}

/**
 * The same film without what phones write beside it: such boxes become empty space of the same length, so that nothing else
 * moves. Throws when it is not made of boxes.
 */
export function cleanFilm(bytes: Uint8Array): Buffer {
  const clean = Buffer.from(bytes)
  blank(clean, 0, clean.length)
  return clean
}
