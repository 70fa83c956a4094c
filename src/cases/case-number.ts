import { checkDigit } from '../lib/check-digit.ts'
import type { Random } from '../lib/random.ts'

const drawn = 5

/** 482-037: five digits by chance, so that nobody counts cases by their numbers, and a check digit. */
export function newCaseNumber(random: Random): string {
  const digits = String(random.bytes(4).readUInt32BE() % 10 ** drawn).padStart(drawn, '0')
  const all = `${digits}${checkDigit(digits)}`
  return `${all.slice(0, 3)}-${all.slice(3)}`
}

/** The number that somebody typed or read aloud, as we write it; undefined when it is none, or has a wrong digit. */
export function readCaseNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replaceAll(/[\s#-]/g, '')
  if (!/^\d{6}$/.test(digits) || checkDigit(digits) !== '0') return undefined
  return `${digits.slice(0, 3)}-${digits.slice(3)}`
}

/** No letters or digits that look or sound alike. */
const letters = 'ACDEFHJKLMNPRTUVWXY34679'

/** 7K2: what those who may not know a reporter call them. */
export function newAlias(random: Random): string {
  return [...random.bytes(3)].map((byte) => letters[byte % letters.length]).join('')
}

/** The first number of a case in what we said ourselves, as it stands in the head of everything about a case. */
export function caseNumberIn(text: string): string | undefined {
  const found = /(?<!\d)\d{3}-\d{3}(?!\d)/.exec(text)?.[0]
  return found === undefined ? undefined : readCaseNumber(found)
}
