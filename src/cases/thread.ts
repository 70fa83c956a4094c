import { inPieces } from '../lib/pieces.ts'
import { inRows } from '../lib/rows.ts'
import type { Entry } from './entry.ts'

/** One thing that was said, or a piece of it when a screen does not hold the whole. */
export interface ThreadPart {
  entry: Entry
  /** It goes on from the part before. */
  isMore: boolean
}

/** One message holds 4,096 UTF-16 units; heads and buttons need some of them. */
const longestPage = 3_000
const mostParts = 5
/** A place takes a line; so many stand under the words they were said with, and so many on a screen of their own. */
const placesUnderWords = 10
const placesAlone = 30
const headLength = 100
const placeLength = 60

function partsOf(entry: Entry): ThreadPart[] {
  const { text, places } = entry.words
  const pieces = inPieces(text, longestPage - headLength)
  const under = places.length <= placesUnderWords ? places : []
  const words = pieces.map((piece, at) => ({
    text: piece,
    places: at === pieces.length - 1 ? under : [],
  }))
  const alone = under.length < places.length ? inRows(places, placesAlone) : []
  return [...words, ...alone.map((some) => ({ text: '', places: some }))].map((said, at) => ({
    entry: { ...entry, words: said },
    isMore: at > 0,
  }))
}

const lengthOf = ({ entry: { words } }: ThreadPart) =>
  headLength + words.text.length + placeLength * words.places.length

/** What was said, in pages of which each fits into one message. Nothing is left out; at least one page, which may be empty. */
export function threadPages(entries: readonly Entry[]): ThreadPart[][] {
  const pages: ThreadPart[][] = []
  let page: ThreadPart[] = []
  let length = 0
  for (const part of entries.flatMap(partsOf)) {
    if (page.length > 0 && (page.length === mostParts || length + lengthOf(part) > longestPage)) {
      pages.push(page)
      page = []
      length = 0
    }
    page.push(part)
    length += lengthOf(part)
  }
  return [...pages, page]
}
