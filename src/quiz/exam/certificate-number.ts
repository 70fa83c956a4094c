import { checkDigit } from '../../lib/check-digit.ts'
import type { Random } from '../../lib/random.ts'

/**
 * Digits by chance. A township that gives out ten thousand certificates leaves one number in ten million taken: whoever tries, finds
 * nobody's. The check digit finds slips; it is no secret.
 */
const drawn = 11

const inGroups = (digits: string, size: number): string =>
  digits.replaceAll(new RegExp(`\\d{${size}}(?=\\d)`, 'g'), '$&-')

/** How many digits one has, and in which groups it is read aloud; those of three times three were given out before. */
const shapes: Readonly<Record<number, number>> = { 12: 4, 9: 3 }

/** 4820-3759-1604 */
export function newCertificateNumber(random: Random): string {
  const digits = String(random.bytes(6).readUIntBE(0, 6) % 10 ** drawn).padStart(drawn, '0')
  return inGroups(`${digits}${checkDigit(digits)}`, 4)
}

/** Whether there is any digit in what somebody wrote. */
export const hasDigits = (text: string): boolean => /\d/.test(text.normalize('NFKC'))

/** The number in what somebody wrote or read aloud, as we write it; undefined when it is none, or has a wrong digit. */
export function readCertificateNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '')
  const size = shapes[digits.length]
  return size !== undefined && checkDigit(digits) === '0' ? inGroups(digits, size) : undefined
}
