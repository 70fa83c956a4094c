import type { T } from '../../../lib/i18n.ts'
import type { TableRow } from '../../../lib/read-table.ts'
import { shorten } from '../../../lib/shorten.ts'
import { letterOf, type QuestionContent } from '../../question.ts'
import { type Fault, fault, mostOptions } from '../content.ts'
import { blank, type RawQuestion, readRaw } from './read-raw.ts'
import { type ReadRow, rowOf, type SaidQuestion } from './said-question.ts'

type Words = Exclude<keyof typeof blank, 'options'>

/** How people name the columns. */
const names: Record<Words | 'allOptions', readonly string[]> = {
  kind: ['题型', '类型', '题目类型', '试题类型', '题类', '题目题型', 'kind', 'type', 'questiontype'],
  stem: [
    '题目',
    '题干',
    '试题',
    '问题',
    '题目内容',
    '试题内容',
    '题干内容',
    '题目题干',
    '试题题干',
    'question',
    'stem',
  ],
  answer: [
    '答案',
    '正确答案',
    '标准答案',
    '参考答案',
    '正确选项',
    '答案选项',
    'answer',
    'rightanswer',
    'correctanswer',
  ],
  explanation: ['解析', '答案解析', '试题解析', '题目解析', '解释', '说明', 'explanation'],
  source: ['出处', '来源', '依据', '题目来源', '试题来源', 'source'],
  chapter: [
    '章节',
    '章',
    '所属章节',
    '章节名称',
    '分类',
    '类别',
    '题目分类',
    '单元',
    '专题',
    '模块',
    '科目',
    'chapter',
    'category',
  ],
  tags: ['标签', '关键词', '知识点', '题目标签', 'tags', 'tag'],
  validFrom: [
    '有效期从',
    '有效期起',
    '有效期自',
    '有效期开始',
    '生效日期',
    '生效时间',
    '开始日期',
    'validfrom',
  ],
  validUntil: [
    '有效期到',
    '有效期至',
    '有效期止',
    '有效期结束',
    '失效日期',
    '截止日期',
    '到期日',
    '到期日期',
    '结束日期',
    'validuntil',
  ],
  validity: ['有效期', '有效期限', '有效日期', 'validity'],
  allOptions: ['选项', '备选项', '备选答案', '候选项', '选项内容', 'options'],
}

/** No head is longer. */
const longestHead = 60

const plain = (cell: string): string =>
  cell
    .slice(0, longestHead)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*:\ufeff]|\(.*?\)|\[.*?\]|【.*?】/g, '')

/** More columns of options than the bank takes: what is filled in there is refused, and not left out. */
const mostColumns = 16
const chineseNumbers = '一二三四五六七八九十'

interface OptionHead {
  place: number
  /** `选项1`, and not `选项A`. */
  isNumber: boolean
}

/** `选项A`, `A选项`, `选项1`, `选项一`, `option a`, `A` → 0. */
function optionAt(cell: string): OptionHead | undefined {
  const [, name = ''] =
    /^(?:备选)?(?:选项|答案|option)?([a-p]|1[0-6]|[1-9]|[一二三四五六七八九十])(?:选项|项)?$/.exec(cell) ?? []
  if (name === '') return undefined
  if (/[a-p]/.test(name)) return { place: name.charCodeAt(0) - 97, isNumber: false }
  return { place: /\d/.test(name) ? Number(name) - 1 : chineseNumbers.indexOf(name), isNumber: true }
}

export interface Columns {
  at: ReadonlyMap<Words | 'allOptions', number>
  /** Which column has which option. */
  options: readonly (number | undefined)[]
  /** They are called 1, 2, 3: then an answer may be a number too. */
  areNumbered: boolean
}

/** Which column stands where; undefined when the row is no header of questions. */
export function questionHeader({ cells }: Pick<TableRow, 'cells'>): Columns | undefined {
  const heads = cells.map(plain)
  const at = new Map<Words | 'allOptions', number>()
  for (const [name, known] of Object.entries(names) as [Words | 'allOptions', readonly string[]][]) {
    const found = heads.findIndex((head) => known.includes(head))
    if (found >= 0) at.set(name, found)
  }
  const named = heads.map(optionAt)
  const options = Array.from({ length: mostColumns }, (_, place) => {
    const found = named.findIndex((head) => head?.place === place)
    return found < 0 ? undefined : found
  })
  const kinds = named.flatMap((head) => (head ? [head.isNumber] : []))
  const areNumbered = kinds.length > 0 && kinds.every((isNumber) => isNumber)
  const hasOptions = at.has('allOptions') || options.filter((column) => column !== undefined).length > 1
  return at.has('stem') && (at.has('answer') || hasOptions) ? { at, options, areNumbered } : undefined
}

