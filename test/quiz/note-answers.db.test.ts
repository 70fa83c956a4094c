import { createEmptyCard, fsrs, Rating } from 'ts-fsrs'
import { expect, test } from 'vitest'
import type { Answer } from '../../src/quiz/answer-store.ts'
import { memoriesOf } from '../../src/quiz/answer-store.ts'
import { noteAnswers } from '../../src/quiz/note-answers.ts'
import { testApp } from '../support/app.ts'

const minuteMs = 60_000
const begin = new Date('2026-03-02T12:00:00Z')

const answer = (n: number, isRight: boolean, more: Partial<Answer> = {}): Answer => ({
  key: `practice:${n}`,
  personId: 1,
  questionId: 7,
  version: 1,
  chosen: isRight ? [0] : [1],
  isRight,
  way: 'practice',
  at: new Date(begin.getTime() + n * minuteMs),
  ...more,
})

test('what was answered is noted once, with its moment, and the memory follows FSRS', async () => {
  const app = await testApp()
  const answers = [answer(1, false), answer(2, true), answer(30, true)]
  await app.db.transaction((tx) => noteAnswers(tx, answers))
  const rows = await app.db.quizAnswer.findMany({ orderBy: { at: 'asc' } })
  expect(rows.map(({ key, chosen, isRight, at }) => ({ key, chosen, isRight, at }))).toEqual(
    answers.map(({ key, chosen, isRight, at }) => ({ key, chosen: JSON.stringify(chosen), isRight, at })),
  )
  expect(await app.db.quizAnswer.count({ where: { at: { lte: answers[1]?.at ?? begin } } })).toBe(2)

  let card = createEmptyCard(answers[0]?.at)
  for (const { at, isRight } of answers)
    card = fsrs().next(card, at, isRight ? Rating.Good : Rating.Again).card
  const memory = (await memoriesOf(app.db, [{ personId: 1, questionId: 7 }])).get('1:7')
  expect(memory).toMatchObject({
    dueAt: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    cardState: card.state,
  })
})

test('an answer that is handed over again changes nothing', async () => {
  const app = await testApp()
  await app.db.transaction((tx) => noteAnswers(tx, [answer(1, false)]))
  const before = await app.db.quizMemory.findMany()
  await app.db.transaction((tx) => noteAnswers(tx, [answer(1, true), answer(1, false)]))
  expect(await app.db.quizMemory.findMany()).toEqual(before)
  expect(await app.db.quizAnswer.count()).toBe(1)
})

test('a mistake stays in the notebook until it was answered rightly twice in a row, and one person knows nothing of another', async () => {
  const app = await testApp()
  const isMistake = async (personId: number) =>
    (await memoriesOf(app.db, [{ personId, questionId: 7 }])).get(`${personId}:7`)?.isMistake
  const note = (...answers: Answer[]) => app.db.transaction((tx) => noteAnswers(tx, answers))
  await note(answer(1, false), answer(2, true), answer(3, true, { personId: 2 }))
  expect(await isMistake(1)).toBe(true)
  expect(await isMistake(2)).toBe(false)
  await note(answer(4, true))
  expect(await isMistake(1)).toBe(false)
  await note(answer(5, false))
  expect(await isMistake(1)).toBe(true)
})

test('an answer that is noted late counts as if it came with the last one', async () => {
  const app = await testApp()
  const last = answer(30, true)
  await app.db.transaction((tx) => noteAnswers(tx, [last]))
  await app.db.transaction((tx) => noteAnswers(tx, [answer(1, false)]))
  const memory = (await memoriesOf(app.db, [{ personId: 1, questionId: 7 }])).get('1:7')
  expect(memory).toMatchObject({ reviewedAt: last.at, reps: 2, isMistake: true })
  expect(memory?.dueAt.getTime()).toBeGreaterThan(last.at.getTime())
})

test('what somebody answered before they cleared it is not noted, and another’s is', async () => {
  const app = await testApp()
  await app.db.learningCleared.create({ data: { personId: 1, at: answer(5, true).at } })
  const rows = [answer(5, true), answer(6, true), answer(5, true, { key: 'other', personId: 2 })]
  expect(await app.db.transaction((tx) => noteAnswers(tx, rows))).toEqual(rows.slice(1))
  expect(await app.db.quizAnswer.count()).toBe(2)
})

test('hundreds of people at once', async () => {
  const app = await testApp()
  const crowd = Array.from({ length: 450 }, (_, n) => answer(n, n % 3 > 0, { personId: n + 1 }))
  await app.db.transaction((tx) => noteAnswers(tx, crowd))
  expect(await app.db.quizAnswer.count()).toBe(450)
  expect(await app.db.quizMemory.count({ where: { isMistake: true } })).toBe(150)
})
