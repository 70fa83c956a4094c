import type { Button, Confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { inRows } from '../../lib/rows.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import type { Case, Relation } from '../case.ts'
import { caseOpen, caseSay } from '../case-buttons.ts'
import { isStaff } from '../relation.ts'
import { consentButtons } from './agreement-texts.ts'
import { answerButton, button, dayOf, said } from './case-mediation-texts.ts'
import { isUnderWay, mayName, sides, stateForParty } from './mediation.ts'
import {
  agreementOnPaper,
  agreementWrite,
  mediationView,
  mediatorDecline,
  mediatorName,
  meetingArrange,
  meetingCancel,
  meetingMove,
  partyByName,
  partyFiles,
  partyInvite,
  partyLetGo,
  partyThread,
} from './mediation-buttons.ts'
import { isForPaper, type MediationFacts, type SideFacts } from './mediation-facts.ts'

// ───── for the sides ─────

function agreementLines(t: T, agreement: SideFacts['agreement']): string[] {
  if (!agreement) return []
  const { text, isAgreed, isOpen, isMine } = agreement
  const waits = isMine ? 'mediation-yours-agreed' : 'mediation-yours-waits'
  return [
    t('mediation-agreement-head'),
    `<blockquote>${escapeHtml(text)}</blockquote>`,
    isAgreed ? t('mediation-agreed-line') : isOpen ? t(waits) : '',
  ]
}

function meetingLine(t: T, { meeting, timeZone }: Pick<SideFacts, 'meeting' | 'timeZone'>): string {
  if (!meeting) return ''
  const { at, place } = meeting
  return t('mediation-meeting-line', { at: momentInWords(t, at, timeZone), place: escapeHtml(place) })
}

const sideLines = (t: T, one: Case, facts: SideFacts): string[] => [
  t(`mediation-state-${stateForParty(one, facts.agreement?.isAgreed ?? false)}`, {
    unit: escapeHtml(facts.unit),
  }),
  facts.mediator === undefined ? '' : t('mediation-mediator-line', { name: escapeHtml(facts.mediator) }),
  facts.nextAt ? t('mediation-next-line', { day: dayOf(t, facts.nextAt, facts.timeZone) }) : '',
  meetingLine(t, facts),
  ...agreementLines(t, facts.agreement),
]

function sideConsent(t: T, one: Case, { agreement }: SideFacts): Button[][] {
  if (!agreement?.isOpen) return []
  const both = consentButtons(t, one, agreement.version)
  return agreement.isMine ? both.slice(1) : both
}

/** The case for the other side: where it stands, who mediates, when there is a word, and what was agreed. */
export function partyCard(t: T, one: Case, facts: SideFacts): Confidential {
  const isLive = isUnderWay(one)
  const say = button(t, 'mediation-say', caseSay.data({ case: one.id, kind: 'told' }))
  const thread = button(t, 'mediation-own-thread', partyThread.data({ case: one.id, page: 1 }))
  const lines = [...sideLines(t, one, facts), isLive ? t('mediation-speak') : '']
  return said(t, one, lines, [...sideConsent(t, one, facts), isLive ? [say, thread] : [thread]])
}

/** The same for who told it, behind a button of their card. */
export function reporterMediation(t: T, one: Case, facts: SideFacts): Confidential {
  const back = button(t, 'case-back', caseOpen.data({ case: one.id }))
  return said(t, one, sideLines(t, one, facts), [...sideConsent(t, one, facts), [back]])
}

// ───── for those who work on it ─────

const nameButton = (t: T, { id }: Pick<Case, 'id'>, key: string) =>
  button(t, key, mediatorName.data({ case: id }))

const writeButton = (t: T, { id }: Pick<Case, 'id'>, { agreement }: MediationFacts) =>
  button(t, agreement ? 'mediation-rewrite' : 'mediation-write', agreementWrite.data({ case: id }))

const inviteButtons = (t: T, { id }: Pick<Case, 'id'>, { isAwaited }: MediationFacts): Button[] => [
  button(t, isAwaited ? 'mediation-invite-again' : 'mediation-invite', partyInvite.data({ case: id })),
  button(t, 'mediation-by-name', partyByName.data({ case: id })),
]

/** What who mediates, or leads, needs most, at the step that it is at. */
function mediatorActions(t: T, one: Case, facts: MediationFacts): Button[] {
  const { party, meeting, mediator } = facts
  const { id } = one
  const talk = party?.hasChat
    ? [answerButton(t, one), button(t, 'mediation-party-thread', partyThread.data({ case: id, page: 1 }))]
    : []
  return [
    ...talk,
    ...(!party && mediator?.isYou ? inviteButtons(t, one, facts) : []),
    ...(meeting ? [] : [button(t, 'mediation-arrange', meetingArrange.data({ case: id }))]),
    ...(party && mediator?.isYou ? [writeButton(t, one, facts)] : []),
  ]
}

/** The buttons that a case's card has for its mediation, for somebody who is that to it. The other side's card has its own. */
export function mediationActions(
  t: T,
  one: Case,
  are: ReadonlySet<Relation>,
  facts: MediationFacts,
): Button[] {
  const view = button(t, 'mediation-view', mediationView.data({ case: one.id }))
  const views = facts.mediator ? [view] : []
  if (are.has('reporter')) return views
  if (!isStaff(are)) return []
  if (facts.mediator?.isActive) {
    const isTheirs = are.has('handler') || are.has('lead')
    return [...(isTheirs ? mediatorActions(t, one, facts) : []), view]
  }
  const mayStart = isUnderWay(one) && one.joinedToId === undefined && mayName(are)
  const key = facts.asked === undefined ? 'mediation-name' : 'mediation-name-other'
  return [...(mayStart ? [nameButton(t, one, key)] : []), ...views]
}

function partyLine(t: T, { party, isAwaited }: MediationFacts): string {
  if (!party) return t(isAwaited ? 'mediation-party-awaited' : 'mediation-party-none')
  const key = party.hasChat ? 'mediation-party-line' : 'mediation-party-paper'
  return t(key, { name: escapeHtml(party.name), alias: party.alias })
}

function writtenLines(t: T, { agreement }: MediationFacts): string[] {
  if (!agreement) return []
  const { text, hasReporter, hasParty, isAgreed } = agreement
  const consents = [
    t(hasReporter ? 'mediation-agree-reporter' : 'mediation-reporter-waits'),
    t(hasParty ? 'mediation-agree-party' : 'mediation-party-waits'),
  ]
  return [
    t('mediation-agreement-head'),
    `<blockquote>${escapeHtml(text)}</blockquote>`,
    ...(isAgreed ? [t('mediation-agreed-line')] : consents),
  ]
}

/** What is needed less often: to move or cancel a meeting, to note a signature, to begin with another. */
function rareActions(t: T, one: Case, are: ReadonlySet<Relation>, facts: MediationFacts): Button[] {
  const { mediator, meeting, party, agreement } = facts
  if (!mediator?.isActive) return []
  const { id } = one
  const isTheirs = are.has('handler') || are.has('lead')
  const moves = meeting
    ? [
        button(t, 'mediation-move', meetingMove.data({ case: id, meeting: meeting.id })),
        button(t, 'mediation-cancel', meetingCancel.data({ case: id, meeting: meeting.id })),
      ]
    : []
  const paper = sides.some((side) => isForPaper(facts, side))
    ? [button(t, 'mediation-paper', agreementOnPaper.data({ case: id }))]
    : []
  const letGo =
    party && !agreement?.hasParty
      ? [button(t, 'mediation-let-go', partyLetGo.data({ case: id, party: party.id }))]
      : []
  const stepBack = button(t, 'mediation-decline', mediatorDecline.data({ case: id }))
  return [
    ...(isTheirs ? moves : []),
    ...(mediator.isYou ? [...paper, ...letGo, stepBack] : []),
    ...(!mediator.isYou && mayName(are) ? [nameButton(t, one, 'mediation-name-other')] : []),
  ]
}

/** How far it is, for those who work on it. */
export function mediationMessage(
  t: T,
  one: Case,
  are: ReadonlySet<Relation>,
  facts: MediationFacts,
): Confidential {
  const { asked, mediator } = facts
  const lines = [
    asked === undefined ? '' : t('mediation-asked-line', { name: escapeHtml(asked) }),
    mediator?.isActive ? t('mediation-mediator-line', { name: escapeHtml(mediator.name) }) : '',
    partyLine(t, facts),
    meetingLine(t, facts),
    ...writtenLines(t, facts),
  ]
  const main = mediationActions(t, one, are, facts).filter(
    (action) => !('data' in action) || action.data !== mediationView.data({ case: one.id }),
  )
  const back = button(t, 'case-back', caseOpen.data({ case: one.id }))
  const buttons = [...main, ...rareActions(t, one, are, facts)]
  return said(t, one, lines, [...inRows(buttons, 2), [back]])
}

/** The way to the files of the other side's thread. */
export const partyFilesButton = (t: T, { id }: Pick<Case, 'id'>, count: number): Button => ({
  text: t('case-files', { count }),
  data: partyFiles.data({ case: id, page: 1 }),
})
