import { readSheet } from 'read-excel-file/node'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import type { Unit } from '../../../src/org/unit.ts'
import { correctQuestion } from '../../../src/quiz/bank/correct-question.ts'
import { tellLearners } from '../../../src/quiz/bank/tell-learners.ts'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import type { Exam } from '../../../src/quiz/exam/exam.ts'
import {
  examAt,
  examCertificate,
  examChoose,
  examClose,
  examCloseSure,
  examHandIn,
  examHandInSure,
  examManage,
  examOpen,
  examResult,
  examStart,
  examTable,
  examWrong,
} from '../../../src/quiz/exam/exam-buttons.ts'
import { handInPapers } from '../../../src/quiz/exam/hand-in.ts'
import { holdExam } from '../../../src/quiz/exam/hold-exam.ts'
import { questionsByIds } from '../../../src/quiz/question-store.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { boundGroup, personNamed } from '../../support/people.ts'
import { groupChat } from '../../support/phone.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'
import { allHeard, by, examHall, type Hall, hourMs, minuteMs, userOf } from './hall.ts'

let app: Hall['app']
let units: Hall['units']
let phone: Hall['phone']
let yang: Person
let he: Person
let sun: Person
let zhang: Person
let zhao: Person
let hold: Hall['hold']
let press: Hall['press']
let choose: Hall['choose']
let take: Hall['take']
let takeAndHandIn: Hall['takeAndHandIn']
let papers: Hall['papers']
let answersOf: Hall['answersOf']
let promisesTo: Hall['promisesTo']
let fileOf: Hall['fileOf']

beforeEach(async () => {
  const hall = await examHall()
  ;({ app, units, phone, yang, he, sun, zhang, zhao } = hall)
  ;({ hold, press, choose, take, takeAndHandIn, papers, answersOf, promisesTo, fileOf } = hall)
})

