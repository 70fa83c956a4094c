import { describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { loadTexts } from '../../../src/lib/i18n.ts'
import { readTable } from '../../../src/lib/read-table.ts'
import { fault } from '../../../src/quiz/bank/content.ts'
import { readQuestionFile, rowsIn } from '../../../src/quiz/bank/formats/read-file.ts'
import { allProblemLines, faultWords, refusedSheets } from '../../../src/quiz/bank/import-texts.ts'

const t = loadTexts().in('zh-CN')

type Cell =
  | string
  | null
  | { type: NumberConstructor | DateConstructor; value: number | Date; format?: string }

const text = (value: string) => ({ type: String, value })
const number = (value: number, format?: string): Cell => ({ type: Number, value, ...(format && { format }) })
const moment = (value: string, format: string): Cell => ({ type: Date, value: new Date(value), format })

/** A file as Excel would write it, sheet by sheet. */
async function written(sheets: Record<string, readonly (readonly Cell[])[]>): Promise<Buffer> {
  const all = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? text(cell) : cell))),
  }))
  return writeXlsx(all).toBuffer()
}

async function read(sheets: Record<string, readonly (readonly Cell[])[]>) {
  const found = await readQuestionFile({ fileName: '题.xlsx', bytes: await written(sheets) })
  if (!found) throw new Error('no questions')
  const rows = rowsIn(found).map((row) => ('refused' in row ? faultWords(t, row.refused) : row.said))
  return { ...found, rows }
}

const heads = ['题型', '题目', '选项A', '选项B', '选项C', '答案', '有效期']

describe('of several sheets', () => {
  const single = [heads, ['单选', '一', '甲', '乙', '丙', 'A'], ['单选', '二', '甲', '甲', '丙', 'A']]
  const several = [
    ['题目', '选项', '答案'],
    ['哪些', '甲|乙|丙', 'AB'],
    ['一', '甲|乙|丙', 'A'],
  ]

  test('each that has questions is read, the others are named', async () => {
    const { rows, without, sheets } = await read({
      填写说明: [['请按模板填写']],
      单选表: single,
      空表: [],
      多选表: several,
    })
    expect(rows).toMatchObject([
      { stem: '一' },
      '选项A和选项B一样',
      { kind: 'several' },
      '和“单选表”第 2 行是同一道题',
    ])
    expect(without).toEqual(['填写说明'])
    const back = refusedSheets(t, { sheets, unknown: [], without })
    expect(
      back.map(({ name, rows: own }) => [name, ...own.map((row) => row.slice(0, 2).join('，'))]),
    ).toEqual([
      ['单选表', '，单选', '选项A和选项B一样，单选'],
      ['多选表', '，哪些', '和“单选表”第 2 行是同一道题，一'],
    ])
  })

  test('a refused row is named with its sheet', () => {
    const problems = [{ sheet: '单选表', line: 3, fault: fault('no-answer') }]
    expect(allProblemLines(t, { problems })).toEqual(['单选表 第 3 行：没有答案'])
  })

  test('the only one with questions needs no name', async () => {
    const { sheets, without } = await read({ 说明: [['填写说明']], 题库: single })
    expect(sheets).toMatchObject([{ sheet: undefined, rows: [{ line: 2 }, { line: 3 }] }])
    expect(without).toEqual(['说明'])
  })

  test('prices are read from the first, as they always were', async () => {
    const bytes = await written({
      行情: [
        ['品名', '占比', '日期'],
        ['土豆', number(0.5, '0%'), moment('2026-07-01', 'm"月"d"日"')],
      ],
      题: single,
    })
    expect((await readTable(bytes)).map(({ cells }) => cells)).toEqual([
      ['品名', '占比', '日期'],
      ['土豆', '0.5', '2026-07-01'],
    ])
  })
})

test('a file that says it is huge when unzipped is not unzipped', async () => {
  const bytes = await written({ 题: [heads] })
  // The size is said in the directory at the end: four bytes, eight behind that of the crc.
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1))
    bytes.writeUInt32LE(0x7fffffff, at + 24)
  await expect(readQuestionFile({ fileName: '题.xlsx', bytes })).rejects.toMatchObject({
    code: 'table-unreadable',
  })
})

describe('a cell is read as it is seen', () => {
  test.each([
    ['percents', number(0.5, '0%'), '50%'],
    ['percents with a point', number(0.155, '0.0%'), '15.5%'],
    ['thousands', number(1_200, '#,##0'), '1,200'],
    ['leading noughts', number(5, '000'), '005'],
    ['money', number(12.5, '"¥"#,##0.00'), '¥12.50'],
    ['words behind', number(3, '0"元"'), '3元'],
    ['what a computer keeps of 0.3', number(0.1 + 0.2), '0.3'],
    ['a year', number(1921), '1921'],
    ['a day of a month', moment('2026-07-01', 'm"月"d"日"'), '7月1日'],
    ['a whole day', moment('2026-07-01', 'yyyy"年"m"月"d"日"'), '2026年7月1日'],
    ['a share', number(0.25, '# ?/?'), '1/4'],
    ['an afternoon', moment('2026-07-01T14:00:00Z', 'h:mm AM/PM'), '2:00 下午'],
    ['a time', moment('2026-07-01T08:05:00Z', 'h:mm'), '8:05'],
  ])('%s', async (_, cell, seen) => {
    const { rows } = await read({ 题: [heads, ['单选', '题', cell, '另一个', null, 'A', null]] })
    expect(rows).toMatchObject([{ options: [seen, '另一个'], right: [0] }])
  })

  test('days of validity are days, however they are shown', async () => {
    const rows = [heads, ['判断', '题', null, null, null, '对', moment('2026-07-01', 'm"月"d"日"')]]
    expect((await read({ 题: rows })).rows).toMatchObject([{ validUntil: '2026-07-01' }])
  })

  test('what is shown in a way that we do not know is refused, in words', async () => {
    for (const cell of [number(0.25, '0.00 [oops'), moment('2026-07-01T14:00:00Z', 'h:mm "点')]) {
      const { rows } = await read({ 题: [heads, ['单选', '题', cell, '另一个', null, 'A']] })
      expect(rows).toEqual(['“选项A”这一格是数字格式，请设成文本'])
    }
  })
})
