import sharp, { type Sharp } from 'sharp'
import { Turns } from '../lib/database/turns.ts'

/** The largest that phones take are of 108 million dots; more is a trap. */
const mostDots = 130_000_000
/** Longer sides are made so long: a page is still read, and 108 million dots need 270 MB of memory for a moment, not 1 GB. */
const longestSide = 5_000

// One picture at a time, on one thread, so that answers have the other; and nothing is kept of it in memory.
sharp.concurrency(1)
sharp.cache(false)
const turns = new Turns()

/**
 * The same picture, upright, and nothing else: neither where nor when nor by what it was taken, nor what hung at its end. Throws
 * when it cannot be read.
 */
export function cleanPicture(bytes: Uint8Array, ending: string): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: mostDots, failOn: 'truncated' })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
  return turns.run(() => written(picture, ending))
}

function written(picture: Sharp, ending: string): Promise<Buffer> {
  switch (ending) {
    case 'jpg':
      return picture.jpeg({ quality: 90 }).toBuffer()
    case 'webp':
      return picture.webp({ quality: 90 }).toBuffer()
    default:
      return picture.png().toBuffer()
  }
}