describe('an exam', () => {
  beforeEach(async () => {
    await putQuestions(app, units.town, 6)
  })

  test('is held by who may host there, and by nobody else', async () => {
    for (const host of [zhang, zhao])
      await expect(hold({}, { host })).rejects.toMatchObject({ code: 'unit-unknown' })
    for (const unit of [units.town, units.tuanjie])
      await expect(hold({ unitId: unit.id })).rejects.toMatchObject({ code: 'unit-unknown' })
    await expect(hold({ count: 7 })).rejects.toMatchObject({
      code: 'exam-too-few-on',
      args: { size: 6, count: 7, day: '2026-03-02' },
    })
    expect((await hold()).hostId).toBe(he.id)
    expect((await hold({}, { host: yang })).hostId).toBe(yang.id)
  })

  test('is held once, however often the update comes', async () => {
    const { unitId, title, set, count, opensAt, closesAt, attempts, passPercent, minutes } = await hold()
    const terms = { unitId, title, set, count, opensAt, closesAt, attempts, passPercent, minutes }
    const again = () => holdExam(app, by(he), { terms, tellsGroups: false }, 'u:same')
    expect((await again()).id).toBe((await again()).id)
    expect(await app.db.exam.count()).toBe(2)
    expect(await promisedTo(app, zhang.chatId ?? 0)).toHaveLength(2)
  })

  test('opens from a group in the private chat, by its link', async () => {
    const exam = await hold()
    const said = phone.said.length
    await phone.hears(phone.press(userOf(zhang), examOpen.data({ exam: exam.id }), groupChat(7, '一组')))
    expect(phone.said).toHaveLength(said)
    await phone.says(userOf(zhang), `/start exam-${exam.id}`)
    expect(phone.lastWords).toContain('<b>党史测验</b>')
    expect(phone.lastLabels).toEqual(['开始答卷'])
  })

  test('is nothing to who is not of its unit, whatever they press or send', async () => {
    const exam = await hold()
    const paper = await take(zhang, exam, true)
    const said = phone.said.length
    const id = exam.id
    for (const data of [
      examOpen.data({ exam: id }),
      examStart.data({ exam: id, attempt: 1 }),
      examManage.data({ exam: id }),
      examClose.data({ exam: id }),
      examCloseSure.data({ exam: id }),
      examTable.data({ exam: id }),
      examAt.data({ paper, place: 0 }),
      examChoose.data({ paper, place: 0, option: 1, to: 1 }),
      examHandIn.data({ paper, place: 0 }),
      examHandInSure.data({ paper }),
      examResult.data({ paper }),
      examWrong.data({ paper, at: 1 }),
      examCertificate.data({ paper }),
    ]) {
      await press(zhao, data)
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
    }
    expect(phone.said).toHaveLength(said)
    await phone.says(userOf(zhao), `/start exam-${id}`)
    expect(phone.lastWords).toContain('没有这场考试')
    await phone.says(userOf(zhao), '/exams')
    expect(phone.lastWords).toContain('没有您要考的考试')
    expect(await papers()).toMatchObject([{ personId: zhang.id, handedInAt: null }])
    expect(await answersOf(paper)).toMatchObject([{ chosen: '[0]' }, {}, {}])
  })

  test('is managed by its host and the secretaries above; another host there may only take it', async () => {
    const exam = await hold()
    const ma = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    for (const person of [he, yang, ma]) {
      await press(person, examManage.data({ exam: exam.id }))
      expect(phone.lastWords).toContain('正在考。\n还没有人交卷。')
    }
    for (const data of [
      examManage.data({ exam: exam.id }),
      examTable.data({ exam: exam.id }),
      examCloseSure.data({ exam: exam.id }),
    ]) {
      await press(sun, data)
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
    }
    await phone.says(userOf(sun), '/exams')
    expect(phone.lastLabels).toEqual(['考：党史测验'])
    await phone.says(userOf(he), '/exams')
    expect(phone.lastLabels).toEqual(['考：党史测验', '管：党史测验'])
    await app.db.roleGrant.updateMany({ where: { personId: he.id }, data: { endedAt: app.clock.now() } })
    await press(he, examManage.data({ exam: exam.id }))
    expect(phone.toasts.at(-1)).toContain('没有这场考试')
  })

  test('is not begun before it opens, nor after it is over, nor more often than one may', async () => {
    const opensAt = new Date(app.clock.now().getTime() + hourMs)
    const exam = await hold({ opensAt, closesAt: new Date(opensAt.getTime() + hourMs) })
    const start = (attempt: number) => press(zhang, examStart.data({ exam: exam.id, attempt }))
    await start(1)
    expect(phone.toasts.at(-1)).toContain('还没有开考')
    await app.clock.advance(hourMs)
    await takeAndHandIn(zhang, exam, true)
    await takeAndHandIn(zhang, exam, false)
    await start(3)
    expect(phone.toasts.at(-1)).toContain('2 次都考过了')
    await app.clock.advance(hourMs)
    await press(sun, examStart.data({ exam: exam.id, attempt: 1 }))
    expect(phone.toasts.at(-1)).toContain('已经结束了')
    expect(await papers()).toHaveLength(2)
  })
})

