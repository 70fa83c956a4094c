import { describe, expect, test } from 'vitest'
import { visibleLength } from '../../../src/delivery/visible-length.ts'
import { loadTexts } from '../../../src/lib/i18n.ts'
import {
  bankMessage,
  cardMessage,
  exportCaption,
  listMessage,
  whichBank,
  whichFormat,
} from '../../../src/quiz/bank/bank-texts.ts'
import { fault } from '../../../src/quiz/bank/content.ts'
import type { ImportReport } from '../../../src/quiz/bank/import-questions.ts'
import { importedMessage, previewMessage } from '../../../src/quiz/bank/import-texts.ts'
import { questionNews } from '../../../src/quiz/bank/question-news-texts.ts'
import type { Question } from '../../../src/quiz/question.ts'
import { spoken } from '../../support/spoken.ts'
import { content } from './questions.ts'

const unit = { id: 7, name: '和平村' }
const question: Question = {
  ...content({
    stem: '哪些能扑灭油锅的火？<b>',
    kind: 'several',
    options: ['锅盖', '水', '湿布'],
    right: [0, 2],
    explanation: '隔绝空气。',
    source: '消防常识',
    chapter: '消防',
    tags: ['火灾', '厨房'],
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    media: { kind: 'photo', fileId: 'f' },
  }),
  id: 12,
  unitId: 7,
  version: 3,
  retiredAt: undefined,
}
const report: ImportReport = {
  counts: { new: 97, changed: 2, unchanged: 1, refused: 21 },
  problems: [
    { line: 2, fault: fault('repeated-option', { first: 'A', second: 'B' }) },
    { line: 9, fault: fault('kind-unknown', { kind: '<抢答>' }) },
  ],
  retired: 1,
  learners: 12,
  unknown: ['试题分析', '分值'],
  without: ['填写说明'],
}

describe('what the secretary reads', () => {
  test('of a file before it is taken in, and after', () => {
    expect(spoken((t) => previewMessage(t, '党史.csv', '和平村', report))).toMatchSnapshot()
    expect(spoken((t) => importedMessage(t, '和平村', report))).toMatchSnapshot()
  })

  test('of banks, their chapters and lists', () => {
    const chapters = [
      { chapter: '党史', count: 40, anchorId: 1 },
      { chapter: '', count: 2, anchorId: 9 },
    ]
    expect(spoken((t) => whichBank(t, [{ ...unit, inUse: 42 }]))).toMatchSnapshot()
    expect(spoken((t) => bankMessage(t, unit, { inUse: 42, retired: 3 }, chapters))).toMatchSnapshot()
    const many = Array.from({ length: 45 }, (_, at) => ({
      chapter: `第${at + 1}章`,
      count: 1,
      anchorId: at + 1,
    }))
    const second = spoken((t) => bankMessage(t, unit, { inUse: 45, retired: 0 }, many, 2))
    expect(second).toContain('[第39章（1题）] [第40章（1题）]\n[上一页] [下一页]\n[全部（45题）]')
    expect(second).not.toContain('第20章')
    const long = [{ chapter: '党的基本知识和历史', count: 7, anchorId: 1 }, ...chapters]
    expect(spoken((t) => bankMessage(t, unit, { inUse: 49, retired: 0 }, long))).toContain(
      '[党的基本知识和历史（7题）]\n[党史（40题）]\n[没分章节（2题）]\n',
    )
    expect(spoken((t) => bankMessage(t, unit, { inUse: 0, retired: 0 }, []))).toMatchSnapshot()
    const page = { unitId: 7, of: '1', page: 2, perPage: 1, count: 3 }
    const questions = [{ id: 12, stem: question.stem, isRetired: true }]
    expect(
      spoken((t) => listMessage(t, { ...page, questions, listed: { what: 'chapter', chapter: '' } })),
    ).toMatchSnapshot()
    expect(
      spoken((t) => listMessage(t, { ...page, questions, listed: { what: 'words', words: '油锅' } })),
    ).toMatchSnapshot()
  })

  test('on the card of a question, in use and retired', () => {
    expect(spoken((t) => cardMessage(t, { question, isRetired: false }))).toMatchSnapshot()
    const truth = {
      ...question,
      kind: 'truth',
      options: [],
      right: [1],
      validFrom: undefined,
      version: 1,
    } as const
    const voice = { ...truth, media: { kind: 'voice', fileId: 'v' } } as const
    expect(spoken((t) => cardMessage(t, { question: voice, isRetired: true }))).toMatchSnapshot()
  })

  test('of an export', () => {
    expect(spoken((t) => whichFormat(t, unit))).toMatchSnapshot()
    const counts = { unit: '和平村', count: 40, leftOut: 2 }
    expect(spoken((t) => exportCaption(t, { ...counts, format: 'aiken' }))).toMatchSnapshot()
  })
})

test('what somebody reads who learned the old answer', () => {
  const after = { ...question, right: [0], stem: '哪个最快扑灭油锅的火？' }
  const corrected = { what: 'corrected', before: question, after, why: '湿布会溅油 <' } as const
  const retired = { what: 'retired', before: { ...question, id: 13 }, why: '' } as const
  expect(spoken((t) => questionNews(t, [corrected]))).toMatchSnapshot()
  expect(
    spoken((t) => questionNews(t, [retired, { ...corrected, after: { ...after, right: [0, 2] } }])),
  ).toMatchSnapshot()
  expect(
    spoken((t) => questionNews(t, [corrected, retired, corrected, retired, corrected])),
  ).toMatchSnapshot()
})

test('what is retired or back is headed so', () => {
  const retired = { what: 'retired', before: question, why: '' } as const
  const back = { what: 'back', before: question, why: '' } as const
  for (const news of [[retired], [retired, retired], [back], [retired, back]])
    expect(spoken((t) => questionNews(t, news))).toMatchSnapshot()
})

test('nothing is ever too long for Telegram', () => {
  const long = (length: number) => '长'.repeat(length)
  const longest: Question = {
    ...question,
    stem: long(300),
    options: Array.from({ length: 8 }, (_, at) => `${at}${long(99)}`),
    right: [0, 1, 2, 3, 4, 5, 6, 7],
    explanation: long(1_000),
    source: long(100),
    chapter: long(100),
    tags: Array.from({ length: 10 }, (_, at) => `${at}${long(19)}`),
  }
  const texts = loadTexts()
  for (const language of texts.languages) {
    const t = texts.in(language)
    const after = { ...longest, stem: long(299), right: [0] }
    const news = Array.from(
      { length: 9 },
      () => ({ what: 'corrected', before: longest, after, why: long(1_000) }) as const,
    )
    const refused = Array.from({ length: 20 }, () => ({
      line: 20_000,
      fault: fault('kind-unknown', { kind: long(20) }),
    }))
    const preview = previewMessage(t, long(200), long(40), { ...report, problems: refused })
    const page = { unitId: 7, of: '1', page: 1, perPage: 8, count: 9, listed: { what: 'all' } as const }
    const questions = Array.from({ length: 8 }, (_, id) => ({ id: id + 1, stem: long(300), isRetired: true }))
    for (const { html } of [
      cardMessage(t, { question: longest, isRetired: true }),
      questionNews(t, news),
      preview,
      listMessage(t, { ...page, questions }),
    ])
      expect(visibleLength(html)).toBeLessThanOrEqual(4_096)
  }
})
