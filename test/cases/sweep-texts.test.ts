import { expect, test } from 'vitest'
import { usualQuestions } from '../../src/cases/sweeps/sweep.ts'
import {
  confirmSweep,
  missingMessage,
  type ProgressView,
  progressMessage,
  type QuestionView,
  questionInWords,
  questionMessage,
  sweepCard,
  sweepList,
} from '../../src/cases/sweeps/sweep-texts.ts'
import { spoken } from '../support/spoken.ts'

const at = new Date('2026-03-02T00:00:00Z')
const until = new Date('2026-03-03T00:00:00Z')
const timeZone = 'Asia/Shanghai'
const head = { unit: '和平村', question: 'hazards' }
const time = { at, until, timeZone }
const one = { askedId: 1, unit: '和平村 · 一组', word: undefined }
const question: QuestionView = { ...head, ...time, isDeputy: false, late: false, units: [one] }
const two = { askedId: 2, unit: '和平村 · 二组' }
const progress: ProgressView = {
  ...head,
  ...time,
  roundId: 1,
  counts: { nothing: 12, something: 2, missing: 4, late: 0 },
}

test.each<[string, Parameters<typeof spoken>[0]]>([
  ['the usual questions', (t) => usualQuestions.map((id) => questionInWords(t, id)).join('\n')],
  ['a question', (t) => questionMessage(t, question)],
  [
    'a question in own words, late, about two units, in the place of the officer',
    (t) =>
      questionMessage(t, {
        ...question,
        question: '雪后 <桥面> 结冰没有？',
        late: true,
        isDeputy: true,
        units: [one, { ...two, word: 'nothing' }],
      }),
  ],
  ['nothing', (t) => questionMessage(t, { ...question, units: [{ ...one, word: 'nothing' }] })],
  [
    'something',
    (t) => questionMessage(t, { ...question, isDeputy: true, units: [{ ...one, word: 'something' }] }),
  ],
  ['how far it is', (t) => progressMessage(t, progress)],
  [
    'all have answered, some late',
    (t) => progressMessage(t, { ...progress, counts: { nothing: 16, something: 2, missing: 0, late: 1 } }),
  ],
  [
    'nobody to ask',
    (t) => progressMessage(t, { ...progress, counts: { nothing: 0, something: 0, missing: 0, late: 0 } }),
  ],
  ['where nobody has answered', (t) => missingMessage(t, head, ['和平村 · 一组', '和平村 · <二组>'])],
  ['nobody is missing', (t) => missingMessage(t, head, [])],
  [
    'the list',
    (t) => sweepList(t, [{ sweep: { id: 1, authorId: 1, unitId: 1, question: 'quarrels' }, unit: '和平村' }]),
  ],
  ['an empty list', (t) => sweepList(t, [])],
  ['one of it', (t) => sweepCard(t, head, { schedule: '每周一 08:00 · 开着', last: progress }, [])],
  [
    'before it is saved',
    (t) =>
      confirmSweep(
        t,
        { unit: '和平村', officers: 3, units: 4 },
        { rule: { every: 'week', on: [1], at: '08:00' }, times: [at, until], timeZone },
      ),
  ],
  [
    'before it is asked at once of nobody',
    (t) =>
      confirmSweep(t, { unit: '和平村', officers: 0, units: 0 }, { rule: undefined, times: [], timeZone }),
  ],
  [
    'what a press answers, and refusals',
    (t) =>
      [
        ...['noted', 'counts-late', 'kept', 'unknown', 'question-empty'].map((key) => t(`sweep-${key}`)),
        t('sweep-question-too-long', { longest: 200 }),
      ].join('\n'),
  ],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())
