import { type Public, publicMessage } from '../../delivery/message.ts'
import type { T } from '../../lib/i18n.ts'
import { leastAmount, mostAmount, type Term, type TermName, type TownTerm } from './case-terms.ts'
import { openDays, termChange } from './term-buttons.ts'

/** 10 个工作日 */
const termInWords = (t: T, { amount, unit }: Term): string => t(`terms-${unit}`, { amount })

function lineOf(t: T, { name, term, usual }: TownTerm): string {
  const args = { name: t(`terms-${name}`), amount: termInWords(t, term) }
  if (term.amount === usual.amount) return t('terms-line', args)
  return t('terms-line-own', { ...args, usual: termInWords(t, usual) })
}

/** Every term on a button that changes it. */
export function termsMessage(t: T, terms: readonly TownTerm[]): Public {
  const buttons = terms.map((one) => [{ text: lineOf(t, one), data: termChange.data({ term: one.name }) }])
  return publicMessage(t('terms-head'), { buttons: [...buttons, [{ text: t('days-menu'), data: openDays }]] })
}

export function amountQuestion(t: T, name: TermName, term: Term): Public {
  const args = { name: t(`terms-${name}`), amount: termInWords(t, term) }
  return publicMessage(t('terms-which-amount', { ...args, least: leastAmount, most: mostAmount }))
}

export function termChanged(t: T, name: TermName, term: Term): Public {
  return publicMessage(t('terms-changed', { name: t(`terms-${name}`), amount: termInWords(t, term) }))
}
