import { shorten } from '../../../lib/shorten.ts'
import type { QuestionKind } from '../../question.ts'
import { type Fault, fault, mostOptions, withoutLabels } from '../content.ts'
import { kindOf } from './kind-words.ts'
import { numberedPlaces, placesOf, truthPlace } from './read-answer.ts'
import { readDays } from './read-days.ts'
import { checked, type SaidQuestion } from './said-question.ts'
import { truthPair } from './truth-words.ts'

/** A question in words, as a row of a table or a block of text has them. */
export interface RawQuestion {
  kind: string
  stem: string
  /** By their letters: what is left blank keeps its place. */
  options: readonly string[]
  /** They are called 1, 2, 3, so that an answer may name one by its number. */
  areNumbered?: boolean
  answer: string
  explanation: string
  source: string
  chapter: string
  tags: string
  validFrom: string
  validUntil: string
  /** From and until in one. */
  validity: string
}

export const blank: Omit<RawQuestion, 'areNumbered'> = {
  kind: '',
  stem: '',
  options: [],
  answer: '',
  explanation: '',
  source: '',
  chapter: '',
  tags: '',
  validFrom: '',
  validUntil: '',
  validity: '',
}

type Asked = Pick<SaidQuestion, 'kind' | 'options' | 'right'>

/** True or false without options of its own. */
function readTruth(answer: string): Asked | Fault {
  const place = truthPlace(answer)
  if (place === undefined) return fault('answer-not-truth', { answer: shorten(answer, 20) })
  return { kind: 'truth', options: [], right: [place] }
}

/** A choice between 对 and 错 is a true-or-false question, unless the file says that it is a choice. */
function asTruth(kind: QuestionKind | undefined, asked: Pick<Asked, 'options' | 'right'>): Asked {
  const words = withoutLabels(asked.options)
  const isFirst = kind === 'single' ? undefined : truthPair(words, kind === 'truth')
  if (isFirst === undefined) return { kind: 'single', ...asked }
  return { kind: 'truth', options: [], right: asked.right.map((place) => (isFirst ? place : 1 - place)) }
}

function readChoice(kind: QuestionKind | undefined, raw: RawQuestion): Asked | Fault {
  const { options, answer, areNumbered } = raw
  const filled = options.flatMap((option, letter) => (option.trim() === '' ? [] : [letter]))
  const named = areNumbered
    ? (numberedPlaces(answer, options) ?? placesOf(answer, options))
    : placesOf(answer, options)
  if (named === 'unclear') return fault('answer-unclear', { answer: shorten(answer, 20) })
  const right = named?.map((letter) => filled.indexOf(letter))
  if (filled.length < 2) return fault('few-options')
  if (!right) return fault('answer-not-option', { answer: shorten(answer, 20) })
  if (filled.some((letter) => letter >= mostOptions)) return fault('many-options', { most: mostOptions })
  const isSeveral = kind === 'several' || (kind === undefined && new Set(right).size > 1)
  const asked = { options: filled.map((letter) => options[letter] ?? ''), right }
  return isSeveral ? { kind: 'several', ...asked } : asTruth(kind, asked)
}

const isWithoutOptions = ({ options }: RawQuestion) => options.every((option) => option.trim() === '')

function readAsked(raw: RawQuestion): Asked | Fault {
  const kind = kindOf(raw.kind)
  if (raw.stem.trim() === '') return fault('no-stem')
  if (kind === 'fill-in') return fault('fill-in')
  if (kind === 'unknown') return fault('kind-unknown', { kind: shorten(raw.kind.trim(), 20) })
  if (raw.answer.trim() === '') return fault('no-answer')
  const couldBeTruth = kind === 'truth' || (kind === undefined && truthPlace(raw.answer) !== undefined)
  const isLetter = /^[A-HＡ-Ｈ]$/iu.test(raw.answer.trim())
  if (isWithoutOptions(raw) && couldBeTruth && (kind === 'truth' || !isLetter)) return readTruth(raw.answer)
  return readChoice(kind, raw)
}

/** What is meant, or why it cannot be taken. */
export function readRaw(raw: RawQuestion): SaidQuestion | Fault {
  const asked = readAsked(raw)
  if ('why' in asked) return asked
  const days = readDays(raw)
  if (!days) return fault('bad-days')
  const { stem, explanation, source, chapter, tags } = raw
  return checked({ ...asked, ...days, stem, explanation, source, chapter, tags: [tags] })
}
