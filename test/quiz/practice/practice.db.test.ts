import type { User } from 'grammy/types'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import {
  practiceButtons,
  practiceCommands,
  practiceConversations,
  practiceLinks,
} from '../../../src/quiz/practice/practice-bot.ts'
import {
  practiceAnswer,
  practiceDone,
  practiceMark,
  practiceNext,
} from '../../../src/quiz/practice-buttons.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { groupChat, human, Phone } from '../../support/phone.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'

const dayMs = 24 * 60 * 60 * 1000
const minuteMs = 60_000

let app: TestApp
let units: TestUnits
let phone: Phone
let zhang: Person
let zhangUser: User
let zhao: Person
let zhaoUser: User

const userOf = ({ telegramUserId, name }: Person) => human(telegramUserId ?? 0, name)

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  const parts = {
    commands: practiceCommands,
    conversations: practiceConversations,
    startLinks: practiceLinks,
  }
  phone = new Phone(app, [featureWith(parts, practiceButtons)])
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
  zhao = await personNamed(app, '赵六', { home: units.tuanjieOne })
  zhangUser = userOf(zhang)
  zhaoUser = userOf(zhao)
})

const practices = () => app.db.practice.findMany({ orderBy: { id: 'asc' } })
const answers = () => app.db.quizAnswer.findMany({ orderBy: { id: 'asc' } })

interface Item {
  questionId: number
  version: number
  marked: number[]
}
const itemsOf = (practice: { items: string } | undefined): Item[] => JSON.parse(practice?.items ?? '[]')
const idsIn = (practice: { items: string } | undefined): number[] =>
  itemsOf(practice).map(({ questionId }) => questionId)

/** The first version of a question of the first practice. */
const place = (n: number) => ({ practice: 1, place: n, version: 1 })

/** Somebody has begun an exam that asks these questions, and it is open for an hour. */
async function examAsks({ id: personId }: Person, questionIds: readonly number[]): Promise<void> {
  const opensAt = app.clock.now()
  const closesAt = new Date(opensAt.getTime() + 60 * minuteMs)
  const terms = { title: '测验', set: '{"chapters":[],"tags":[]}', count: 1, attempts: 1 }
  const when = { opensAt, closesAt, createdAt: opensAt, minutes: 10, passPercent: 60 }
  const exam = await app.db.exam.create({
    data: { ...terms, ...when, key: 'e', unitId: units.town.id, hostId: personId },
  })
  const asked = questionIds.map((questionId, n) => ({
    place: n,
    questionId,
    version: 1,
    order: '[0,1,2,3]',
  }))
  await app.db.examPaper.create({
    data: {
      examId: exam.id,
      personId,
      attempt: 1,
      startedAt: opensAt,
      endsAt: closesAt,
      answers: { create: asked },
    },
  })
}

/** Answers the open question of somebody's practice, rightly or not, and goes on. */
async function answer(user: User, isRight: boolean): Promise<void> {
  const open = (await practices()).findLast(({ endedAt }) => endedAt === null)
  const place = open?.place ?? 0
  const version = itemsOf(open)[place]?.version ?? 1
  const data = { practice: open?.id ?? 0, place, version, option: isRight ? 0 : 1 }
  await phone.hears(phone.press(user, practiceAnswer.data(data)))
}

async function answerAll(user: User, ...rights: boolean[]): Promise<void> {
  await phone.says(user, '/practice')
  for (const isRight of rights) await answer(user, isRight)
}

