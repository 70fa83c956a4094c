// How the cells of a spreadsheet are shown: 0.5 as 50%, a day as 7月1日. The library that reads them keeps their values alone.
import { strFromU8, unzipSync } from 'fflate'

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

/** The formats that have a number and no words in the file, as they are shown in China. */
const builtIn = {
  ...{ 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy/m/d', 49: '@' },
  ...{ 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm', 30: 'm/d/yy', 45: 'mm:ss' },
  ...{ 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 31: 'yyyy"年"m"月"d"日"' },
  ...{ 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"' },
}

/** The words of each style of the file; undefined for the usual one, '?' for one whose words nobody knows. */
function stylesOf(xml) {
  const custom = new Map(tags(xml, 'numFmt').map(({ numFmtId, formatCode }) => [numFmtId, formatCode]))
  const [cells = ''] = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml) ?? []
  return tags(cells, 'xf').map(({ numFmtId = '0' }) =>
    numFmtId === '0' ? undefined : (custom.get(numFmtId) ?? builtIn[numFmtId] ?? '?'),
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

/** The words of a format without quotes, colours and the like; undefined where it has what we do not read. */
function literals(format) {
  const parts = []
  const pattern = /"([^"]*)"|\\(.)|_.|\[(?:\$[^\]]*|[A-Za-z]+\d*)\]|([\s\S])/gu
  for (const [all, quoted, escaped, sign] of format.matchAll(pattern)) {
    const currency = /^\[\$([^\]-]+)/.exec(all)?.[1]
    if (/^\[[hms]+\]$/i.test(all)) return undefined
    if (sign !== undefined) parts.push({ sign })
    else if (quoted ?? escaped ?? currency) parts.push({ text: quoted ?? escaped ?? currency })
  }
  return parts
}

/** A piece per run of signs, a piece for each text; `joins` says whether a sign goes on with the run before it. */
function runs(parts, isSign, joins) {
  const pieces = []
  for (const { sign, text } of parts) {
    const last = pieces.at(-1)
    if (sign === undefined || !isSign(sign)) pieces.push({ text: text ?? sign })
    else if (last?.run !== undefined && joins(sign, last.run)) last.run += sign
    else pieces.push({ run: sign })
  }
  return pieces
}

/** As people round: 1.005 is 1.01, whatever a computer keeps of it. */
function rounded(value, places) {
  const whole = Math.round(Number(`${value}e${places}`))
  return (Number.isFinite(whole) ? Number(`${whole}e-${places}`) : value).toFixed(places)
}

function figures(value, run) {
  const [, whole, decimals = ''] = /^([#0?,]*)(?:\.([#0?]*))?$/.exec(run) ?? []
  if (whole === undefined || /,$/.test(whole)) return undefined
  const fixed = rounded(value, Math.min(decimals.length, 15))
  const [before = '', after = ''] = fixed.split('.')
  const least = decimals.replaceAll(/[^0]/g, '').length
  const short = after.replace(/0+$/, '').padEnd(least, '0')
  const long =
    before === '0' && !whole.includes('0') ? '' : before.padStart(whole.replaceAll(/[^0]/g, '').length, '0')
  const grouped = whole.includes(',') ? long.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : long
  return short === '' ? grouped : `${grouped}.${short}`
}

const precise = (value) => Number(value.toPrecision(15))

function seenNumber(number, format) {
  const sections = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const isNegative = number < 0
  if (number === 0 && sections.length > 2) return undefined
  const section = isNegative && sections.length > 1 ? sections[1] : sections[0]
  const sign = isNegative && sections.length < 2 ? '-' : ''
  if (/^(?:General|G\/通用格式|@)$/i.test(section)) return sign + String(precise(Math.abs(number)))
  const parts = literals(section)
  const pieces =
    parts &&
    runs(
      parts,
      (sign) => /[#0?,.]/.test(sign),
      () => true,
    )
  const isOdd =
    !pieces || pieces.some(({ text }) => text !== undefined && /[a-zA-Z/*@]/.test(text) && text.length === 1)
  if (isOdd || pieces.filter(({ run }) => run !== undefined).length !== 1) return undefined
  const percents = parts.filter((part) => part.sign === '%').length
  const value = precise(Math.abs(number) * 100 ** percents)
  const words = pieces.map(({ run, text }) => (run === undefined ? text : figures(value, run)))
  return words.includes(undefined) ? undefined : (sign + words.join('')).trim()
}

const two = (number) => String(number).padStart(2, '0')

/** What a run of letters says of a moment; `m` are minutes behind hours and before seconds. */
function seenPart(run, date, isMinutes) {
  const second = Math.round(date.getUTCSeconds() + date.getUTCMilliseconds() / 1000)
  const numbers = {
    ...{ yyyy: date.getUTCFullYear(), yy: two(date.getUTCFullYear() % 100), d: date.getUTCDate() },
    ...{ dd: two(date.getUTCDate()), h: date.getUTCHours(), hh: two(date.getUTCHours()) },
    ...{ s: second, ss: two(second), e: date.getUTCFullYear() },
    ...(isMinutes
      ? { m: date.getUTCMinutes(), mm: two(date.getUTCMinutes()) }
      : { m: date.getUTCMonth() + 1, mm: two(date.getUTCMonth() + 1) }),
  }
  return numbers[run]
}

function seenDate(exact, format) {
  const date = new Date(Math.round(exact.getTime() / 1000) * 1000)
  const parts = literals(format.replace(/;@$/, ''))
  if (!parts || parts.some(({ sign }) => sign !== undefined && /[;0#午*]/.test(sign))) return undefined
  const lower = parts.map(({ sign, text }) => (sign === undefined ? { text } : { sign: sign.toLowerCase() }))
  const pieces = runs(
    lower,
    (sign) => /[a-z]/.test(sign),
    (sign, run) => run.startsWith(sign),
  )
  const letters = pieces.flatMap((piece) => (piece.run === undefined ? [] : [piece]))
  const words = pieces.map((piece) => {
    if (piece.run === undefined) return piece.text
    const at = letters.indexOf(piece)
    const isMinutes = /^h/.test(letters[at - 1]?.run ?? '') || /^s/.test(letters[at + 1]?.run ?? '')
    return seenPart(piece.run, date, isMinutes)
  })
  return words.includes(undefined) ? undefined : words.join('').trim()
}

/** What somebody sees in a cell; undefined where that cannot be said. */
export function seenIn(value, format) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return String(value).toUpperCase()
  if (value instanceof Date)
    return format === undefined || format === '?' ? undefined : seenDate(value, format)
  if (typeof value !== 'number') return String(value)
  if (format === '?') return undefined
  return format === undefined ? String(precise(value)) : seenNumber(value, format)
}
