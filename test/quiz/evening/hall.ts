import { recoverInDoubt } from '../../../src/delivery/deliver-due.ts'
import type { Address, Call, Outcome, Poll, Sender } from '../../../src/delivery/delivery.ts'
import { heardUpTo } from '../../../src/intake/inbox-store.ts'
import { votesLane } from '../../../src/intake/lane-of.ts'
import type { Leadership } from '../../../src/lib/lease.ts'
import type { Person } from '../../../src/org/person.ts'
import type { EveningPlan } from '../../../src/quiz/evening/evening.ts'
import { type EveningTime, planEvening } from '../../../src/quiz/evening/plan-evening.ts'
import { publishDueEvenings } from '../../../src/quiz/evening/publish-due-evenings.ts'
import { runEvenings } from '../../../src/quiz/evening/run-evenings.ts'
import { takeVotes } from '../../../src/quiz/evening/take-votes.ts'
import type { QuestionContent } from '../../../src/quiz/question.ts'
import { everything } from '../../../src/quiz/question-set.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { deliver, leading } from '../../support/deliveries.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../../support/people.ts'

/** As the timetable does every second. */
export const lookAtEvenings = (app: TestApp) =>
  runEvenings(app, (tx) => heardUpTo(tx, app.clock.now(), votesLane))

/** Most seconds have nothing to deliver, and a look at the outbox costs more than this question. */
async function isAnythingToDeliver(app: TestApp): Promise<boolean> {
  const where = { state: 'queued', notBefore: { lte: app.clock.now() } } as const
  return (await app.db.delivery.findFirst({ where, select: { id: true } })) !== null
}

/** A poll as the group sees it. */
export interface Shown {
  id: string
  chat: number
  poll: Poll
  isClosed: boolean
}

/** A Telegram that knows polls; everything arrives unless the test says otherwise. */
export class PollSender implements Sender {
  readonly said: { to: Address; call: Call; at: Date }[] = []
  readonly polls: Shown[] = []
  /** What becomes of the next polls. */
  readonly fates: Outcome[] = []
  /** What becomes of the next pictures. */
  readonly pictures: Outcome[] = []
  readonly #app: TestApp
  readonly #byMessage = new Map<number, Shown>()
  #messageId = 1

  constructor(app: TestApp) {
    this.#app = app
  }

