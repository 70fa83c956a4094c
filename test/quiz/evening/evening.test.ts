import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/lib/refusal.ts'
import { advance, type World } from '../../../src/quiz/evening/advance-evening.ts'
import { isDue } from '../../../src/quiz/evening/clock-set-back.ts'
import {
  type Act,
  checkPlan,
  type Drawn,
  type Moment,
  type Moved,
  openQuestion,
  type Session,
  shownQuestion,
  takenBack,
} from '../../../src/quiz/evening/evening.ts'
import { lateFor, plannedKey, questionKey } from '../../../src/quiz/evening/evening-keys.ts'
import {
  later,
  longestPauseMs,
  noticeMs,
  plusMs,
  settleMs,
  tooLateMs,
} from '../../../src/quiz/evening/evening-times.ts'
import { press, skip } from '../../../src/quiz/evening/press-evening.ts'
import { everything } from '../../../src/quiz/question-set.ts'

const begin = new Date('2026-03-02T11:30:00Z')
const secondsEach = 30

const waiting = (place: number): Drawn => ({
  place,
  questionId: 100 + place,
  version: 1,
  state: 'waiting',
  pollId: undefined,
  askedAt: undefined,
  closedAt: undefined,
  skippedWhy: undefined,
  takenBack: 0,
})

function announced(count: number): Session {
  const startsAt = plusMs(begin, noticeMs)
  return {
    evening: {
      id: 1,
      key: 'u:1',
      planId: undefined,
      chatId: 7,
      unitId: 3,
      hostId: 2,
      set: everything,
      count,
      secondsEach,
      isRanked: false,
      state: 'announced',
      startsAt,
      nextAt: startsAt,
      startedAt: undefined,
      endedAt: undefined,
      endedWhy: undefined,
      toldTo: undefined,
    },
    drawn: Array.from({ length: count }, (_, place) => waiting(place)),
  }
}

type FateState = NonNullable<World['fate']>['state']

/** A group, an outbox and a clock that do what the test says. */
class Hall {
  session: Session
  now = begin
  isReachable = true
  isStillTheirs = true
  nightAt = plusMs(begin, 12 * 60 * 60_000)
  readonly acts: Act[] = []
  readonly retired = new Set<number>()
  readonly #outbox = new Map<number, { at: Date; state: FateState; sentAt: Date | undefined }>()
  lastVoteAt: Date | undefined
  /** So much of what reached us has not been taken. */
  behindMs = 0

  constructor(count: number) {
    this.session = announced(count)
  }

  get moment(): Moment {
    return { now: this.now, nightAt: later(this.now, this.nightAt) }
  }

  /** Asked for by the engine, in order. */
  get asked(): number[] {
    return this.acts.flatMap((act) => (act.do === 'ask' ? [act.place] : []))
  }

  did(what: Act['do']): Act[] {
    return this.acts.filter((act) => act.do === what)
  }

  /** The outbox gets on with what has come due: it becomes `state`. */
  deliver(state: FateState = 'sent'): void {
    for (const one of this.#outbox.values()) {
      if (one.state !== 'queued' || one.at > this.now) continue
      one.state = state
      one.sentAt = state === 'sent' ? this.now : undefined
    }
  }

