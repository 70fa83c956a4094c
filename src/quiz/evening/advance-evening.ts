import type { Fate } from '../../delivery/claim-store.ts'
import { isAhead, notAhead } from './clock-set-back.ts'
import {
  type Act,
  calledOff,
  closed,
  type Drawn,
  finished,
  lastMoment,
  type Moment,
  type Moved,
  openQuestion,
  overAt,
  type Session,
  type SkipReason,
  skipped,
  takenBack,
  withDrawn,
  withEvening,
} from './evening.ts'
import { isLate } from './evening-keys.ts'
import {
  aheadMs,
  headStartMs,
  later,
  lengthMs,
  pauseEnd,
  plusMs,
  settleMs,
  tooLateMs,
} from './evening-times.ts'

/** What is known of the world when an evening is looked at. */
export interface World extends Moment {
  /** The bot can write to the group. */
  isReachable: boolean
  /** The group is still of the unit for which it is held. */
  isStillTheirs: boolean
  /** What became of the poll of the open question. */
  fate: Omit<Fate, 'messageIds'> | undefined
  /** Whether a question may be asked today. */
  isAskable(drawn: Drawn): boolean
  /** When the last answer to one of its questions reached us. */
  lastVoteAt: Date | undefined
  /** All answers that reached us before this moment have been taken. */
  heardUpTo: Date
}

const secondMs = 1_000
/** So many questions in a row that could not be asked end the evening. */
const mostFailures = 3
/** Who looks so much after the time was away, and answers may be under way. */
const awayMs = 3 * secondMs
/** An answer that came so lately may not be the last one. */
const freshMs = 2 * secondMs
/** Whatever comes, the results are not put off for longer. */
const longestDelayMs = 24 * 60 * 60 * secondMs

const since = (from: Date, to: Date): number => to.getTime() - from.getTime()

/** Does `first`, and goes on from there by `rest`. */
function and(acts: readonly Act[], rest: Moved): Moved {
  return { session: rest.session, acts: [...acts, ...rest.acts] }
}

const waiting = (session: Session, nextAt: Date): Moved => ({
  session: withEvening(session, { nextAt }),
  acts: [],
})

/**
 * What an evening is to do now. Pure; called again at `nextAt`. It never asks a question twice, skips none without saying so,
 * and comes to its end whatever happens. An announced one whose time has come is handed over with its questions drawn.
 */
export function advance(before: Session, world: World): Moved {
  const session = notAhead(before, world)
  switch (session.evening.state) {
    case 'announced':
      return toBegin(session, world)
    case 'running':
    case 'paused':
      return goOn(session, world)
    case 'over':
    case 'stopped':
      return toDraw(session, world)
  }
}

function toBegin(session: Session, world: World): Moved {
  const { now, nightAt, isReachable, isStillTheirs } = world
  const { startsAt } = session.evening
  if (!isReachable) return calledOff(session, 'gone', now)
  if (!isStillTheirs) return calledOff(session, 'unbound', now)
  if (now < startsAt) return and([{ do: 'recount' }], waiting(session, startsAt))
  if (since(startsAt, now) > tooLateMs) return calledOff(session, 'late', now)
  if (session.drawn.length === 0) return calledOff(session, 'empty', now)
  if (isLate(startsAt, now) && plusMs(now, lengthMs(session.evening)) >= nightAt)
    return calledOff(session, 'night', now)
  const begun = withEvening(session, { state: 'running', startedAt: plusMs(now, headStartMs) })
  return and([{ do: 'begin' }], goOn(begun, world))
}

function goOn(session: Session, world: World): Moved {
  const open = openQuestion(session)
  if (!world.isReachable) return finished(session, 'gone', world.now)
  if (!world.isStillTheirs) return finished(session, 'unbound', world.now)
  if (!open) return askNext(session, world)
  return open.askedAt ? whileOpen(session, open, open.askedAt, world) : untilSent(session, open, world)
}

