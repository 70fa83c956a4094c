import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tidy } from '../../../src/quiz/bank/content.ts'
import { decideQuestions, saysOther } from '../../../src/quiz/bank/decide-questions.ts'
import { contentOf, type SaidQuestion } from '../../../src/quiz/bank/formats/said-question.ts'
import { optionKey, questionKey, stemKey } from '../../../src/quiz/bank/keys.ts'
import type { Question, QuestionContent } from '../../../src/quiz/question.ts'
import { anyBank, content } from './questions.ts'

const question = (id: number, more: Partial<Question> = {}): Question => ({
  ...content(),
  id,
  unitId: 1,
  version: 1,
  retiredAt: undefined,
  ...more,
})
const said = (more: Partial<QuestionContent> = {}): SaidQuestion => {
  const { media: _, explanation, source, chapter, ...asked } = content(more)
  const orNothing = (words: string) => (words === '' ? undefined : words)
  return {
    ...asked,
    explanation: orNothing(explanation),
    source: orNothing(source),
    chapter: orNothing(chapter),
  }
}
const decided = (rows: SaidQuestion[], bank: Question[]) =>
  decideQuestions(rows, bank).map(({ what }) => what)

describe('a stem', () => {
  test('is found again whatever its signs, spaces and width', () => {
    for (const stem of [
      '“中国共产党”这一称谓的最早提出者是（  ）。',
      '"中国共产党"这一称谓的最早提出者是()',
      '中国共产党 这一称谓的最早提出者是____？',
    ])
      expect(stemKey(stem)).toBe('中国共产党这一称谓的最早提出者是')
    expect(stemKey('ＡＢＣ１')).toBe('abc1')
  })

  test('is another one with another word, number or sum', () => {
    const stems = [
      '1.5',
      '15',
      '1+1=？',
      '1-1=？',
      'a<b',
      'a>b',
      '50%',
      '50',
      '-5',
      '5',
      '正确的是',
      '不正确的是',
      '？',
      '！',
    ]
    expect(new Set(stems.map(stemKey)).size).toBe(stems.length)
  })
})