describe('a practice', () => {
  test('is five questions, one tap each, explained on the same message; then how it went and what comes back', async () => {
    await putQuestions(app, units.town, 7)
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 5 题')
    expect(phone.lastLabels).toHaveLength(4)
    await answer(zhangUser, true)
    const explained = phone.said.at(-1)
    expect(explained?.call).toMatchObject({ do: 'edit', message: { privacy: 'confidential' } })
    expect(phone.lastWords).toContain('答对了。\n解析：和平村、团结村、联合村。\n出处：镇志')
    await phone.presses(zhangUser, '下一题')
    expect(phone.said.at(-1)?.call.do).toBe('edit')
    expect(phone.lastWords).toContain('第 2 题')
    for (const isRight of [false, true, true]) await answer(zhangUser, isRight)
    expect(phone.lastLabels).toEqual(['下一题'])
    await answer(zhangUser, true)
    expect(phone.lastLabels).toEqual(['看结果'])
    await phone.presses(zhangUser, '看结果')
    expect(phone.lastWords).toBe('这一组 5 题，答对 4 题。\n再来的日子：今天 5 题。')
    expect(phone.lastLabels).toEqual(['再来五题', '错题本', '提醒我'])
    expect(await answers()).toHaveLength(5)
    expect((await practices())[0]?.endedAt).toEqual(app.clock.now())
  })

  test('says what was chosen and what is right by the letters on that phone', async () => {
    await putQuestion(app, units.town, { options: ['一', '二', '三'], right: [0] })
    await phone.says(zhangUser, '/practice')
    const labels = phone.lastLabels
    const [wrong = '', right = ''] = ['二', '一'].map(
      (word) => labels.find((label) => label.endsWith(word))?.[0],
    )
    await phone.presses(zhangUser, `${wrong} 二`)
    expect(phone.lastWords).toContain(`答错了。您选的是 ${wrong}，正确的是 ${right}。`)
    expect(phone.lastWords).toContain(`<b>${right}. 一</b>`)
  })

  test('asks of the home, of the units of one’s roles and of all above, and of no other', async () => {
    const own = await putQuestion(app, units.hepingOne)
    const above = await putQuestion(app, units.heping)
    const ofTown = await putQuestion(app, units.town)
    const foreign = await putQuestion(app, units.tuanjie)
    const ofBranch = await putQuestion(app, units.hepingBranch)
    await phone.says(zhangUser, '/practice')
    expect(idsIn((await practices())[0]).toSorted((a, b) => a - b)).toEqual([own, above, ofTown])
    await phone.says(zhaoUser, '/practice')
    expect(idsIn((await practices())[1]).toSorted((a, b) => a - b)).toEqual([ofTown, foreign])
    const li = await personNamed(app, '李四', { roles: [['member', units.hepingBranch]] })
    await phone.says(userOf(li), '/practice')
    expect(idsIn((await practices())[2]).toSorted((a, b) => a - b)).toEqual([above, ofTown, ofBranch])
  })

  test('of somebody we know no place of has nothing, and says how to tell it', async () => {
    await putQuestions(app, units.town, 3)
    const stranger = await personNamed(app, '路人')
    await phone.says(userOf(stranger), '/practice')
    expect(phone.lastWords).toContain('/me')
    expect(await practices()).toEqual([])
  })

  test('asks what is due before what is new, and what was wrong before what was known', async () => {
    const [a = 0, b = 0, c = 0] = await putQuestions(app, units.town, 3)
    await answerAll(zhangUser, true, false, true)
    const wrong = (await answers()).find(({ isRight }) => !isRight)?.questionId
    const right = [a, b, c].filter((id) => id !== wrong)
    await app.clock.advance(dayMs)
    const fresh = await putQuestions(app, units.town, 4)
    await phone.says(zhangUser, '/practice')
    const ids = idsIn((await practices())[1])
    expect(ids[0]).toBe(wrong)
    expect(ids.slice(1, 3).toSorted((x, y) => x - y)).toEqual(right)
    for (const id of ids.slice(3)) expect(fresh).toContain(id)
    expect(ids).toHaveLength(5)
  })

  test('brings back nothing before its time: it says when, and offers the notebook', async () => {
    await putQuestions(app, units.town, 2)
    await answerAll(zhangUser, true, true)
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('该练的都练过了')
    expect(phone.lastWords).toContain('再来。')
    await app.clock.advance(11 * minuteMs)
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 2 题')
  })

  test('never asks what is retired, or outside its days', async () => {
    const good = await putQuestion(app, units.town, { validFrom: '2026-03-01', validUntil: '2026-03-31' })
    await putQuestion(app, units.town, { retiredAt: app.clock.now() })
    await putQuestion(app, units.town, { validFrom: '2026-04-01' })
    await putQuestion(app, units.town, { validUntil: '2026-02-28' })
    await answerAll(zhangUser, false)
    expect(idsIn((await practices())[0])).toEqual([good])
    await app.clock.advance(40 * dayMs)
    await phone.says(zhangUser, '/practice')
    expect(idsIn((await practices())[1])).not.toContain(good)
  })

  test('goes on where it was; after a day it ends quietly and another begins', async () => {
    await putQuestions(app, units.town, 12)
    await phone.says(zhangUser, '/practice')
    await answer(zhangUser, true)
    await app.clock.advance(23 * 60 * minuteMs)
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 2 题，共 5 题')
    expect(await practices()).toHaveLength(1)
    const [first] = await practices()
    await app.clock.advance(dayMs)
    const said = phone.said.length
    await phone.hears(
      phone.press(
        zhangUser,
        practiceAnswer.data({ practice: first?.id ?? 0, place: 1, version: 1, option: 0 }),
      ),
    )
    expect(phone.said).toHaveLength(said)
    expect(phone.toasts.at(-1)).toContain('已经结束了')
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 5 题')
    expect(await answers()).toHaveLength(1)
  })

  test('is open for a day from the last touch; what was forgotten ends when another begins', async () => {
    await putQuestions(app, units.town, 12)
    await phone.says(zhangUser, '/practice')
    const hours = (count: number) => app.clock.advance(count * 60 * minuteMs)
    await hours(20)
    await answer(zhangUser, true)
    await hours(20)
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 2 题，共 5 题')
    await hours(4)
    await phone.says(zhangUser, '/practice')
    expect(await practices()).toMatchObject([{ endedAt: app.clock.now() }, { endedAt: null }])
  })

  test('asks what was wrong before what was known, also when that is due for longer', async () => {
    const [known = 0, wrong = 0] = await putQuestions(app, units.town, 2)
    const note = (questionId: number, isRight: boolean) => {
      const how = {
        key: `${questionId}`,
        version: 1,
        chosen: [0],
        way: 'practice',
        at: app.clock.now(),
      } as const
      return app.db.transaction((tx) =>
        noteAnswers(tx, [{ ...how, personId: zhang.id, questionId, isRight }]),
      )
    }
    await note(known, true)
    await app.clock.advance(60 * minuteMs)
    await note(wrong, false)
    await app.clock.advance(60 * minuteMs)
    await phone.says(zhangUser, '/practice')
    expect(idsIn((await practices())[0])).toEqual([wrong, known])
  })

  test('with several right answers is marked, unmarked, and finished by one more tap', async () => {
    await putQuestion(app, units.town, { kind: 'several', options: ['一', '二', '三'], right: [0, 2] })
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('（多选）')
    await phone.presses(zhangUser, '就这些')
    expect(phone.toasts.at(-1)).toContain('还没有点')
    const mark = (option: number, to: 0 | 1) =>
      phone.hears(
        phone.press(zhangUser, practiceMark.data({ practice: 1, place: 0, version: 1, option, to })),
      )
    await mark(1, 1)
    await mark(1, 1)
    await mark(0, 1)
    expect(phone.lastLabels.filter((label) => label.startsWith('√'))).toHaveLength(2)
    await mark(1, 0)
    await mark(2, 1)
    await phone.presses(zhangUser, '就这些')
    expect(phone.lastWords).toContain('答对了')
    expect(await answers()).toMatchObject([{ isRight: true, chosen: '[0,2]' }])
  })
})

