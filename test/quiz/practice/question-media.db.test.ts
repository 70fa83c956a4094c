import type { User } from 'grammy/types'
import { beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import { practiceButtons, practiceCommands } from '../../../src/quiz/practice/practice-bot.ts'
import { practiceAnswer, practiceMistake } from '../../../src/quiz/practice-buttons.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { deliver, leading, ScriptedSender } from '../../support/deliveries.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { putQuestion } from '../sample-questions.ts'

const media = { kind: 'voice', fileId: 'VOICE' } as const
const photo = { kind: 'photo', fileId: 'PICTURE' } as const
const refused = { kind: 'rejected', reason: 'Bad Request: wrong file identifier' } as const
const options = ['一', '二', '三']

let app: TestApp
let units: TestUnits
let phone: Phone
let zhang: Person
let zhangUser: User

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  phone = new Phone(app, [featureWith({ commands: practiceCommands }, practiceButtons)])
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
  zhangUser = human(zhang.telegramUserId ?? 0, zhang.name)
})

const callsSince = (count: number) => phone.said.slice(count).map(({ call }) => call)

test('a picture or a voice goes before its question, also when the button of the one before is pressed', async () => {
  await putQuestion(app, units.town, { media, options })
  await putQuestion(app, units.town, { media, options })
  await phone.says(zhangUser, '/practice')
  const [voice, question] = phone.said
  expect(voice?.call).toMatchObject({ do: 'send', message: { media } })
  expect(question?.call).toMatchObject({ do: 'send' })
  // As the voice calls them.
  expect(phone.lastLabels).toEqual(['A 一', 'B 二', 'C 三'])
  await phone.presses(zhangUser, 'A 一')
  expect(phone.said.at(-1)?.call.do).toBe('edit')
  await phone.presses(zhangUser, '下一题')
  expect(phone.said.slice(-2).map(({ call }) => call)).toMatchObject([
    { do: 'send', message: { media } },
    { do: 'send' },
  ])
})

test('a file that Telegram refuses shuts nobody out: one line says so, and it is counted as refused', async () => {
  const id = await putQuestion(app, units.town, { media: photo, options, stem: '看图' })
  phone.outcomes.push(refused)
  await phone.says(zhangUser, '/practice')
  expect(phone.lastWords).toContain('<i>图发不出来，先看文字。</i>\n<b>第 1 题')
  await phone.presses(zhangUser, 'A 一')
  expect(await app.db.quizAnswer.count({ where: { questionId: id } })).toBe(1)
  const sender = new ScriptedSender()
  sender.outcomes.push(refused)
  await deliver(app, sender, await leading(app))
  expect(await app.db.delivery.findMany()).toMatchObject([{ state: 'rejected' }])
})

test('a voice that Telegram refuses has words of its own', async () => {
  await putQuestion(app, units.town, { media, options })
  phone.outcomes.push(refused)
  await phone.says(zhangUser, '/practice')
  expect(phone.lastWords).toContain('录音发不出来')
})

test('a file that has to wait keeps its question behind it', async () => {
  await putQuestion(app, units.town, { media: photo, options, stem: '看图' })
  phone.outcomes.push({ kind: 'retry', afterMs: 5_000, delivered: 'no', reason: 'ECONNRESET' })
  await phone.says(zhangUser, '/practice')
  expect(phone.said).toHaveLength(1)
  const sender = new ScriptedSender()
  const lead = await leading(app)
  await deliver(app, sender, lead)
  expect(sender.calls).toEqual([])
  await app.clock.advance(6_000)
  for (const _ of [1, 2]) await deliver(app, sender, lead)
  expect(sender.calls.map(({ call }) => call)).toMatchObject([
    { message: { media: photo } },
    { message: { html: expect.stringContaining('看图') } },
  ])
})

test('the voice of a question that takes the place of a retired one goes before it', async () => {
  const plain = await putQuestion(app, units.town, { stem: '没有录音' })
  await phone.says(zhangUser, '/practice')
  const voiced = await putQuestion(app, units.town, { media, options, stem: '听录音' })
  const row = await app.db.practice.findFirstOrThrow()
  const [item] = JSON.parse(row.items) as object[]
  const items = [item, { ...item, questionId: voiced, order: [0, 1, 2] }]
  await app.db.practice.update({ where: { id: row.id }, data: { items: JSON.stringify(items) } })
  await app.db.question.update({ where: { id: plain }, data: { retiredAt: app.clock.now() } })
  const before = phone.said.length
  const at = { practice: row.id, place: 0, version: 1 }
  await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...at, option: 0 })))
  expect(callsSince(before)).toMatchObject([
    { do: 'send', message: { media } },
    { do: 'send', message: { html: expect.stringContaining('听录音') } },
  ])
})

test('the card of a mistake has its picture before it, or says that it has none any more', async () => {
  const questionId = await putQuestion(app, units.town, { media: photo, options, stem: '图里是什么？' })
  const how = {
    questionId,
    version: 1,
    chosen: [1],
    isRight: false,
    way: 'practice',
    at: app.clock.now(),
  } as const
  await app.db.transaction((tx) => noteAnswers(tx, [{ ...how, key: 'k', personId: zhang.id }]))
  const see = () => phone.hears(phone.press(zhangUser, practiceMistake.data({ question: questionId })))
  await see()
  expect(callsSince(0)).toMatchObject([
    { do: 'send', message: { media: photo } },
    { do: 'send', message: { html: expect.stringContaining('图里是什么？') } },
  ])
  phone.outcomes.push(refused)
  await see()
  expect(phone.lastWords).toContain('图发不出来')
  const zhao = await personNamed(app, '赵六', { home: units.hepingOne })
  const said = phone.said.length
  const theirs = human(zhao.telegramUserId ?? 0, zhao.name)
  await phone.hears(phone.press(theirs, practiceMistake.data({ question: questionId })))
  expect(phone.said).toHaveLength(said)
})
