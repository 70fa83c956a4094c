import { beforeEach, describe, expect, test } from 'vitest'
import { retireQuestion } from '../../../src/quiz/bank/retire-question.ts'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import { examChoose, examCloseSure, examHandInSure, examTable } from '../../../src/quiz/exam/exam-buttons.ts'
import { better } from '../../../src/quiz/exam/exam-report.ts'
import { closeWindow } from '../../../src/quiz/exam/exam-store.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import type { Paper } from '../../../src/quiz/exam/paper.ts'
import { fileName } from '../../../src/quiz/exam/send-exam-table.ts'
import { personNamed } from '../../support/people.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'
import { allHeard, by, examHall, type Hall, hourMs, minuteMs } from './hall.ts'

let hall: Hall
beforeEach(async () => {
  hall = await examHall()
})

const namesIn = (rows: unknown[][]) => rows.slice(1).map(([name]) => name)

describe('the best paper', () => {
  const marked = (right: number, total: number, isPassed: boolean, attempt = 1) => ({
    paper: { right, isPassed, attempt } as Paper,
    total,
  })

  test('is one that was passed, then the larger share, then more right, then the earlier', () => {
    const [four, five] = [marked(4, 4, true, 2), marked(5, 10, false)]
    expect([five, four].toSorted(better)).toEqual([four, five])
    const [share, count] = [marked(8, 8, true), marked(9, 10, true)]
    expect([count, share].toSorted(better)).toEqual([share, count])
    const [more, fewer] = [marked(10, 10, true, 2), marked(5, 5, true)]
    expect([fewer, more].toSorted(better)).toEqual([more, fewer])
    const [first, second] = [marked(5, 5, true), marked(5, 5, true, 2)]
    expect([second, first].toSorted(better)).toEqual([first, second])
  })

  test('in the table says who passed, though another had more right', async () => {
    const { app, units, he, zhang, hold, takeAndHandIn, sheet } = hall
    const ids = await putQuestions(app, units.town, 10)
    const exam = await hold({ count: 10 })
    const ma = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    await takeAndHandIn(zhang, exam, true, true, true, true, true)
    for (const id of ids.slice(4)) await retireQuestion(app, by(ma), id, '')
    await takeAndHandIn(zhang, exam, true, true, true, true)
    await app.clock.advance(hourMs)
    await endExams(app, allHeard(app))
    const certificate = (await hall.papers()).find(({ isPassed }) => isPassed)?.certificate
    const [, row] = await sheet(he, '成绩')
    expect([row?.[0], ...(row?.slice(2, 6) ?? []), row?.[7]]).toEqual(['张三', 2, 4, 4, '是', certificate])
  })
})

describe('what cannot be done for one', () => {
  test('a table that cannot be kept holds up no other exam, and is tried again', async () => {
    const { app, units, he, zhang, hold, takeAndHandIn, promisesTo } = hall
    await putQuestions(app, units.town, 3)
    for (const title of ['甲', '乙']) await takeAndHandIn(zhang, await hold({ title }), true, true, true)
    await app.clock.advance(2 * hourMs)
    await handInPapers(app, allHeard(app))
    const put = app.files.put.bind(app.files)
    let isBroken = true
    const broken = async (key: string, bytes: Uint8Array) => {
      if (isBroken) {
        isBroken = false
        throw new Error('the storage is full')
      }
      return put(key, bytes)
    }
    const breaking = { ...app, files: { ...app.files, put: broken } }
    expect(await endExams(breaking, allHeard(app))).toEqual({ ended: 1 })
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    const told = (await promisesTo(he)).filter(({ key }) => key.includes('exam-end'))
    expect(told.map(({ message }) => message.html.split('”')[0])).toEqual(['<b>“乙', '<b>“甲'])
  })

  test('a paper that cannot be handed in holds up no other, and its exam no longer than ten minutes', async () => {
    const { app, units, he, sun, zhang, hold, take, papers, promisesTo } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold()
    const broken = await take(zhang, exam, true)
    const sound = await take(sun, exam, true)
    await app.db.examAnswer.updateMany({ where: { paperId: broken }, data: { order: 'no list' } })
    await app.clock.advance(hourMs)
    expect(await handInPapers(app, allHeard(app))).toEqual({ handedIn: 1 })
    expect((await papers()).map(({ id, handedInAt }) => [id, handedInAt !== null])).toEqual([
      [broken, false],
      [sound, true],
    ])
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 0 })
    await app.clock.advance(10 * minuteMs)
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    const told = (await promisesTo(he)).filter(({ key }) => key.includes('exam-end'))
    expect(told).toMatchObject([{ message: { html: expect.stringContaining('1 个人考了') }, quiet: true }])
  })
})

