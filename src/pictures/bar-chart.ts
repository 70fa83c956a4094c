import { line, picture, rectangle, shortened, textAt, textWidth } from './svg.ts'

export interface Bar {
  label: string
  /** One for each series. */
  values: readonly number[]
}

export interface BarChart {
  title: string
  /** The names of what is counted: one or two. With one there is no legend. */
  series: readonly string[]
  /** At most 60. */
  bars: readonly Bar[]
  /** Upright for what follows in time, lying for what has a name. */
  stand: 'upright' | 'lying'
  /** What is said when there are no bars. */
  nothing: string
}

/** A picture as SVG, in dots. */
export interface Drawing {
  svg: string
  width: number
  height: number
}

const colors = ['#2f6db5', '#e08a2e'] as const
const grey = '#66727f'
const pale = '#dfe4ea'
const width = 960
const edge = 32
const mostBars = 60
const titleSize = 30
const labelSize = 22
const legendSize = 20
/** Where the title and the legend end. */
const headHeight = 112

const colorOf = (at: number) => colors[at % colors.length] ?? grey

/** 12 or 12.5 */
const inDigits = (value: number) => String(Math.round(value * 10) / 10)

/** Steps of 1, 2 or 5 that divide the way up to `most` into at most five. */
export function steps(most: number): number[] {
  if (most <= 0) return [0, 1]
  const power = 10 ** Math.floor(Math.log10(most / 5))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n * 5 >= most) ?? power)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step)
}

function legend(series: readonly string[]): string[] {
  if (series.length < 2) return []
  let x = edge
  return series.flatMap((name, at) => {
    const shown = shortened(name, legendSize, 300)
    const from = x
    x += 60 + textWidth(shown, legendSize)
    return [
      rectangle(from, 80, 20, 20, colorOf(at)),
      textAt(from + 28, 97, shown, { size: legendSize, color: grey }),
    ]
  })
}

const head = ({ title, series }: BarChart): string[] => [
  textAt(edge, 52, shortened(title, titleSize, width - 2 * edge), { size: titleSize, bold: true }),
  ...legend(series),
]

function nothingDrawn(chart: BarChart): Drawing {
  const height = 320
  const said = textAt(width / 2, 200, chart.nothing, { size: labelSize, anchor: 'middle', color: grey })
  return { svg: picture(width, height, [...head(chart), said]), width, height }
}

/** Values are counts: less than nothing cannot be shown. */
const shownValue = (value: number | undefined) => (value !== undefined && value > 0 ? value : 0)

interface Scale {
  ticks: number[]
  /** Dots for a value. */
  length(value: number): number
}

function scaleOf({ bars, series }: BarChart, room: number): Scale {
  const values = bars.flatMap((bar) => series.map((_, at) => shownValue(bar.values[at])))
  const ticks = steps(Math.max(0, ...values))
  const top = ticks.at(-1) ?? 1
  return { ticks, length: (value) => (value / top) * room }
}

function upright(chart: BarChart): Drawing {
  const { bars, series } = chart
  const [left, bottom, height] = [edge + 56, 500, 560]
  const { ticks, length } = scaleOf(chart, bottom - headHeight - 24)
  const share = (width - left - edge) / bars.length
  const thick = Math.min(48, (share * 0.8) / series.length)
  const every = Math.ceil((Math.max(...bars.map(({ label }) => textWidth(label, 18))) + 8) / share)
  // Figures stand over all the columns or over none.
  const widest = Math.max(
    ...bars.flatMap(({ values }) => values.map((value) => textWidth(inDigits(value), 16))),
  )
  const isWritten = widest <= thick + 6
  const grid = ticks.flatMap((tick) => [
    line(left, bottom - length(tick), width - edge, bottom - length(tick), pale),
    textAt(left - 10, bottom - length(tick) + 6, inDigits(tick), { size: 18, anchor: 'end', color: grey }),
  ])
  const drawn = bars.flatMap(({ label, values }, n) => {
    const middle = left + share * (n + 0.5)
    const columns = series.flatMap((_, at) => {
      const value = shownValue(values[at])
      const x = middle + thick * (at - series.length / 2)
      return [
        rectangle(x + 1, bottom - length(value), thick - 2, length(value), colorOf(at)),
        isWritten ? textAt(x + thick / 2, bottom - length(value) - 6, inDigits(value), small) : '',
      ]
    })
    const named = n % every === 0 ? textAt(middle, bottom + 28, label, { ...small, size: 18 }) : ''
    return [...columns, named]
  })
  return { svg: picture(width, height, [...head(chart), ...grid, ...drawn]), width, height }
}

const small = { size: 16, anchor: 'middle', color: grey } as const

function lying(chart: BarChart): Drawing {
  const { bars, series } = chart
  const names = Math.min(300, Math.max(...bars.map(({ label }) => textWidth(label, labelSize))))
  const left = edge + names + 14
  const thick = series.length > 1 ? 20 : 26
  const pitch = thick * series.length + 18
  const height = headHeight + pitch * bars.length + edge
  const { length } = scaleOf(chart, width - left - edge - 70)
  const drawn = bars.flatMap(({ label, values }, n) => {
    const top = headHeight + pitch * n
    const shown = shortened(label, labelSize, names)
    const rows = series.flatMap((_, at) => {
      const value = shownValue(values[at])
      const y = top + thick * at
      return [
        rectangle(left, y, length(value), thick - 2, colorOf(at)),
        textAt(left + length(value) + 8, y + thick - 5, inDigits(value), { size: 18, color: grey }),
      ]
    })
    const middle = top + (thick * series.length) / 2 + labelSize * 0.35
    return [textAt(left - 14, middle, shown, { size: labelSize, anchor: 'end' }), ...rows]
  })
  const axis = line(left, headHeight - 6, left, height - edge, grey)
  return { svg: picture(width, height, [...head(chart), ...drawn, axis]), width, height }
}

/** Draws numbers as bars. Names that are too long are shortened. Throws when there are more than 60 bars. */
export function drawBars(chart: BarChart): Drawing {
  if (chart.bars.length > mostBars) throw new Error('too many bars for one picture')
  if (chart.bars.length === 0) return nothingDrawn(chart)
  return chart.stand === 'upright' ? upright(chart) : lying(chart)
}
