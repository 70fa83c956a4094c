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

/** Words that name no matter: 下列说法正确的是 is nothing but these, and stands above many questions. */
const fillers =
  /请问|请?选出?|下列|下面|以下|上述|关于|有关|其中|各项|选项|哪[一些个项种]*|一[个项种]|几[个项种]|说法|表述|叙述|描述|论述|陈述|做法|行为|观点|看法|判断|内容|句子?|题意|符合|属于|包括|恰当|合适|合理|完全|最|正确|错误|有误|[不对错误是的有中里为项]|which|what|of|the|following|statements?|sentences?|options?|answers?|one|is|are|true|false|correct|incorrect|wrong|not|right/g

const isGeneric = (stem: string): boolean => stemKey(stem).replaceAll(fillers, '') === ''

/** All options but one are the same, two at least: then that one was corrected. In doubt it is another question. */
function isAlike(a: SaidQuestion, b: Question): boolean {
  if (a.kind === 'truth' || b.kind === 'truth' || isGeneric(a.stem)) return false
  const known = new Set(b.options.map(optionKey))
  const shared = a.options.filter((option) => known.has(optionKey(option))).length
  return shared >= 2 && shared >= Math.max(a.options.length, b.options.length) - 1
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
 * stem names a matter, stands once in the file and once in the bank, and all options but one are the same: then that one was
 * corrected. A stem that was corrected makes a new question: that is done in the question's card. What was retired stays so.
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