/** The poll is on its way: what became of it? */
function untilSent(session: Session, open: Drawn, world: World): Moved {
  const { fate, now } = world
  switch (fate?.state) {
    case undefined:
      return and([{ do: 'ask', place: open.place, at: now }], waiting(session, plusMs(now, secondMs)))
    case 'queued':
      if (fate.attempts === 0 && isAhead(fate.notBefore, now)) return askAgain(session, open, world)
      return waiting(session, plusMs(now, secondMs))
    case 'sending':
      return waiting(session, plusMs(now, secondMs))
    case 'sent': {
      const { sentAt: askedAt, pollId } = fate
      if (!askedAt || pollId === undefined) return notAsked(session, open, 'doubt', world)
      return and([{ do: 'asked' }], goOn(withDrawn(session, open.place, { askedAt, pollId }), world))
    }
    case 'doubtful':
      return notAsked(session, open, 'doubt', world)
    case 'rejected':
      return notAsked(session, open, 'refused', world)
    case 'gone':
      return finished(session, 'gone', now)
    case 'expired':
    case 'stopped':
      return finished(session, 'unreachable', now)
  }
}

/** It was promised before the clock was set back, and would not leave until the clock has caught up. */
function askAgain(session: Session, open: Drawn, world: World): Moved {
  return and([{ do: 'take-back', promised: open }], afterQuestion(takenBack(session, open), world))
}

const isFailure = ({ skippedWhy }: Drawn) => skippedWhy === 'doubt' || skippedWhy === 'refused'

/** It could not be asked, or nobody knows whether it was: it counts for nobody, and the evening goes on. */
function notAsked(session: Session, { place }: Drawn, why: SkipReason, world: World): Moved {
  const without = skipped(session, place, why, world.now)
  const told: Act = { do: 'tell-skipped', place, why }
  const last = without.drawn.filter((one) => one.place <= place).slice(-mostFailures)
  const isHopeless = last.length === mostFailures && last.every(isFailure)
  if (isHopeless)
    return and([told], finished(without, why === 'refused' ? 'refused' : 'unreachable', world.now))
  return and([told], afterQuestion(without, world))
}

/** Its time is not over, is over just now, or was over long ago. */
function whileOpen(session: Session, { place }: Drawn, askedAt: Date, world: World): Moved {
  const { state } = session.evening
  const { now } = world
  const over = overAt(session, askedAt)
  const lookAt = state === 'paused' ? over : plusMs(over, -aheadMs)
  if (now < lookAt) return waiting(session, lookAt)
  const without = closed(session, place, over)
  const isTooLate = state === 'running' && since(over, now) > tooLateMs
  return isTooLate ? finished(without, 'late', now) : afterQuestion(without, world)
}

/** Nothing is open: in a pause it waits for the host. */
function afterQuestion(session: Session, world: World): Moved {
  if (session.evening.state !== 'paused') return askNext(session, world)
  return waiting(session, pauseEnd(later(world.now, lastMoment(session)), world.nightAt))
}

function askNext(session: Session, world: World): Moved {
  const { state, nextAt } = session.evening
  const { now, nightAt } = world
  const isNight = now >= nightAt
  if (state === 'paused')
    return nextAt && now < nextAt
      ? { session, acts: [] }
      : finished(session, isNight ? 'night' : 'forgotten', now)
  const next = session.drawn.find((one) => one.state === 'waiting')
  if (!next) return finished(session, undefined, now)
  if (isNight) return finished(session, 'night', now)
  const { place } = next
  if (!world.isAskable(next))
    return and(
      [{ do: 'tell-skipped', place, why: 'retired' }],
      askNext(skipped(session, place, 'retired', now), world),
    )
  const at = later(now, lastMoment(session))
  const asked = withDrawn(session, place, { state: 'asked' })
  return and([{ do: 'ask', place, at }], waiting(asked, plusMs(at, secondMs)))
}

/** All was asked: the last answers are waited for, then the results are drawn, then everybody learns their own. */
function toDraw(session: Session, { now, lastVoteAt, heardUpTo }: World): Moved {
  const { endedAt, nextAt = now } = session.evening
  if (endedAt) return { session, acts: [{ do: 'tell-each' }] }
  if (now < nextAt) return { session, acts: [] }
  const isInTime = since(lastMoment(session), now) < longestDelayMs
  if (isInTime && since(nextAt, now) > awayMs) return waiting(session, plusMs(now, settleMs))
  const isFresh = lastVoteAt !== undefined && Math.abs(since(lastVoteAt, now)) < freshMs
  const isBehind = heardUpTo < plusMs(lastMoment(session), settleMs)
  if (isInTime && (isFresh || isBehind)) return waiting(session, plusMs(now, secondMs))
  return { session: withEvening(session, { endedAt: now, nextAt: now, toldTo: 0 }), acts: [{ do: 'draw' }] }
}
