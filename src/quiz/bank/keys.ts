/** What nobody hears, and what a file writes now one way and now another: signs, spaces, full width, capitals. */
const unheard = /(?<!\d)\.|\.(?!\d)|[\p{Z}\p{C}]|(?![%\-/*.])\p{P}/gu

/**
 * A question is found again by the key of its stem: two stems that sound alike have the same one. Signs that calculate (+ - < %)
 * and the point in 1.5 count.
 */
export function stemKey(stem: string): string {
  const plain = stem.normalize('NFKC').toLowerCase()
  return plain.replaceAll(unheard, '') || plain.trim()
}

/** Signs that say something by their place or their circle: H₂O, m², ① are not H2O, m2, 1. */
const placed =
  /([\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793\u3220-\u3243\u3251-\u325f\u3280-\u32bf])/u

/** Options are the same when they differ in spaces and width alone. */
export const optionKey = (option: string): string =>
  option
    .split(placed)
    .map((part, at) => (at % 2 === 0 ? part.normalize('NFKC') : part))
    .join('')
    .replaceAll(/\s+/g, '')

interface Asked {
  kind: string
  stem: string
  options: readonly string[]
}

/** The same for a question however its options are ordered, and for no other question. */
export const questionKey = ({ kind, stem, options }: Asked): string =>
  JSON.stringify([stemKey(stem), kind === 'truth', options.map(optionKey).sort()])
