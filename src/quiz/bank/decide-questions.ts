import type { Question, QuestionContent } from '../question.ts'
import { wrongWith } from './content.ts'
import { contentOf, type SaidQuestion } from './formats/said-question.ts'
import { optionKey, questionKey, stemKey } from './keys.ts'

export type Decision =
  | { what: 'new'; content: QuestionContent }
  | { what: 'changed'; before: Question; after: QuestionContent }
  | { what: 'unchanged'; before: Question }

/** What is asked, or right, is another one: who learned it before has learned something else. */
export function saysOther(before: QuestionContent, after: QuestionContent): boolean {
  const inOrder = ({ kind, stem, options, right }: QuestionContent) =>
    JSON.stringify([kind, stemKey(stem), options.map(optionKey), right])
  return inOrder(before) !== inOrder(after)
}

const words = ({
  kind,
  stem,
  options,
  right,
  explanation,
  source,
  chapter,
  tags,
  ...days
}: QuestionContent) =>
  JSON.stringify([
    kind,
    stem,
    options,
    right,
    explanation,
    source,
    chapter,
    tags,
    days.validFrom ?? '',
    days.validUntil ?? '',
  ])

/** Nothing of it is another; a picture or a voice aside, which no file has. */
export const isSame = (before: QuestionContent, after: QuestionContent): boolean =>
  words(before) === words(after)

/** The same options in another order say nothing new: who answered chose by place, so the places stay. */
function inOrderOf(before: Question, said: SaidQuestion): Pick<SaidQuestion, 'options' | 'right'> {
  const keys = said.options.map(optionKey)
  const places = before.options.map((option) => keys.indexOf(optionKey(option)))
  const isReordered = keys.length > 0 && places.length === keys.length && places.every((place) => place >= 0)
  if (!isReordered) return said
  return {
    options: places.map((place) => said.options[place] ?? ''),
    right: said.right.map((place) => places.indexOf(place)).sort((a, b) => a - b),
  }
}

/** The question after the file: what the file leaves blank stays as it was. */
function after(before: Question, said: SaidQuestion): QuestionContent {
  const fresh = contentOf(said)
  const daysOf = said.validFrom || said.validUntil ? said : before
  return {
    ...fresh,
    ...inOrderOf(before, said),
    explanation: said.explanation ?? before.explanation,
    source: said.source ?? before.source,
    chapter: said.chapter ?? before.chapter,
    tags: said.tags.length > 0 ? said.tags : before.tags,
    validFrom: daysOf.validFrom,
    validUntil: daysOf.validUntil,
    media: before.media,
  }
}

/** How many options two questions share, at least half of the larger number: then one may be the other, corrected. */
function isAlike(a: SaidQuestion, b: Question): boolean {
  if ((a.kind === 'truth') !== (b.kind === 'truth')) return false
  const known = new Set(b.options.map(optionKey))
  const shared = a.options.filter((option) => known.has(optionKey(option))).length
  return shared * 2 >= Math.max(a.options.length, b.options.length)
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/**
 * What becomes of the bank of one unit by what a file says, row by row.
 *
 * A row is the question of the bank with the same stem and the same options, in whatever order: so a corrected answer or
 * explanation is found. The same stem with other options is another question ("下列说法正确的是" comes again and again), unless the
 * stem stands once in the file and once in the bank and half of the options are the same: then an option was corrected. A stem
 * that was corrected makes a new question: that is done in the question's card. What was retired stays so.
 */
export function decideQuestions(rows: readonly SaidQuestion[], bank: readonly Question[]): Decision[] {
  // Those in use first: of two that are the same, one may have been retired.
  const inUse = bank.toSorted((a, b) => Number(a.retiredAt !== undefined) - Number(b.retiredAt !== undefined))
  const byQuestion = grouped(inUse, questionKey)
  const byStem = grouped(inUse, ({ stem }) => stemKey(stem))
  const rowsByStem = grouped(rows, ({ stem }) => stemKey(stem))
  const find = (row: SaidQuestion): Question | undefined => {
    const [same] = byQuestion.get(questionKey(row)) ?? []
    if (same) return same
    const key = stemKey(row.stem)
    const [only, ...others] = byStem.get(key) ?? []
    const isUnique = only && others.length === 0 && rowsByStem.get(key)?.length === 1
    return isUnique && isAlike(row, only) ? only : undefined
  }
  return rows.map((row) => decide(row, find(row)))
}

function decide(row: SaidQuestion, before: Question | undefined): Decision {
  if (!before) return { what: 'new', content: contentOf(row) }
  const merged = after(before, row)
  // A last day that lies before the first one that is known: the file means its own days.
  const content = wrongWith(merged)
    ? { ...merged, validFrom: row.validFrom, validUntil: row.validUntil }
    : merged
  return isSame(before, content) ? { what: 'unchanged', before } : { what: 'changed', before, after: content }
}