  tick(ms = 1_000): void {
    this.now = plusMs(this.now, ms)
    if (!isDue(this.session.evening, this.now)) return
    const open = openQuestion(this.session)
    const fate = open && this.#outbox.get(open.place)
    this.#take(
      advance(this.session, {
        ...this.moment,
        isReachable: this.isReachable,
        isStillTheirs: this.isStillTheirs,
        fate: fate && { ...fate, notBefore: fate.at, attempts: 0, pollId: `p${open.place}` },
        isAskable: ({ place }) => !this.retired.has(place),
        lastVoteAt: this.lastVoteAt,
        heardUpTo: plusMs(this.now, -this.behindMs),
      }),
    )
  }

  /** A second passes, and what is due is delivered. */
  pass(seconds: number): void {
    for (let n = 0; n < seconds; n++) {
      this.tick()
      this.deliver()
    }
  }

  host(how: (session: Session, moment: Moment) => Moved): void {
    this.#take(how(this.session, this.moment))
  }

  /** As control-evening.ts does it: what has not left stays here. */
  pause(): void {
    this.host((session, moment) => {
      const open = openQuestion(session)
      const isHere = open && this.#outbox.get(open.place)?.state === 'queued'
      const moved = press(isHere ? takenBack(session, open) : session, 'pause', moment)
      if (isHere) this.#takeBack(open.place)
      return moved
    })
  }

  #takeBack(place: number): void {
    this.#outbox.delete(place)
    const at = this.acts.findLastIndex((act) => act.do === 'ask' && act.place === place)
    this.acts.splice(at, 1)
  }

  /** So many have reached the group. */
  get sent(): number {
    return [...this.#outbox.values()].filter(({ state }) => state === 'sent').length
  }

  /** The same, when it can be done. */
  hostMay(act: () => void): void {
    try {
      act()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  #take({ session, acts }: Moved): void {
    this.session = session
    for (const act of acts) {
      if (act.do === 'take-back') this.#takeBack(act.promised.place)
      // As perform-acts.ts does it: what has not left when it is closed never comes.
      const closing = act.do === 'close' ? this.#outbox.get(act.place) : undefined
      if (closing?.state === 'queued') closing.state = 'stopped'
      this.acts.push(act)
      if (act.do === 'ask') this.#outbox.set(act.place, { at: act.at, state: 'queued', sentAt: undefined })
    }
    // Everybody is told at once here.
    if (acts.some((act) => act.do === 'tell-each'))
      this.session = { ...session, evening: { ...session.evening, nextAt: undefined } }
  }

  get isOver(): boolean {
    return this.session.evening.endedAt !== undefined && this.session.evening.nextAt === undefined
  }

  state(place: number): Drawn['state'] | undefined {
    return this.session.drawn.find((one) => one.place === place)?.state
  }
}

describe('an evening', () => {
  test('asks each question when the time of the one before is over, to the second, and then draws', () => {
    const hall = new Hall(3)
    hall.pass(400)
    expect(hall.asked).toEqual([0, 1, 2])
    const [first, second, third] = hall.session.drawn
    expect(second?.askedAt).toEqual(plusMs(first?.askedAt ?? begin, secondsEach * 1_000))
    expect(third?.askedAt).toEqual(plusMs(second?.askedAt ?? begin, secondsEach * 1_000))
    expect(hall.did('draw')).toHaveLength(1)
    expect(hall.session.evening).toMatchObject({ state: 'over', endedWhy: undefined })
    expect(hall.session.evening.endedAt?.getTime()).toBeGreaterThanOrEqual(
      plusMs(third?.closedAt ?? begin, settleMs).getTime(),
    )
    expect(hall.isOver).toBe(true)
  })

  test('a pause takes effect when the open question is over, and going on asks the next at once', () => {
    const hall = new Hall(3)
    hall.pass(130)
    expect(openQuestion(hall.session)?.place).toBe(0)
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.pass(60)
    expect(hall.state(0)).toBe('closed')
    expect(hall.asked).toEqual([0])
    hall.host((session, moment) => press(session, 'resume', moment))
    hall.pass(2)
    expect(hall.asked).toEqual([0, 1])
  })

  test('a pause in the last second of a question takes back the next one, which comes when it goes on', () => {
    const hall = new Hall(3)
    hall.pass(123)
    while (hall.asked.length < 2) hall.tick()
    hall.pause()
    expect(hall.acts.at(-1)).toEqual({ do: 'tell-paused', isOpen: false })
    hall.pass(60)
    expect(hall.asked).toEqual([0])
    expect(hall.sent).toBe(1)
    expect(hall.session.drawn[1]).toMatchObject({ state: 'waiting', takenBack: 1 })
    hall.host((session, moment) => press(session, 'resume', moment))
    hall.pass(2)
    expect(hall.asked).toEqual([0, 1])
    expect(hall.sent).toBe(2)
    expect(questionKey(1, waiting(1))).not.toBe(questionKey(1, { place: 1, takenBack: 1 }))
  })

  test('skipping in the last second of a question skips that one, and the next comes at its time', () => {
    const hall = new Hall(3)
    hall.pass(123)
    while (hall.asked.length < 2) hall.tick()
    const { nextAt } = hall.session.evening
    expect(() => hall.host((session, moment) => skip(session, 1, moment))).toThrow('quiz-not-open')
    hall.host((session, moment) => skip(session, 0, moment))
    expect(hall.session.drawn.map(({ state }) => state)).toEqual(['skipped', 'asked', 'waiting'])
    expect(hall.session.evening.nextAt).toEqual(nextAt)
    hall.pass(2)
    expect(hall.asked).toEqual([0, 1])
    expect(() => hall.host((session, moment) => skip(session, 0, moment))).toThrow('quiz-not-open')
  })

  test('skipping in a pause asks nothing: the pause lasts, and is over after an hour', () => {
    const hall = new Hall(3)
    hall.pass(140)
    hall.pause()
    expect(hall.acts.at(-1)).toEqual({ do: 'tell-paused', isOpen: true })
    hall.host((session, moment) => skip(session, 0, moment))
    hall.pass(longestPauseMs / 1_000 - 1)
    expect(hall.asked).toEqual([0])
    expect(hall.session.evening.state).toBe('paused')
    hall.pass(2)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'forgotten' })
  })

  test('stopped when the time of the open question was over, that question counts', () => {
    const hall = new Hall(3)
    hall.pass(140)
    const askedAt = hall.session.drawn[0]?.askedAt ?? begin
    hall.now = plusMs(askedAt, secondsEach * 1_000)
    hall.host((session, moment) => press(session, 'stop', moment))
    expect(hall.session.drawn[0]).toMatchObject({ state: 'closed', closedAt: hall.now })
    expect(hall.did('close')).toEqual([])
    const cut = new Hall(3)
    cut.pass(140)
    cut.now = plusMs(cut.session.drawn[0]?.askedAt ?? begin, secondsEach * 1_000 - 1)
    cut.host((session, moment) => press(session, 'stop', moment))
    expect(cut.session.drawn[0]).toMatchObject({ state: 'skipped', skippedWhy: 'end' })
    expect(cut.did('close')).toEqual([{ do: 'close', place: 0 }])
  })

  test('a pause that nobody ends is over after an hour, and what was asked counts', () => {
    const hall = new Hall(3)
    hall.pass(130)
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.pass(60)
    hall.tick(longestPauseMs)
    hall.pass(10)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'forgotten' })
    expect(hall.did('draw')).toHaveLength(1)
    expect(hall.state(0)).toBe('closed')
  })

  test('skipping closes the open question, which counts for nobody; a late press skips nothing else', () => {
    const hall = new Hall(3)
    hall.pass(130)
    hall.host((session, moment) => skip(session, 0, moment))
    expect(hall.did('close')).toEqual([{ do: 'close', place: 0 }])
    hall.pass(2)
    expect(hall.asked).toEqual([0, 1])
    expect(() => hall.host((session, moment) => skip(session, 0, moment))).toThrow('quiz-not-open')
    expect(hall.session.drawn[0]).toMatchObject({ state: 'skipped', skippedWhy: 'host' })
  })

  test('stopped in the middle, the open question counts for nobody and the results of the others are drawn', () => {
    const hall = new Hall(3)
    hall.pass(165)
    expect(openQuestion(hall.session)?.place).toBe(1)
    hall.host((session, moment) => press(session, 'stop', moment))
    hall.pass(10)
    expect(hall.session.drawn.map(({ state }) => state)).toEqual(['closed', 'skipped', 'waiting'])
    expect(hall.did('draw')).toHaveLength(1)
    expect(() => hall.host((session, moment) => press(session, 'stop', moment))).toThrow('quiz-over')
  })

  test('stopped before it began, it is called off and nothing is drawn', () => {
    const hall = new Hall(3)
    hall.pass(10)
    hall.host((session, moment) => press(session, 'stop', moment))
    hall.pass(300)
    expect(hall.asked).toEqual([])
    expect(hall.did('draw')).toEqual([])
    expect(hall.isOver).toBe(true)
  })

  test('what may or may not have arrived is skipped, and said; the evening goes on', () => {
    const hall = new Hall(3)
    for (let n = 0; n < 126; n++) hall.tick()
    hall.deliver('doubtful')
    hall.pass(120)
    expect(hall.did('tell-skipped')).toEqual([{ do: 'tell-skipped', place: 0, why: 'doubt' }])
    expect(hall.session.drawn.map(({ state }) => state)).toEqual(['skipped', 'closed', 'closed'])
  })

  test.each([
    ['rejected', 'refused'],
    ['doubtful', 'unreachable'],
  ] as const)('three in a row that are %s end it', (fate, why) => {
    const hall = new Hall(6)
    for (let n = 0; n < 300; n++) {
      hall.tick()
      hall.deliver(fate)
    }
    expect(hall.asked).toEqual([0, 1, 2])
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: why })
  })

  test('a question that was retired since it was drawn is not asked, and that is said', () => {
    const hall = new Hall(3)
    hall.retired.add(1)
    hall.pass(300)
    expect(hall.asked).toEqual([0, 2])
    expect(hall.did('tell-skipped')).toEqual([{ do: 'tell-skipped', place: 1, why: 'retired' }])
  })

  test('thrown out of the group it ends, and the host is told why', () => {
    const hall = new Hall(3)
    hall.pass(165)
    hall.isReachable = false
    hall.pass(60)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'gone' })
    expect(hall.state(0)).toBe('closed')
    expect(hall.did('tell-ended')).toEqual([{ do: 'tell-ended', why: 'gone' }])
  })

  test('taken from its unit it ends, before it began and in the middle', () => {
    const before = new Hall(3)
    before.isStillTheirs = false
    before.pass(125)
    expect(before.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'unbound' })
    const middle = new Hall(3)
    middle.pass(165)
    middle.isStillTheirs = false
    middle.pass(60)
    expect(middle.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'unbound' })
    expect(middle.asked).toEqual([0, 1])
    expect(middle.did('draw')).toHaveLength(1)
  })

  test('at night nothing is asked: it ends after the open question, with its results', () => {
    const hall = new Hall(3)
    hall.pass(140)
    hall.nightAt = plusMs(hall.now, 5_000)
    hall.pass(secondsEach + 10)
    expect(hall.asked).toEqual([0])
    expect(hall.state(0)).toBe('closed')
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'night' })
    expect(hall.did('draw')).toHaveLength(1)
  })

  test('a last question that was asked by day is no end by night', () => {
    const hall = new Hall(1)
    hall.pass(140)
    hall.nightAt = plusMs(hall.now, 5_000)
    hall.pass(secondsEach + 10)
    expect(hall.session.evening).toMatchObject({ state: 'over', endedWhy: undefined })
  })

  test('a pause ends with the day, and cannot be ended at night', () => {
    const hall = new Hall(3)
    hall.pass(140)
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.pass(secondsEach)
    hall.nightAt = plusMs(hall.now, 60_000)
    hall.host((session, moment) => press(session, 'resume', moment))
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.pass(59)
    expect(hall.session.evening.state).toBe('paused')
    hall.now = plusMs(hall.now, 1_000)
    expect(() => hall.host((session, moment) => press(session, 'resume', moment))).toThrow('quiz-quiet')
    hall.pass(10)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'night' })
    expect(hall.did('draw')).toHaveLength(1)
  })

  test('late, so that it would last into the night, it does not begin; on time it does', () => {
    const late = new Hall(3)
    late.nightAt = plusMs(begin, noticeMs + 61_000 + 3 * secondsEach * 1_000)
    late.pass(10)
    late.tick(noticeMs + 61_000 - 10_000)
    expect(late.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'night' })
    expect(late.did('tell-ended')).toEqual([{ do: 'tell-ended', why: 'night' }])
    const onTime = new Hall(3)
    onTime.nightAt = plusMs(begin, noticeMs + 3 * secondsEach * 1_000)
    onTime.pass(125)
    expect(onTime.asked).toEqual([0])
  })

  test('down while a question was open: it closes with its time, and the next comes', () => {
    const hall = new Hall(3)
    hall.pass(130)
    const askedAt = hall.session.drawn[0]?.askedAt ?? begin
    hall.tick(5 * 60_000)
    expect(hall.session.drawn[0]).toMatchObject({
      state: 'closed',
      closedAt: plusMs(askedAt, secondsEach * 1_000),
    })
    expect(hall.asked).toEqual([0, 1])
  })

  test('down for too long: it does not begin, or does not go on', () => {
    const before = new Hall(3)
    before.pass(10)
    before.tick(noticeMs + tooLateMs + 1)
    expect(before.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'late' })
    expect(before.asked).toEqual([])
    const middle = new Hall(3)
    middle.pass(130)
    middle.tick(tooLateMs + 60_000)
    expect(middle.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'late' })
    expect(middle.state(0)).toBe('closed')
  })

  test('down for long in a pause: it waits for the host, as it was told to', () => {
    const hall = new Hall(3)
    hall.pass(130)
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.tick(tooLateMs + 60_000)
    expect(hall.session.evening.state).toBe('paused')
    hall.host((session, moment) => press(session, 'resume', moment))
    hall.pass(2)
    expect(hall.asked).toEqual([0, 1])
  })

  test('with nothing to ask it is called off', () => {
    const hall = new Hall(0)
    hall.pass(200)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'empty' })
  })

  test('who was down at the drawing waits for the answers that are under way', () => {
    const hall = new Hall(1)
    while (hall.session.evening.state !== 'over') hall.pass(1)
    hall.tick(60_000)
    expect(hall.did('draw')).toEqual([])
    hall.pass(6)
    expect(hall.did('draw')).toHaveLength(1)
  })

  test('while answers arrive the results are not drawn', () => {
    const hall = new Hall(1)
    while (hall.session.evening.state !== 'over') hall.pass(1)
    for (let n = 0; n < 20; n++) {
      hall.lastVoteAt = hall.now
      hall.tick()
    }
    expect(hall.did('draw')).toEqual([])
    hall.pass(5)
    expect(hall.did('draw')).toHaveLength(1)
  })

  test('while answers that came in time wait to be taken the results are not drawn', () => {
    const hall = new Hall(1)
    while (hall.session.evening.state !== 'over') hall.pass(1)
    hall.behindMs = 20_000
    hall.pass(20)
    expect(hall.did('draw')).toEqual([])
    // What waits now came too late.
    hall.pass(8)
    expect(hall.did('draw')).toHaveLength(1)
  })

  test('answers that nobody can take hold up the results for a day, and no longer', () => {
    const hall = new Hall(1)
    while (hall.session.evening.state !== 'over') hall.pass(1)
    hall.behindMs = 7 * 24 * 60 * 60 * 1000
    hall.pass(60)
    expect(hall.did('draw')).toEqual([])
    hall.tick(24 * 60 * 60 * 1000)
    expect(hall.did('draw')).toHaveLength(1)
  })
})

