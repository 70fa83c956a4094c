import fc from 'fast-check'
import readXlsx, { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { type Sheet, writeSpreadsheet } from '../../src/lib/spreadsheet.ts'

const shanghai = 'Asia/Shanghai'
const sheet = (rows: Sheet['rows'], name = '明细'): Sheet => ({
  name,
  columns: [
    { head: '编号', width: 12 },
    { head: '件数', width: 8 },
    { head: '收到', width: 18 },
  ],
  rows,
})

/** A moment is a fraction in the file: read back, it may miss a thousandth of a second. */
const toTheSecond = (cell: unknown) =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / 1_000) * 1_000) : cell

/** The rows of the only sheet, without its heads. */
async function readBack(rows: Sheet['rows']) {
  const read = await readSheet(await writeSpreadsheet([sheet(rows)], shanghai))
  return read.slice(1).map((row) => row.map(toTheSecond))
}

test('text, numbers and moments come back as what they are, in the time of the place', async () => {
  const at = new Date('2026-03-01T16:30:00Z')
  const file = await writeSpreadsheet([sheet([['482-037', 12.5, at]])], shanghai)
  expect((await readSheet(file))[0]).toEqual(['编号', '件数', '收到'])
  expect(await readBack([['482-037', 12.5, at]])).toEqual([
    ['482-037', 12.5, new Date('2026-03-02T00:30:00Z')],
  ])
})

// A formula is kept without its sign, and has no value until a spreadsheet works it out: what comes back whole was text.
test('what looks like a formula is text: =, +, - and @', async () => {
  const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', "'=1"]
  const read = await readBack(hostile.map((text) => [text]))
  expect(read.map(([text]) => String(text).trim())).toEqual(hostile.map((text) => text.trim()))
})

test('empty cells, zero, an empty table and hostile text do no harm', async () => {
  expect(await readBack([])).toEqual([])
  const read = await readBack([
    ['<b>&"\'\u0000</b>', 0, undefined],
    ['', undefined, new Date(0)],
  ])
  expect(read[0]?.slice(0, 2)).toEqual(['<b>&"\'</b>', 0])
  expect(read[1]?.[2]).toEqual(new Date('1970-01-01T08:00:00Z'))
})

test('a text that the format, or the writer, would take for something else comes back', async () => {
  const words = ['_x0041_', '_x005F_x0041_', 'valueOf', 'constructor', '__proto__', 'toString']
  expect(await readBack(words.map((word) => [word, 1]))).toEqual(words.map((word) => [word, 1, null]))
})

test('any text and any number come back', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((words) => `x${words.replaceAll(/[\p{Cc}\p{Cs}\p{Cn}\uFFFE\uFFFF]/gu, '')}x`)
  const row = fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const read = await readBack(rows)
      expect(read.map(([words]) => words)).toEqual(rows.map(([words]) => words))
      for (const [at, [, number]] of rows.entries()) expect(read[at]?.[1]).toBeCloseTo(number, 6)
    }),
    { numRuns: 15 },
  )
})

test('sheets have names that a spreadsheet takes, each its own', async () => {
  const long = '和平村第一村民小组按类别和月份的诉求明细表格的名字很长很长很长'
  const names = ['按类[1]/*?', '汇总', '汇总', long, '']
  const file = await writeSpreadsheet(
    names.map((name) => sheet([], name)),
    shanghai,
  )
  const found = (await readXlsx(file)).map((one) => one.sheet)
  expect(found).toEqual(['按类 1', '汇总', '汇总 3', long.slice(0, 31), '5'])
})
