/** What a text looks like in a picture: all sizes in dots. */
export interface TextStyle {
  size: number
  anchor?: 'start' | 'middle' | 'end'
  color?: string
  bold?: boolean
}

/** The names of the fonts that render-picture.ts brings, the first one first. */
export const fontFamilies = ['Noto Sans Hans', 'Noto Serif Tibetan'] as const

const ink = '#1f2933'

/** Made safe to stand in XML; what XML cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

const round = (n: number) => Math.round(n * 10) / 10

export const rectangle = (x: number, y: number, width: number, height: number, color: string): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${color}"/>`

export const line = (x1: number, y1: number, x2: number, y2: number, color: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}" stroke-width="1"/>`

export function textAt(
  x: number,
  y: number,
  text: string,
  { size, anchor = 'start', color = ink, bold = false }: TextStyle,
): string {
  // Only one weight is there: what is to stand out gets an outline of its own colour.
  const weight = bold ? ` stroke="${color}" stroke-width="${size / 40}"` : ''
  const place = `x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${color}"`
  return `<text ${place}${weight}>${escapeXml(text)}</text>`
}

/** A whole picture on white paper. */
export function picture(width: number, height: number, parts: readonly string[]): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  const fonts = fontFamilies.map((family) => `'${family}'`).join(', ')
  const paper = rectangle(0, 0, width, height, '#ffffff')
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fonts}">${paper}${parts.join('')}</svg>`
}

const wide =
  /[…\u{1100}-\u{115F}\u{2E80}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE4F}\u{FF00}-\u{FF60}\u{1F300}-\u{3FFFD}]/u

/** How many characters a reader sees, and whether each is as wide as it is high. */
const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter('zh').segment(text)].map(({ segment }) => segment)

const widthOfOne = (grapheme: string) => (wide.test(grapheme) ? 1 : 0.6)

/** About how wide a text is; never less than it comes out. */
export function textWidth(text: string, size: number): number {
  return graphemes(text).reduce((sum, grapheme) => sum + widthOfOne(grapheme), 0) * size
}

/** As much of a text as fits, with … where something is left out. */
export function shortened(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  let short = ''
  for (const grapheme of graphemes(text)) {
    if (textWidth(`${short}${grapheme}…`, size) > room) break
    short += grapheme
  }
  return `${short}…`
}