  async send(to: Address, call: Call): Promise<Outcome> {
    this.said.push({ to, call, at: this.#app.clock.now() })
    const messageId = this.#messageId++
    if (call.do === 'close-poll') {
      const shown = this.#byMessage.get(call.messageId)
      if (shown) shown.isClosed = true
    }
    const picture = call.do === 'send' && call.message.media ? this.pictures.shift() : undefined
    if (picture) return picture
    if (call.do !== 'poll') return { kind: 'sent', messageIds: [messageId] }
    const fate = this.fates.shift()
    if (fate) return fate
    const shown = { id: `poll-${messageId}`, chat: to.telegramId, poll: call.poll, isClosed: false }
    this.polls.push(shown)
    this.#byMessage.set(messageId, shown)
    return { kind: 'sent', messageIds: [messageId], pollId: shown.id }
  }

  /** What was said to one chat, in words; a poll by its question. */
  wordsTo(telegramId: number): string[] {
    return this.said
      .filter(({ to }) => to.telegramId === telegramId)
      .map(({ call }) =>
        'message' in call ? call.message.html : call.do === 'poll' ? call.poll.question : call.do,
      )
  }
}

export interface Hall {
  app: TestApp
  sender: PollSender
  leadership: Leadership
  units: TestUnits
  /** Hosts in 和平村. */
  liu: Person & { chatId: number }
  /** Secretary of 和平村. */
  yang: Person & { chatId: number }
  /** The group of 和平村一组, by our id and Telegram's. */
  square: { chatId: number; telegramId: number }
  group(title: string, unit: TestUnits[keyof TestUnits]): Promise<{ chatId: number; telegramId: number }>
  hold(plan?: Partial<EveningPlan>, time?: EveningTime): Promise<void>
  /** So many seconds pass; the engine looks every second, and what is due leaves. */
  pass(seconds: number): Promise<void>
  /** So many minutes pass; the engine looks once a minute. For the long way to an evening, in whole minutes. */
  passMinutes(minutes: number): Promise<void>
  /** The outbox alone. */
  deliver(): Promise<void>
  /** The process died and another took over: what was being sent is in doubt. */
  takeOver(): Promise<void>
  vote(person: Person | number, poll: Shown | undefined, chosen: number[], name?: string): Promise<void>
}

const usual: Omit<QuestionContent, 'stem'> = {
  kind: 'single',
  options: ['甲', '乙', '丙'],
  right: [0],
  explanation: '',
  source: '',
  chapter: '',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
}

/** A question of the bank of 和平村; returns its id. */
export async function insertQuestion(
  { app, units }: Pick<Hall, 'app' | 'units'>,
  stem: string,
  more: Partial<QuestionContent> = {},
  unitId = units.heping.id,
): Promise<number> {
  const { options, right, tags, media, validFrom, validUntil, ...words } = { ...usual, stem, ...more }
  const now = app.clock.now()
  const { id } = await app.db.question.create({
    data: {
      ...words,
      unitId,
      stemKey: stem,
      options: JSON.stringify(options),
      right: JSON.stringify(right),
      tags: JSON.stringify(tags),
      media: media ? JSON.stringify(media) : null,
      validFrom: validFrom ?? null,
      validUntil: validUntil ?? null,
      createdAt: now,
      changedAt: now,
    },
  })
  return id
}

let nextUpdate = 1_000

/** 和平村 with a host, a secretary, a bound group and so many questions, at 19:00 in the town. */
export async function openHall(questions = 3): Promise<Hall> {
  const app = await testApp()
  app.clock.setWall('2026-03-02T11:00:00Z')
  const units = await testUnits(app)
  const liu = await personNamed(app, '刘明', { home: units.hepingOne, roles: [['host', units.heping]] })
  const yang = await personNamed(app, '杨志强', { roles: [['secretary', units.heping]] })
  const sender = new PollSender(app)
  let leadership = await leading(app)
  let holders = 0
  const group = async (title: string, unit: TestUnits[keyof TestUnits]) => {
    const chatId = await boundGroup(app, unit, title, yang)
    const { telegramId } = await app.db.chat.findUniqueOrThrow({ where: { id: chatId } })
    return { chatId, telegramId: Number(telegramId) }
  }
  const square = await group('和平一组', units.hepingOne)
  for (let n = 1; n <= questions; n++) await insertQuestion({ app, units }, `题目${n}`)
  let key = 0
  return {
    app,
    sender,
    units,
    liu,
    yang,
    square,
    group,
    get leadership() {
      return leadership
    },
    async hold(plan = {}, time = { now: true }) {
      const whole = { chatId: square.chatId, set: everything, count: 3, secondsEach: 30, isRanked: false }
      await planEvening(app, { personId: liu.id }, { ...whole, ...plan }, time, `test:${key++}`)
      await deliver(app, sender, leadership)
    },
    async pass(seconds) {
      for (let n = 0; n < seconds; n++) {
        await app.clock.advance(1_000)
        if (app.clock.now().getUTCSeconds() === 0) await publishDueEvenings(app)
        await lookAtEvenings(app)
        if (await isAnythingToDeliver(app)) await deliver(app, sender, leadership)
      }
    },
    async passMinutes(minutes) {
      for (let n = 0; n < minutes; n++) {
        await app.clock.advance(60_000)
        await publishDueEvenings(app)
        await lookAtEvenings(app)
        await deliver(app, sender, leadership)
      }
    },
    deliver: () => deliver(app, sender, leadership),
    async takeOver() {
      leadership = await leading(app, `next ${++holders}`)
      await recoverInDoubt(app, leadership)
    },
    async vote(person, poll, chosen, name = '路人') {
      const telegramUserId = typeof person === 'number' ? person : (person.telegramUserId ?? 0)
      const known = typeof person === 'number' ? name : person.name
      const pollId = poll?.id ?? 'nobody knows'
      const at = app.clock.now()
      const votes = [{ updateId: nextUpdate++, pollId, telegramUserId, name: known, chosen, at }]
      await app.db.transaction((tx) => takeVotes(app, tx, votes))
    },
  }
}