describe('a paper', () => {
  let exam: Exam
  beforeEach(async () => {
    await putQuestions(app, units.town, 30)
    exam = await hold({ count: 10 })
  })

  test('is a draw of one’s own: none twice, other questions and another order than the neighbour’s', async () => {
    await take(zhang, exam)
    await take(sun, exam)
    const [first = [], second = []] = await Promise.all((await papers()).map(({ id }) => answersOf(id)))
    const ids = (rows: typeof first) => rows.map(({ questionId }) => questionId)
    for (const rows of [first, second]) expect(new Set(ids(rows)).size).toBe(10)
    expect(ids(first)).not.toEqual(ids(second))
    expect(new Set([...first, ...second].map(({ order }) => order)).size).toBeGreaterThan(3)
  })

  test('is gone on with after anything: the first that is not answered, with the time that is left', async () => {
    await take(zhang, exam, true, false)
    await app.clock.advance(4 * minuteMs + 10_000)
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    expect(phone.lastWords).toContain('第 3 题，共 10 题')
    expect(phone.lastWords).toContain('还剩 5 分 50 秒</i> · 没答的 8 题')
    expect(await papers()).toHaveLength(1)
  })

  test('is gone through and changed until it is handed in; each tap is saved', async () => {
    const paper = await take(zhang, exam, true)
    expect(phone.lastLabels.filter((label) => label.startsWith('√'))).toHaveLength(1)
    expect(await answersOf(paper)).toMatchObject([
      { chosen: '[0]', isRight: true },
      ...Array(9).fill({ chosen: null }),
    ])
    await phone.presses(userOf(zhang), '下一题 ›')
    expect(phone.lastWords).toContain('第 2 题')
    await phone.presses(userOf(zhang), '‹ 上一题')
    await choose(zhang, paper, 0, 2)
    await choose(zhang, paper, 0, 2)
    expect((await answersOf(paper))[0]).toMatchObject({ chosen: '[2]', isRight: false })
    expect(phone.said.at(-1)?.call.do).toBe('edit')
  })

  test('asks once before it is handed in, and says how many are not answered', async () => {
    const paper = await take(zhang, exam, true, true)
    await phone.presses(userOf(zhang), '交卷')
    expect(phone.lastWords).toContain('还有 8 题没答')
    await phone.presses(userOf(zhang), '回去接着答')
    expect(phone.lastWords).toContain('第 2 题')
    await press(zhang, examHandIn.data({ paper, place: 1 }))
    await phone.presses(userOf(zhang), '交卷，不改了')
    expect(phone.lastWords).toContain('答对 2 题，共 10 题\n还没有到合格线，合格线是 60%。')
    expect(await papers()).toMatchObject([
      { right: 2, isPassed: false, certificate: null, handedInAt: app.clock.now() },
    ])
  })

  test('that is handed in takes no tap any more, and is handed in once', async () => {
    const paper = await takeAndHandIn(zhang, exam, true)
    const before = await answersOf(paper)
    await choose(zhang, paper, 1, 0)
    expect(phone.toasts.at(-1)).toBe('这份卷子已经交了，不能再改。')
    await press(zhang, examAt.data({ paper, place: 1 }))
    expect(phone.toasts.at(-1)).toContain('已经交了')
    await press(zhang, examHandInSure.data({ paper }))
    expect(phone.lastWords).toContain('答对 1 题')
    expect(await answersOf(paper)).toEqual(before)
    expect(await app.db.quizAnswer.count()).toBe(1)
  })

  test('is handed in by the clock with what was saved; a late tap gets one clear sentence', async () => {
    const paper = await take(zhang, exam, true, true, true, true, true, true)
    const endsAt = new Date(app.clock.now().getTime() + 10 * minuteMs)
    await app.clock.advance(10 * minuteMs)
    await choose(zhang, paper, 6, 0)
    expect(phone.toasts.at(-1)).toContain('时间到了，不能再答')
    await app.clock.advance(2 * minuteMs)
    expect(await handInPapers(app, allHeard(app))).toEqual({ handedIn: 1 })
    expect(await handInPapers(app, allHeard(app))).toEqual({ handedIn: 0 })
    expect(await papers()).toMatchObject([{ right: 6, isPassed: true, handedInAt: endsAt }])
    const told = await promisesTo(zhang)
    expect(told.map(({ message }) => message.html).filter((html) => html.includes('时间到了'))).toHaveLength(
      1,
    )
    expect((await sharp(await fileOf(zhang, '.png')).metadata()).format).toBe('png')
    expect((await app.db.quizAnswer.findMany()).map(({ at }) => at)).toEqual(Array(6).fill(endsAt))
  })

  test('a tap to go on after its time hands it in and begins no new attempt', async () => {
    await take(zhang, exam, true)
    await app.clock.advance(11 * minuteMs)
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    expect(phone.toasts.at(-1)).toContain('时间到了')
    expect(await papers()).toMatchObject([{ right: 1, attempt: 1 }])
    await press(zhang, examStart.data({ exam: exam.id, attempt: 2 }))
    expect(await papers()).toMatchObject([{ attempt: 1 }, { attempt: 2, handedInAt: null }])
  })

  test('its certificate comes though the process died between the hand-in and the promise, and once', async () => {
    await take(zhang, exam, true, true, true, true, true, true)
    await app.clock.advance(11 * minuteMs)
    await press(zhang, examStart.data({ exam: exam.id, attempt: 1 }))
    const pictures = async () =>
      (await promisesTo(zhang)).filter(({ message }) => message.media?.kind === 'photo').length
    expect(await pictures()).toBe(0)
    await handInPapers(app, allHeard(app))
    await handInPapers(app, allHeard(app))
    expect(await pictures()).toBe(1)
  })

  test('begun shortly before the end has no longer than the exam', async () => {
    await app.clock.advance(55 * minuteMs)
    await take(zhang, exam)
    expect((await papers())[0]?.endsAt).toEqual(exam.closesAt)
  })

  test('is one at a time: another exam waits until it is handed in', async () => {
    const other = await hold({ title: '惠农政策' })
    await take(zhang, exam)
    await press(zhang, examStart.data({ exam: other.id, attempt: 1 }))
    expect(phone.lastWords).toContain('还有一份“党史测验”的卷子没有交')
    await phone.presses(userOf(zhang), '接着答')
    expect(phone.lastWords).toContain('<b>党史测验</b> · 第 1 题')
    expect(await papers()).toHaveLength(1)
    await app.clock.advance(11 * minuteMs)
    await press(zhang, examStart.data({ exam: other.id, attempt: 1 }))
    expect(await papers()).toMatchObject([
      { examId: exam.id, right: 0 },
      { examId: other.id, handedInAt: null },
    ])
  })

  test('of a villager is nothing to their neighbour, who is of the unit too', async () => {
    const paper = await takeAndHandIn(zhang, exam, true)
    for (const data of [
      examAt.data({ paper, place: 0 }),
      examResult.data({ paper }),
      examCertificate.data({ paper }),
      examChoose.data({ paper, place: 0, option: 0, to: 1 }),
    ]) {
      await press(sun, data)
      expect(phone.toasts.at(-1)).toContain('没有这场考试')
    }
  })

  test('in a group shows nothing', async () => {
    const paper = await take(zhang, exam)
    const said = phone.said.length
    for (const data of [examAt.data({ paper, place: 0 }), examStart.data({ exam: exam.id, attempt: 1 })])
      await phone.hears(phone.press(userOf(zhang), data, groupChat(7, '一组')))
    expect(phone.said).toHaveLength(said)
  })

  test('marks by what its owner saw, when a question is corrected meanwhile', async () => {
    const paper = await take(zhang, exam)
    const [{ questionId } = { questionId: 0 }] = await answersOf(paper)
    const question = await app.db.question.findUniqueOrThrow({ where: { id: questionId } })
    const content = {
      kind: 'single',
      stem: question.stem,
      options: JSON.parse(question.options),
      right: [0],
      explanation: '',
      source: '',
      chapter: '',
      tags: [],
    }
    await app.db.questionVersion.create({
      data: { questionId, version: 1, content: JSON.stringify(content), replacedAt: app.clock.now() },
    })
    await app.db.question.update({ where: { id: questionId }, data: { version: 2, right: '[3]' } })
    await choose(zhang, paper, 0, 0)
    expect((await answersOf(paper))[0]?.isRight).toBe(true)
  })

  test('shows the picture of a question before it, and several right answers by marks', async () => {
    await app.db.question.updateMany({ data: { retiredAt: app.clock.now() } })
    const media = { kind: 'photo', fileId: 'PICTURE' } as const
    for (let n = 0; n < 3; n++)
      await putQuestion(app, units.town, {
        kind: 'several',
        options: ['一', '二', '三'],
        right: [0, 2],
        media,
      })
    const pictures = await hold({ title: '看图' })
    phone.outcomes.push({ kind: 'rejected', reason: 'Bad Request: wrong file identifier' })
    await press(zhang, examStart.data({ exam: pictures.id, attempt: 1 }))
    expect(phone.lastWords).toContain('图发不出来，先看文字。')
    await press(zhang, examStart.data({ exam: pictures.id, attempt: 1 }))
    expect(phone.said.slice(-2).map(({ call }) => call)).toMatchObject([
      { do: 'send', message: { media } },
      { do: 'send' },
    ])
    for (const label of ['A 一', 'B 二', 'C 三', '√ B 二']) await phone.presses(userOf(zhang), label)
    const [paper] = await papers()
    expect((await answersOf(paper?.id ?? 0))[0]).toMatchObject({ chosen: '[0,2]', isRight: true })
  })
})

