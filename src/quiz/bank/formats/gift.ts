import type { QuestionContent } from '../../question.ts'
import { type Fault, fault } from '../content.ts'
import { indexOfSign, type Markup, markupOf, readPiece, splitAtSign, writePiece } from './gift-text.ts'
import { readDays } from './read-days.ts'
import { checked, type ReadRow, rowOf, type SaidQuestion, unreadable } from './said-question.ts'
import { truthOf } from './truth-words.ts'

/*
 * Moodle's GIFT (docs.moodle.org, "GIFT format"): questions parted by blank lines, the answers in braces. What it has no place for
 * goes into a comment above the question, tags as Moodle writes them there.
 */

/** What stands above a question in its comments. */
type Notes = Pick<SaidQuestion, 'source' | 'tags' | 'validFrom' | 'validUntil'>

interface Block {
  line: number
  text: string
  notes: string[]
  chapter: string | undefined
}

const categoryLine = /^\s*\$CATEGORY:(.*)$/
const categoryTop = /^(?:\$[a-z]+\$\/)?(?:top(?:\/|$))?/

const chapterOf = (category: string): string => category.trim().replace(categoryTop, '').replaceAll('//', '/')

/** The questions of a text, each with the comments above it and the category it is in. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let chapter: string | undefined
  let open: Block | undefined
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const category = categoryLine.exec(line)?.[1]
    if (line.trim() === '' || category !== undefined) open = undefined
    if (category !== undefined) chapter = chapterOf(category)
    if (line.trim() === '' || category !== undefined) continue
    if (!open) {
      open = { line: at + 1, text: '', notes: [], chapter }
      blocks.push(open)
    }
    if (/^\s*\/\//.test(line)) open.notes.push(line)
    else open.text += `${open.text === '' ? '' : '\n'}${line}`
  }
  return blocks.filter((block) => block.text.trim() !== '')
}

const note = /\[(tag|source|from|until):((?:\\.|[^\]\\])*)\]/g

function notesOf(lines: readonly string[]): Notes | undefined {
  const found = lines.flatMap((line) => [...line.slice(0, longestNote).matchAll(note)])
  const all = (name: string) =>
    found.filter(([, of]) => of === name).map(([, , words = '']) => words.replaceAll(/\\(.)/g, '$1'))
  const [validFrom = ''] = all('from')
  const [validUntil = ''] = all('until')
  const days = readDays({ validFrom, validUntil, validity: '' })
  return days && { source: all('source')[0], tags: all('tag'), ...days }
}

const writeNote = (name: string, words: string | undefined): string[] =>
  words ? [`[${name}:${words.replaceAll(/[\]\\]/g, '\\$&')}]`] : []

const title = /^\s*::(?:\\[\s\S]|(?!::)[^\\])*::/

interface Parts {
  stem: string
  answers: string
  explanation: string
  /** As the stem is marked up, so is what belongs to it. */
  markup: Markup
}

