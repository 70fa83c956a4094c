import fc from 'fast-check'
import { expect, test } from 'vitest'
import { practiceButtons, practiceCommands } from '../../../src/quiz/practice/practice-bot.ts'
import { practiceAnswer, practiceMore, practiceNext } from '../../../src/quiz/practice-buttons.ts'
import { testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { putQuestions } from '../sample-questions.ts'

/** What may happen: a press (twice, when the phone is slow), a restart that replays it, time, a question that is retired. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('answer' as const),
      place: fc.nat(5),
      option: fc.nat(4),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('go-on' as const), times: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 3_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('retire' as const), question: fc.nat(11) }) },
)

test('whatever is pressed, twice, out of order or again after a restart: nothing is asked twice in a practice, nothing that was retired, and the memory counts each answer once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
      const app = await testApp()
      const units = await testUnits(app)
      const zhang = await personNamed(app, '张三', { home: units.hepingOne })
      const user = human(zhang.telegramUserId ?? 0, zhang.name)
      const feature = featureWith({ commands: practiceCommands }, practiceButtons)
      const questions = await putQuestions(app, units.town, 12)
      const retired = new Set<number>()
      const phone = new Phone(app, [feature])
      await phone.says(user, '/practice')
      const last = () => app.db.practice.findFirstOrThrow({ orderBy: { id: 'desc' } })
      for (const one of happenings) {
        const answersBefore = await app.db.quizAnswer.findMany()
        if (one.what === 'wait') await app.clock.advance(one.minutes * 60_000)
        else if (one.what === 'retire') {
          const id = questions[one.question] ?? 0
          retired.add(id)
          await app.db.question.update({ where: { id }, data: { retiredAt: app.clock.now() } })
        } else {
          const practice = (await last()).id
          const { data } =
            one.what === 'answer'
              ? { data: practiceAnswer.data({ practice, place: one.place, version: 1, option: one.option }) }
              : { data: (await last()).endedAt ? practiceMore.data({}) : practiceNext.data({ practice }) }
          const update = phone.press(user, data)
          for (let n = 0; n < one.times; n++) await phone.hears(update)
        }
        const fresh = (await app.db.quizAnswer.findMany()).slice(answersBefore.length)
        expect(fresh.length).toBeLessThanOrEqual(1)
        for (const { questionId } of fresh) expect(retired).not.toContain(questionId)
      }
      for (const { items } of await app.db.practice.findMany()) {
        const ids = (JSON.parse(items) as { questionId: number }[]).map(({ questionId }) => questionId)
        expect(new Set(ids).size).toBe(ids.length)
      }
      const answers = await app.db.quizAnswer.findMany()
      const memories = await app.db.quizMemory.findMany()
      const reps = (id: number) => memories.find(({ questionId }) => questionId === id)?.reps ?? 0
      for (const id of questions)
        expect(reps(id)).toBe(answers.filter(({ questionId }) => questionId === id).length)
      expect(memories.map(({ timesWrong }) => timesWrong).reduce((sum, n) => sum + n, 0)).toBe(
        answers.filter(({ isRight }) => !isRight).length,
      )
    }),
    { numRuns: 12 },
  )
}, 120_000)