describe('a row of a file is', () => {
  const bank = [question(1, { explanation: '一九二〇年提出', chapter: '党史', tags: ['建党'] })]

  test('the same when it says the same', () => {
    expect(decided([said()], bank)).toEqual(['unchanged'])
  })

  test('the same with its options in another order: who answered chose by place', () => {
    expect(decided([said({ options: ['陈独秀', '蔡和森', '毛泽东'], right: [1] })], bank)).toEqual([
      'unchanged',
    ])
  })

  test('a corrected answer of the same question', () => {
    const [decision] = decideQuestions([said({ right: [2] })], bank)
    expect(decision).toMatchObject({
      what: 'changed',
      before: { id: 1 },
      after: { right: [2], chapter: '党史' },
    })
  })

  test('a corrected answer, whatever the order of the options', () => {
    const [decision] = decideQuestions([said({ options: ['陈独秀', '蔡和森', '毛泽东'], right: [0] })], bank)
    expect(decision).toMatchObject({
      what: 'changed',
      after: { options: ['蔡和森', '毛泽东', '陈独秀'], right: [2] },
    })
  })

  test('a corrected option, where the stem stands once in the file and once in the bank', () => {
    const rows = [said({ options: ['蔡和森', '毛泽东', '李大钊'] })]
    expect(decided(rows, bank)).toEqual(['changed'])
    expect(decided([...rows, said({ options: ['甲', '乙'] })], bank)).toEqual(['new', 'new'])
    expect(decided(rows, [...bank, question(2, { options: ['甲', '乙'] })])).toEqual(['new'])
  })

  test('another question with the same stem and other options', () => {
    expect(decided([said({ options: ['李达', '李汉俊', '毛泽东'] })], bank)).toEqual(['new'])
  })

  test('another question where two options are other ones, or only one of two is the same', () => {
    const four = question(1, { options: ['甲', '乙', '以上都对', '以上都不对'] })
    expect(decided([said({ options: ['丙', '丁', '以上都对', '以上都不对'] })], [four])).toEqual(['new'])
    expect(decided([said({ options: ['甲', '丁', '以上都对', '以上都不对'] })], [four])).toEqual(['changed'])
    expect(decided([said({ options: ['甲', '乙'] })], [question(1, { options: ['甲', '丙'] })])).toEqual([
      'new',
    ])
  })

  test('another question where the stem names no matter', () => {
    for (const stem of [
      '下列说法正确的是（　）',
      '以下哪项是错误的？',
      '下列表述中，不正确的一项是',
      'Which of the following is true?',
    ]) {
      const known = [question(1, { stem, options: ['甲', '乙', '以上都对'] })]
      expect(decided([said({ stem, options: ['丙', '乙', '以上都对'] })], known), stem).toEqual(['new'])
      expect(decided([said({ stem, options: ['甲', '乙', '以上都对'], right: [1] })], known), stem).toEqual([
        'changed',
      ])
    }
  })

  test('another question where true or false is asked of the same words', () => {
    expect(decided([said({ kind: 'truth', options: [], right: [0] })], bank)).toEqual(['new'])
  })

  test('changed in what it says around it, and silent where it is blank', () => {
    const [decision] = decideQuestions([said({ explanation: '见书信', validUntil: '2026-12-31' })], bank)
    expect(decision).toMatchObject({
      what: 'changed',
      after: { explanation: '见书信', chapter: '党史', tags: ['建党'], validUntil: '2026-12-31' },
    })
    if (decision?.what === 'changed') expect(saysOther(decision.before, decision.after)).toBe(false)
  })

  test('by its own days, where the known first one lies after them', () => {
    const [decision] = decideQuestions(
      [said({ validUntil: '2026-01-31' })],
      [question(1, { validFrom: '2026-02-01' })],
    )
    expect(decision).toMatchObject({ after: { validFrom: undefined, validUntil: '2026-01-31' } })
  })

  test('one that was retired: it is the same, and stays so', () => {
    const retired = question(1, { retiredAt: new Date('2026-03-01T00:00:00Z') })
    expect(decided([said()], [retired])).toEqual(['unchanged'])
    const [decision] = decideQuestions([said()], [retired, question(2)])
    expect(decision).toMatchObject({ what: 'unchanged', before: { id: 2 } })
  })

  test('with a picture that came in chat: it keeps it', () => {
    const media = { kind: 'photo', fileId: 'f' } as const
    const [decision] = decideQuestions([said({ right: [1] })], [question(1, { media })])
    expect(decision).toMatchObject({ after: { media } })
  })
})

test('a bank that is taken in again is unchanged, whatever is in it and in whatever order', () => {
  fc.assert(
    fc.property(anyBank, fc.infiniteStream(fc.nat()), (bank, chance) => {
      const stored = bank.map((one, at) => question(at + 1, one))
      const keys = bank.map(() => chance.next().value ?? 0)
      const rows = bank.map(said).map((row, at) => ({ row, key: keys[at] ?? 0 }))
      const shuffled = rows.toSorted((a, b) => a.key - b.key).map(({ row }) => row)
      expect(new Set(decided(shuffled, stored))).toEqual(new Set(['unchanged']))
    }),
  )
})

test('what one import has written the next one finds unchanged', () => {
  fc.assert(
    fc.property(anyBank, anyBank, (bank, file) => {
      const stored = bank.map((one, at) => question(at + 1, one))
      const rows = file.map(said)
      const after = new Map(stored.map((one) => [one.id, one]))
      for (const [at, decision] of decideQuestions(rows, stored).entries()) {
        if (decision.what === 'new') after.set(1_000 + at, question(1_000 + at, tidy(decision.content)))
        if (decision.what === 'changed')
          after.set(decision.before.id, { ...decision.before, ...decision.after })
      }
      expect(new Set(decided(rows, [...after.values()]))).toEqual(new Set(['unchanged']))
    }),
  )
})

test('the key of a question knows no order, that of an option no spaces', () => {
  const one = said()
  expect(questionKey({ ...one, options: one.options.toReversed() })).toBe(questionKey(one))
  expect(optionKey(' 上海、 天津')).toBe(optionKey('上海、天津'))
  expect(contentOf(one)).toEqual(content())
})
