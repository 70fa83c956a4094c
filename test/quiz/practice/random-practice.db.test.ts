import fc from 'fast-check'
import type { User } from 'grammy/types'
import { expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { practiceButtons, practiceCommands } from '../../../src/quiz/practice/practice-bot.ts'
import {
  practiceAgain,
  practiceAnswer,
  practiceDone,
  practiceForgetSure,
  practiceMark,
  practiceMore,
  practiceNext,
} from '../../../src/quiz/practice-buttons.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'

const press = {
  place: fc.nat(5),
  /** Of the last practices, the newest is 0. */
  back: fc.nat(1),
  version: fc.integer({ min: 1, max: 2 }),
  option: fc.nat(4),
  times: fc.integer({ min: 1, max: 3 }),
}

/** What may happen: a press (twice, when the phone is slow), a restart that replays it, time, a question that changes, a second phone. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('answer' as const), ...press }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('mark' as const), ...press }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('done' as const), ...press }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('go-on' as const), times: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 3_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('retire' as const), question: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('correct' as const), question: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('begin' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('again' as const), question: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('clear' as const) }) },
)
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never

/** A villager with their phone, and a bank that changes. */
class Round {
  readonly retired = new Set<number>()
  readonly versions = new Map<number, number>()
  readonly app: TestApp
  readonly phone: Phone
  readonly user: User
  readonly zhang: Person
  readonly questions: readonly number[]

  constructor(app: TestApp, zhang: Person, questions: readonly number[]) {
    this.app = app
    this.zhang = zhang
    this.user = human(zhang.telegramUserId ?? 0, zhang.name)
    this.questions = questions
    this.phone = new Phone(app, [featureWith({ commands: practiceCommands }, practiceButtons)])
    for (const id of questions) this.versions.set(id, 1)
  }

  async press(data: string, times = 1): Promise<void> {
    const update = this.phone.press(this.user, data)
    for (let n = 0; n < times; n++) await this.phone.hears(update)
  }

  async practice(back: number): Promise<number> {
    const rows = await this.app.db.practice.findMany({ orderBy: { id: 'desc' }, take: 2 })
    return (rows[back] ?? rows[0])?.id ?? 1
  }

  async goOn(times: number): Promise<void> {
    const last = await this.app.db.practice.findFirst({ orderBy: { id: 'desc' } })
    await this.press(
      last && !last.endedAt ? practiceNext.data({ practice: last.id }) : practiceMore.data({}),
      times,
    )
  }

  async happens(one: Happening): Promise<void> {
    const { app } = this
    const id = 'question' in one ? (this.questions[one.question] ?? 0) : 0
    const at = async () =>
      'place' in one
        ? { practice: await this.practice(one.back), place: one.place, version: one.version }
        : { practice: 0, place: 0, version: 0 }
    await app.clock.advance(1_000)
    switch (one.what) {
      case 'wait':
        return app.clock.advance(one.minutes * 60_000)
      case 'retire':
        this.retired.add(id)
        await app.db.question.update({ where: { id }, data: { retiredAt: app.clock.now() } })
        return
      case 'correct': {
        const version = (this.versions.get(id) ?? 0) + 1
        this.versions.set(id, version)
        await app.db.question.update({ where: { id }, data: { version, stem: `题${id}，第${version}版` } })
        return
      }
      case 'begin':
        return this.phone.says(this.user, '/practice')
      case 'again':
        return this.press(practiceAgain.data({ question: id }))
      case 'clear':
        return this.press(practiceForgetSure.data({}))
      case 'go-on':
        return this.goOn(one.times)
      case 'answer':
        return this.press(practiceAnswer.data({ ...(await at()), option: one.option }), one.times)
      case 'mark':
        return this.press(practiceMark.data({ ...(await at()), option: one.option, to: 1 }), one.times)
      case 'done':
        return this.press(practiceDone.data(await at()), one.times)
    }
  }

  /** A question that is asked is said by its stem: `题7，第2版`. */
  asked(words: string): { id: number; version: number }[] {
    return [...words.matchAll(/题(\d+)，第(\d+)版/g)].map(([, id, version]) => ({
      id: Number(id),
      version: Number(version),
    }))
  }
}

async function begun(): Promise<Round> {
  const app = await testApp()
  const units = await testUnits(app)
  const zhang = await personNamed(app, '张三', { home: units.hepingOne })
  const single = await putQuestions(app, units.town, 9)
  const several = []
  for (let n = 0; n < 3; n++)
    several.push(
      await putQuestion(app, units.town, { kind: 'several', options: ['一', '二', '三'], right: [0, 1] }),
    )
  const questions = [...single, ...several]
  for (const id of questions)
    await app.db.question.update({ where: { id }, data: { stem: `题${id}，第1版` } })
  return new Round(app, zhang, questions)
}

test('whatever is pressed, twice, out of order, on another phone or again after a restart: what is shown may be asked as it is now, nothing is asked twice in a practice, and the memory counts each answer once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
      const round = await begun()
      const { app, phone, retired, versions } = round
      await phone.says(round.user, '/practice')
      for (const one of happenings) {
        const before = await app.db.quizAnswer.findMany({ orderBy: { id: 'asc' } })
        const said = phone.words.length
        await round.happens(one)
        const rows = await app.db.quizAnswer.findMany({ orderBy: { id: 'asc' } })
        if (one.what === 'clear') expect(rows).toEqual([])
        const fresh = one.what === 'clear' ? [] : rows.slice(before.length)
        expect(fresh.length).toBeLessThanOrEqual(1)
        for (const { questionId, version } of fresh) {
          expect(retired).not.toContain(questionId)
          expect(version).toBe(versions.get(questionId))
        }
        for (const { id, version } of phone.words.slice(said).flatMap((words) => round.asked(words))) {
          expect(retired).not.toContain(id)
          expect(version).toBe(versions.get(id))
        }
      }
      for (const { items } of await app.db.practice.findMany()) {
        const ids = (JSON.parse(items) as { questionId: number }[]).map(({ questionId }) => questionId)
        expect(new Set(ids).size).toBe(ids.length)
      }
      const answers = await app.db.quizAnswer.findMany()
      const memories = await app.db.quizMemory.findMany()
      const reps = (id: number) => memories.find(({ questionId }) => questionId === id)?.reps ?? 0
      for (const id of round.questions)
        expect(reps(id)).toBe(answers.filter(({ questionId }) => questionId === id).length)
      expect(memories.map(({ timesWrong }) => timesWrong).reduce((sum, n) => sum + n, 0)).toBe(
        answers.filter(({ isRight }) => !isRight).length,
      )
    }),
    { numRuns: 16 },
  )
}, 180_000)