describe('a press', () => {
  beforeEach(async () => {
    await putQuestions(app, units.town, 5)
    await phone.says(zhangUser, '/practice')
  })
  const press = (user: User, place: number, option: number, chat?: ReturnType<typeof groupChat>) =>
    phone.hears(phone.press(user, practiceAnswer.data({ practice: 1, place, version: 1, option }), chat))

  test('on an old message answers nothing again: what was answered is shown', async () => {
    await press(zhangUser, 0, 1)
    const before = await app.db.quizMemory.findMany()
    await press(zhangUser, 0, 0)
    await press(zhangUser, 0, 1)
    expect(phone.lastWords).toContain('答错了')
    expect(await answers()).toHaveLength(1)
    expect(await app.db.quizMemory.findMany()).toEqual(before)
    expect((await practices())[0]?.place).toBe(1)
  })

  test('on a place that is not open yet, or an option that is not there, changes nothing', async () => {
    await press(zhangUser, 3, 0)
    await press(zhangUser, 0, 9)
    await phone.hears(phone.press(zhangUser, 'practice-answer:1:x:1:y'))
    expect(await answers()).toEqual([])
  })

  test('of another person finds no such practice, whatever they press', async () => {
    const practice = 1
    const said = phone.said.length
    for (const data of [
      practiceAnswer.data({ practice, place: 0, version: 1, option: 0 }),
      practiceMark.data({ practice, place: 0, version: 1, option: 0, to: 1 }),
      practiceDone.data({ practice, place: 0, version: 1 }),
      practiceNext.data({ practice }),
    ]) {
      await phone.hears(phone.press(zhaoUser, data))
      expect(phone.toasts.at(-1)).toContain('没有这一组题')
    }
    expect(phone.said).toHaveLength(said)
    expect(await answers()).toEqual([])
  })

  test('in a group does nothing', async () => {
    await press(zhangUser, 0, 0, groupChat(7, '和平村'))
    expect(await answers()).toEqual([])
  })

  test('that comes again after a crash is answered as it was', async () => {
    const update = phone.press(
      zhangUser,
      practiceAnswer.data({ practice: 1, place: 0, version: 1, option: 0 }),
    )
    await phone.hears(update)
    const words = phone.lastWords
    await phone.hears(update)
    expect(phone.lastWords).toBe(words)
    expect(await answers()).toHaveLength(1)
  })
})