describe('what was wrong', () => {
  let exam: Exam
  beforeEach(async () => {
    await putQuestions(app, units.town, 3)
    exam = await hold()
  })

  test('is shown when the window is over, and not before', async () => {
    const paper = await takeAndHandIn(zhang, exam, true, false)
    expect(phone.lastWords).toContain('错在哪里，等 2026-03-02 周一')
    expect(phone.lastLabels).toEqual(['结束以后看错题', '再考一次'])
    await phone.presses(userOf(zhang), '结束以后看错题')
    expect(phone.toasts.at(-1)).toContain('结束以后才能看')
    await app.clock.advance(hourMs)
    await press(zhang, examWrong.data({ paper, at: 1 }))
    expect(phone.lastWords).toContain('错的第 1 题，共 2 题')
    expect(phone.lastWords).toMatch(/您选的是 [A-D]。\n正确的是 [A-D]。\n解析：/)
    await phone.presses(userOf(zhang), '下一题 ›')
    expect(phone.lastWords).toContain('这道题您没有答')
    await phone.presses(userOf(zhang), '成绩')
    expect(phone.lastWords).toContain('答对 1 题，共 3 题')
  })

  test('and right is remembered at hand-in: what was left out is not', async () => {
    await takeAndHandIn(zhang, exam, true, false)
    const answers = await app.db.quizAnswer.findMany({ orderBy: { id: 'asc' } })
    expect(answers.map(({ way, isRight }) => [way, isRight])).toEqual([
      ['exam', true],
      ['exam', false],
    ])
    expect(await app.db.quizMemory.count({ where: { personId: zhang.id } })).toBe(2)
  })
})

