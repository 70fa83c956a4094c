import { readEntities } from './entities.ts'

/** The signs of GIFT that stand for themselves behind a backslash. */
const escaped = /\\([\\~=#{}:n])/g

export const readEscapes = (text: string): string =>
  text.replaceAll(escaped, (_, sign: string) => (sign === 'n' ? '\n' : sign))

export const writeEscapes = (text: string): string =>
  text.replaceAll(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n')

/** Where one of the signs stands for what it means in GIFT: not behind a backslash. -1 when it does not. */
export function indexOfSign(text: string, signs: RegExp, from = 0): number {
  const pattern = new RegExp(`\\\\[\\s\\S]|(${signs.source})`, 'g')
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    if (match[1] !== undefined) return match.index
  return -1
}

/** Parted at each sign that stands for what it means in GIFT. */
export function splitAtSign(text: string, sign: RegExp): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = indexOfSign(text, sign); at >= 0; at = indexOfSign(text, sign, from)) {
    parts.push(text.slice(from, at))
    from = at + 1
  }
  return [...parts, text.slice(from)]
}

/** How a piece of text is marked up; Moodle's own way when it does not say. */
export type Markup = 'html' | 'moodle' | 'plain' | 'markdown'

const markup = /^\s*\[(html|moodle|plain|markdown)\]/

/** What a picture leaves behind where it stood; the bank takes no question with it. */
const picture = '\ufffc'
const imageTag = /<img\b[^<>]*>?/gi
const markdownImage = /!\[[^\]\n]*\]\([^)\n]*\)/g

/** Words without markup. */
function ofHtml(html: string): string {
  return readEntities(html.replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n').replaceAll(/<[^<>]*>/g, ''))
}

function wordsOf(text: string, name: Markup): string {
  switch (name) {
    case 'html':
      return ofHtml(text.replaceAll(imageTag, picture))
    case 'moodle':
      return text.replaceAll(imageTag, picture)
    case 'markdown':
      return text.replaceAll(imageTag, picture).replaceAll(markdownImage, picture)
    case 'plain':
      return text
  }
}

/** How a piece of GIFT is marked up: as it says, or as the question is that it belongs to. */
export const markupOf = (piece: string, inherited: Markup = 'moodle'): Markup =>
  (markup.exec(piece)?.[1] as Markup | undefined) ?? inherited

/** What a piece of GIFT says, whichever way it is marked up. */
export function readPiece(piece: string, inherited?: Markup): string {
  const [mark = ''] = markup.exec(piece) ?? []
  return wordsOf(readEscapes(piece.slice(mark.length).trim()), markupOf(piece, inherited))
}

/** Words that could be taken for something else are marked as plain. */
export const writePiece = (text: string): string =>
  /^(\[|%|\/\/|\$)|<img\b/i.test(text) ? `[plain]${writeEscapes(text)}` : writeEscapes(text)
