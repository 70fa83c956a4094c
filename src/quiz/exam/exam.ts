import { afterQuietHours } from '../../delivery/quiet-hours.ts'
import { readCount } from '../../lib/read-number.ts'
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
  /** The groups of its unit hear of it too. */
  tellsGroups: boolean
  /** Its people have been told that it is open. */
  announcedAt: Date | undefined
  /** It was ended by hand, before its time: while it was open, or before it opened. */
  closedAt: Date | undefined
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

/** What may stand behind a number that is typed, and how many it makes. */
export const counted = {
  questions: { 题: 1, 道题: 1, 道: 1, questions: 1 },
  minutes: {
    分钟: 1,
    分: 1,
    小时: 60,
    个小时: 60,
    个钟头: 60,
    min: 1,
    minutes: 1,
    hour: 60,
    hours: 60,
    h: 60,
  },
  attempts: { 次: 1, 回: 1, times: 1 },
  percent: { '%': 1, 分: 1, percent: 1 },
} as const

/** A whole number as it is typed. Throws Refusal `exam-number` when it is none, or outside the limits. */
export function readNumber(text: string, limits: Limits, behind: Readonly<Record<string, number>>): number {
  const value = readCount(text, behind)
  if (value === undefined || !isWithinLimits(value, limits)) throw new Refusal('exam-number', { ...limits })
  return value
}

/** When its people hear of it: when it opens, in the morning when that is at night. */
export function tellsAt({ opensAt }: Pick<ExamTerms, 'opensAt'>, now: Date, timeZone: string): Date {
  return afterQuietHours(opensAt > now ? opensAt : now, timeZone)
}

type Window = Pick<ExamTerms, 'opensAt' | 'closesAt'>

/** Throws Refusal for a window that ends before it begins, is past, or lies wholly in the night, when nobody can be told of it. */
export function checkWindow({ opensAt, closesAt }: Window, now: Date, timeZone: string): void {
  if (closesAt <= opensAt || closesAt <= now) throw new Refusal('exam-window')
  if (closesAt <= tellsAt({ opensAt }, now, timeZone)) throw new Refusal('exam-at-night')
}

/** Throws Refusal when an exam cannot be held on these terms. */
export function checkTerms(terms: ExamTerms, now: Date, timeZone: string): void {
  checkTitle(terms.title)
  const numbers: [number, Limits][] = [
    [terms.count, counts],
    [terms.minutes, minutes],
    [terms.attempts, attempts],
    [terms.passPercent, passPercents],
  ]
  for (const [value, limits] of numbers)
    if (!isWithinLimits(value, limits)) throw new Refusal('exam-number', { ...limits })
  checkWindow(terms, now, timeZone)
}

export type ExamStage = 'coming' | 'open' | 'over'

export function stageOf({ opensAt, closesAt }: Window, now: Date): ExamStage {
  if (now < opensAt && opensAt < closesAt) return 'coming'
  return now < closesAt ? 'open' : 'over'
}

/** How it came to its end: by itself, by hand while it was open, or by hand before it opened. */
export type ExamEnd = 'over' | 'cut-short' | 'called-off'

export function endOf({ opensAt, closedAt }: Pick<Exam, 'opensAt' | 'closedAt'>): ExamEnd {
  if (!closedAt) return 'over'
  return closedAt < opensAt ? 'called-off' : 'cut-short'
}

/** When the time of a paper that is begun now is over: never after the exam is. */
export function endsAtOf({ minutes: given, closesAt }: Pick<Exam, 'minutes' | 'closesAt'>, now: Date): Date {
  return new Date(Math.min(now.getTime() + given * 60_000, closesAt.getTime()))
}

/** As many right as the mark asks for, or more. Of an empty paper nobody passes. */
export const isPassed = (right: number, total: number, passPercent: number): boolean =>
  total > 0 && right * 100 >= passPercent * total
