import { Refusal } from '../../lib/refusal.ts'
import {
  calledOff,
  finished,
  isBegun,
  type Moment,
  type Moved,
  openQuestion,
  type Session,
  shownQuestion,
  skipped,
  withEvening,
} from './evening.ts'
import { pauseEnd } from './evening-times.ts'

/** What the host can do with an evening; each throws a Refusal when it cannot be done now. */
const presses = ['pause', 'resume', 'stop'] as const
export type Press = (typeof presses)[number]

/** The press that a button names. Throws Refusal `quiz-unknown` for any other word. */
export function pressNamed(word: string): Press {
  const press = presses.find((known) => known === word)
  if (!press) throw new Refusal('quiz-unknown')
  return press
}

export function press(session: Session, how: Press, moment: Moment): Moved {
  switch (how) {
    case 'pause':
      return paused(session, moment)
    case 'resume':
      return resumed(session, moment)
    case 'stop':
      return stopped(session, moment.now)
  }
}

/** The open question goes on until its time is over; no other comes until the host goes on. */
function paused(session: Session, { now, nightAt }: Moment): Moved {
  if (session.evening.state !== 'running') throw new Refusal('quiz-not-running')
  const isOpen = openQuestion(session) !== undefined
  const wait = isOpen ? {} : { nextAt: pauseEnd(now, nightAt) }
  return {
    session: withEvening(session, { state: 'paused', ...wait }),
    acts: [{ do: 'tell-paused', isOpen }],
  }
}

/** At night nothing more is asked. */
function resumed(session: Session, { now, nightAt }: Moment): Moved {
  if (session.evening.state !== 'paused') throw new Refusal('quiz-not-paused')
  if (now >= nightAt) throw new Refusal('quiz-quiet')
  return { session: withEvening(session, { state: 'running', nextAt: now }), acts: [{ do: 'tell-resumed' }] }
}

/** Before it began it is called off; afterwards the results of what was asked are drawn. */
function stopped(session: Session, now: Date): Moved {
  switch (session.evening.state) {
    case 'announced':
      return calledOff(session, 'host', now)
    case 'running':
    case 'paused':
      return isBegun(session.evening) ? finished(session, 'host', now) : calledOff(session, 'host', now)
    case 'over':
    case 'stopped':
      throw new Refusal('quiz-over')
  }
}

/** When it goes on without what was skipped: the next one that was promised, and a pause, keep their time. */
function nextAfterSkip(session: Session, place: number, { now, nightAt }: Moment): Date | undefined {
  const { state, nextAt } = session.evening
  if (openQuestion(session)?.place !== place) return nextAt
  return state === 'paused' ? pauseEnd(now, nightAt) : now
}

/** The question closes at once and counts for nobody. `place` is the one that whoever pressed has seen open. */
export function skip(session: Session, place: number, moment: Moment): Moved {
  const { now } = moment
  if (shownQuestion(session, now)?.place !== place) throw new Refusal('quiz-not-open')
  const nextAt = nextAfterSkip(session, place, moment)
  return {
    session: withEvening(skipped(session, place, 'host', now), { nextAt }),
    acts: [
      { do: 'close', place },
      { do: 'tell-skipped', place, why: 'host' },
    ],
  }
}
