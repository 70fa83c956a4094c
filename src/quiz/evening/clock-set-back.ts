import type { Evening, Moment, Session } from './evening.ts'
import { longestPauseMs, pauseEnd, plusMs } from './evening-times.ts'

/** Of a running evening nothing lies further ahead than that, but for the end of the open question and of a pause. */
const leewayMs = 5_000

/** No wait of an evening that is on lasts longer; before it begins it waits for its time, however far that is. */
function longestWaitMs({ state, secondsEach }: Pick<Evening, 'state' | 'secondsEach'>): number {
  if (state === 'announced') return Number.POSITIVE_INFINITY
  return secondsEach * 1_000 + leewayMs + (state === 'paused' ? longestPauseMs : 0)
}

export const isAhead = (at: Date, now: Date): boolean => at > plusMs(now, leewayMs)

const isTooFar = (evening: Pick<Evening, 'state' | 'secondsEach'>, at: Date, now: Date): boolean =>
  at.getTime() - now.getTime() > longestWaitMs(evening)

/** There is something to do: its moment has come, or lies where only a clock that was set back could put it. */
export const isDue = (evening: Pick<Evening, 'state' | 'secondsEach' | 'nextAt'>, now: Date): boolean =>
  evening.nextAt !== undefined && (evening.nextAt <= now || isTooFar(evening, evening.nextAt, now))

/** A pause has its whole hour from now on. */
function nextOf(evening: Evening, { now, nightAt }: Moment): Date | undefined {
  const { nextAt, state } = evening
  if (!nextAt || !isTooFar(evening, nextAt, now)) return nextAt
  return state === 'paused' ? pauseEnd(now, nightAt) : now
}

/** When the clock was set back, what lies ahead of it is taken for now: nobody waits until it has caught up. */
export function notAhead(session: Session, { now, nightAt }: Moment): Session {
  const { evening, drawn } = session
  if (evening.state === 'announced') return session
  const capped = (at: Date | undefined) => (at && isAhead(at, now) ? now : at)
  return {
    evening: { ...evening, startedAt: capped(evening.startedAt), nextAt: nextOf(evening, { now, nightAt }) },
    drawn: drawn.map((one) => ({ ...one, askedAt: capped(one.askedAt), closedAt: capped(one.closedAt) })),
  }
}
