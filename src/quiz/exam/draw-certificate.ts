import type { T } from '../../lib/i18n.ts'
import type { Drawing } from '../../pictures/bar-chart.ts'
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

/** A long title is written smaller, so that all of it can be read. */
const fitting = (title: string): number => Math.max(13, Math.min(30, Math.floor(room / textWidth(title, 1))))

/** A certificate: who passed which exam, when, and the number by which that can be checked. */
export function drawCertificate(t: T, { number, name, title, day, right, total }: Certified): Drawing {
  const parts = [
    ...frame(),
    textAt(middle, 148, t('exam-certificate-title'), { size: 54, anchor: 'middle', color: red, bold: true }),
    centred(248, name, 44),
    line(middle - 220, 270, middle + 220, 270, grey),
    centred(318, t('exam-certificate-for'), 24, grey),
    centred(362, title, fitting(title)),
    centred(406, t('exam-right-of', { right, total }), 24),
    centred(444, day, 24, grey),
    textAt(middle, 500, number, { size: 40, anchor: 'middle', bold: true }),
    centred(546, t('exam-certificate-check', { number }), 20, grey),
  ]
  return { svg: picture(width, height, parts), width, height }
}