describe('a question that changes while it is on the phone', () => {
  test('is asked anew when it was corrected, and not counted', async () => {
    const id = await putQuestion(app, units.town)
    await phone.says(zhangUser, '/practice')
    await app.db.question.update({ where: { id }, data: { right: '[1]', version: 2 } })
    await answer(zhangUser, true)
    expect(phone.lastWords).toContain('刚才那道题改过了')
    expect(await answers()).toEqual([])
    await answer(zhangUser, false)
    expect(phone.lastWords).toContain('答对了')
    expect(await answers()).toMatchObject([{ version: 2, isRight: true }])
  })

  test('is skipped when it was retired; the others are counted without it', async () => {
    await putQuestions(app, units.town, 3)
    await phone.says(zhangUser, '/practice')
    const [first = 0, second = 0] = idsIn((await practices())[0])
    await app.db.question.updateMany({
      where: { id: { in: [first, second] } },
      data: { retiredAt: app.clock.now() },
    })
    await answer(zhangUser, true)
    expect(await answers()).toEqual([])
    expect(phone.lastWords).toContain('第 1 题，共 1 题')
    await answer(zhangUser, true)
    await phone.presses(zhangUser, '看结果')
    expect(phone.lastWords).toContain('这一组 1 题，答对 1 题')
  })

  test('says what became of it, and when the new one was brought by another copy too', async () => {
    const id = await putQuestion(app, units.town, { options: ['三个', '四个'], right: [0] })
    await phone.says(zhangUser, '/practice')
    const old = phone.dataOf(phone.lastLabels.find((label) => label.endsWith('三个')) ?? '')
    await app.db.question.update({
      where: { id },
      data: { version: 2, options: '["四个","三个"]', right: '[1]' },
    })
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).not.toContain('刚才那道题')
    await phone.hears(phone.press(zhangUser, old))
    expect(phone.lastWords).toContain('刚才那道题改过了')
    expect(await answers()).toEqual([])
    await answer(zhangUser, false)
    expect(await answers()).toMatchObject([{ version: 2, isRight: true }])
  })

  test('loses its marks with a correction, and an old copy of it marks nothing', async () => {
    const id = await putQuestion(app, units.town, { kind: 'several', options: ['一', '二'], right: [0, 1] })
    await phone.says(zhangUser, '/practice')
    const at = { practice: 1, place: 0, version: 1 }
    await phone.hears(phone.press(zhangUser, practiceMark.data({ ...at, option: 0, to: 1 })))
    await app.db.question.update({ where: { id }, data: { version: 2, options: '["一","二","三"]' } })
    await phone.hears(phone.press(zhangUser, practiceMark.data({ ...at, option: 1, to: 1 })))
    expect(phone.lastWords).toContain('刚才那道题改过了')
    expect(itemsOf((await practices())[0])).toMatchObject([{ version: 2, marked: [] }])
    await phone.hears(phone.press(zhangUser, practiceDone.data({ ...at, version: 2 })))
    expect(phone.toasts.at(-1)).toContain('还没有点')
    expect(await answers()).toEqual([])
  })

  test('is left behind when it was retired: an old copy of it shows what is open', async () => {
    await putQuestions(app, units.town, 2)
    await phone.says(zhangUser, '/practice')
    const [first = 0] = idsIn((await practices())[0])
    await app.db.question.update({ where: { id: first }, data: { retiredAt: app.clock.now() } })
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 1 题')
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...place(0), option: 0 })))
    expect(phone.lastWords).toContain('刚才那道题停用了，请看这一道。')
    expect(await answers()).toEqual([])
    await answer(zhangUser, true)
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...place(0), option: 0 })))
    expect(phone.toasts.at(-1)).toContain('已经结束了')
  })

  test('is set aside when it lies before them in an exam, and its answer is not shown on an old copy', async () => {
    await putQuestions(app, units.town, 3)
    await phone.says(zhangUser, '/practice')
    await phone.says(zhaoUser, '/practice')
    await answer(zhaoUser, true)
    const [first = 0, second = 0] = idsIn((await practices())[0])
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...place(0), option: 0 })))
    await examAsks(zhang, [first, second])
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...place(1), option: 0 })))
    expect(phone.lastWords).toContain('刚才那道题先放一放，请看这一道。')
    const said = phone.said.length
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...place(0), option: 1 })))
    expect(phone.said).toHaveLength(said)
    expect(phone.toasts.at(-1)).toBe('这道题现在不能练，答案也先不给看。')
    // Who does not sit that exam looks at theirs as before.
    const theirs = idsIn((await practices())[1])
    const at = { practice: 2, place: 0, version: 1 }
    await phone.hears(phone.press(zhaoUser, practiceAnswer.data({ ...at, option: 0 })))
    expect(phone.lastWords).toContain('答对了')
    expect(theirs).toHaveLength(3)
  })

  test('when all of them are retired it says so', async () => {
    await putQuestions(app, units.town, 2)
    await phone.says(zhangUser, '/practice')
    await app.db.question.updateMany({ data: { retiredAt: app.clock.now() } })
    await answer(zhangUser, true)
    expect(phone.lastWords).toContain('现在都不用练了')
  })

  test('and was answered before, is not shown with what it says now', async () => {
    const id = await putQuestion(app, units.town)
    await phone.says(zhangUser, '/practice')
    await answer(zhangUser, true)
    await app.db.question.update({ where: { id }, data: { right: '[1]', version: 2 } })
    const said = phone.said.length
    await phone.hears(
      phone.press(zhangUser, practiceAnswer.data({ practice: 1, place: 0, version: 1, option: 0 })),
    )
    expect(phone.toasts.at(-1)).toContain('后来改过')
    expect(phone.said).toHaveLength(said)
  })
})

