import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { daysBetween, localDate } from '../../lib/local-time.ts'
import { type Case, type Relation, underWay } from '../case.ts'

/** The two sides of a dispute: who told it, and the other party. */
export const sides = ['reporter', 'party'] as const
export type Side = (typeof sides)[number]

/** A mediator who is neither kin nor boss of either side, and what both sides agreed to. */
export interface Mediation {
  caseId: number
  mediatorId: number
  declaredAt: Date
  agreement: string | undefined
  /** Its reading aloud, by Telegram's file id. */
  spokenFileId: string | undefined
  writtenAt: Date | undefined
  reporterAgreedAt: Date | undefined
  partyAgreedAt: Date | undefined
  /** From then on it cannot change. */
  agreedAt: Date | undefined
}

/** It is being worked on, so a mediator can be named, and those who are can go on. */
export const isUnderWay = ({ state }: Pick<Case, 'state'>): boolean => underWay.includes(state)

const namers: readonly Relation[] = ['handler', 'lead', 'intake', 'leader']

/** Whoever has it, leads it or takes it in may say who is to mediate. */
export const mayName = (are: ReadonlySet<Relation>): boolean => namers.some((relation) => are.has(relation))

/** Whoever declared is still the one who has it: a case that changed hands needs a new declaration. */
export function isMediating(
  one: Pick<Case, 'state' | 'handlerId'>,
  mediation: Pick<Mediation, 'mediatorId'> | undefined,
): boolean {
  return mediation !== undefined && isUnderWay(one) && one.handlerId === mediation.mediatorId
}

/**
 * What both sides agreed to cannot change. When the case is to be worked on again, a new agreement can take its place; the
 * old one stays in both threads and in the history.
 */
export function isLocked(one: Pick<Case, 'state'>, { agreedAt }: Pick<Mediation, 'agreedAt'>): boolean {
  return agreedAt !== undefined && !isUnderWay(one)
}

/** Where it stands, as the other party may know it: how far it is with whoever told it is no matter of theirs. */
export function stateForParty({ state }: Pick<Case, 'state'>, isAgreed: boolean): string {
  if (isUnderWay({ state })) return 'working'
  if (state === 'filed' || state === 'redirected') return 'moved'
  return isAgreed ? 'agreed' : 'over'
}

/** An act about who is to mediate. */
export interface Naming {
  what: 'name-mediator' | 'declare-neutral' | 'decline-mediation'
  /** Who was named, or spoke. */
  mediatorId: number
  byId: number | undefined
}

/** The one who was asked to mediate, and has not answered yet. */
export function askedToMediate(namings: readonly Naming[]): Naming | undefined {
  const at = namings.findLastIndex(({ what }) => what === 'name-mediator')
  const asked = namings[at]
  const answered = namings.slice(at + 1).some(({ mediatorId }) => mediatorId === asked?.mediatorId)
  return answered ? undefined : asked
}

/** SHA-256 of the text: anybody who holds a copy can compare it. */
export const agreementHash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What a button carries, so that nobody agrees to a text that was changed after they read it. */
export function versionOf({ agreement = '', spokenFileId = '' }: Partial<Mediation>): string {
  return createHash('sha256').update(`${agreement}\n${spokenFileId}`).digest('base64url').slice(0, 12)
}

/** A phone shows it in one message. */
export const longestAgreement = 3_000

/** After so many days both sides are asked whether it is kept. */
export const promiseDays = [7, 30, 90] as const

const askedAtHour = 9

/** In the morning of that day. */
export function promiseDueAt(agreedAt: Date, days: number, timeZone: string): Date {
  return DateTime.fromJSDate(agreedAt, { zone: timeZone })
    .plus({ days })
    .startOf('day')
    .set({ hour: askedAtHour })
    .toJSDate()
}

const dayMs = 24 * 60 * 60 * 1000

/** Who is asked and says nothing for so long is gone to see. */
export const silentAfterMs = 7 * dayMs

/** A link for the other side can be used for so long. */
export const linkDays = 7

/** By the calendar: of what was agreed on Monday noon seven days have passed on Monday morning. */
export const daysSince = (from: Date, now: Date, timeZone: string): number =>
  daysBetween(localDate(from, timeZone), localDate(now, timeZone))
