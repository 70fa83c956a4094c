import { type Button, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Case } from '../case.ts'
import { caseHead } from '../case-texts.ts'
import { button, type Saying, said, seeButton } from './case-mediation-texts.ts'
import type { Side } from './mediation.ts'
import { agreementNotYet, agreementYes, promiseBroken, promiseKept } from './mediation-buttons.ts'

/** "I agree", "not yet", about the text with that version. */
export function consentButtons(t: T, { id }: Case, version: string): Button[][] {
  return [
    [button(t, 'mediation-agree', agreementYes.data({ case: id, version }))],
    [button(t, 'mediation-not-yet', agreementNotYet.data({ case: id, version }))],
  ]
}

export const agreementMessage =
  ({ text, version }: { text: string; version: string }): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [
        t('mediation-agreement'),
        `<blockquote>${escapeHtml(text)}</blockquote>`,
        t('mediation-agreement-then'),
      ],
      consentButtons(t, one, version),
    )

/** Its reading aloud, with the same buttons. */
export const spokenMessage =
  ({ spokenFileId, version }: { spokenFileId: string; version: string }): Saying =>
  (t, one) =>
    confidential(`${caseHead(t, one)}\n${t('mediation-spoken')}`, {
      media: { kind: 'voice', fileId: spokenFileId },
      buttons: consentButtons(t, one, version),
    })

/** Who mediates hears what one side says to it. */
export const consentMessage =
  (side: Side, what: 'agree' | 'not-yet'): Saying =>
  (t, one) =>
    said(t, one, [t(`mediation-${what}-${side}`)], [[seeButton(t, one)]])

/** To both sides: it holds from now on. */
export const agreedMessage: Saying = (t, one) =>
  said(t, one, [t('mediation-agreed-both')], [[seeButton(t, one)]])

const keptButtons = (t: T, { id }: Case, days: number): Button[][] => [
  [
    button(t, 'mediation-kept', promiseKept.data({ case: id, days })),
    button(t, 'mediation-broken', promiseBroken.data({ case: id, days })),
  ],
]

/** Is it kept? `days`: of which question; `passed`: how many there were. */
export const promiseMessage =
  ({ days, passed }: { days: number; passed: number }): Saying =>
  (t, one) =>
    said(t, one, [t('mediation-promise', { passed })], keptButtons(t, one, days))

/** Somebody is to go and see: one side has no phone, or said nothing. */
export const lookMessage =
  ({
    days,
    passed,
    whom,
    name,
  }: {
    days: number
    passed: number
    whom: Side | 'both'
    name: string
  }): Saying =>
  (t, one) => {
    const words = whom === 'party' ? { passed, name: escapeHtml(name) } : { passed }
    return said(
      t,
      one,
      [t(`mediation-look-${whom}`, words)],
      [...keptButtons(t, one, days), [seeButton(t, one)]],
    )
  }