describe('the table', () => {
  test('has the questions and their right answers only when the window is over', async () => {
    const { app, units, phone, he, sun, zhang, hold, takeAndHandIn, press, sheet } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold()
    await takeAndHandIn(zhang, exam, true, true, true)
    await press(he, examTable.data({ exam: exam.id }))
    expect(namesIn(await sheet(he, '成绩'))).toEqual(['张三'])
    await expect(sheet(he, '题目')).rejects.toThrow()
    expect((await sheet(he, '说明')).at(-1)?.[0]).toContain('考试没有结束先不给')
    await app.clock.advance(hourMs)
    await press(he, examTable.data({ exam: exam.id }))
    expect((await sheet(he, '题目')).length).toBe(4)
    await press(sun, examTable.data({ exam: exam.id }))
    expect(phone.toasts.at(-1)).toContain('没有这场考试')
  })

  test('takes of everybody the first paper alone for what it says of the questions', async () => {
    const { app, units, he, zhang, hold, takeAndHandIn, sheet } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold()
    await takeAndHandIn(zhang, exam, false, false, false)
    await takeAndHandIn(zhang, exam, true, true, true)
    await app.clock.advance(hourMs)
    await endExams(app, allHeard(app))
    expect((await sheet(he, '题目')).slice(1).map(([, asked, share]) => [asked, share])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ])
    expect((await sheet(he, '成绩'))[1]?.[3]).toBe(3)
  })

  test('has a file name, whatever the exam is called', () => {
    expect(fileName('党史/测验', '考试成绩')).toBe('党史 测验.xlsx')
    for (const title of ['?', '...', '\u200b', ' / '])
      expect(fileName(title, '考试成绩')).toBe('考试成绩.xlsx')
  })
})

describe('an exam that is closed early', () => {
  test('ends its own open papers and no others', async () => {
    const { app, units, he, sun, zhang, hold, take, press, papers, promisesTo } = hall
    await putQuestions(app, units.town, 3)
    const [exam, other] = [await hold(), await hold({ title: '别的' })]
    await take(zhang, exam, true)
    await take(sun, other, true)
    await app.clock.advance(minuteMs)
    await press(he, examCloseSure.data({ exam: exam.id }))
    await handInPapers(app, allHeard(app))
    expect(await papers()).toMatchObject([
      { examId: exam.id, handedInAt: app.clock.now(), endsAt: app.clock.now() },
      { examId: other.id, handedInAt: null, endsAt: new Date(app.clock.now().getTime() + 9 * minuteMs) },
    ])
    expect((await promisesTo(zhang)).at(-1)?.message.html).toContain('考试提前结束了，卷子按存下的答案交了。')
    await endExams(app, allHeard(app))
    const told = (await promisesTo(he)).filter(({ key }) => key.includes('exam-end'))
    expect(told).toMatchObject([
      { message: { html: expect.stringContaining('“党史测验”提前结束了') }, quiet: true },
    ])
  })

  test('is closed only while it is not over', async () => {
    const { app, units, hold } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold()
    await app.clock.advance(hourMs)
    const now = new Date(app.clock.now().getTime() + minuteMs)
    expect(await app.db.transaction((tx) => closeWindow(tx, exam.id, now))).toBe(false)
    expect(await app.db.exam.findUniqueOrThrow({ where: { id: exam.id } })).toMatchObject({
      closesAt: exam.closesAt,
      closedAt: null,
    })
  })
})

test('a question whose choice was taken back is noted as one without an answer', async () => {
  const { app, units, zhang, hold, start, choose, press, papers } = hall
  for (let n = 0; n < 3; n++)
    await putQuestion(app, units.town, {
      kind: 'several',
      stem: `几样${n}`,
      options: ['一', '二', '三'],
      right: [0, 2],
    })
  await start(zhang, await hold())
  const [{ id: paper } = { id: 0 }] = await papers()
  await choose(zhang, paper, 0, 1)
  await press(zhang, examChoose.data({ paper, place: 0, option: 1, to: 0 }))
  await choose(zhang, paper, 1, 0)
  await press(zhang, examHandInSure.data({ paper }))
  expect(await app.db.quizAnswer.findMany({ select: { chosen: true } })).toEqual([{ chosen: '[0]' }])
  expect(await app.db.quizMemory.count()).toBe(1)
})
