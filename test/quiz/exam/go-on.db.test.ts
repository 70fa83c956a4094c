import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { updatePerson } from '../../../src/org/person-store.ts'
import { retireQuestion } from '../../../src/quiz/bank/retire-question.ts'
import { examChoose, examHandInSure, examOpen, examStart } from '../../../src/quiz/exam/exam-buttons.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { personNamed } from '../../support/people.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'
import { allHeard, by, examHall, type Hall, hourMs, minuteMs, userOf } from './hall.ts'

let hall: Hall
beforeEach(async () => {
  hall = await examHall()
})

const attempts = async () => (await hall.papers()).map(({ attempt }) => attempt)

describe('a tap to go on', () => {
  beforeEach(async () => {
    await putQuestions(hall.app, hall.units.town, 6)
  })

  test('that comes after the clock handed the paper in shows the result, and uses up no attempt', async () => {
    const { app, phone, zhang, hold, take } = hall
    const exam = await hold()
    await take(zhang, exam, true)
    await phone.says(userOf(zhang), `/start exam-${exam.id}`)
    expect(phone.lastLabels).toEqual(['接着答'])
    await app.clock.advance(11 * minuteMs)
    await handInPapers(app, allHeard(app))
    await phone.presses(userOf(zhang), '接着答')
    expect(phone.lastWords).toContain('答对 1 题，共 3 题')
    expect(await attempts()).toEqual([1])
  })

  test('on an old card, after handing in, shows the result too; the new card begins the next', async () => {
    const { phone, zhang, hold, take, press } = hall
    const exam = await hold()
    const paper = await take(zhang, exam, true)
    await press(zhang, examHandInSure.data({ paper }))
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    expect(phone.lastWords).toContain('答对 1 题，共 3 题')
    expect(await attempts()).toEqual([1])
    await press(zhang, examOpen.data({ exam: exam.id }))
    await phone.presses(userOf(zhang), '开始答卷')
    expect(await attempts()).toEqual([1, 2])
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    expect(phone.lastWords).toContain('答对 1 题')
  })

  test('of an attempt that nobody has offered begins nothing', async () => {
    const { phone, zhang, hold, press } = hall
    const exam = await hold()
    for (const attempt of [0, 2, 9]) {
      await press(zhang, examStart.data({ exam: exam.id, attempt }))
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
    }
    expect(await attempts()).toEqual([])
  })
})

describe('who moves away in the middle', () => {
  test('goes on with their paper and finds it, and begins no other there', async () => {
    const { app, units, phone, zhang, hold, take, press, choose } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold({ minutes: 60 })
    const paper = await take(zhang, exam, true)
    const ma = await personNamed(app, '镇主持', { roles: [['host', units.town]] })
    const other = await hold({ unitId: units.tuanjie.id, title: '团结的' }, { host: ma })
    await updatePerson(app.db, zhang.id, { unitId: units.tuanjieOne.id })
    await press(zhang, examStart.data({ exam: other.id, attempt: 1 }))
    expect(phone.lastWords).toContain('还有一份“党史测验”的卷子没有交')
    await phone.presses(userOf(zhang), '接着答')
    expect(phone.lastWords).toContain('<b>党史测验</b> · 第 2 题')
    await phone.says(userOf(zhang), '/exams')
    expect(phone.lastLabels.toSorted()).toEqual(['考：党史测验', '考：团结的'])
    await phone.says(userOf(zhang), `/start exam-${exam.id}`)
    expect(phone.lastLabels).toEqual(['接着答'])
    await choose(zhang, paper, 1, 0)
    await press(zhang, examHandInSure.data({ paper }))
    await press(zhang, examOpen.data({ exam: exam.id }))
    expect(phone.lastWords).toContain('您已经不在和平村了')
    expect(phone.lastLabels).toEqual(['第 1 次：答对 2 题'])
    await press(zhang, examStart.data({ exam: exam.id, attempt: 2 }))
    expect(phone.toasts.at(-1)).toContain('您已经不在和平村了')
    expect(await attempts()).toEqual([1])
  })

  test('and has no paper finds nothing, as anybody from elsewhere', async () => {
    const { app, units, phone, zhang, zhao, hold, press } = hall
    await putQuestions(app, units.town, 3)
    const exam = await hold()
    await updatePerson(app.db, zhang.id, { unitId: units.tuanjieOne.id })
    for (const person of [zhang, zhao]) {
      await press(person, examStart.data({ exam: exam.id, attempt: 1 }))
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
      await phone.says(userOf(person), '/exams')
      expect(phone.lastWords).toContain('没有您要考的考试')
    }
  })
})