test('true or false is two buttons with these words', async () => {
  await putQuestion(app, units.town, { kind: 'truth', right: [1], stem: '青禾镇靠海。' })
  await phone.says(zhangUser, '/practice')
  expect(phone.lastLabels).toEqual(['对', '错'])
  await phone.presses(zhangUser, '对')
  expect(phone.lastWords).toContain('您选的是 对，正确的是 错。')
})

test('what lies before somebody in an exam is not practised until its window is over, also when its host has not been told', async () => {
  const [inExam = 0, free = 0] = await putQuestions(app, units.town, 2)
  const now = app.clock.now()
  const times = { opensAt: now, closesAt: new Date(now.getTime() + dayMs), createdAt: now }
  const exam = await app.db.exam.create({
    data: {
      key: 'e',
      unitId: units.town.id,
      hostId: zhao.id,
      title: '测验',
      set: '{}',
      count: 1,
      attempts: 1,
      passPercent: 60,
      minutes: 10,
      ...times,
    },
  })
  const paper = { examId: exam.id, personId: zhang.id, attempt: 1, startedAt: now, endsAt: now }
  await app.db.examPaper.create({
    data: { ...paper, answers: { create: { place: 0, questionId: inExam, version: 1, order: '[0,1,2,3]' } } },
  })
  await phone.says(zhangUser, '/practice')
  expect(idsIn((await practices())[0])).toEqual([free])
  await phone.says(zhaoUser, '/practice')
  expect(idsIn((await practices())[1]).toSorted((a, b) => a - b)).toEqual([inExam, free])
  await answer(zhangUser, true)
  await app.clock.advance(dayMs)
  await phone.says(zhangUser, '/practice')
  expect(idsIn((await practices()).at(-1))).toContain(inExam)
})
