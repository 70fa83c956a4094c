import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visibleLength } from '../../../src/delivery/visible-length.ts'
import { loadTexts } from '../../../src/lib/i18n.ts'
import { endReasons, type Session } from '../../../src/quiz/evening/evening.ts'
import type { Counted } from '../../../src/quiz/evening/evening-results.ts'
import {
  announcement,
  begunMessage,
  endedMessage,
  groupResult,
  ownMessage,
  skippedMessage,
} from '../../../src/quiz/evening/evening-texts.ts'
import {
  confirmEvening,
  eveningList,
  notHeldMessage,
  notHeldReasons,
  type PanelView,
  panel,
  planCard,
  stopQuestion,
} from '../../../src/quiz/evening/host-texts.ts'
import { explanationOf, pollOf } from '../../../src/quiz/evening/poll-texts.ts'
import type { QuestionContent } from '../../../src/quiz/question.ts'
import { everything } from '../../../src/quiz/question-set.ts'
import { spoken } from '../../support/spoken.ts'

const t = loadTexts().in('zh-CN')
const timeZone = 'Asia/Shanghai'
const startsAt = new Date('2026-03-02T11:30:00Z')

const content: QuestionContent = {
  kind: 'single',
  stem: '村务公开栏多久更新一次 <至少>',
  options: ['每月', '每季度', '每年'],
  right: [0],
  explanation: '一般的事项至少每季度公布一次。\n收支多的村每月公布一次。',
  source: '村民委员会组织法',
  chapter: '',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
}
const counted = (place: number, more: Partial<QuestionContent> = {}): Counted => ({
  place,
  pollId: `p${place}`,
  askedAt: startsAt,
  question: { ...content, ...more },
})

describe('what the group hears', () => {
  const view = { eveningId: 5, startsAt, timeZone, count: 10, secondsEach: 30, guests: 0, isRanked: false }

  test('before', () => {
    expect(spoken((say) => announcement(say, { ...view, lateFor: undefined }))).toMatchSnapshot()
    const late = { ...view, lateFor: new Date('2026-03-02T11:25:00Z'), guests: 3, isRanked: true }
    expect(spoken((say) => announcement(say, late))).toMatchSnapshot()
  })

  test('on the way', () => {
    expect(spoken((say) => begunMessage(say, view))).toMatchSnapshot()
    for (const why of ['host', 'doubt', 'retired', 'refused'] as const)
      expect(spoken((say) => skippedMessage(say, 3, why))).toMatchSnapshot()
    for (const why of endReasons) expect(spoken((say) => endedMessage(say, why, true))).toMatchSnapshot()
    expect(spoken((say) => endedMessage(say, 'late', false))).toMatchSnapshot()
  })

  const questions = [counted(0), counted(1, { kind: 'truth', options: [], right: [1] }), counted(2)]
  const results = [
    { place: 0, answered: 12, right: 9 },
    { place: 1, answered: 12, right: 4 },
    { place: 2, answered: 0, right: 0 },
  ]
  const result = { eveningId: 5, took: 12, questions, results, best: [] }

  test('at the end', () => {
    expect(spoken((say) => groupResult(say, result))).toMatchSnapshot()
    const best = [
      { name: '张<三>', right: 3, tookMs: 83_400 },
      { name: '李四', right: 2, tookMs: 9_000 },
    ]
    expect(spoken((say) => groupResult(say, { ...result, best }))).toMatchSnapshot()
    const all = results.map((one) => ({ ...one, right: one.answered }))
    expect(spoken((say) => groupResult(say, { ...result, results: all }))).toMatchSnapshot()
    expect(spoken((say) => groupResult(say, { ...result, took: 0 }))).toMatchSnapshot()
    expect(spoken((say) => groupResult(say, { ...result, questions: [] }))).toMatchSnapshot()
  })

  test('the longest result fits a message', () => {
    const long = {
      stem: '长'.repeat(300),
      options: Array(8).fill('<'.repeat(100)),
      explanation: '&'.repeat(1_000),
    }
    const many = Array.from({ length: 20 }, (_, place) =>
      counted(place, { ...long, right: [0, 1, 2, 3, 4, 5, 6] }),
    )
    const rows = many.map(({ place }) => ({ place, answered: 5_000, right: 4_999 }))
    const best = Array.from({ length: 10 }, () => ({ name: '名'.repeat(64), right: 20, tookMs: 9_999_999 }))
    const { html } = groupResult(t, { ...result, questions: many, results: rows, best })
    expect(visibleLength(html)).toBeLessThanOrEqual(4_096)
    const missed = many.map(({ place }) => place)
    const own = ownMessage(t, { eveningId: 5, questions: many, own: { right: 0, of: 20, missed } })
    expect(visibleLength(own.html)).toBeLessThanOrEqual(4_096)
  })

  test('one person', () => {
    const own = (missed: number[]) => ({ right: 3 - missed.length, of: 3, missed })
    expect(spoken((say) => ownMessage(say, { eveningId: 5, questions, own: own([0, 1]) }))).toMatchSnapshot()
    expect(spoken((say) => ownMessage(say, { eveningId: 5, questions, own: own([]) }))).toMatchSnapshot()
    const many = Array.from({ length: 9 }, (_, place) => counted(place))
    const missed = many.map(({ place }) => place)
    const view = { eveningId: 5, questions: many, own: { right: 0, of: 9, missed } }
    expect(spoken((say) => ownMessage(say, view))).toMatchSnapshot()
  })
})

