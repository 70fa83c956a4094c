import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import { examButtons, examCommands } from '../../../src/quiz/exam/exam-bot.ts'
import { examChoose, examHandInSure, examStart } from '../../../src/quiz/exam/exam-buttons.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import { holdExam } from '../../../src/quiz/exam/hold-exam.ts'
import { paperButtons } from '../../../src/quiz/exam/paper-bot.ts'
import { testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { putQuestions } from '../sample-questions.ts'
import { allHeard } from './hall.ts'

const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('choose' as const),
      paper: fc.integer({ min: 1, max: 3 }),
      place: fc.nat(5),
      option: fc.nat(4),
      to: fc.constantFrom(0 as const, 1 as const),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('start' as const),
      attempt: fc.integer({ min: 1, max: 3 }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('hand-in' as const),
      paper: fc.integer({ min: 1, max: 3 }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 15 }) }),
  },
)

test('whatever is tapped, twice, late or again after a restart: a paper that is handed in stays as it is, counts what was saved in its time, and is remembered once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
      const app = await testApp()
      const units = await testUnits(app)
      const host = await personNamed(app, '何主持', { roles: [['host', units.heping]] })
      const zhang = await personNamed(app, '张三', { home: units.hepingOne })
      const user = human(zhang.telegramUserId ?? 0, zhang.name)
      await putQuestions(app, units.heping, 9)
      const now = app.clock.now()
      const closesAt = new Date(now.getTime() + 40 * 60_000)
      const numbers = { count: 5, attempts: 3, passPercent: 100, minutes: 12 }
      const terms = {
        ...numbers,
        unitId: units.heping.id,
        title: '测验',
        set: { chapters: [], tags: [] },
        opensAt: now,
        closesAt,
      }
      const exam = await holdExam(app, { personId: host.id }, { terms, tellsGroups: false }, 'u:exam')
      const feature = featureWith({ commands: examCommands }, (buttons) => {
        examButtons(buttons)
        paperButtons(buttons)
      })
      const phone = new Phone(app, [feature])
      const rows = () => app.db.examAnswer.findMany({ orderBy: [{ paperId: 'asc' }, { place: 'asc' }] })
      const papers = () => app.db.examPaper.findMany({ orderBy: { id: 'asc' } })
      const dataOf = (one: Exclude<(typeof happenings)[number], { what: 'wait' }>) => {
        switch (one.what) {
          case 'choose':
            return examChoose.data(one)
          case 'start':
            return examStart.data({ exam: exam.id, attempt: one.attempt })
          case 'hand-in':
            return examHandInSure.data(one)
        }
      }
      for (const one of happenings) {
        const closed = (await papers()).filter(
          ({ handedInAt, endsAt }) => handedInAt || endsAt <= app.clock.now(),
        )
        const isClosed = ({ paperId }: { paperId: number }) => closed.some(({ id }) => id === paperId)
        const before = (await rows()).filter(isClosed)
        if (one.what === 'wait') {
          await app.clock.advance(one.minutes * 60_000)
          await handInPapers(app, allHeard(app))
          await endExams(app, allHeard(app))
        } else {
          const update = phone.press(user, dataOf(one))
          for (let n = 0; n < one.times; n++) await phone.hears(update)
        }
        expect((await rows()).filter(isClosed)).toEqual(before)
        expect((await papers()).filter(({ handedInAt }) => !handedInAt).length).toBeLessThanOrEqual(1)
      }
      await app.clock.advance(60 * 60_000)
      await endExams(app, allHeard(app))
      const all = await rows()
      for (const paper of await papers()) {
        const items = all.filter(({ paperId }) => paperId === paper.id)
        expect(new Set(items.map(({ questionId }) => questionId)).size).toBe(5)
        expect(paper.right).toBe(items.filter(({ isRight }) => isRight).length)
        expect(paper.isPassed).toBe(paper.right === 5)
        expect(paper.endsAt <= closesAt && (paper.handedInAt ?? closesAt) <= paper.endsAt).toBe(true)
      }
      const answered = all.filter(({ chosen }) => chosen !== null && chosen !== '[]')
      expect(await app.db.quizAnswer.count()).toBe(answered.length)
      const memories = await app.db.quizMemory.findMany()
      expect(memories.reduce((sum, { reps }) => sum + reps, 0)).toBe(answered.length)
    }),
    { numRuns: 10 },
  )
}, 180_000)
