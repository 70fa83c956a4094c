import type { Random } from '../lib/random.ts'

/** A whole number from 0 up to below `n`, each as likely as the other. `n` is at most 2^31. */
export function below(random: Random, n: number): number {
  // What lies above the last whole multiple of n would favour the small ones, and is thrown away.
  const limit = 2 ** 32 - (2 ** 32 % n)
  for (;;) {
    const drawn = random.bytes(4).readUInt32BE()
    if (drawn < limit) return drawn % n
  }
}

/** `count` of the items, none twice, in an order of chance (Fisher and Yates); all of them where there are fewer. */
export function draw<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const left = [...items]
  const drawn: Item[] = []
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(below(random, left.length), 1))
  return drawn
}

/** The places from 0 up to below `n`, in an order of chance. */
export const shuffledPlaces = (random: Random, n: number): number[] => draw(random, [...Array(n).keys()], n)
