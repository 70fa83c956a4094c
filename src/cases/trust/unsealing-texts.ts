import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Role } from '../../org/permission.ts'
import type { Case, Relation } from '../case.ts'
import { caseOpen } from '../case-buttons.ts'
import { caseHead } from '../case-texts.ts'
import { unsealAgree, unsealAsk, unsealRefuse } from './unsealing-buttons.ts'

/** Somebody who opens a name, as the people concerned read it: who, what they are, and where. */
export interface Office {
  name: string
  role: Role
  unit: string
}

const officeInWords = (t: T, { name, role, unit }: Office): string =>
  escapeHtml(t('unseal-office', { name, unit, role: t(`role-${role}`) }))

const openButton = (t: T, { id }: Case): Button => ({
  text: t('case-see'),
  data: caseOpen.data({ case: id }),
})

const said = (t: T, one: Case, lines: readonly string[], buttons: Button[][]): Confidential =>
  confidential([caseHead(t, one), ...lines].join('\n'), { buttons })

/** What is asked of somebody of another unit. */
export interface ToAnswer {
  askedId: number
  from: Office
  reason: string
}

/** Who asks and why, and what whoever told it will learn of it. */
const askedLines = (t: T, { from, reason }: ToAnswer): string[] => [
  t('unseal-asked', { from: officeInWords(t, from) }),
  escapeHtml(reason),
  t('unseal-warned'),
]

function answerButtons(t: T, { id }: Case, { askedId: asked }: ToAnswer): Button[] {
  const fields = { case: id, asked }
  return [
    { text: t('unseal-agree'), data: unsealAgree.data(fields) },
    { text: t('unseal-refuse'), data: unsealRefuse.data(fields) },
  ]
}

/** For those of another unit: who asks, why, and two buttons. */
export const unsealingAskedMessage = (t: T, one: Case, asked: ToAnswer): Confidential =>
  said(t, one, askedLines(t, asked), [answerButtons(t, one, asked), [openButton(t, one)]])

/** For whoever told it: that it happened, by which two people, and why. */
export const unsealedMessage =
  ({ people, reason }: { people: readonly [Office, Office]; reason: string }) =>
  (t: T, one: Case): Confidential => {
    const [asked, agreed] = people
    const who = { asked: officeInWords(t, asked), agreed: officeInWords(t, agreed) }
    return said(t, one, [t('unseal-told', who), escapeHtml(reason)], [[openButton(t, one)]])
  }

/** How far it is with opening the name of who told a sealed case that is not over. */
export interface UnsealingFacts {
  /** Somebody has asked who still holds the office, and nobody has answered. */
  isAsked: boolean
  /** They know already. */
  isKnown: boolean
  /** What is asked, for the one who may answer it now. */
  toAnswer: ToAnswer | undefined
}

/** The lines of a card for whoever is to answer: the message that asked them may be far up by now. */
export const unsealingLines = (t: T, facts: UnsealingFacts | undefined): string[] =>
  facts?.toAnswer ? askedLines(t, facts.toAnswer) : []

/** Only a leader is offered to ask, and only one who may answer to do so. */
export function unsealingActions(
  t: T,
  one: Case,
  are: ReadonlySet<Relation>,
  facts: UnsealingFacts | undefined,
): Button[] {
  if (!facts) return []
  const { isAsked, isKnown, toAnswer } = facts
  if (toAnswer) return answerButtons(t, one, toAnswer)
  if (isAsked || isKnown || !are.has('leader')) return []
  return [{ text: t('unseal-ask'), data: unsealAsk.data({ case: one.id }) }]
}