/** Stem, answers and general feedback. A text without braces is a heading of Moodle's: it asks nothing. */
function partsOf(text: string): Parts | Fault {
  const body = text.replace(title, '')
  const [open, close] = [indexOfSign(body, /\{/), indexOfSign(body, /\}/)]
  if (open < 0 && close < 0) return fault('no-answer')
  if (open < 0 || close < open) return unreadable()
  const [before, after] = [body.slice(0, open), body.slice(close + 1)]
  const inside = body.slice(open + 1, close)
  const feedback = indexOfSign(inside, /####/)
  const markup = markupOf(before)
  return {
    markup,
    stem: readPiece(after.trim() === '' ? before : `${before}_____${after}`),
    answers: (feedback < 0 ? inside : inside.slice(0, feedback)).trim(),
    explanation: feedback < 0 ? '' : readPiece(inside.slice(feedback + 4), markup),
  }
}

interface GiftOption {
  isEqual: boolean
  weight: number
  text: string
  feedback: string
}

function optionOf(piece: string, markup: Markup): GiftOption {
  const [mark = '', weight = '0'] = /^\s*%(-?\d{1,3}(?:\.\d*)?)%/.exec(piece.slice(1)) ?? []
  const rest = piece.slice(1 + mark.length)
  const feedback = indexOfSign(rest, /#/)
  return {
    isEqual: piece.startsWith('='),
    weight: Number(weight),
    text: readPiece(feedback < 0 ? rest : rest.slice(0, feedback), markup),
    feedback: feedback < 0 ? '' : readPiece(rest.slice(feedback + 1), markup),
  }
}

function optionsOf(answers: string, markup: Markup): GiftOption[] {
  const pieces: string[] = []
  let from = indexOfSign(answers, /[~=]/)
  while (from >= 0) {
    const next = indexOfSign(answers, /[~=]/, from + 1)
    pieces.push(answers.slice(from, next < 0 ? undefined : next))
    from = next
  }
  // `~=` is one sign to Moodle: its first half is empty.
  return pieces.map((piece) => optionOf(piece, markup)).filter(({ text }) => text.trim() !== '')
}

type Asked = Pick<SaidQuestion, 'kind' | 'options' | 'right'> & { feedback: string }

/** With `=` there is one right answer, without it each that is worth something is right. */
function readChoice(answers: string, markup: Markup): Asked {
  const options = optionsOf(answers, markup)
  const isSingle = options.some(({ isEqual }) => isEqual)
  const isRight = ({ isEqual, weight }: GiftOption) => (isSingle ? isEqual : weight > 0)
  const right = options.flatMap((option, place) => (isRight(option) ? [place] : []))
  return {
    kind: isSingle ? 'single' : 'several',
    options: options.map(({ text }) => text),
    right,
    feedback: options[right[0] ?? -1]?.feedback ?? '',
  }
}

function readAnswers({ answers, markup }: Parts): Asked | Fault {
  if (!answers.startsWith('#') && indexOfSign(answers, /~/) >= 0) return readChoice(answers, markup)
  const [word = '', wrong = '', right = ''] = splitAtSign(answers, /#/)
  const truth = /^(t|true|f|false)$/i.test(word.trim()) ? truthOf(word) : undefined
  if (truth === undefined) return fault('fill-in')
  return { kind: 'truth', options: [], right: [truth ? 0 : 1], feedback: readPiece(right || wrong, markup) }
}

/** No question is longer; a file that wants to keep us busy may be. */
const longestBlock = 20_000
const longestNote = 2_000

function readBlock({ text, notes, chapter }: Block): SaidQuestion | Fault {
  if (text.length > longestBlock) return unreadable()
  const parts = partsOf(text)
  if ('why' in parts) return parts
  if (parts.stem.trim() === '') return fault('no-stem')
  const answers = readAnswers(parts)
  if ('why' in answers) return answers
  const noted = notesOf(notes)
  if (!noted) return fault('bad-days')
  const { feedback, ...asked } = answers
  return checked({
    ...asked,
    ...noted,
    stem: parts.stem,
    explanation: parts.explanation || feedback,
    chapter,
  })
}

export function readGift(text: string): ReadRow[] {
  return blocksOf(text).map((block) => rowOf(block.line, [block.text], readBlock(block)))
}

function writeOptions({ kind, options, right }: QuestionContent): string[] {
  const worth = `~%${Number((100 / right.length).toFixed(5))}%`
  const [good, bad] = kind === 'several' ? [worth, '~%-100%'] : ['=', '~']
  return options.map((option, place) => `\t${right.includes(place) ? good : bad}${writePiece(option)}`)
}

function writeQuestion(question: QuestionContent): string {
  const { kind, stem, right, explanation, source, tags, validFrom, validUntil } = question
  const notes = [
    ...tags.flatMap((tag) => writeNote('tag', tag)),
    ...writeNote('source', source),
    ...writeNote('from', validFrom),
    ...writeNote('until', validUntil),
  ]
  const why = explanation === '' ? '' : `####${writePiece(explanation)}`
  const answers =
    kind === 'truth'
      ? [`${writePiece(stem)} {${right[0] === 0 ? 'TRUE' : 'FALSE'}${why}}`]
      : [`${writePiece(stem)} {`, ...writeOptions(question), ...(why ? [`\t${why}`] : []), '}']
  return [...(notes.length > 0 ? [`// ${notes.join(' ')}`] : []), ...answers, '', ''].join('\n')
}

/** The chapter is Moodle's category; it is said where it changes. */
export function writeGift(questions: readonly QuestionContent[]): string {
  let here = ''
  return questions
    .map((question) => {
      const { chapter } = question
      const turn = `$CATEGORY: $course$/top${chapter === '' ? '' : `/${chapter.replaceAll('/', '//')}`}\n\n`
      const head = chapter === here ? '' : turn
      here = chapter
      return head + writeQuestion(question)
    })
    .join('')
}