describe('a certificate', () => {
  let exam: Exam
  beforeEach(async () => {
    await putQuestions(app, units.town, 3)
    exam = await hold()
  })

  test('comes as a picture to who passed, and is checked by its number', async () => {
    await takeAndHandIn(zhang, exam, true, true, true)
    expect(phone.lastWords).toContain('合格了')
    const [paper] = await papers()
    expect(paper?.certificate).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    const picture = sharp(await fileOf(zhang, '.png'))
    expect(await picture.metadata()).toMatchObject({ format: 'png', width: 960, height: 640 })
    await phone.says(userOf(zhao), `/verify ${paper?.certificate?.replaceAll('-', ' ')}`)
    expect(phone.lastWords).toBe(
      `证书 ${paper?.certificate} 是真的：张三，党史测验，2026-03-02，答对 3 题，共 3 题。`,
    )
  })

  test('of another number, a wrong digit or no number there is none, in the same words', async () => {
    await takeAndHandIn(zhang, exam, true, true, true)
    const [paper] = await papers()
    const number = paper?.certificate ?? ''
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`
    for (const text of [wrong, '000-000-000', '编号 12']) {
      await phone.says(userOf(zhao), `/verify ${text}`)
      expect(phone.lastWords).toBe('没有这个编号的证书。')
    }
    for (const text of ['', '张三']) {
      await phone.says(userOf(zhao), `/verify ${text}`)
      expect(phone.lastWords).toContain('请把证书上的编号写在 /verify 后面')
    }
    await phone.says(userOf(zhao), `/verify 编号${number}。`)
    expect(phone.lastWords).toContain('是真的：张三')
  })

  test('comes again on demand, and never for a paper that was not passed', async () => {
    const failed = await takeAndHandIn(zhang, exam, false, false, false)
    await press(zhang, examCertificate.data({ paper: failed }))
    expect(phone.toasts.at(-1)).toContain('没有这个编号的证书')
    const passed = await takeAndHandIn(zhang, exam, true, true, false)
    await press(zhang, examCertificate.data({ paper: passed }))
    expect((await promisesTo(zhang)).filter(({ key }) => key.includes('certificate'))).toHaveLength(2)
  })
})

describe('the end of an exam', () => {
  let exam: Exam
  const sheet = async (person: Person, name: string) => readSheet(await fileOf(person, '.xlsx'), name)

  beforeEach(async () => {
    await putQuestions(app, units.town, 3)
    exam = await hold()
  })

  test('hands in what is open, and sends its host the table, once', async () => {
    await takeAndHandIn(zhang, exam, false, true, undefined)
    await takeAndHandIn(zhang, exam, true, true, true)
    await app.clock.advance(55 * minuteMs)
    await take(sun, exam, true)
    await app.clock.advance(5 * minuteMs)
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 0 })
    const told = (await promisesTo(he)).filter(({ message }) => message.html.includes('结束了'))
    expect(told.map(({ message }) => message.html)).toEqual([
      '<b>“党史测验”结束了</b>\n2 个人考了，1 个人合格。',
    ])
    expect(told[0]?.message.privacy).toBe('confidential')
    const rows = await sheet(he, '成绩')
    const certificate = (await papers()).find(({ isPassed }) => isPassed)?.certificate
    expect(rows.slice(1).map((row) => [...row.slice(0, 6), row[7] ?? null])).toEqual([
      ['张三', '和平村 · 一组', 2, 3, 3, '是', certificate],
      ['孙主持', null, 1, 1, 3, '否', null],
    ])
    // The first papers of both: of each question, how many had it right.
    const items = await sheet(he, '题目')
    expect(items.slice(1).map((row) => row[1])).toEqual([2, 2, 2])
    expect((await sheet(he, '说明')).length).toBe(7)
    for (const person of [yang, zhang, zhao])
      expect((await promisesTo(person)).filter(({ message }) => message.html.includes('结束了'))).toEqual([])
  })

  test('that nobody took is told without a table', async () => {
    await app.clock.advance(hourMs)
    await endExams(app, allHeard(app))
    const told = (await promisesTo(he)).filter(({ message }) => message.html.includes('结束了'))
    expect(told).toMatchObject([{ message: { html: expect.stringContaining('还没有人交卷') } }])
    expect(told[0]?.message.media).toBeUndefined()
  })

  test('of a host who hosts there no more is told to nobody', async () => {
    await takeAndHandIn(zhang, exam, true)
    await app.db.roleGrant.updateMany({ where: { personId: he.id }, data: { endedAt: app.clock.now() } })
    await app.clock.advance(hourMs)
    expect(await endExams(app, allHeard(app))).toEqual({ ended: 1 })
    expect((await promisesTo(he)).filter(({ message }) => message.html.includes('结束了'))).toEqual([])
  })

  test('can be brought about early, after one question; then nothing can be answered, and wrong ones are shown', async () => {
    const paper = await take(zhang, exam, true, false)
    await press(he, examClose.data({ exam: exam.id }))
    expect(phone.lastWords).toContain('现在就结束“党史测验”？')
    await phone.presses(userOf(he), '现在结束')
    expect(phone.lastWords).toContain('提前结束了。')
    await press(he, examCloseSure.data({ exam: exam.id }))
    await choose(zhang, paper, 2, 0)
    expect(phone.toasts.at(-1)).toContain('考试提前结束了，不能再答')
    await endExams(app, allHeard(app))
    expect(await papers()).toMatchObject([{ right: 1, handedInAt: app.clock.now() }])
    await press(zhang, examWrong.data({ paper, at: 1 }))
    expect(phone.lastWords).toContain('错的第 1 题，共 2 题')
  })

  test('the table comes on demand to the secretary, and to no villager', async () => {
    await takeAndHandIn(zhang, exam, true, true, true)
    await press(yang, examTable.data({ exam: exam.id }))
    expect((await sheet(yang, '成绩'))[1]?.[0]).toBe('张三')
    await press(zhang, examTable.data({ exam: exam.id }))
    expect(phone.toasts.at(-1)).toContain('没有这场考试')
    await expect(fileOf(zhang, '.xlsx')).rejects.toThrow('there is no')
  })
})

describe('holding an exam by the questions of the bot', () => {
  const answer = async (...labels: string[]) => {
    for (const label of labels) await phone.presses(userOf(he), label)
  }
  const begin = async (unit: Unit) => {
    await putQuestions(app, unit, 12)
    await phone.says(userOf(he), '/exam')
    await phone.says(userOf(he), '党史测验')
  }

  test('asks title, unit, questions, rules and window, shows how it will look, and holds it', async () => {
    await boundGroup(app, units.hepingOne, '一组', yang)
    await begin(units.heping)
    await answer('整个和平村')
    await phone.presses(userOf(he), '全部（12题）')
    await phone.says(userOf(he), '99')
    expect(phone.lastWords).toContain('3 到 12 的数')
    await phone.says(userOf(he), '5题')
    await answer('15 分钟', '2 次', '80%', '现在就开', '1 天')
    expect(phone.words.at(-2)).toContain('<b>和平村的考试：党史测验</b>\n5 道题，15 分钟')
    expect(phone.lastWords).toContain('会发给和平村的人，现在是 4 个人。什么时候发：马上')
    await answer('也发到群里')
    expect(phone.lastWords).toContain('也发到那里的群，现在是 1 个')
    await answer('改名字')
    await phone.says(userOf(he), '党史小测')
    await answer('定下')
    expect(phone.lastWords).toContain('定下了')
    expect(await app.db.exam.findMany()).toMatchObject([
      { title: '党史小测', unitId: units.heping.id, count: 5, minutes: 15, attempts: 2, passPercent: 80 },
    ])
    expect(await promisedTo(app, zhang.chatId ?? 0)).toHaveLength(1)
  })

  test('reads moments as people type them, and takes no end before the beginning', async () => {
    await begin(units.heping)
    await answer('整个和平村', '全部（12题）', '10 题', '30 分钟', '1 次', '60%')
    await phone.says(userOf(he), '明天8点')
    await phone.says(userOf(he), '明天7点')
    expect(phone.lastWords).toContain('要在开考以后')
    await phone.says(userOf(he), '明天20:00')
    await answer('定下')
    const [exam] = await app.db.exam.findMany()
    expect(exam).toMatchObject({
      opensAt: new Date('2026-03-03T00:00:00Z'),
      closesAt: new Date('2026-03-03T12:00:00Z'),
    })
  })

  test('is left without an exam', async () => {
    await begin(units.heping)
    await answer(
      '整个和平村',
      '全部（12题）',
      '10 题',
      '30 分钟',
      '1 次',
      '60%',
      '现在就开',
      '2 小时',
      '不办了',
    )
    expect(phone.lastWords).toBe('好，不办了。')
    expect(await app.db.exam.count()).toBe(0)
  })

  test('is no command for a villager', async () => {
    await phone.says(userOf(zhang), '/exam')
    expect(phone.lastWords).toContain('没有这个命令')
  })
})

describe('what is corrected while it lies before somebody', () => {
  const correctedBy = async (questionId: number) => {
    const { version } = await app.db.question.findUniqueOrThrow({ where: { id: questionId } })
    await correctQuestion(
      app,
      by(town),
      { id: questionId, version },
      { right: [(version % 3) + 1] },
      '查过原文',
    )
  }
  let town: Person
  let li: Person
  let exam: Exam
  const newsTo = async (person: Person) =>
    (await promisesTo(person)).filter(({ message }) => message.html.includes('您学过的一道题改了'))

  beforeEach(async () => {
    li = await personNamed(app, '李四', { home: units.hepingTwo })
    town = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    await putQuestions(app, units.town, 3)
    exam = await hold()
  })

  test('is told once to whose answer is noted later, when the window is over, and to nobody else', async () => {
    const paper = await take(zhang, exam, true, true, true)
    await take(li, exam, undefined, true, true)
    const [{ questionId } = { questionId: 0 }] = await answersOf(paper)
    const [open] = (await answersOf(paper + 1)).filter(({ chosen }) => chosen === null)
    await correctedBy(questionId)
    expect(await newsTo(zhang)).toEqual([])
    await press(zhang, examHandInSure.data({ paper }))
    await press(zhang, examHandInSure.data({ paper }))
    await press(li, examHandInSure.data({ paper: paper + 1 }))
    expect(await newsTo(zhang)).toHaveLength(1)
    const row = await app.db.delivery.findFirstOrThrow({ where: { key: { contains: 'late-news' } } })
    expect(row.notBefore).toEqual(exam.closesAt)
    expect(await newsTo(li)).toHaveLength(open?.questionId === questionId ? 0 : 1)
    expect(await newsTo(zhao)).toEqual([])
  })

  test('is not told again to who had learned it before, and was told then', async () => {
    const first = await takeAndHandIn(zhang, exam, true, true, true)
    const second = await take(zhang, exam, true, true, true)
    const [{ questionId } = { questionId: 0 }] = await answersOf(first)
    await correctedBy(questionId)
    await press(zhang, examHandInSure.data({ paper: second }))
    expect(await newsTo(zhang)).toHaveLength(1)
  })

  test('tells no answer while it is open, in a first paper or in a second, and at once who has no paper of it', async () => {
    const sunAlone = { personId: sun.id, version: 1, chosen: '[0]', isRight: true, at: app.clock.now() }
    const paper = await takeAndHandIn(zhang, exam, true, true, true)
    const [{ questionId } = { questionId: 0 }, { questionId: other } = { questionId: 0 }] =
      await answersOf(paper)
    await app.db.quizAnswer.create({ data: { ...sunAlone, key: 'practice', questionId, way: 'practice' } })
    await take(zhang, exam)
    await correctedBy(questionId)
    await correctedBy(other)
    const told = async (person: Person) => (await newsTo(person)).map(({ notBefore }) => notBefore)
    expect(await told(zhang)).toEqual([exam.closesAt, exam.closesAt])
    expect(await told(sun)).toEqual([app.clock.now()])
    expect(await told(zhao)).toEqual([])
  })

  test('is told apart from what may be said now, when both change at once', async () => {
    const [free = 0] = await putQuestions(app, units.town, 1)
    const paper = await takeAndHandIn(zhang, exam, true, true, true)
    const inPaper = (await answersOf(paper)).map(({ questionId }) => questionId)
    const answer = { personId: zhang.id, version: 1, chosen: '[0]', isRight: true, at: app.clock.now() }
    await app.db.quizAnswer.create({
      data: { ...answer, key: 'practice', questionId: free, way: 'practice' },
    })
    await app.db.transaction(async (tx) => {
      const questions = await questionsByIds(tx, [...inPaper, free])
      const news = [...questions.values()].map((before) => ({ what: 'retired' as const, before, why: '' }))
      expect(await tellLearners(tx, app, 'import', news)).toBe(1)
    })
    const told = (await promisesTo(zhang)).filter(({ key }) => key.startsWith('import'))
    expect(told.map(({ notBefore }) => notBefore)).toEqual([exam.closesAt, app.clock.now()])
  })

  test('is told when the last exam is over that somebody has it in', async () => {
    const closesAt = new Date(exam.closesAt.getTime() + hourMs)
    const longer = await hold({ title: '再来', closesAt })
    const paper = await takeAndHandIn(zhang, exam, true, true, true)
    await takeAndHandIn(zhang, longer, true, true, true)
    const [{ questionId } = { questionId: 0 }] = await answersOf(paper)
    await correctedBy(questionId)
    expect((await newsTo(zhang)).map(({ notBefore }) => notBefore)).toEqual([closesAt])
    await app.clock.advance(3 * hourMs)
    await correctedBy(questionId)
    expect((await newsTo(zhang)).at(-1)?.notBefore).toEqual(app.clock.now())
  })

  test('the certificate keeps the name that its owner had when they handed in', async () => {
    const paper = await takeAndHandIn(zhang, exam, true, true, true)
    await app.db.person.update({ where: { id: zhang.id }, data: { name: '换了名字' } })
    const { certificate } = await app.db.examPaper.findUniqueOrThrow({ where: { id: paper } })
    await phone.says(userOf(zhao), `/verify ${certificate}`)
    expect(phone.lastWords).toContain('张三')
    expect(phone.lastWords).not.toContain('换了名字')
    await app.clock.advance(hourMs)
    await endExams(app, allHeard(app))
    expect((await readSheet(await fileOf(he, '.xlsx'), '成绩'))[1]?.[0]).toBe('张三')
  })
})
