import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { startDispatching } from '../../../src/intake/dispatch.ts'
import { heardUpTo } from '../../../src/intake/inbox-store.ts'
import { receive } from '../../../src/intake/receive.ts'
import { timetable } from '../../../src/jobs.ts'
import type { Person } from '../../../src/org/person.ts'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import type { Exam } from '../../../src/quiz/exam/exam.ts'
import { examChoose, examHandInSure, examStart } from '../../../src/quiz/exam/exam-buttons.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import { leading } from '../../support/deliveries.ts'
import { me } from '../../support/phone.ts'
import { putQuestions } from '../sample-questions.ts'
import { allHeard, examHall, type Hall, hourMs, minuteMs, userOf } from './hall.ts'

let hall: Hall
let exam: Exam
/** 张三's, with the first two of three answered. */
let paper: number
let endsAt: Date

beforeEach(async () => {
  hall = await examHall()
  const { app, units, zhang, hold, take } = hall
  await putQuestions(app, units.town, 3)
  exam = await hold()
  paper = await take(zhang, exam, true, true)
  endsAt = new Date(app.clock.now().getTime() + 10 * minuteMs)
})

const third = () => examChoose.data({ paper, place: 2, option: 0, to: 1 })
const shortly = (before: Date) => new Date(before.getTime() - 1)
const answered = async () => (await hall.answersOf(paper)).map(({ chosen }) => chosen !== null)

/** It reaches us, and waits: nobody handles it. */
async function waiting(person: Person, ...datas: string[]): Promise<void> {
  const { app, phone } = hall
  await receive(
    app,
    me,
    datas.map((data) => phone.press(userOf(person), data)),
  )
}

/** A process takes up what waits, until nothing does. */
async function handleWaiting(): Promise<void> {
  const { app, phone } = hall
  const dispatching = startDispatching(app, await leading(app), phone.handler)
  onTestFinished(async () => {
    const stopped = dispatching.stop(0)
    await app.clock.advance(1)
    await stopped
  })
  const left = () => app.db.inboxUpdate.count({ where: { state: { in: ['waiting', 'handling'] } } })
  for (let n = 0; n < 200 && (await left()) > 0; n++) {
    await app.clock.advance(20)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(await left()).toBe(0)
}

describe('a tap in time', () => {
  test('counts though it is handled after the end', async () => {
    const { app, phone, zhang } = hall
    await app.clock.advance(10 * minuteMs + 3_000)
    await phone.hears(phone.press(userOf(zhang), third()), shortly(endsAt))
    expect(await answered()).toEqual([true, true, true])
    await phone.hears(
      phone.press(userOf(zhang), examChoose.data({ paper, place: 2, option: 1, to: 1 })),
      endsAt,
    )
    expect(phone.toasts.at(-1)).toContain('时间到了，不能再答')
    expect((await hall.answersOf(paper))[2]).toMatchObject({ chosen: '[0]', answeredAt: shortly(endsAt) })
  })

  test('of another’s paper counts for nothing', async () => {
    const { phone, sun, zhao } = hall
    for (const person of [sun, zhao]) {
      await phone.hears(phone.press(userOf(person), third()), shortly(endsAt))
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
    }
    expect(await answered()).toEqual([true, true, false])
  })

  test('counts after a power cut: it waits in the inbox, and the clock waits for it', async () => {
    const { app, zhang, papers } = hall
    await app.clock.advance(10 * minuteMs - 2_000)
    await waiting(zhang, examStart.data({ exam: exam.id, attempt: 1 }), third())
    await app.clock.advance(5_000)
    const job = timetable(app).find(({ name }) => name === 'hand-in-papers')
    expect(await job?.run()).toEqual({ handedIn: 0 })
    await handleWaiting()
    expect(await answered()).toEqual([true, true, true])
    expect(await job?.run()).toEqual({ handedIn: 1 })
    expect(await papers()).toMatchObject([{ right: 3, isPassed: true, handedInAt: endsAt }])
  })

  test('to hand in, handled after the end, hands in once', async () => {
    const { app, phone, zhang, papers } = hall
    await app.clock.advance(10 * minuteMs + 3_000)
    await phone.hears(phone.press(userOf(zhang), examHandInSure.data({ paper })), shortly(endsAt))
    expect(phone.lastWords).toContain('答对 2 题，共 3 题')
    expect(await handInPapers(app, allHeard(app))).toEqual({ handedIn: 0 })
    expect(await papers()).toMatchObject([{ right: 2, handedInAt: endsAt }])
  })
})

describe('the clock', () => {
  const heard = () => heardUpTo(hall.app.db, hall.app.clock.now())

  test('does not wait for what came after the end', async () => {
    const { app, zhang } = hall
    await app.clock.advance(10 * minuteMs)
    await waiting(zhang, third())
    await app.clock.advance(1_000)
    expect(await handInPapers(app, heard)).toEqual({ handedIn: 1 })
  })

  test('waits no longer than five minutes', async () => {
    const { app, zhang } = hall
    await app.clock.advance(10 * minuteMs - 1)
    await waiting(zhang, third())
    await app.clock.advance(5 * minuteMs)
    expect(await handInPapers(app, heard)).toEqual({ handedIn: 0 })
    await app.clock.advance(1)
    expect(await handInPapers(app, heard)).toEqual({ handedIn: 1 })
  })

  test('ends no exam while a paper of it waits so', async () => {
    const { app, zhang, zhao, take, hold } = hall
    await app.clock.advance(50 * minuteMs)
    await handInPapers(app, allHeard(app))
    const long = await hold({ minutes: 60, closesAt: new Date(app.clock.now().getTime() + hourMs) })
    paper = await take(zhang, long, true)
    await app.clock.advance(hourMs - 1)
    await endExams(app, allHeard(app))
    await waiting(zhao, third())
    await app.clock.advance(1_001)
    expect(await endExams(app, heard)).toEqual({ ended: 0 })
    await handleWaiting()
    expect(await endExams(app, heard)).toEqual({ ended: 1 })
    expect(await answered()).toEqual([true, false, false])
  })
})
