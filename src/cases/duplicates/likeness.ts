import { z } from 'zod'
import { readDataFile } from '../../lib/data-file.ts'
import type { Place } from '../entry.ts'

/** What says nothing of the matter: when, who, please; the number of a group; and signs that stand between words. */
const fillers = readDataFile(
  'src/cases/duplicates/filler-words.json',
  z.object({ words: z.array(z.string()), places: z.string(), ofGroups: z.string(), particles: z.string() }),
)

const between = new RegExp(`[${fillers.places}]+[${fillers.ofGroups}]|${fillers.words.join('|')}`, 'gu')
/** Signs that stand between the words of a sentence rather than in them. */
const particles = new RegExp(`[${fillers.particles}]`, 'gu')
const pieces = /(\p{Script=Han}+)|(\p{Script=Tibetan}+)|[^\P{L}\p{Script=Han}\p{Script=Tibetan}]{3,}/gu

const pairs = (units: readonly string[], glue: string): string[] =>
  units.slice(1).map((unit, n) => `${units[n]}${glue}${unit}`)

/**
 * What a text is about, in the smallest parts that two tellings of one matter share: every two Chinese characters and every two
 * Tibetan syllables that stand together, and every word of three letters or more.
 */
export function gramsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(between, ' ').replaceAll(particles, ' ')
  const grams = [...plain.matchAll(pieces)].flatMap(([piece, han, tibetan]) => {
    if (han) return pairs([...han], '')
    return tibetan ? pairs(tibetan.split(/[་༌།]+/u).filter(Boolean), '་') : [piece]
  })
  return new Set(grams)
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] =>
  [...a].filter((gram) => b.has(gram))

/** How near two texts are in words, 0 to 1: what both say, over the geometric mean of what each says (A. Ochiai, 1957). */
export function likeness(a: string, b: string): number {
  const [inA, inB] = [gramsOf(a), gramsOf(b)]
  const shared = common(inA, inB).length
  return shared === 0 ? 0 : shared / Math.sqrt(inA.size * inB.size)
}

/** Found by trying: below it stand other matters of the same kind, above it the same one told by another. */
const alikeFrom = 0.3
/** Of a long story and a short one, so much of the short one is enough. */
const mostOfShorter = { grams: 3, share: 0.5 }

/** Whether two texts may well be about the same matter. */
export function isAlike(a: string, b: string): boolean {
  const [inA, inB] = [gramsOf(a), gramsOf(b)]
  const shared = common(inA, inB).length
  const share = shared / Math.max(1, Math.min(inA.size, inB.size))
  return likeness(a, b) >= alikeFrom || (shared >= mostOfShorter.grams && share >= mostOfShorter.share)
}

/** The words that both texts say, for the eye: those that stand together in the first one as one, longest first. */
export function sharedWords(a: string, b: string): string[] {
  const words: string[] = []
  for (const gram of common(gramsOf(a), gramsOf(b))) {
    const before = words.at(-1)
    if (before?.endsWith(gram[0] ?? '') && a.includes(before + gram.slice(1)))
      words[words.length - 1] = before + gram.slice(1)
    else words.push(gram)
  }
  return words.toSorted((one, other) => other.length - one.length)
}

const earthRadiusM = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two places, by the haversine formula. */
export function metresBetween(a: Place, b: Place): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude)
  return 2 * earthRadiusM * Math.asin(Math.sqrt(Math.min(1, chord)))
}

/** So near two tellings may well be of one thing. */
export const nearM = 300
