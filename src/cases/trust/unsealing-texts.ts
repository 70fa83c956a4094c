import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Role } from '../../org/permission.ts'
import { type Case, isOpen, type Relation } from '../case.ts'
import { caseOpen } from '../case-buttons.ts'
import { caseHead } from '../case-texts.ts'
import { unsealAgree, unsealAsk, unsealRefuse } from './unsealing-buttons.ts'

/** An office as the people concerned read it: what it is and where, not who holds it. */
export interface Office {
  role: Role
  unit: string
}

const officeInWords = (t: T, { role, unit }: Office): string =>
  escapeHtml(t('unseal-office', { unit, role: t(`role-${role}`) }))

const openButton = (t: T, { id }: Case): Button => ({
  text: t('case-see'),
  data: caseOpen.data({ case: id }),
})

const said = (t: T, one: Case, lines: readonly string[], buttons: Button[][]): Confidential =>
  confidential([caseHead(t, one), ...lines].join('\n'), { buttons })

/** For those of another unit: who asks, why, and two buttons. */
export function unsealingAskedMessage(
  t: T,
  one: Case,
  { from, reason, askedId }: { from: Office; reason: string; askedId: number },
): Confidential {
  const fields = { case: one.id, asked: askedId }
  return said(
    t,
    one,
    [t('unseal-asked', { from: officeInWords(t, from) }), escapeHtml(reason)],
    [
      [
        { text: t('unseal-agree'), data: unsealAgree.data(fields) },
        { text: t('unseal-refuse'), data: unsealRefuse.data(fields) },
      ],
      [openButton(t, one)],
    ],
  )
}

/** For whoever told it: that it happened, by which two offices, and why. */
export const unsealedMessage =
  ({ offices, reason }: { offices: readonly [Office, Office]; reason: string }) =>
  (t: T, one: Case): Confidential => {
    const [asked, agreed] = offices
    const who = { asked: officeInWords(t, asked), agreed: officeInWords(t, agreed) }
    return said(t, one, [t('unseal-told', who), escapeHtml(reason)], [[openButton(t, one)]])
  }

export interface UnsealingFacts {
  /** Somebody has asked, and nobody has answered. */
  isAsked: boolean
  /** They know already. */
  isKnown: boolean
}

/** Only a leader of a sealed case is offered to ask. */
export function unsealingActions(
  t: T,
  one: Case,
  are: ReadonlySet<Relation>,
  { isAsked, isKnown }: UnsealingFacts,
): Button[] {
  if (one.privacy !== 'sealed' || !isOpen(one) || isAsked || isKnown || !are.has('leader')) return []
  return [{ text: t('unseal-ask'), data: unsealAsk.data({ case: one.id }) }]
}
