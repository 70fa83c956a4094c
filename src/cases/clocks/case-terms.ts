import { z } from 'zod'
import { readDataFile } from '../../lib/data-file.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { UnitKind } from '../../org/unit.ts'
import type { Urgency } from '../case.ts'

/** What a clock is about: the first word back, taking in, handling, the reporter's answer, what somebody else was asked, the longest pause. */
const clockPurposes = ['word', 'accept', 'handle', 'verify', 'follow-up', 'pause'] as const
export type ClockPurpose = (typeof clockPurposes)[number]

export const termNames = [
  'word',
  'accept',
  'accept-danger',
  'handle-group',
  'handle-village',
  'handle-town',
  'verify',
  'follow-up',
  'pause',
  'extension',
] as const
export type TermName = (typeof termNames)[number]

const units = ['hours', 'days', 'working-days'] as const

/** How long something may take. */
export interface Term {
  amount: number
  unit: (typeof units)[number]
}

const term = z.strictObject({ amount: z.int().positive(), unit: z.enum(units) })

/** What holds where a town has set nothing else. */
const usualTerms = readDataFile('src/cases/clocks/case-terms.json', z.record(z.enum(termNames), term))

/** Handling has a term for each level; a branch counts as a group. What is life or death is taken in at once. */
export function termName(purpose: ClockPurpose, level: UnitKind, urgency: Urgency): TermName {
  if (purpose === 'accept' && urgency === 'danger') return 'accept-danger'
  if (purpose !== 'handle') return purpose
  return level === 'branch' ? 'handle-group' : `handle-${level}`
}

/** The term that a button names. Throws Refusal `terms-unknown` for any other word. */
export function termNamed(word: string): TermName {
  const name = termNames.find((known) => known === word)
  if (!name) throw new Refusal('terms-unknown')
  return name
}

/** A town may set its own amounts between these. */
export const leastAmount = 1
export const mostAmount = 90

/** The amount that somebody typed. Throws Refusal `terms-not-an-amount`. */
export function readAmount(text: string): number {
  const digits = /^\d{1,3}$/.exec(text.normalize('NFKC').trim())?.[0]
  const amount = Number(digits)
  if (digits === undefined || amount < leastAmount || amount > mostAmount) {
    throw new Refusal('terms-not-an-amount', { least: leastAmount, most: mostAmount })
  }
  return amount
}

/** The town's own amounts go before the usual ones. */
export function termOf(name: TermName, own: ReadonlyMap<string, number>): Term {
  const usual = usualTerms[name]
  return { ...usual, amount: own.get(name) ?? usual.amount }
}

/** A term as it holds in the town, and as it would if the town had set nothing. */
export interface TownTerm {
  name: TermName
  term: Term
  usual: Term
}