describe('a clock that is set back by an hour', () => {
  const hourMs = 60 * 60_000
  const setBack = (hall: Hall) => {
    hall.now = plusMs(hall.now, -hourMs)
  }

  test('holds up no question: the open one has its time once more, then the next comes', () => {
    const hall = new Hall(3)
    hall.pass(140)
    expect(hall.asked).toEqual([0])
    setBack(hall)
    hall.pass(secondsEach + 2)
    expect(hall.asked).toEqual([0, 1])
    hall.pass(2 * secondsEach + 15)
    expect(hall.did('draw')).toHaveLength(1)
    expect(hall.isOver).toBe(true)
  })

  test('nor the next one after a question was skipped', () => {
    const hall = new Hall(3)
    hall.pass(140)
    setBack(hall)
    hall.host((session, moment) => skip(session, 0, moment))
    hall.pass(3)
    expect(hall.asked).toEqual([0, 1])
    expect(openQuestion(hall.session)?.askedAt?.getTime()).toBeLessThanOrEqual(hall.now.getTime())
  })

  test('nor the results, neither by the last question nor by the last answer', () => {
    const hall = new Hall(1)
    while (hall.session.evening.state !== 'over') hall.pass(1)
    hall.lastVoteAt = hall.now
    setBack(hall)
    hall.pass(15)
    expect(hall.did('draw')).toHaveLength(1)
    expect(hall.isOver).toBe(true)
  })

  test('nor, where it was set back while each was told, what the others have to hear', () => {
    const hall = new Hall(1)
    hall.pass(400)
    const evening = { ...hall.session.evening, nextAt: hall.now }
    expect(isDue(evening, plusMs(hall.now, -hourMs))).toBe(true)
  })

  test('nor a question that was promised before, and would not leave for an hour', () => {
    const hall = new Hall(3)
    hall.pass(123)
    while (hall.asked.length < 2) hall.tick()
    setBack(hall)
    hall.pass(4)
    expect(hall.sent).toBe(2)
    expect(hall.session.drawn[1]).toMatchObject({ state: 'asked', takenBack: 1 })
  })

  test('does not begin an announced one: it waits for its time', () => {
    const hall = new Hall(3)
    hall.pass(10)
    setBack(hall)
    hall.pass(60)
    expect(hall.acts).toEqual([])
    expect(hall.session.evening.state).toBe('announced')
  })

  test('does not end a pause, which has its hour from then on', () => {
    const hall = new Hall(3)
    hall.pass(130)
    hall.host((session, moment) => press(session, 'pause', moment))
    hall.pass(60)
    setBack(hall)
    hall.pass(longestPauseMs / 1_000 - 5)
    expect(hall.session.evening.state).toBe('paused')
    hall.pass(10)
    expect(hall.session.evening).toMatchObject({ state: 'stopped', endedWhy: 'forgotten' })
  })
})

