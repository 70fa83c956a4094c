import type { T } from '../../../lib/i18n.ts'
import { letterOf, optionsOf, type QuestionContent } from '../../question.ts'
import { questionKey } from '../keys.ts'
import { blank, readRaw } from './read-raw.ts'
import { type ReadRow, rowOf } from './said-question.ts'

/*
 * Moodle's Aiken (docs.moodle.org, "Aiken format"): the question, a line for each option (`A. ` or `A) `), and `ANSWER: A`. As
 * people write it here, `答案：AB` is read too.
 */

const answerLine = /^(?:ANSWER|(?:正确|标准|参考)?答案)\s*[:：]\s*(.*)$/i
const optionLine = /^([A-HＡ-Ｈ])\s*[)）.．、]\s*(\S.*)$/u

export const looksLikeAiken = (text: string): boolean =>
  text.split(/\r\n|\r|\n/).some((line) => answerLine.test(line.trim()))

interface Draft {
  line: number
  stem: string[]
  options: string[]
  cells: string[]
}

/** The option of a line, when its letter is the next one: `A. ` where B is due is a line of something else. */
function nextOption(line: string, { options, stem }: Draft): string | undefined {
  const [, letter, option] = optionLine.exec(line) ?? []
  const isNext = letter?.normalize('NFKC') === letterOf(options.length)
  return isNext && stem.length > 0 ? option : undefined
}

function finished({ line, stem, options, cells }: Draft, answer: string): ReadRow {
  return rowOf(line, [cells.join('\n')], readRaw({ ...blank, stem: stem.join('\n'), options, answer }))
}

export function readAiken(text: string): ReadRow[] {
  const rows: ReadRow[] = []
  let draft: Draft = { line: 0, stem: [], options: [], cells: [] }
  const finish = (answer: string, at: number) => {
    if (draft.cells.length > 0) rows.push(finished(draft, answer))
    draft = { line: at, stem: [], options: [], cells: [] }
  }
  for (const [at, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.trim()
    if (line === '') continue
    const answer = answerLine.exec(line)?.[1]
    const option = nextOption(line, draft)
    const isNextQuestion = answer === undefined && option === undefined && draft.options.length > 0
    if (isNextQuestion) finish('', at)
    if (draft.cells.length === 0) draft.line = at + 1
    draft.cells.push(line)
    if (answer !== undefined) finish(answer, at)
    else if (option === undefined) draft.stem.push(line)
    else draft.options.push(option)
  }
  finish('', 0)
  return rows
}

function writeOne(t: T, question: QuestionContent): string {
  const options = optionsOf(t, question).map((option, place) => `${letterOf(place)}. ${option}\n`)
  return `${question.stem}\n${options.join('')}ANSWER: ${letterOf(question.right[0] ?? 0)}\n`
}

/** Whether Aiken says the same: one right answer, the question on one line, and no line that would be taken for another. */
function isHeld(question: QuestionContent, written: string): boolean {
  if (question.kind === 'several' || question.stem.includes('\n')) return false
  const [read, ...more] = readAiken(written)
  if (!read || more.length > 0 || 'refused' in read) return false
  const { said } = read
  return (
    said.stem === question.stem &&
    questionKey(said) === questionKey(question) &&
    said.right[0] === question.right[0]
  )
}

/** What Aiken can hold of them; explanations, sources, chapters, tags and days it has no place for. */
export function writeAiken(
  t: T,
  questions: readonly QuestionContent[],
): { text: string; written: QuestionContent[]; leftOut: number } {
  const all = questions.map((question) => ({ question, text: writeOne(t, question) }))
  const held = all.filter(({ question, text }) => isHeld(question, text))
  return {
    text: held.map(({ text }) => text).join('\n'),
    written: held.map(({ question }) => question),
    leftOut: all.length - held.length,
  }
}
