import type { Side } from './mediation.ts'
import type { Meeting } from './meeting.ts'

/** What both sides are to agree to, and who has. */
interface WrittenAgreement {
  text: string
  /** Which text that is, for the buttons under it. */
  version: string
  hasReporter: boolean
  hasParty: boolean
  isAgreed: boolean
}

/** How far the mediation of a case is, for those who work on it. */
export interface MediationFacts {
  /** Who was asked to mediate, and has not answered. */
  asked: string | undefined
  mediator: { name: string; isYou: boolean; isActive: boolean } | undefined
  party: { id: number; name: string; alias: string; hasChat: boolean; files: number } | undefined
  reporterHasChat: boolean
  /** A link was handed on, and nobody has come by it. */
  isAwaited: boolean
  meeting: Meeting | undefined
  agreement: WrittenAgreement | undefined
  timeZone: string
}

/** The same for one of the sides: nothing of what the other one said, and not whether it has agreed. */
export interface SideFacts {
  unit: string
  mediator: string | undefined
  meeting: Meeting | undefined
  agreement:
    | { text: string; version: string; isMine: boolean; isAgreed: boolean; isOpen: boolean }
    | undefined
  /** When there is to be a result. */
  nextAt: Date | undefined
  files: number
  timeZone: string
}

/** That side has no chat with us, and has not signed the text that lies there. */
export function isForPaper({ agreement, party, reporterHasChat }: MediationFacts, side: Side): boolean {
  if (!agreement || agreement.isAgreed) return false
  if (side === 'reporter') return !reporterHasChat && !agreement.hasReporter
  return party !== undefined && !party.hasChat && !agreement.hasParty
}
