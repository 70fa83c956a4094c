import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BarChart, drawBars, steps } from '../../src/pictures/bar-chart.ts'
import { escapeXml, shortened, textWidth } from '../../src/pictures/svg.ts'

const chart = (more: Partial<BarChart> = {}): BarChart => ({
  title: '和平村 诉求',
  series: ['收到', '办结'],
  bars: [
    { label: '一组', values: [8, 4] },
    { label: '二组', values: [4, 0] },
  ],
  stand: 'lying',
  nothing: '这段时间没有',
  ...more,
})

/** The bars of a colour, longest side first known. */
function barsOf(svg: string, color: string, side: 'width' | 'height'): number[] {
  const found = svg.matchAll(/<rect x="[^"]*" y="([^"]*)" width="([^"]*)" height="([^"]*)" fill="([^"]*)"/g)
  return [...found]
    .filter(([, y, , , fill]) => fill === color && Number(y) > 100)
    .map(([, , width, height]) => Number(side === 'width' ? width : height))
}

const blue = '#2f6db5'
const orange = '#e08a2e'
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)

test('bars are as long as their numbers, lying and upright, in both series', () => {
  const lying = drawBars(chart()).svg
  const [first = 0, second = 0] = barsOf(lying, blue, 'width')
  expect(first / second).toBeCloseTo(2, 1)
  expect(barsOf(lying, orange, 'width')).toEqual([second, 0])
  const upright = drawBars(chart({ stand: 'upright' })).svg
  const [high = 0, low = 0] = barsOf(upright, blue, 'height')
  expect(high / low).toBeCloseTo(2, 1)
  expect(textsOf(upright)).toEqual(expect.arrayContaining(['收到', '办结', '一组', '二组', '8', '0']))
})

test('one series needs no legend', () => {
  const texts = textsOf(drawBars(chart({ series: ['收到'] })).svg)
  expect(texts).not.toContain('收到')
  expect(texts).not.toContain('办结')
})

test('no bars, all bars nothing, and one bar', () => {
  expect(textsOf(drawBars(chart({ bars: [] })).svg)).toContain('这段时间没有')
  const zero = drawBars(chart({ bars: [{ label: '一组', values: [0, 0] }], stand: 'upright' })).svg
  expect(zero).not.toMatch(/NaN|Infinity/)
  expect(barsOf(zero, blue, 'height')).toEqual([0])
  const one = drawBars(chart({ bars: [{ label: '一组', values: [1] }] })).svg
  expect(one).not.toMatch(/NaN|Infinity/)
  expect(textsOf(one)).toEqual(expect.arrayContaining(['1', '0']))
})

test('names with signs of XML are text and nothing else', () => {
  const label = `<script>"a" & 'b'</script>\u0000\uD800`
  const { svg } = drawBars(chart({ title: label, series: [label, label], bars: [{ label, values: [1, 1] }] }))
  expect(svg).not.toContain('<script')
  for (const sign of ['\u0000', '\uD800']) expect(svg).not.toContain(sign)
  expect(svg).toContain('&lt;scr')
  expect(escapeXml(label)).toBe('&lt;script&gt;&quot;a&quot; &amp; &apos;b&apos;&lt;/script&gt;')
})

test('a long name is shortened, and a letter with its marks is never cut in two', () => {
  const name = '联合村第一村民小组和很长的名字加上更长的名字'
  const texts = textsOf(drawBars(chart({ bars: [{ label: name, values: [1, 1] }] })).svg)
  const [shown = ''] = texts.filter((text) => text?.endsWith('…'))
  expect(name.startsWith(shown.slice(0, -1))).toBe(true)
  expect(shown.length).toBeGreaterThan(5)
  expect(shortened('e\u0301e\u0301e\u0301e\u0301', 10, 23)).toBe('e\u0301e\u0301…')
  expect(shortened('水', 10, 10)).toBe('水')
})

test('what is shortened fits, and keeps as much as fits', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.integer({ min: 20, max: 400 }),
      (text, room) => {
        const short = shortened(text, 20, room)
        expect(textWidth(short, 20)).toBeLessThanOrEqual(room)
        if (textWidth(text, 20) <= room) expect(short).toBe(text)
      },
    ),
  )
})

test('an axis has at most six whole steps, and reaches the highest bar', () => {
  expect(steps(23)).toEqual([0, 5, 10, 15, 20, 25])
  expect(steps(1)).toEqual([0, 1])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (most) => {
      const found = steps(most)
      expect(found.length).toBeLessThanOrEqual(6)
      expect(found.at(-1)).toBeGreaterThanOrEqual(most)
      expect(found.every(Number.isInteger)).toBe(true)
    }),
  )
})

test('any numbers make a picture within its bounds', () => {
  const bars = fc.array(
    fc.record({ label: fc.string(), values: fc.array(fc.integer({ min: -5, max: 1e9 }), { maxLength: 2 }) }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(bars, fc.constantFrom('upright' as const, 'lying' as const), (some, stand) => {
      const { svg, width, height } = drawBars(chart({ bars: some, stand }))
      expect(svg).not.toMatch(/NaN|Infinity|="-/)
      const rects = [...svg.matchAll(/<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g)]
      for (const [, x, y, w, h] of rects) {
        expect(Number(x) + Number(w)).toBeLessThanOrEqual(width)
        expect(Number(y) + Number(h)).toBeLessThanOrEqual(height)
      }
    }),
    { numRuns: 60 },
  )
})

test('more bars than fit are refused', () => {
  const bars = Array.from({ length: 61 }, (_, n) => ({ label: `${n}`, values: [n] }))
  expect(() => drawBars(chart({ bars }))).toThrow('too many bars')
})
