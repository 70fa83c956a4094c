import {
  type Button,
  type Confidential,
  confidential,
  type Public,
  publicMessage,
} from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { firstWords } from '../../lib/shorten.ts'
import { dayInWords } from '../../schedules/schedule-texts.ts'
import type { Case } from '../case.ts'
import { caseOpen, caseSay } from '../case-buttons.ts'
import { caseHead, firstPlaces } from '../case-texts.ts'
import type { ToldFile, Words } from '../entry.ts'
import { mediatorDeclare, mediatorDecline, partyJoin, partyRefuse } from './mediation-buttons.ts'

/** What is said of a case, in the language of who hears it. */
export type Saying = (t: T, one: Case) => Confidential

export function said(t: T, one: Case, lines: readonly string[], buttons: Button[][] = []): Confidential {
  return confidential([caseHead(t, one), ...lines.filter(Boolean)].join('\n'), { buttons })
}

export const button = (t: T, key: string, data: string): Button => ({ text: t(key), data })

export const seeButton = (t: T, { id }: Case) => button(t, 'case-see', caseOpen.data({ case: id }))

export const answerButton = (t: T, { id }: Case) =>
  button(t, 'case-say-answer-party', caseSay.data({ case: id, kind: 'answer-party' }))

const answerBack = (t: T, { id }: Case) =>
  button(t, 'case-answer-back', caseSay.data({ case: id, kind: 'told' }))

/** The day that ends at a deadline. */
export const dayOf = (t: T, at: Date, timeZone: string) => dayInWords(t, new Date(at.getTime() - 1), timeZone)

/** Between whom, and one tap to say that they are neither kin nor boss. */
export const asMediatorMessage =
  ({ unit, from, party }: { unit: string; from: string; party: string | undefined }): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [
        t('mediation-asked', { unit: escapeHtml(unit), from: escapeHtml(from) }),
        party === undefined ? '' : t('mediation-asked-party', { name: escapeHtml(party) }),
        t('mediation-asked-neutral'),
      ],
      [
        [button(t, 'mediation-declare', mediatorDeclare.data({ case: one.id }))],
        [button(t, 'mediation-decline', mediatorDecline.data({ case: one.id }))],
      ],
    )

/** Somebody else does it. */
export const otherMediatorMessage: Saying = (t, one) => said(t, one, [t('mediation-other-mediator')])

/** To both sides: who mediates, and what they have declared. */
export const mediatorMessage =
  ({ mediator, at, timeZone }: { mediator: string; at: Date | undefined; timeZone: string }): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [
        t('mediation-mediator', { mediator: escapeHtml(mediator) }),
        at ? t('mediation-next-line', { day: dayOf(t, at, timeZone) }) : '',
      ],
      [[seeButton(t, one)]],
    )

/** What is to be done with the link, for the mediator. */
export const linkReady = (t: T, one: Case, day: string): Confidential =>
  said(t, one, [t('mediation-link-ready', { day })])

/** The words to hand on, with the link in them: nothing in them says who told what. */
export function linkWords(
  t: T,
  { kind }: Pick<Case, 'kind'>,
  { mediator, unit, link }: { mediator: string; unit: string; link: string },
): Confidential {
  const args = { mediator: escapeHtml(mediator), unit: escapeHtml(unit), kind: t(`case-kind-${kind}`) }
  return confidential(`${t('mediation-link-words', args)}\n${escapeHtml(link)}`)
}

/** The other side has come. */
export const joinedMessage =
  (name: string): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [t('mediation-joined', { name: escapeHtml(name) })],
      [[answerButton(t, one), seeButton(t, one)]],
    )

/** What a link leads to, in two sentences, and no word of the one who told it. */
export function linkOffer(
  t: T,
  one: Pick<Case, 'kind'>,
  { unit, mediator, token }: { unit: string; mediator: string; token: string },
): Confidential {
  const args = { unit: escapeHtml(unit), mediator: escapeHtml(mediator), kind: t(`case-kind-${one.kind}`) }
  return confidential(t('mediation-offer', args), {
    buttons: [
      [button(t, 'mediation-join', partyJoin.data({ token }))],
      [button(t, 'mediation-refuse', partyRefuse.data({ token }))],
    ],
  })
}

/** The rest stands in the thread. */
const longestWords = 3_000

const wordsIn = (t: T, { text, places }: Words) => [
  escapeHtml(firstWords(text, longestWords)),
  ...firstPlaces(t, places),
]

/** What the other side says, for who mediates. */
export const fromPartyMessage =
  (name: string, words: Words): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [t('mediation-from-party', { name: escapeHtml(name) }), ...wordsIn(t, words)],
      [[answerButton(t, one), seeButton(t, one)]],
    )

/** What the mediator says, for the other side. */
export const fromMediatorMessage =
  (words: Words): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [t('mediation-from-mediator'), ...wordsIn(t, words), `<i>${t('case-answer-this')}</i>`],
      [[answerBack(t, one), seeButton(t, one)]],
    )

/** A file of the other side, or for it. */
export const sentFileMessage =
  (
    key: 'mediation-file-from-party' | 'mediation-file-from-mediator',
    { kind, fileId }: ToldFile,
    name = '',
  ): Saying =>
  (t, one) => {
    const fromParty = key === 'mediation-file-from-party'
    const html = `${caseHead(t, one)}\n${fromParty ? t(key, { name: escapeHtml(name) }) : t(key)}`
    const buttons = fromParty ? [[answerButton(t, one), seeButton(t, one)]] : [[seeButton(t, one)]]
    return confidential(html, { media: { kind, fileId }, buttons })
  }

/** That was noted. */
export const notedMessage = (t: T, one: Case, key: string): Confidential =>
  said(t, one, [t(key)], [[seeButton(t, one)]])

/** The same for who must not see the case any more. */
export const notedWithoutCase = (t: T, key: string): Public => publicMessage(t(key))