const event = fc.oneof(
  { weight: 12, arbitrary: fc.constant('second' as const) },
  { weight: 6, arbitrary: fc.constant('half-minute' as const) },
  { weight: 1, arbitrary: fc.constant('down' as const) },
  { weight: 1, arbitrary: fc.constantFrom('clock back' as const, 'clock a little back' as const) },
  { weight: 6, arbitrary: fc.constantFrom('sent' as const, 'sent' as const, 'doubtful' as const) },
  { weight: 1, arbitrary: fc.constantFrom('rejected' as const, 'expired' as const) },
  { weight: 2, arbitrary: fc.constantFrom('pause' as const, 'resume' as const) },
  { weight: 2, arbitrary: fc.constant('skip' as const) },
  { weight: 1, arbitrary: fc.constantFrom('stop' as const, 'gone' as const, 'retire' as const) },
  { weight: 2, arbitrary: fc.constant('vote' as const) },
)
type Event = typeof event extends fc.Arbitrary<infer What> ? What : never

const acts: Record<Event, (hall: Hall) => void> = {
  second: (hall) => hall.tick(),
  'half-minute': (hall) => hall.tick(30_000),
  down: (hall) => hall.tick(4 * 60_000),
  'clock back'(hall) {
    hall.now = plusMs(hall.now, -60 * 60_000)
  },
  'clock a little back'(hall) {
    hall.now = plusMs(hall.now, -12_000)
  },
  sent: (hall) => hall.deliver('sent'),
  doubtful: (hall) => hall.deliver('doubtful'),
  rejected: (hall) => hall.deliver('rejected'),
  expired: (hall) => hall.deliver('expired'),
  pause: (hall) => hall.hostMay(() => hall.pause()),
  resume: (hall) => hall.hostMay(() => hall.host((session, moment) => press(session, 'resume', moment))),
  stop: (hall) => hall.hostMay(() => hall.host((session, moment) => press(session, 'stop', moment))),
  skip: (hall) =>
    hall.hostMay(() =>
      hall.host((session, moment) => skip(session, shownQuestion(session, hall.now)?.place ?? 0, moment)),
    ),
  gone(hall) {
    hall.isReachable = false
  },
  retire(hall) {
    hall.retired.add(hall.session.drawn.find(({ state }) => state === 'waiting')?.place ?? 0)
  },
  vote(hall) {
    hall.lastVoteAt = hall.now
  },
}
const happen = (hall: Hall, what: Event): void => acts[what](hall)