describe('where questions run out', () => {
  test('no exam is set for days on which there are too few', async () => {
    const { app, units, hold } = hall
    for (let n = 0; n < 5; n++)
      await putQuestion(app, units.town, { stem: `限${n}`, validUntil: '2026-03-04' })
    const opensAt = new Date(app.clock.now().getTime() + 24 * hourMs)
    const closing = (days: number) => new Date(opensAt.getTime() + days * 24 * hourMs)
    await expect(hold({ opensAt, closesAt: closing(7) })).rejects.toMatchObject({
      code: 'exam-too-few-on',
      args: { day: '2026-03-10', size: 0, count: 3 },
    })
    const later = new Date(opensAt.getTime() + 7 * 24 * hourMs)
    await expect(hold({ opensAt: later, closesAt: closing(8) })).rejects.toMatchObject({
      code: 'exam-too-few-on',
      args: { day: '2026-03-10', size: 0, count: 3 },
    })
    await expect(hold({ opensAt, closesAt: closing(1) })).resolves.toBeDefined()
  })

  test('nobody begins a paper of one question, and the host hears of it once', async () => {
    const { app, units, phone, he, zhang, sun, hold, press } = hall
    const ids = await putQuestions(app, units.town, 10)
    const exam = await hold({ count: 10, passPercent: 80 })
    const ma = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    for (const id of ids.slice(3)) await retireQuestion(app, by(ma), id, '')
    const begin = (person: Person) => press(person, examStart.data({ exam: exam.id, attempt: 1 }))
    await begin(sun)
    expect(await hall.papers()).toHaveLength(1)
    await retireQuestion(app, by(ma), ids[0] ?? 0, '')
    await begin(zhang)
    expect(phone.toasts.at(-1)).toContain('这份卷子出不来')
    await begin(zhang)
    expect(await hall.papers()).toHaveLength(1)
    const told = async (person: Person) =>
      (await promisedTo(app, person.chatId ?? 0)).filter((words) => words.includes('出不了卷'))
    expect(await told(he)).toHaveLength(1)
    for (const person of [sun, zhang, ma]) expect(await told(person)).toEqual([])
  })

  test('a host who lost the role hears nothing', async () => {
    const { app, units, he, zhang, hold, press } = hall
    const ids = await putQuestions(app, units.town, 3)
    const exam = await hold()
    const ma = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    await retireQuestion(app, by(ma), ids[0] ?? 0, '')
    await app.db.roleGrant.updateMany({ where: { personId: he.id }, data: { endedAt: app.clock.now() } })
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    expect((await promisedTo(app, he.chatId ?? 0)).filter((words) => words.includes('出不了卷'))).toEqual([])
  })
})

test('an option that is not in the question is refused', async () => {
  const { app, units, phone, zhang, hold, take, press, answersOf } = hall
  await putQuestions(app, units.town, 3)
  const paper = await take(zhang, await hold())
  for (const [place, option] of [
    [0, 4],
    [0, 99],
    [3, 0],
  ] as const) {
    await press(zhang, examChoose.data({ paper, place, option, to: 1 }))
    expect(phone.toasts.at(-1)).toContain('没有这场考试')
  }
  expect((await answersOf(paper)).map(({ chosen }) => chosen)).toEqual([null, null, null])
})