describe('what the host sees', () => {
  const plan = { chatId: 7, set: everything, count: 10, secondsEach: 30, isRanked: false }
  const session = (
    state: Session['evening']['state'],
    more: Partial<Session['evening']> = {},
    isOpen = true,
  ): Session => ({
    evening: {
      ...plan,
      id: 5,
      key: 'k',
      planId: undefined,
      unitId: 1,
      hostId: 1,
      state,
      startsAt,
      nextAt: undefined,
      startedAt: state === 'announced' ? undefined : startsAt,
      endedAt: undefined,
      endedWhy: undefined,
      toldTo: undefined,
      ...more,
    },
    drawn: [0, 1, 2].map((place) => ({
      place,
      questionId: place,
      version: 1,
      state: place === 0 ? 'closed' : place === 1 && isOpen ? 'asked' : 'waiting',
      pollId: undefined,
      askedAt: undefined,
      closedAt: undefined,
      skippedWhy: undefined,
      takenBack: 0,
    })),
  })
  const view = (one: Session, result: PanelView['result'] = 'said') => ({
    session: one,
    title: '和平<一组>',
    now: startsAt,
    timeZone,
    result,
  })

  test('while it runs', () => {
    const all = [
      session('announced'),
      session('running'),
      session('paused'),
      session('paused', {}, false),
      session('over', {}, false),
      session('over', { endedAt: startsAt }, false),
      ...endReasons.map((endedWhy) => session('stopped', { endedWhy }, false)),
    ]
    for (const one of all) expect(spoken((say) => panel(say, view(one)))).toMatchSnapshot()
    expect(spoken((say) => stopQuestion(say, view(session('running'))))).toMatchSnapshot()
    expect(spoken((say) => stopQuestion(say, view(session('announced'))))).toMatchSnapshot()
    const over = session('over', { endedAt: startsAt }, false)
    for (const result of ['promised', 'unsaid'] as const)
      expect(spoken((say) => panel(say, view(over, result)))).toMatchSnapshot()
  })

  test('before it is settled, and in the list', () => {
    const now = { rule: undefined, times: [], timeZone }
    const weekly = { rule: { every: 'week', on: [1], at: '19:30' } as const, times: [startsAt], timeZone }
    const some = { ...plan, set: { chapters: ['第一章', '第二章'], tags: [] }, isRanked: true }
    expect(spoken((say) => confirmEvening(say, '一组', { ...plan, size: 37 }, now))).toMatchSnapshot()
    expect(
      spoken((say) => confirmEvening(say, '一组', { ...some, size: 4 }, weekly as never)),
    ).toMatchSnapshot()
    expect(
      spoken((say) => eveningList(say, [{ id: 1, title: '一组' }], [{ id: 2, title: '二组' }])),
    ).toMatchSnapshot()
    expect(spoken((say) => eveningList(say, [], []))).toMatchSnapshot()
    expect(spoken((say) => planCard(say, '一组', plan, '每周一 19:30', []))).toMatchSnapshot()
    for (const why of notHeldReasons)
      expect(spoken((say) => notHeldMessage(say, '一组', why))).toMatchSnapshot()
  })
})

describe('a question as a poll', () => {
  const at = { place: 0, count: 10, openPeriodS: 30 }

  test('says which one it is, and that several are right', () => {
    expect(pollOf(t, content, at)).toEqual({
      question: '1/10 村务公开栏多久更新一次 <至少>',
      options: ['每月', '每季度', '每年'],
      right: [0],
      isShuffled: true,
      explanation: content.explanation,
      openPeriodS: 30,
    })
    expect(pollOf(t, { ...content, kind: 'several', right: [0, 2] }, at).question).toContain('多选')
    expect(pollOf(t, { ...content, kind: 'several' }, at).question).not.toContain('多选')
    expect(pollOf(t, { ...content, kind: 'truth', options: [] }, at)).toMatchObject({
      options: ['对', '错'],
      isShuffled: false,
    })
  })

  test('options that speak of the others stay where they are', () => {
    expect(pollOf(t, { ...content, options: ['甲', '乙', '以上都对'] }, at).isShuffled).toBe(false)
  })

  test('a number that does not fit beside a long question is left out', () => {
    const stem = '问'.repeat(298)
    expect(pollOf(t, { ...content, stem }, at).question).toBe(stem)
  })

  test('a long explanation ends with a sentence; without one the source stands in', () => {
    const explanation = `${'因'.repeat(150)}。${'果'.repeat(100)}`
    expect(explanationOf({ explanation, source: '' })).toBe(`${'因'.repeat(150)}。`)
    expect(explanationOf({ explanation: '因'.repeat(300), source: '' })).toBe(`${'因'.repeat(199)}…`)
    expect(explanationOf({ explanation: ' ', source: '党章' })).toBe('党章')
    expect(explanationOf({ explanation: '一\n\n二\n三\n四', source: '' })).toBe('一\n二\n三 四')
  })

  test('a long explanation is not cut within a number', () => {
    const explanation = `${'因'.repeat(190)}占92.6%${'果'.repeat(100)}`
    expect(explanationOf({ explanation, source: '' })).toBe(`${'因'.repeat(190)}占92.6%${'果'.repeat(3)}…`)
  })

  test('is one that Telegram takes, whatever stands in the bank', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(
        text,
        fc.array(text, { minLength: 2, maxLength: 8 }),
        text,
        (stem, options, explanation) => {
          const poll = pollOf(t, { ...content, stem, options, explanation }, at)
          expect(poll.question.length).toBeLessThanOrEqual(300)
          for (const option of poll.options) expect(option.length).toBeLessThanOrEqual(100)
          expect(poll.explanation.length).toBeLessThanOrEqual(200)
          expect((poll.explanation.match(/\n/g) ?? []).length).toBeLessThanOrEqual(2)
        },
      ),
    )
  })
})
