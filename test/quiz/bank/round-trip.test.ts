import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadTexts } from '../../../src/lib/i18n.ts'
import { readTable } from '../../../src/lib/read-table.ts'
import { tidy } from '../../../src/quiz/bank/content.ts'
import type { ExportFormat } from '../../../src/quiz/bank/export-formats.ts'
import { writeQuestions } from '../../../src/quiz/bank/export-questions.ts'
import { readAiken, writeAiken } from '../../../src/quiz/bank/formats/aiken.ts'
import { readGift, writeGift } from '../../../src/quiz/bank/formats/gift.ts'
import {
  readTableRows,
  tableCells,
  tableHeads,
  writeCsv,
} from '../../../src/quiz/bank/formats/question-table.ts'
import { contentOf, type ReadRow } from '../../../src/quiz/bank/formats/said-question.ts'
import type { QuestionContent } from '../../../src/quiz/question.ts'
import { testConfig } from '../../support/app.ts'
import { anyBank, anyContent, content } from './questions.ts'

const texts = loadTexts()

/** What was read; a refused row breaks the test by its reason. */
const read = (rows: readonly ReadRow[]): QuestionContent[] =>
  rows.map((row) => {
    if ('refused' in row) throw new Error(`refused: ${JSON.stringify(row)}`)
    return contentOf(row.said)
  })

test('tidied twice is tidied once', () => {
  fc.assert(
    fc.property(anyContent, (question) => {
      expect(tidy(question)).toEqual(question)
    }),
    { numRuns: 1_000 },
  )
})

describe('what is written is read again the same', () => {
  test('as GIFT', () => {
    fc.assert(
      fc.property(anyBank, (bank) => {
        expect(read(readGift(writeGift(bank)))).toEqual(bank)
      }),
      { numRuns: 1_000 },
    )
  })

  test('as the cells of a table, in every language', () => {
    for (const language of texts.languages) {
      const t = texts.in(language)
      fc.assert(
        fc.property(anyBank, (bank) => {
          const cells = [tableHeads(t), ...bank.map((question) => tableCells(t, question))]
          const rows = readTableRows(cells.map((row, at) => ({ line: at + 1, cells: row })))?.rows ?? []
          expect(read(rows)).toEqual(bank)
        }),
        { numRuns: 500 },
      )
    }
  })

  test('as Aiken, what Aiken can hold, in every language', () => {
    const asked = ({ kind, stem, options, right }: QuestionContent) => ({ kind, stem, options, right })
    for (const language of texts.languages)
      fc.assert(
        fc.property(anyBank, (bank) => {
          const { text, written, leftOut } = writeAiken(texts.in(language), bank)
          expect(read(readAiken(text)).map(asked)).toEqual(written.map(asked))
          expect(written.length + leftOut).toBe(bank.length)
          const severals = bank.filter(({ kind }) => kind === 'several').length
          expect(leftOut).toBeGreaterThanOrEqual(severals)
        }),
        { numRuns: 500 },
      )
  })

  test('as the bytes of a CSV and an XLSX file', { timeout: 60_000 }, async () => {
    const bank = fc.sample(anyBank, { seed: 7, numRuns: 150 }).flat()
    for (const format of ['csv', 'xlsx'] satisfies ExportFormat[]) {
      const t = texts.in('zh-CN')
      const questions = bank.map((question, id) => ({
        ...question,
        id,
        unitId: 1,
        version: 1,
        retiredAt: undefined,
      }))
      const { bytes } = await writeQuestions({ config: testConfig() }, t, format, questions)
      expect(read(readTableRows(await readTable(bytes))?.rows ?? [])).toEqual(bank)
    }
  })
})

test('Aiken holds an ordinary question and a true one, and leaves out what has several answers or lines', () => {
  const t = texts.in('zh-CN')
  const truth = content({ kind: 'truth', stem: '水火无情。', options: [], right: [1] })
  const { text, leftOut } = writeAiken(t, [
    content(),
    truth,
    content({ kind: 'several', right: [0, 1] }),
    content({ stem: '第一行\n第二行' }),
  ])
  expect(text).toBe(
    '“中国共产党”这一称谓的最早提出者是（  ）。\nA. 蔡和森\nB. 毛泽东\nC. 陈独秀\nANSWER: A\n\n水火无情。\nA. 对\nB. 错\nANSWER: B\n',
  )
  expect(leftOut).toBe(2)
})

test('GIFT as Moodle writes and reads it', () => {
  const bank = [
    content({
      explanation: '1920年信中提出',
      source: '《蔡和森文集》',
      chapter: '党史/建党',
      tags: ['党史'],
    }),
    content({ kind: 'several', stem: '两个{对}的：', options: ['a=1', '50%', 'c~'], right: [0, 2] }),
    content({ kind: 'truth', stem: '1+1=2', options: [], right: [0], validUntil: '2026-12-31' }),
  ]
  expect(writeGift(bank)).toBe(
    `$CATEGORY: $course$/top/党史//建党

// [tag:党史] [source:《蔡和森文集》]
“中国共产党”这一称谓的最早提出者是（  ）。 {
	=蔡和森
	~毛泽东
	~陈独秀
	####1920年信中提出
}

$CATEGORY: $course$/top

两个\\{对\\}的：{
	~%50%a\\=1
	~%-100%50%
	~%50%c\\~
}

// [until:2026-12-31]
1+1\\=2 {TRUE}

`.replace('的：{', '的： {'),
  )
})

test('a cell that spreadsheets would part is quoted', () => {
  expect(writeCsv([['a,b', 'c"d', 'e\nf', 'g']])).toBe('\ufeff"a,b","c""d","e\nf",g\r\n')
})
