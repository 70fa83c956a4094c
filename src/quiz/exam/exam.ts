import { Refusal } from '../../lib/refusal.ts'
import type { QuestionSet } from '../question-set.ts'

/** What a host sets: for the people of a unit, within a window of time. */
export interface ExamTerms {
  unitId: number
  title: string
  set: QuestionSet
  /** Questions in a paper. */
  count: number
  opensAt: Date
  closesAt: Date
  /** How often one may take it. */
  attempts: number
  passPercent: number
  /** For one paper. */
  minutes: number
}

export interface Exam extends ExamTerms {
  id: number
  hostId: number
  /** When its host is to be told how it went. */
  nextAt: Date | undefined
  /** Its host has been told: the window is over, and every paper is handed in. */
  endedAt: Date | undefined
}

const longestTitle = 60
export const counts = { least: 3, most: 50 }
export const minutes = { least: 3, most: 180 }
export const attempts = { least: 1, most: 5 }
export const passPercents = { least: 1, most: 100 }

export type Limits = typeof counts

const isWithinLimits = (value: number, { least, most }: Limits) =>
  Number.isInteger(value) && value >= least && value <= most

/** The title as it is kept. Throws Refusal when there is none, or it is too long. */
export function checkTitle(text: string): string {
  const title = text.replaceAll(/\s+/g, ' ').trim()
  if (title === '') throw new Refusal('exam-title-empty')
  if (title.length > longestTitle) throw new Refusal('exam-title-too-long', { longest: longestTitle })
  return title
}

/** A whole number as it is typed. Throws Refusal `exam-number` when it is none, or outside the limits. */
export function readNumber(text: string, limits: Limits): number {
  const value = Number(
    /^\d{1,3}$/.exec(
      text
        .normalize('NFKC')
        .trim()
        .replace(/[%分题次]+$/, ''),
    )?.[0],
  )
  if (!isWithinLimits(value, limits)) throw new Refusal('exam-number', { ...limits })
  return value
}

/** Throws Refusal when an exam cannot be held on these terms. */
export function checkTerms(terms: ExamTerms, now: Date): void {
  checkTitle(terms.title)
  const numbers: [number, Limits][] = [
    [terms.count, counts],
    [terms.minutes, minutes],
    [terms.attempts, attempts],
    [terms.passPercent, passPercents],
  ]
  for (const [value, limits] of numbers)
    if (!isWithinLimits(value, limits)) throw new Refusal('exam-number', { ...limits })
  if (terms.closesAt <= terms.opensAt || terms.closesAt <= now) throw new Refusal('exam-window')
}

export type ExamStage = 'coming' | 'open' | 'over'

export function stageOf({ opensAt, closesAt }: Pick<Exam, 'opensAt' | 'closesAt'>, now: Date): ExamStage {
  if (now < opensAt && opensAt < closesAt) return 'coming'
  return now < closesAt ? 'open' : 'over'
}

/** When the time of a paper that is begun now is over: never after the exam is. */
export function endsAtOf({ minutes: given, closesAt }: Pick<Exam, 'minutes' | 'closesAt'>, now: Date): Date {
  return new Date(Math.min(now.getTime() + given * 60_000, closesAt.getTime()))
}

/** As many right as the mark asks for, or more. Of an empty paper nobody passes. */
export const isPassed = (right: number, total: number, passPercent: number): boolean =>
  total > 0 && right * 100 >= passPercent * total
