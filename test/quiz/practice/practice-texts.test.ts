import { describe, expect, test } from 'vitest'
import { visibleLength } from '../../../src/delivery/visible-length.ts'
import { loadTexts } from '../../../src/lib/i18n.ts'
import type { Rule } from '../../../src/lib/schedule.ts'
import { mistakeCard, notebookMessage } from '../../../src/quiz/practice/notebook-texts.ts'
import {
  answeredMessage,
  nothingMessage,
  questionMessage,
  remindedMessage,
  reminderMessage,
  summaryMessage,
} from '../../../src/quiz/practice/practice-texts.ts'
import type { AskedView } from '../../../src/quiz/practice/show-practice.ts'
import type { Question } from '../../../src/quiz/question.ts'
import { spoken } from '../../support/spoken.ts'

const question: Question = {
  id: 7,
  unitId: 1,
  version: 1,
  kind: 'single',
  stem: '水费由谁<收>？',
  options: ['村民小组长', '收费员', '水管站'],
  right: [2],
  explanation: '按镇里 2025 年的办法。',
  source: '供水办法第八条',
  chapter: '惠农',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
  retiredAt: undefined,
}
const asked: AskedView = {
  practiceId: 3,
  place: 1,
  number: 2,
  total: 5,
  question,
  order: [2, 0, 1],
  marked: [],
  instead: undefined,
}
const several: Question = { ...question, kind: 'several', right: [0, 2] }
const truth: Question = { ...question, kind: 'truth', options: [], right: [1], explanation: '', source: '' }
const answered = { ...asked, chosen: [0], isRight: false, hasLeft: false, isLast: false }
const around = { now: new Date('2026-03-02T01:00:00Z'), timeZone: 'Asia/Shanghai', isReminded: false }

describe('a question', () => {
  test('with one right answer, with several, true or false', () => {
    expect(spoken((t) => questionMessage(t, asked))).toMatchSnapshot()
    expect(
      spoken((t) => questionMessage(t, { ...asked, question: several, marked: [0, 1] })),
    ).toMatchSnapshot()
    expect(spoken((t) => questionMessage(t, { ...asked, question: truth, order: [0, 1] }))).toMatchSnapshot()
  })

  test('whose options are long has letters alone on its buttons', () => {
    const long = { ...question, options: ['按户收，年底一次交清，不得摊派', '二', '三'] }
    expect(
      spoken((t) => questionMessage(t, { ...asked, question: long, instead: 'corrected' })),
    ).toMatchSnapshot()
  })

  test('in the place of another says what became of that one', () => {
    const first = (instead: AskedView['instead']) =>
      spoken((t) => ({ ...questionMessage(t, { ...asked, instead }), buttons: [] }))
    for (const instead of ['retired', 'set-aside'] as const) expect(first(instead)).toMatchSnapshot()
  })

  test('that was answered', () => {
    expect(spoken((t) => answeredMessage(t, answered))).toMatchSnapshot()
    const right = { ...answered, chosen: [2], isRight: true, hasLeft: true, isLast: true }
    expect(spoken((t) => answeredMessage(t, right))).toMatchSnapshot()
  })

  test('at its longest is a message that Telegram takes', () => {
    const longest = {
      ...several,
      stem: '题'.repeat(300),
      options: Array.from({ length: 8 }, () => '项'.repeat(100)),
      right: [0, 1, 2, 3, 4, 5, 6, 7],
      explanation: '因'.repeat(20_000),
      source: '书'.repeat(20_000),
    }
    const view = { ...answered, question: longest, order: [0, 1, 2, 3, 4, 5, 6, 7], hasLeft: true }
    const t = loadTexts().in('zh-CN')
    expect(visibleLength(answeredMessage(t, view).html)).toBeLessThanOrEqual(4_096)
  })
})

test('how it went, and what comes back when', () => {
  const backAt = [
    '2026-03-02T01:10:00Z',
    '2026-03-02T16:10:00Z',
    '2026-03-09T01:00:00Z',
    '2026-03-02T01:01:00Z',
  ]
  const view = { right: 3, total: 4, backAt: backAt.map((at) => new Date(at)), hasOther: false }
  expect(spoken((t) => summaryMessage(t, view, around))).toMatchSnapshot()
  expect(
    spoken((t) => summaryMessage(t, { right: 0, total: 0, backAt: [], hasOther: true }, around)),
  ).toMatchSnapshot()
})

test('a day of another year is said with it, and two years are not added up', () => {
  const backAt = ['2027-03-09T01:00:00Z', '2026-03-09T01:00:00Z', '2027-03-09T02:00:00Z']
  const view = { right: 1, total: 3, backAt: backAt.map((at) => new Date(at)), hasOther: false }
  expect(spoken((t) => summaryMessage(t, view, around))).toMatchSnapshot()
})

test('of one question the words are those of one', () => {
  const view = { right: 0, total: 1, backAt: [], hasOther: false }
  for (const right of [0, 1])
    expect(loadTexts().in('en')('practice-summary', { right, total: 1 })).toBe(
      `This one was ${right === 1 ? 'right' : 'not right'}.`,
    )
  expect(summaryMessage(loadTexts().in('zh-CN'), view, around).html).toContain('这一组 1 题，答对 0 题')
})

test('nothing to practise', () => {
  const nextAt = new Date('2026-03-03T00:00:00Z')
  expect(spoken((t) => nothingMessage(t, { nextAt: undefined, isHomeless: true }, around))).toMatchSnapshot()
  expect(
    spoken((t) => nothingMessage(t, { nextAt, isHomeless: false }, { ...around, isReminded: true })),
  ).toMatchSnapshot()
})

test('reminders', () => {
  expect(
    spoken((t) => reminderMessage(t, { due: 1, lateFor: undefined, timeZone: around.timeZone })),
  ).toMatchSnapshot()
  const lateFor = new Date('2026-03-02T00:00:00Z')
  expect(spoken((t) => reminderMessage(t, { due: 2, lateFor, timeZone: around.timeZone }))).toMatchSnapshot()
  const rule: Rule = { every: 'week', on: [1, 4], at: '08:00' }
  expect(spoken((t) => remindedMessage(t, rule, around.now, around.timeZone))).toMatchSnapshot()
})

test('the notebook: a page, a search, nothing', () => {
  const page = {
    words: '',
    mistakes: [question, { ...question, id: 8, stem: '题'.repeat(40) }],
    total: 7,
    page: 2,
    pages: 3,
    perPage: 5,
  }
  expect(spoken((t) => notebookMessage(t, page))).toMatchSnapshot()
  expect(spoken((t) => notebookMessage(t, { ...page, words: '<水>', pages: 2, total: 6 }))).toMatchSnapshot()
  expect(spoken((t) => notebookMessage(t, { ...page, total: 2, page: 1, pages: 1 }))).toMatchSnapshot()
  const none = { ...page, mistakes: [], total: 0, page: 1, pages: 1 }
  expect(spoken((t) => notebookMessage(t, none))).toMatchSnapshot()
  expect(spoken((t) => notebookMessage(t, { ...none, words: '水' }))).toMatchSnapshot()
})

test('a mistake', () => {
  const view = { question: several, chosen: [0, 1], timesWrong: 2, rightToGo: 1 }
  expect(spoken((t) => mistakeCard(t, view))).toMatchSnapshot()
  expect(spoken((t) => mistakeCard(t, { ...view, question: truth, chosen: undefined }))).toMatchSnapshot()
})
