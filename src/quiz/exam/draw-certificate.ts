import type { T } from '../../lib/i18n.ts'
import type { Drawing } from '../../pictures/bar-chart.ts'
import { drawable } from '../../pictures/drawable.ts'
import { line, picture, rectangle, shortened, textAt, textWidth } from '../../pictures/svg.ts'
import type { Certified } from './result-texts.ts'

const width = 960
const height = 640
const edge = 36
const red = '#b3261e'
const grey = '#66727f'
const middle = width / 2
const room = width - 4 * edge

const frame = (): string[] => [
  rectangle(edge, edge, width - 2 * edge, 6, red),
  rectangle(edge, height - edge - 6, width - 2 * edge, 6, red),
  rectangle(edge, edge, 6, height - 2 * edge, red),
  rectangle(width - edge - 6, edge, 6, height - 2 * edge, red),
]

const centred = (y: number, text: string, size: number, color?: string): string =>
  textAt(middle, y, shortened(text, size, room), {
    size,
    anchor: 'middle',
    ...(color !== undefined && { color }),
  })

const largest = 30

/** In two about as long, between words where there are any near the middle. */
function halved(text: string): [string, string] {
  const characters = [...text]
  const half = Math.ceil(characters.length / 2)
  const spaces = characters.flatMap((one, at) => (one === ' ' ? [at] : []))
  const [near] = spaces.toSorted((a, b) => Math.abs(a - half) - Math.abs(b - half))
  const at = near !== undefined && Math.abs(near - half) <= half / 2 ? near : half
  return [characters.slice(0, at).join('').trim(), characters.slice(at).join('').trim()]
}

/** As large as fits, so that all of it can be read. */
const fitting = (lines: readonly string[]): number =>
  Math.min(largest, ...lines.map((one) => Math.floor(room / textWidth(one, 1))))

/** A long title goes on two lines. */
function titleLines(title: string): string[] {
  const lines = textWidth(title, largest) <= room ? [title] : halved(title)
  const size = fitting(lines)
  const first = lines.length === 1 ? 366 : 354
  return lines.map((one, n) => centred(first + n * 34, one, size))
}

/** A certificate: who passed which exam, when, and the number by which that can be checked. */
export function drawCertificate(t: T, { number, name, title, day, right, total }: Certified): Drawing {
  const parts = [
    ...frame(),
    textAt(middle, 142, t('exam-certificate-title'), { size: 54, anchor: 'middle', color: red, bold: true }),
    centred(236, drawable(name) || t('exam-certificate-nobody'), 44),
    line(middle - 220, 276, middle + 220, 276, grey),
    centred(312, t('exam-certificate-for'), 24, grey),
    ...titleLines(drawable(title) || t('exam-certificate-untitled')),
    centred(422, t('exam-right-of', { right, total }), 24),
    centred(458, day, 24, grey),
    textAt(middle, 514, number, { size: 40, anchor: 'middle', bold: true }),
    centred(556, t('exam-certificate-check', { number }), 20, grey),
  ]
  return { svg: picture(width, height, parts), width, height }
}
