import fc from 'fast-check'
import { tidy, wrongWith } from '../../../src/quiz/bank/content.ts'
import { questionKey } from '../../../src/quiz/bank/keys.ts'
import type { QuestionContent } from '../../../src/quiz/question.ts'

/** A question as the tests need it; what is left out is blank. */
export const content = (more: Partial<QuestionContent> = {}): QuestionContent => ({
  kind: 'single',
  stem: '“中国共产党”这一称谓的最早提出者是（  ）。',
  options: ['蔡和森', '毛泽东', '陈独秀'],
  right: [0],
  explanation: '',
  source: '',
  chapter: '',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
  ...more,
})

/** The signs that formats mean something by, among those that people write. */
const signs = [
  ...'题水火党中共大会ABCDEFab1259一对错',
  ...'。，、；：（）“”《》—…？',
  ...'.,;:()"\'\\~=#{}[]%/$|-+*!<>&@^`_\t',
  ' ',
  '　',
  '\n',
  '√',
  '×',
  'Ａ',
  '．',
  'བོད',
  '𠮷',
]
const words = (maxLength: number) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.array(fc.constantFrom(...signs), { maxLength }).map((parts) => parts.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '// 不是注释',
        '$CATEGORY: a',
        '::名::',
        '[html]<b>x</b>',
        '<img>&lt;',
        '[plain]x',
        '%50%的人',
        'ANSWER: A',
        '答案：B',
        'A. 甲',
        'B) 乙',
        '=1+1',
        '####',
        '\\n',
        '\\\\',
        'top',
        '$course$/top',
        '对',
        'TRUE',
        '{T}',
        '2026-01-01',
        '007',
        '_x0041_',
        'valueOf',
        '__proto__',
      ),
    },
  )

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))

/** Any question that the bank can hold. */
export const anyContent: fc.Arbitrary<QuestionContent> = fc
  .record({
    kind: fc.constantFrom('single' as const, 'several' as const, 'truth' as const),
    stem: words(40),
    options: fc.array(words(12), { minLength: 2, maxLength: 8 }),
    right: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
    explanation: words(40),
    source: words(15),
    chapter: words(10),
    tags: fc.array(words(6), { maxLength: 3 }),
    days: fc.option(fc.tuple(day, day).map((both) => both.toSorted())),
  })
  .map(({ days, ...said }) => {
    const isTruth = said.kind === 'truth'
    const places = said.right.map((place) => place % (isTruth ? 2 : said.options.length))
    return tidy({
      ...said,
      options: isTruth ? [] : said.options,
      right: said.kind === 'several' ? places : places.slice(0, 1),
      validFrom: days?.[0],
      validUntil: days?.[1],
      media: undefined,
    })
  })
  .filter((question) => wrongWith(question) === undefined)

/** A bank: no question in it twice. */
export const anyBank: fc.Arbitrary<QuestionContent[]> = fc.uniqueArray(anyContent, {
  minLength: 1,
  maxLength: 8,
  selector: questionKey,
})