/** What stands in a table and is none of the bank's: the number of a row, our own reasons. */
const noMatter = ['序号', '编号', '题号', 'no', 'no.', 'id', 'number', '没收的原因', 'whyrefused']

/** The heads of which nothing is read. */
function unknownHeads(heads: readonly string[], { at, options }: Columns): string[] {
  const read = new Set<number | undefined>([...at.values(), ...options])
  return heads.filter((head, column) => {
    const name = plain(head)
    return name !== '' && !read.has(column) && !noMatter.includes(name)
  })
}

/** The header among the first rows of a table: above it people write titles and hints. */
export const headerRow = (table: readonly TableRow[]): number =>
  table.slice(0, 10).findIndex((row) => questionHeader(row))

/** All options in one cell: on lines of their own, parted by `|`, or each behind its letter. */
function splitOptions(cell: string): string[] {
  const lines = cell.split(/[\n|]|;(?=\s*[B-H][.、:)])|(?<=\S)\s+(?=[B-H][.、．:：)）])/)
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

const ofDays: readonly (Words | 'allOptions')[] = ['validFrom', 'validUntil', 'validity']

function rawOf({ cells, days = {} }: TableRow, { at, options, areNumbered }: Columns): RawQuestion {
  const cell = (name: Words | 'allOptions') => {
    const column = at.get(name) ?? -1
    return (ofDays.includes(name) ? days[column] : undefined) ?? cells[column] ?? ''
  }
  const apart = options.map((column) => (column === undefined ? '' : (cells[column] ?? '')))
  const raw = {
    ...blank,
    areNumbered,
    options: apart.some((option) => option !== '') ? apart : splitOptions(cell('allOptions')),
  }
  for (const name of Object.keys(blank) as (keyof typeof blank)[])
    if (name !== 'options') raw[name] = cell(name)
  return raw
}

/** The head of the first cell that is read and shown otherwise than it is kept. */
function unclearHead({ unclear = [] }: TableRow, { at, options }: Columns, heads: readonly string[]) {
  const words = [...at].filter(([name]) => !ofDays.includes(name)).map(([, column]) => column)
  const column = [...words, ...options].find((one) => one !== undefined && unclear.includes(one))
  return column === undefined ? undefined : (heads[column] ?? '')
}

function readRow(row: TableRow, columns: Columns, heads: readonly string[]): SaidQuestion | Fault {
  const column = unclearHead(row, columns, heads)
  return column === undefined
    ? readRaw(rawOf(row, columns))
    : fault('cell-format', { column: shorten(column, 20) })
}

export interface ReadTable {
  heads: string[]
  /** Those of them that nothing is read of. */
  unknown: string[]
  rows: ReadRow[]
}

/** Every row under the header. The header itself, with what stands above it, is not among them. */
export function readTableRows(table: readonly TableRow[]): ReadTable | undefined {
  const headerAt = headerRow(table)
  const header = table[headerAt]
  const columns = header && questionHeader(header)
  if (!columns) return undefined
  const rows = table.slice(headerAt + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return {
    heads: header.cells,
    unknown: unknownHeads(header.cells, columns),
    rows: rows.map((row) => rowOf(row.line, row.cells, readRow(row, columns, header.cells))),
  }
}

const letters = Array.from({ length: mostOptions }, (_, place) => letterOf(place))

/** The heads of our own tables, in the language of who asked; each is among those that we read. */
export const tableHeads = (t: T): string[] => [
  t('question-column-kind'),
  t('question-column-stem'),
  ...letters.map((option) => t('question-column-option', { option })),
  ...['answer', 'explanation', 'source', 'chapter', 'tags', 'from', 'until'].map((name) =>
    t(`question-column-${name}`),
  ),
]

/** A question as a row under `tableHeads`. */
export function tableCells(t: T, question: QuestionContent): string[] {
  const { kind, stem, options, right, explanation, source, chapter, tags, validFrom, validUntil } = question
  const answer =
    kind === 'truth' ? t(right[0] === 0 ? 'quiz-true' : 'quiz-false') : right.map(letterOf).join('')
  return [
    t(`question-kind-${kind}`),
    stem,
    ...letters.map((_, place) => options[place] ?? ''),
    ...[answer, explanation, source, chapter, tags.join('、'), validFrom ?? '', validUntil ?? ''],
  ]
}

const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** CSV with the mark by which spreadsheets know UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`
}
