import { checkDigit } from '../../lib/check-digit.ts'
import type { Random } from '../../lib/random.ts'

/** So many digits by chance that nobody finds another's certificate by trying, and a check digit. */
const drawn = 8

const inThrees = (digits: string): string => digits.replaceAll(/\d{3}(?=\d)/g, '$&-')

/** 482-037-591: three times three digits, as they are read aloud. */
export function newCertificateNumber(random: Random): string {
  const digits = String(random.bytes(4).readUInt32BE() % 10 ** drawn).padStart(drawn, '0')
  return inThrees(`${digits}${checkDigit(digits)}`)
}

/** The number that somebody typed or read aloud, as we write it; undefined when it is none, or has a wrong digit. */
export function readCertificateNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replaceAll(/[\s#-]/g, '')
  return /^\d{9}$/.test(digits) && checkDigit(digits) === '0' ? inThrees(digits) : undefined
}
