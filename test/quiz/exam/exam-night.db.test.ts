import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import { examHandInSure, examWrong } from '../../../src/quiz/exam/exam-buttons.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import { deliver, leading, ScriptedSender } from '../../support/deliveries.ts'
import { putQuestions } from '../sample-questions.ts'
import { allHeard, examHall, type Hall, hourMs, minuteMs } from './hall.ts'

let hall: Hall
beforeEach(async () => {
  hall = await examHall()
  await putQuestions(hall.app, hall.units.town, 3)
  await hall.goTo('2026-03-02T21:00')
})

/** From nine in the evening until nine in the morning. */
const holdOvernight = (minutes: number) =>
  hall.hold({ minutes, closesAt: new Date(hall.app.clock.now().getTime() + 12 * hourMs) })

/** What is promised to somebody but the announcement, and whether it waits for the morning. */
const quietTo = async (person: Person) =>
  (await hall.promisesTo(person))
    .filter(({ key }) => key.includes('paper') || key.includes('exam-end'))
    .map(({ key, quiet }) => [key.replaceAll(/[:\d]+/g, ' ').trim(), quiet])

describe('at night', () => {
  test('a result and a certificate that come hours after the end of a paper’s time wake nobody', async () => {
    const { app, zhang, take } = hall
    await take(zhang, await holdOvernight(180), true, true, true)
    // The server was down from midnight to two.
    await app.clock.advance(5 * hourMs)
    await handInPapers(app, allHeard(app))
    expect(await quietTo(zhang)).toEqual([
      ['exam-paper result', true],
      ['made exam-certificate paper', true],
    ])
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    expect(sender.calls.filter(({ to }) => to.telegramId === zhang.telegramUserId)).toEqual([])
  })

  test('who has just written until the end of their time hears at once', async () => {
    const { app, zhang, take } = hall
    await take(zhang, await holdOvernight(180), true, true, true)
    await app.clock.advance(3 * hourMs + 10_000)
    await handInPapers(app, allHeard(app))
    expect(await quietTo(zhang)).toEqual([
      ['exam-paper result', false],
      ['made exam-certificate paper', false],
    ])
  })

  test('who hands in gets the certificate at once', async () => {
    const { app, zhang, take, press } = hall
    const paper = await take(zhang, await holdOvernight(180), true, true, true)
    await app.clock.advance(2 * hourMs)
    await press(zhang, examHandInSure.data({ paper }))
    expect(await quietTo(zhang)).toEqual([['made exam-certificate paper', false]])
  })

  test('the end of an exam waits for the morning altogether', async () => {
    const { app, he, yang, zhang, hold, takeAndHandIn, goTo } = hall
    const exam = await hold({ closesAt: new Date(app.clock.now().getTime() + 2 * hourMs) })
    await takeAndHandIn(zhang, exam, true, true, true)
    await goTo('2026-03-02T23:00')
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 0 })
    await goTo('2026-03-03T06:59')
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 0 })
    expect(await quietTo(he)).toEqual([])
    await goTo('2026-03-03T07:00')
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    expect(await quietTo(he)).toEqual([['made exam-end', true]])
    expect(await quietTo(yang)).toEqual([])
  })

  test('a host who loses the role overnight gets no table', async () => {
    const { app, he, zhang, hold, takeAndHandIn, goTo } = hall
    const exam = await hold({ closesAt: new Date(app.clock.now().getTime() + 2 * hourMs) })
    await takeAndHandIn(zhang, exam, true, true, true)
    await goTo('2026-03-02T23:00')
    await endExams(app, allHeard(app))
    await app.db.roleGrant.updateMany({ where: { personId: he.id }, data: { endedAt: app.clock.now() } })
    await goTo('2026-03-03T08:00')
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    expect(await quietTo(he)).toEqual([])
  })

  test('papers are handed in all the same, and what was wrong can be seen when the window is over', async () => {
    const { app, phone, zhang, zhao, hold, take, press, goTo } = hall
    const closesAt = new Date(app.clock.now().getTime() + 2 * hourMs)
    const paper = await take(zhang, await hold({ minutes: 180, closesAt }), true)
    await goTo('2026-03-02T23:00')
    await endExams(app, allHeard(app))
    await handInPapers(app, allHeard(app))
    expect(await hall.papers()).toMatchObject([{ right: 1, handedInAt: closesAt }])
    await app.clock.advance(minuteMs)
    await press(zhang, examWrong.data({ paper, at: 1 }))
    expect(phone.lastWords).toContain('错的第 1 题，共 2 题')
    await press(zhao, examWrong.data({ paper, at: 1 }))
    expect(phone.toasts.at(-1)).toContain('没有这场考试')
  })
})
