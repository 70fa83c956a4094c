import { letterOf, type QuestionContent } from '../question.ts'
import { optionKey } from './keys.ts'

/** What Telegram takes of a quiz, and what still fits a card. */
export const longestStem = 300
export const longestOption = 100
export const mostOptions = 8
const longestExplanation = 1_000
const longestWords = 100
const mostTags = 10
const longestTag = 20

/** Why a question is not taken; the locale key of the reason is `question-row-<why>`. */
export interface Fault {
  why:
    | 'no-stem'
    | 'stem-too-long'
    | 'kind-unknown'
    | 'fill-in'
    | 'no-answer'
    | 'answer-not-option'
    | 'answer-not-truth'
    | 'several-answers'
    | 'few-options'
    | 'many-options'
    | 'option-too-long'
    | 'repeated-option'
    | 'blank-option'
    | 'bad-days'
    | 'explanation-too-long'
    | 'words-too-long'
    | 'unreadable'
    | 'picture'
    | 'cell-format'
    | 'answer-unclear'
    | 'repeated-row'
    | 'repeated-in-sheet'
  args: Record<string, string | number>
}

export const fault = (why: Fault['why'], args: Fault['args'] = {}): Fault => ({ why, args })

/** Signs that no screen shows, and halves of signs. */
const invisible = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060\ufeff\p{NChar}]/gu

/** Several lines, none of them blank. */
function tidyText(text: string): string {
  const lines = text.replaceAll('\t', ' ').split(/\r\n|[\r\n\u2028\u2029]/)
  const clean = lines.map((line) => line.replaceAll(invisible, '').trim())
  return clean.filter((line) => line !== '').join('\n')
}

const tidyLine = (text: string): string => tidyText(text).replaceAll('\n', ' ')

const labels = /^[（(]?([A-HＡ-Ｈ])[)）.．、:：]\s*(?=\S)/u

/** `A. 上海`, `B. 北京` → `上海`, `北京`: only where every option carries its own letter. */
export function withoutLabels(options: readonly string[]): string[] {
  const isLabelled = (option: string, place: number) =>
    labels.exec(option)?.[1]?.normalize('NFKC') === letterOf(place)
  if (options.length < 2 || !options.every(isLabelled)) return [...options]
  return withoutLabels(options.map((option) => option.replace(labels, '')))
}

/** Between Chinese words a space parts two tags; in `rural policy` it does not. */
const tagSigns = /[,，、;；|\n]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u

export function tidyTags(tags: readonly string[]): string[] {
  const parts = tags.flatMap((tag) => tidyText(tag).split(tagSigns)).map((tag) => tag.trim())
  return [...new Set(parts.filter((tag) => tag !== ''))]
}

/**
 * A question as the bank keeps it, whoever wrote it: without signs that nobody sees, without letters before its options, the
 * right ones in order. Tidied again it stays as it is.
 */
export function tidy<Content extends QuestionContent>(content: Content): Content {
  const right = [...new Set(content.right)].sort((a, b) => a - b)
  return {
    ...content,
    options: withoutLabels(content.options.map(tidyLine)),
    right,
    stem: tidyText(content.stem),
    explanation: tidyText(content.explanation),
    source: tidyLine(content.source),
    chapter: tidyLine(content.chapter),
    tags: tidyTags(content.tags),
  }
}

function wrongOptions({ kind, options }: QuestionContent): Fault | undefined {
  if (kind === 'truth') return undefined
  if (options.length < 2) return fault('few-options')
  if (options.length > mostOptions) return fault('many-options', { most: mostOptions })
  const empty = options.indexOf('')
  if (empty >= 0) return fault('blank-option', { option: letterOf(empty) })
  const long = options.findIndex((option) => option.length > longestOption)
  if (long >= 0)
    return fault('option-too-long', {
      option: letterOf(long),
      length: options[long]?.length ?? 0,
      longest: longestOption,
    })
  const keys = options.map(optionKey)
  const again = keys.findIndex((key, place) => keys.indexOf(key) < place)
  if (again < 0) return undefined
  const first = keys.indexOf(keys[again] ?? '')
  return fault('repeated-option', { first: letterOf(first), second: letterOf(again) })
}

function wrongAnswer({ kind, options, right }: QuestionContent): Fault | undefined {
  const count = kind === 'truth' ? 2 : options.length
  if (right.length === 0) return fault('no-answer')
  const outside = right.find((place) => place < 0 || place >= count)
  if (outside !== undefined) return fault('answer-not-option', { answer: letterOf(outside) })
  return kind !== 'several' && right.length > 1 ? fault('several-answers') : undefined
}

/** A day that the calendar has: 2026-02-30 is none. */
export function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

function wrongDays({ validFrom, validUntil }: QuestionContent): Fault | undefined {
  const isWrong = [validFrom, validUntil].some((day) => day !== undefined && !isDay(day))
  return isWrong || (validFrom ?? '') > (validUntil ?? '9999') ? fault('bad-days') : undefined
}

function wrongWords({ explanation, source, chapter, tags }: QuestionContent): Fault | undefined {
  if (explanation.length > longestExplanation)
    return fault('explanation-too-long', { length: explanation.length, longest: longestExplanation })
  const isLong =
    [source, chapter].some((words) => words.length > longestWords) ||
    tags.some((tag) => tag.length > longestTag)
  return isLong || tags.length > mostTags
    ? fault('words-too-long', { longest: longestWords, most: mostTags, tag: longestTag })
    : undefined
}

/** Where a picture or the like stood that no text can hold. */
const isPictured = ({ stem, options, explanation }: QuestionContent): boolean =>
  [stem, ...options, explanation].some((text) => text.includes('\ufffc'))

/** What is wrong with a tidied question, if anything. */
export function wrongWith(content: QuestionContent): Fault | undefined {
  const { stem } = content
  if (isPictured(content)) return fault('picture')
  if (stem === '') return fault('no-stem')
  if (stem.length > longestStem) return fault('stem-too-long', { length: stem.length, longest: longestStem })
  return wrongOptions(content) ?? wrongAnswer(content) ?? wrongDays(content) ?? wrongWords(content)
}
