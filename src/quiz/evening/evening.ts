import { Refusal } from '../../lib/refusal.ts'
import type { QuestionSet } from '../question-set.ts'
import { later, plusMs, secondMs, settleMs } from './evening-times.ts'

/**
 * An evening asks its questions in one group, one after the other, each in a quiz poll that Telegram closes when its time is over.
 *
 * Which answers count, one rule for all of them: of each person the last answer that Telegram took before the poll closed. The
 * results are drawn a few seconds after the last question, so that what is under way arrives. What reaches us later still goes
 * into that person's own practice, and changes nothing of what the group was told. Who leaves the group keeps their answers. A
 * question that was skipped counts for nobody. Telegram says who answered, not where: an answer to a poll that was forwarded
 * elsewhere counts like any other, whoever gives it.
 */
export type EveningState = 'announced' | 'running' | 'paused' | 'over' | 'stopped'

/** Why an evening ended before its last question; each has its words `quiz-ended-<word>` and, for the host, `quiz-why-<word>`. */
export const endReasons = [
  'host',
  'gone',
  'unbound',
  'unreachable',
  'refused',
  'forgotten',
  'late',
  'night',
  'empty',
  'fault',
] as const

export type EndReason = (typeof endReasons)[number]

/** Why a question counts for nobody; all but `end` have their words `quiz-skipped-<word>`. */
export const skipReasons = ['host', 'doubt', 'retired', 'refused', 'end'] as const

export type SkipReason = (typeof skipReasons)[number]

/** What the host chooses. */
export interface EveningPlan {
  /** Our id of the group. */
  chatId: number
  set: QuestionSet
  count: number
  secondsEach: number
  /** A list of the best is shown at the end. */
  isRanked: boolean
}

export interface Evening extends EveningPlan {
  id: number
  key: string
  planId: number | undefined
  unitId: number
  hostId: number
  state: EveningState
  startsAt: Date
  /** When there is something to do. */
  nextAt: Date | undefined
  startedAt: Date | undefined
  /** When its results were drawn, or it was called off. */
  endedAt: Date | undefined
  endedWhy: EndReason | undefined
  toldTo: number | undefined
}

/** A question as it was drawn. */
export interface Drawn {
  /** From 0. */
  place: number
  questionId: number
  version: number
  state: 'waiting' | 'asked' | 'closed' | 'skipped'
  pollId: string | undefined
  /** When it reached the group. */
  askedAt: Date | undefined
  closedAt: Date | undefined
  skippedWhy: SkipReason | undefined
  /** So many times it was promised and taken back before it left. */
  takenBack: number
}

export interface Session {
  evening: Evening
  drawn: readonly Drawn[]
}

/** The time, as far as it decides what an evening does. */
export interface Moment {
  now: Date
  /** From then on nobody is disturbed by a question: now, when it is night. */
  nightAt: Date
}

/** What is to be done outside, in this order. */
export type Act =
  /** How many want to take part. */
  | { do: 'recount' }
  | { do: 'begin' }
  | { do: 'ask'; place: number; at: Date }
  /** What was promised does not leave. */
  | { do: 'take-back'; promised: Pick<Drawn, 'place' | 'takenBack'> }
  /** It has reached the group. */
  | { do: 'asked' }
  | { do: 'close'; place: number }
  | { do: 'tell-skipped'; place: number; why: SkipReason }
  /** `isOpen`: a question runs to its end first. */
  | { do: 'tell-paused'; isOpen: boolean }
  | { do: 'tell-resumed' }
  /** It ends before its last question, or before it began. */
  | { do: 'tell-ended'; why: EndReason }
  | { do: 'draw' }
  /** Each person learns their own. */
  | { do: 'tell-each' }

export interface Moved {
  session: Session
  acts: readonly Act[]
}

export const fewest = 3

export const most = 20

export const shortestS = 10

export const longestS = 300

const isBetween = (n: number, low: number, high: number): boolean =>
  Number.isInteger(n) && n >= low && n <= high

