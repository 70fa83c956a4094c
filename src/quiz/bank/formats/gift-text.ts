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

const markup = /^\s*\[(html|moodle|plain|markdown)\]/

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&' }

/** HTML as its words. */
function ofHtml(html: string): string {
  const words = html.replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n').replaceAll(/<[^<>]*>/g, '')
  return words.replaceAll(/&(lt|gt|quot|nbsp|amp);/g, (_, name: string) => entities[name] ?? '')
}

/** What a piece of GIFT says, whichever way it is marked up. */
export function readPiece(piece: string): string {
  const [mark = '', name] = markup.exec(piece) ?? []
  const text = readEscapes(piece.slice(mark.length).trim())
  return name === 'html' ? ofHtml(text) : text
}

/** Words that could be taken for something else at their beginning are marked as plain. */
export const writePiece = (text: string): string =>
  /^(\[|%|\/\/|\$)/.test(text) ? `[plain]${writeEscapes(text)}` : writeEscapes(text)
