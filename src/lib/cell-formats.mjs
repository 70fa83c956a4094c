// How the cells of a spreadsheet are shown: 0.5 as 50%, a day as 7月1日. The library that reads them keeps their values alone.
import { strFromU8, unzipSync } from 'fflate'
import { format, getFormatFromId } from 'numfmt'

/** The cells' days and times are kept as UTC. */
const inChina = { locale: 'zh-CN', ignoreTimezone: true }

const wanted =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|[^/]*styles[^/]*\.xml|worksheets\/[^/]+\.xml)$/i

const unescaped = (text) =>
  text.replaceAll(/&(lt|gt|quot|apos|amp|#\d+);/g, (_, name) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name.slice(1)))
      : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name],
  )

/** Each tag of that name, as its attributes without prefixes. */
function tags(xml, name) {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^>]*)>`, 'g'))].map(([, inside]) =>
    Object.fromEntries(
      [...inside.matchAll(/(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, a, b]) => [
        key,
        unescaped(a ?? b),
      ]),
    ),
  )
}

/** The formats that have a number and no words in the file, and are shown in China in words of their own (ECMA-376, 18.8.30). */
const chinese = {
  ...{ 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm/d/yy', 31: 'yyyy"年"m"月"d"日"' },
  ...{ 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"' },
}

const isEverywhere = (id) => id <= 22 || (id >= 37 && id <= 49)

/** What a format is that has no words in the file; '?' for one that nobody knows. */
const builtIn = (id) => chinese[id] ?? (isEverywhere(id) ? getFormatFromId(id, inChina.locale) : '?')

/** The words of each style of the file; undefined for the usual one, '?' for one whose words nobody knows. */
function stylesOf(xml) {
  const custom = new Map(tags(xml, 'numFmt').map(({ numFmtId, formatCode }) => [numFmtId, formatCode]))
  const [cells = ''] = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml) ?? []
  return tags(cells, 'xf').map(({ numFmtId = '0' }) =>
    numFmtId === '0' ? undefined : (custom.get(numFmtId) ?? builtIn(Number(numFmtId))),
  )
}

const columnOf = (letters) =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1

function cellsOf(xml, styles) {
  const formats = new Map()
  for (const [, inside] of xml.matchAll(/<(?:\w+:)?c\b([^>]*)>/g)) {
    const [, letters, row] = /\br="([A-Z]{1,3})(\d+)"/.exec(inside) ?? []
    const format = styles[/\bs="(\d+)"/.exec(inside)?.[1] ?? -1]
    if (letters && format !== undefined) formats.set(`${Number(row) - 1}:${columnOf(letters)}`, format)
  }
  return formats
}

/** Twenty thousand rows are a tenth of it; what lies outside the heap no limit of a thread holds. */
const mostUnzipped = 256 * 1024 * 1024

function unzipped(bytes) {
  let size = 0
  return unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (!wanted.test(name)) return false
      size += originalSize
      if (size > mostUnzipped) throw new Error('the file is too large when it is unzipped')
      return true
    },
  })
}

/** For each sheet in its order a map from `row:column`, both from 0, to the words of its format. */
export function formatsOf(bytes) {
  const files = unzipped(bytes)
  const text = (name) => (files[name] ? strFromU8(files[name]) : '')
  const targets = tags(text('xl/_rels/workbook.xml.rels'), 'Relationship')
  const pathOf = ({ Target = '' }) => (Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
  const styles = targets.find(({ Type = '' }) => Type.endsWith('/styles'))
  const known = stylesOf(text(styles ? pathOf(styles) : 'xl/styles.xml'))
  return tags(text('xl/workbook.xml'), 'sheet')
    .filter(({ name }) => name)
    .map(({ id }) => cellsOf(text(pathOf(targets.find(({ Id }) => Id === id) ?? {})), known))
}

const precise = (value) => Number(value.toPrecision(15))

/** Chinese programs write these in their own words. */
const inEnglish = (format) => format.replaceAll('G/通用格式', 'General').replaceAll('上午/下午', 'AM/PM')

function formatted(value, words) {
  try {
    return format(inEnglish(words), value, inChina).trim()
  } catch {
    // A format that cannot be read says nothing of what is seen: the row is refused for it.
    return undefined
  }
}

/** What somebody sees in a cell; undefined where that cannot be said. */
export function seenIn(value, words) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return String(value).toUpperCase()
  if (typeof value !== 'number' && !(value instanceof Date)) return String(value)
  if (words === '?') return undefined
  if (words !== undefined) return formatted(value, words)
  return value instanceof Date ? undefined : String(precise(value))
}
