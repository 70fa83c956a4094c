import type { T } from '../../../lib/i18n.ts'
import { letterOf, optionsOf, type QuestionContent } from '../../question.ts'
import { questionKey } from '../keys.ts'
import { blank, readRaw } from './read-raw.ts'
import { type ReadRow, rowOf } from './said-question.ts'

/*
 * Moodle's Aiken (docs.moodle.org, "Aiken format"): the question, a line for each option (`A. ` or `A) `), and `ANSWER: A`. As
 * people write it here, `答案：AB` is read too, and what they write under the answer: 解析：, 出处：, 章节：.
 */

const answerLine =
  /^(?:ANSWER\s*[:：]|(?:正确|标准|参考)?答案\s*[:：]|[【[](?:正确|标准|参考)?答案[】\]]\s*[:：]?)\s*(.*)$/i
const optionLine = /^([A-ZＡ-Ｚ])\s*[)）.．、]\s*(\S.*)$/u

type Noted = 'explanation' | 'source' | 'chapter' | 'tags' | 'validity'

/** What a line under a question tells of it; of the last ones the bank keeps nothing. */
const noteNames: readonly (readonly [string, Noted | 'nothing'])[] = [
  ['(?:答案|试题|题目)?(?:解析|详解|解释|说明|分析)', 'explanation'],
  ['(?:题目|试题)?(?:出处|来源|依据)', 'source'],
  ['(?:所属)?章节|章', 'chapter'],
  ['标签|知识点|考点|关键词', 'tags'],
  ['有效期限?', 'validity'],
  ['难度|难易(?:程?度)?|分值|分数|得分', 'nothing'],
]
const noteLines = noteNames.map(
  ([name, of]) =>
    [new RegExp(`^(?:(?:${name})\\s*[:：]|[【[](?:${name})[】\\]]\\s*[:：]?)\\s*(.*)$`), of] as const,
)

function noteIn(line: string): { of: Noted | 'nothing'; words: string } | undefined {
  for (const [pattern, of] of noteLines) {
    const words = pattern.exec(line)?.[1]
    if (words !== undefined) return { of, words }
  }
  return undefined
}

/** `答案：B。解析：…` in one line. */
function answerIn(line: string): { answer: string; explanation: string } | undefined {
  const said = answerLine.exec(line)?.[1]
  if (said === undefined) return undefined
  const cut = said.search(/[【[](?:答案)?解析[】\]]|(?:答案)?解析\s*[:：]/)
  if (cut < 0) return { answer: said, explanation: '' }
  return { answer: said.slice(0, cut), explanation: noteIn(said.slice(cut))?.words ?? '' }
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).map((line) => line.trim())

export const looksLikeAiken = (text: string): boolean => linesOf(text).some((line) => answerLine.test(line))

interface Draft {
  line: number
  stem: string[]
  options: string[]
  answer: string | undefined
  notes: Record<Noted | 'nothing', string[]>
  cells: string[]
}

const draftAt = (line: number): Draft => ({
  ...{ line, stem: [], options: [], answer: undefined, cells: [] },
  notes: { explanation: [], source: [], chapter: [], tags: [], validity: [], nothing: [] },
})

function finished({ line, stem, options, answer = '', notes, cells }: Draft): ReadRow {
  const around = {
    explanation: notes.explanation.join('\n'),
    source: notes.source.join(' '),
    chapter: notes.chapter.join(' '),
    tags: notes.tags.join('\n'),
    validity: notes.validity.join(' '),
  }
  const asked = { stem: stem.join('\n'), options, answer }
  return rowOf(line, [cells.join('\n')], readRaw({ ...blank, ...asked, ...around }))
}

/** The option of a line, when its letter is the next one: `A. ` where B is due is a line of something else. */
function nextOption(line: string, { options, stem, answer }: Draft): string | undefined {
  const [, letter, option] = optionLine.exec(line) ?? []
  const isNext = letter?.normalize('NFKC') === letterOf(options.length)
  return isNext && stem.length > 0 && answer === undefined ? option : undefined
}

/** The questions so far, the last one still open to what comes; the note that its next line may go on with. */
interface Reading {
  drafts: Draft[]
  note: string[] | undefined
}

/** A stem of its own may begin with 说明：. Under options, or above everything, it is a note. */
function takeNote(reading: Reading, line: string, at: number): boolean {
  const noted = noteIn(line)
  const last = reading.drafts.at(-1)
  const isOfStem = last !== undefined && last.options.length === 0 && last.answer === undefined
  if (!noted || isOfStem) return false
  const draft = last ?? draftAt(at + 1)
  if (!last) reading.drafts.push(draft)
  reading.note = draft.notes[noted.of]
  reading.note.push(noted.words)
  draft.cells.push(line)
  return true
}

/** Another line of a note, when no question begins before the next blank line. */
function goOnWithNote({ drafts, note }: Reading, line: string, isPlain: boolean): boolean {
  const last = drafts.at(-1)
  if (!note || !isPlain || last?.answer === undefined) return false
  note.push(line)
  last.cells.push(line)
  return true
}

function takeLine(reading: Reading, line: string, at: number): void {
  const last = reading.drafts.at(-1)
  const said = answerIn(line)
  const option = last && nextOption(line, last)
  const isWithin =
    last && last.answer === undefined && (said || option !== undefined || last.options.length === 0)
  const draft = isWithin ? last : draftAt(at + 1)
  if (!isWithin) reading.drafts.push(draft)
  reading.note = undefined
  draft.cells.push(line)
  if (said) {
    draft.answer = said.answer
    if (said.explanation !== '') draft.notes.explanation.push(said.explanation)
  } else if (option === undefined) draft.stem.push(line)
  else draft.options.push(option)
}

/** For each line whether there is no option and no answer from it to the next blank line. */
function plainLines(lines: readonly string[]): boolean[] {
  const plain: boolean[] = []
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? ''
    plain[at] = line === '' || (!optionLine.test(line) && !answerLine.test(line) && (plain[at + 1] ?? true))
  }
  return plain
}

export function readAiken(text: string): ReadRow[] {
  const lines = linesOf(text)
  const isPlain = plainLines(lines)
  const reading: Reading = { drafts: [], note: undefined }
  for (const [at, line] of lines.entries()) {
    if (line === '') reading.note = undefined
    else if (!takeNote(reading, line, at) && !goOnWithNote(reading, line, isPlain[at] ?? false))
      takeLine(reading, line, at)
  }
  return reading.drafts.map(finished)
}

function writeOne(t: T, question: QuestionContent): string {
  const options = optionsOf(t, question).map((option, place) => `${letterOf(place)}. ${option}\n`)
  return `${question.stem}\n${options.join('')}ANSWER: ${letterOf(question.right[0] ?? 0)}\n`
}

/** What stands before a question may take its first line for its own. */
const another = '-\nA. 1\nB. 2\nANSWER: A\n\n'

/** Whether Aiken says the same: one right answer, the question on one line, and no line that would be taken for another. */
function isHeld(question: QuestionContent, written: string): boolean {
  if (question.kind === 'several' || question.stem.includes('\n')) return false
  const [, read, ...more] = readAiken(`${another}${written}`)
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