/** Throws Refusal when it is not for so many questions, or for so long. */
export function checkPlan({ count, secondsEach }: Pick<EveningPlan, 'count' | 'secondsEach'>): void {
  if (!isBetween(count, fewest, most)) throw new Refusal('quiz-not-a-count', { fewest, most })
  if (!isBetween(secondsEach, shortestS, longestS))
    throw new Refusal('quiz-not-seconds', { shortest: shortestS, longest: longestS })
}

export const openQuestion = ({ drawn }: Session): Drawn | undefined =>
  drawn.find(({ state }) => state === 'asked')

/** What the group has before it: the next question is promised while the time of the one before runs out. */
export const shownQuestion = (session: Session, now: Date): Drawn | undefined =>
  session.drawn.find(({ state, closedAt }) => state === 'closed' && closedAt && closedAt > now) ??
  openQuestion(session)

/** Those that count. */
export const countedQuestions = ({ drawn }: Pick<Session, 'drawn'>): Drawn[] =>
  drawn.filter(({ state }) => state === 'closed')

/** More may be asked. */
export const isAsking = ({ state }: Pick<Evening, 'state'>): boolean =>
  state !== 'over' && state !== 'stopped'

export const isBegun = ({ startedAt }: Evening): boolean => startedAt !== undefined

/** The moment up to which anything was asked. */
export const lastMoment = ({ evening, drawn }: Session): Date =>
  later(evening.startedAt, ...drawn.map(({ closedAt }) => closedAt))

export function withEvening({ evening, drawn }: Session, change: Partial<Evening>): Session {
  return { evening: { ...evening, ...change }, drawn }
}

export function withDrawn({ evening, drawn }: Session, place: number, change: Partial<Drawn>): Session {
  return { evening, drawn: drawn.map((one) => (one.place === place ? { ...one, ...change } : one)) }
}

/** What was promised, and has not left, is to be asked later. */
export function takenBack(session: Session, { place, takenBack: before }: Drawn): Session {
  return withDrawn(session, place, { state: 'waiting', takenBack: before + 1 })
}

/** The question counts for nobody. */
export const skipped = (session: Session, place: number, why: SkipReason, now: Date): Session =>
  withDrawn(session, place, { state: 'skipped', skippedWhy: why, closedAt: now })

/** It does not take place. */
export function calledOff(session: Session, why: EndReason, now: Date): Moved {
  const change = { state: 'stopped', endedWhy: why, endedAt: now, nextAt: undefined } as const
  return { session: withEvening(session, change), acts: [{ do: 'tell-ended', why }] }
}

/** When the time of a question that reached the group is over. */
export const overAt = ({ evening }: Session, askedAt: Date): Date =>
  plusMs(askedAt, evening.secondsEach * secondMs)

/** Its time is over: it counts. */
export const closed = (session: Session, place: number, at: Date): Session =>
  withDrawn(session, place, { state: 'closed', closedAt: at })

/** What is open when all ends: it counts when its time was over, and for nobody when it was not. */
function endOpen(session: Session, now: Date): { session: Session; cut: Drawn | undefined } {
  const open = openQuestion(session)
  if (!open) return { session, cut: undefined }
  const over = open.askedAt && overAt(session, open.askedAt)
  if (over && over <= now) return { session: closed(session, open.place, over), cut: undefined }
  return { session: skipped(session, open.place, 'end', now), cut: open }
}

/** Nothing more is asked. In a few seconds the results are drawn. */
export function finished(before: Session, why: EndReason | undefined, now: Date): Moved {
  const { session, cut } = endOpen(before, now)
  const nextAt = plusMs(later(now, lastMoment(session)), settleMs)
  const state = why === undefined ? 'over' : 'stopped'
  return {
    session: withEvening(session, { state, endedWhy: why, nextAt }),
    acts: [
      ...(cut ? [{ do: 'close', place: cut.place } as const] : []),
      ...(why === undefined ? [] : [{ do: 'tell-ended', why } as const]),
    ],
  }
}