describe('whatever happens in whatever order', () => {
  const story = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.array(event, { maxLength: 120 }))
  const played = ([count, events]: [number, Event[]]) => {
    const hall = new Hall(count)
    hall.tick(noticeMs)
    for (const what of events) happen(hall, what)
    // From here on everything works, and nobody presses anything.
    for (let n = 0; n < 10_000 && !hall.isOver; n++) {
      hall.tick()
      hall.deliver()
    }
    return hall
  }

  test('no question is asked twice, they come in order, and it always ends, its results drawn once', () => {
    fc.assert(
      fc.property(story, (told) => {
        const hall = played(told)
        expect(hall.isOver).toBe(true)
        expect(hall.asked).toEqual([...new Set(hall.asked)].toSorted((a, b) => a - b))
        const hasBegun = hall.session.evening.startedAt !== undefined
        expect(hall.did('draw')).toHaveLength(hasBegun ? 1 : 0)
        expect(hall.did('tell-each')).toHaveLength(hasBegun ? 1 : 0)
        expect(openQuestion(hall.session)).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  test('none is skipped without a word, and none comes after the end', () => {
    fc.assert(
      fc.property(story, (told) => {
        const hall = played(told)
        const said = hall.did('tell-skipped').flatMap((act) => ('place' in act ? [act.place] : []))
        const skippedOnes = hall.session.drawn.filter(({ state }) => state === 'skipped')
        const atTheEnd = skippedOnes.filter(({ skippedWhy }) => skippedWhy === 'end')
        expect(said.toSorted()).toEqual(
          skippedOnes.filter((one) => !atTheEnd.includes(one)).map(({ place }) => place),
        )
        // Left unasked, or cut off in the middle: only when it ended before its time, and that was said.
        const left = hall.session.drawn.filter(({ state }) => state === 'waiting')
        if (left.length + atTheEnd.length > 0) expect(hall.did('tell-ended')).toHaveLength(1)
        for (const { place } of left) expect(hall.asked).not.toContain(place)
      }),
      { numRuns: 300 },
    )
  })

  test('in a pause nothing is asked, and what was promised does not come', () => {
    fc.assert(
      fc.property(story, ([count, events]) => {
        const hall = new Hall(count)
        hall.tick(noticeMs)
        for (const what of events) {
          const wasPaused = hall.session.evening.state === 'paused'
          const [asked, sent] = [hall.asked.length, hall.sent]
          happen(hall, what)
          const isPaused = hall.session.evening.state === 'paused'
          if (!wasPaused || !isPaused) continue
          expect(hall.asked).toHaveLength(asked)
          expect(hall.sent).toBe(sent)
        }
      }),
      { numRuns: 200 },
    )
  })
})

test('a plan is for 3 to 20 questions of 10 to 300 seconds', () => {
  const isTaken = (count: number, seconds: number) => {
    try {
      checkPlan({ count, secondsEach: seconds })
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }
  expect([2, 3, 20, 21, 3.5, Number.NaN].map((count) => isTaken(count, 30))).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ])
  expect([9, 10, 300, 301].map((seconds) => isTaken(5, seconds))).toEqual([false, true, true, false])
})

test('a planned one that begins more than a minute after its time says for when it was', () => {
  const key = plannedKey(3, begin)
  expect(lateFor({ key, startsAt: begin })).toBeUndefined()
  expect(lateFor({ key, startsAt: plusMs(begin, 61_000) })).toEqual(begin)
  expect(lateFor({ key: 'u:5', startsAt: plusMs(begin, 61_000) })).toBeUndefined()
})
