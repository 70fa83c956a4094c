import { beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import { ownResultOf } from '../../../src/quiz/evening/own-result-of.ts'
import { chooseOption } from '../../../src/quiz/exam/answer-paper.ts'
import { handIn } from '../../../src/quiz/exam/hand-in.ts'
import { forgetLearning } from '../../../src/quiz/practice/forget-learning.ts'
import { practiseMissed } from '../../../src/quiz/practice/practise-missed.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { personNamed } from '../../support/people.ts'
import { type Hall, openHall } from '../evening/hall.ts'

let hall: Hall
let zhang: Person & { chatId: number }
let zhao: Person & { chatId: number }

beforeEach(async () => {
  hall = await openHall()
  zhang = await personNamed(hall.app, '张三', { home: hall.units.hepingOne })
  zhao = await personNamed(hall.app, '赵六', { home: hall.units.tuanjieOne })
})

const by = ({ id }: Person) => ({ personId: id })
const forget = (person: Person) => forgetLearning(hall.app, by(person))

/** Answers and memories of somebody. */
const noted = async ({ id: personId }: Person) => [
  await hall.app.db.quizAnswer.count({ where: { personId } }),
  await hall.app.db.quizMemory.count({ where: { personId } }),
]

/** An evening at which both got the first question wrong, to the end of its questions. */
async function answerFirst(): Promise<void> {
  await hall.hold()
  await hall.pass(130)
  for (const person of [zhang, zhao]) await hall.vote(person, hall.sender.polls[0], [1])
}
const toTheEnd = () => hall.pass(120)

test('what was cleared stays so when its evening is looked at again, and its result is still told', async () => {
  await answerFirst()
  await toTheEnd()
  expect(await noted(zhang)).toEqual([1, 1])
  await forget(zhang)
  const { own } = await ownResultOf(hall.app, by(zhang), 1)
  expect(own).toMatchObject({ right: 0, of: 3 })
  expect(await noted(zhang)).toEqual([0, 0])
  expect(await noted(zhao)).toEqual([1, 1])
  const stranger = await personNamed(hall.app, '路人')
  await expect(ownResultOf(hall.app, by(stranger), 1)).rejects.toThrow('quiz-own-none')
})

test('who cleared in the middle of an evening keeps what they answer after that, and hears how it went as a whole', async () => {
  await answerFirst()
  await forget(zhang)
  await hall.pass(35)
  await hall.vote(zhang, hall.sender.polls[1], [0])
  await hall.pass(120)
  const answers = await hall.app.db.quizAnswer.findMany({ where: { personId: zhang.id } })
  expect(answers.map(({ key }) => key)).toEqual([`evening:1:1:${zhang.id}`])
  expect(await promisedTo(hall.app, zhang.chatId)).toContainEqual(expect.stringContaining('答对 1 题'))
  expect(await noted(zhao)).toEqual([1, 1])
})

test('an answer that comes late brings back no other', async () => {
  await answerFirst()
  await toTheEnd()
  await forget(zhang)
  await hall.pass(1)
  await hall.vote(zhang, hall.sender.polls[2], [0])
  expect(await noted(zhang)).toEqual([1, 1])
})

test('who cleared hears no news of what they had learned before', async () => {
  await answerFirst()
  await toTheEnd()
  const { questionId } = await hall.app.db.quizAnswer.findFirstOrThrow()
  await forget(zhang)
  const before = await promisedTo(hall.app, zhang.chatId)
  await hall.app.db.question.update({ where: { id: questionId }, data: { retiredAt: hall.app.clock.now() } })
  await ownResultOf(hall.app, by(zhang), 1)
  expect(await promisedTo(hall.app, zhang.chatId)).toEqual(before)
})

test('who came from elsewhere, answered and cleared may still practise what was asked', async () => {
  await answerFirst()
  await toTheEnd()
  await forget(zhao)
  expect(await practiseMissed(hall.app, by(zhao), 1, 'k')).toMatchObject({ kind: 'asked' })
  const stranger = await personNamed(hall.app, '路人')
  await expect(practiseMissed(hall.app, by(stranger), 1, 'l')).rejects.toThrow('practice-unknown')
})

test('of a paper that lay open, what was answered before is not learned from, and what came after is', async () => {
  const { app, units, liu } = hall
  const now = app.clock.now()
  const endsAt = new Date(now.getTime() + 600_000)
  const terms = {
    title: '测验',
    set: '{"chapters":[],"tags":[]}',
    count: 2,
    attempts: 1,
    passPercent: 60,
    minutes: 10,
  }
  const exam = await app.db.exam.create({
    data: {
      ...terms,
      key: 'e',
      unitId: units.town.id,
      hostId: liu.id,
      opensAt: now,
      closesAt: endsAt,
      createdAt: now,
    },
  })
  const items = [1, 2].map((questionId, place) => ({ place, questionId, version: 1, order: '[0,1,2]' }))
  const { id } = await app.db.examPaper.create({
    data: {
      examId: exam.id,
      personId: zhang.id,
      attempt: 1,
      startedAt: now,
      endsAt,
      answers: { create: items },
    },
  })
  const choose = (place: number) =>
    chooseOption(
      app,
      by(zhang),
      { paperId: id, place },
      { option: 0, isOn: true, receivedAt: app.clock.now() },
    )
  await choose(0)
  await forget(zhang)
  await app.clock.advance(1_000)
  await choose(1)
  expect(await handIn(app, by(zhang), id)).toMatchObject({ right: 2 })
  const answers = await app.db.quizAnswer.findMany({ where: { personId: zhang.id } })
  expect(answers.map(({ questionId }) => questionId)).toEqual([2])
})
