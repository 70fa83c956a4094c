import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../src/lib/root.ts'
import type { Actor } from '../../../src/org/person.ts'
import { bankOf, insertQuestions } from '../../../src/quiz/bank/bank-store.ts'
import { correctQuestion, illustrateQuestion } from '../../../src/quiz/bank/correct-question.ts'
import { drawQuestions } from '../../../src/quiz/bank/draw-questions.ts'
import { exportFormats } from '../../../src/quiz/bank/export-formats.ts'
import { exportQuestions } from '../../../src/quiz/bank/export-questions.ts'
import { importQuestions, previewImport, readQuestions } from '../../../src/quiz/bank/import-questions.ts'
import { problemLines } from '../../../src/quiz/bank/import-texts.ts'
import { questionKey } from '../../../src/quiz/bank/keys.ts'
import { bringBackQuestion, retireQuestion } from '../../../src/quiz/bank/retire-question.ts'
import { chaptersFor, tagsFor } from '../../../src/quiz/bank/set-store.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import type { Question } from '../../../src/quiz/question.ts'
import { everything } from '../../../src/quiz/question-set.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { anyBank } from './questions.ts'

type Someone = Awaited<ReturnType<typeof personNamed>>

let app: TestApp
let units: TestUnits
let yang: Someone
let zhang: Someone
let li: Someone
const as = ({ id }: Someone): Actor => ({ personId: id })

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
  li = await personNamed(app, '李四', { home: units.hepingTwo })
})

const csv = `题型,题目,选项A,选项B,选项C,答案,解析,章节,标签
单选题,红军长征开始于哪一年？,1933,1934,1935,B,1934年10月,党史,长征
多选题,哪些能扑灭油锅的火？,锅盖,水,湿布,AC,,消防,火灾
判断题,水火无情。,,,,对,,消防,"火灾,水"
`
const file = async (text: string, fileName = '题.csv') => ({
  fileName,
  read: await readQuestions({ fileName, bytes: Buffer.from(text) }),
})
const takeIn = async (text = csv, by: Actor | 'cli' = as(yang), unit = units.heping) =>
  importQuestions(app, by, unit.id, await file(text))
const bank = () => bankOf(app.db, units.heping.id)
const first = async (): Promise<Question> => {
  const [question] = await bank()
  if (!question) throw new Error('an empty bank')
  return question
}
const answered = (who: Someone, { id, version }: Question, right = true) =>
  app.db.transaction((tx) =>
    noteAnswers(tx, [
      {
        key: `practice:${who.id}:${id}:${version}`,
        personId: who.id,
        questionId: id,
        version,
        chosen: [0],
        isRight: right,
        way: 'practice',
        at: app.clock.now(),
      },
    ]),
  )

describe('a file', () => {
  test('is taken in once; again it changes nothing', async () => {
    expect((await takeIn()).counts).toEqual({ new: 3, changed: 0, unchanged: 0, refused: 0 })
    const before = await bank()
    await app.clock.advance(60_000)
    expect((await takeIn()).counts).toEqual({ new: 0, changed: 0, unchanged: 3, refused: 0 })
    expect(await bank()).toEqual(before)
    const moments = { createdAt: new Date(app.clock.now().getTime() - 60_000), createdById: yang.id }
    expect(await app.db.question.findMany()).toMatchObject([moments, moments, moments])
    expect(await app.db.questionImport.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { unitId: units.heping.id, fileName: '题.csv', importedById: yang.id, new: 3, refused: 0 },
      { new: 0, unchanged: 3 },
    ])
  })

  test('is looked at first, and nothing is written by that', async () => {
    const { read } = await file(`${csv}单选题,题,甲,甲,,A,,,\n`)
    const seen = await previewImport(app, as(yang), units.heping.id, read)
    expect(seen.counts).toEqual({ new: 3, changed: 0, unchanged: 0, refused: 1 })
    expect(problemLines(app.texts.in('zh-CN'), seen)).toEqual(['第 5 行：选项A和选项B一样'])
    expect(await bank()).toEqual([])
    expect(await app.db.questionImport.count()).toBe(0)
  })

  test('tells of the first twenty refused rows, and how many more there are', async () => {
    const rows = Array.from({ length: 23 }, (_, at) => `单选题,题${at},甲,乙,,,,,\n`).join('')
    const { read } = await file(`${csv}${rows}`)
    const lines = problemLines(app.texts.in('zh-CN'), await previewImport(app, 'cli', units.heping.id, read))
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('另外还有 3 道。')
  })

  test('is taken in by nobody from outside, nor for another village', async () => {
    await expect(takeIn(csv, as(zhang))).rejects.toMatchObject({ code: 'unit-unknown' })
    await expect(takeIn(csv, as(yang), units.tuanjie)).rejects.toMatchObject({ code: 'unit-unknown' })
    const { read } = await file(csv)
    await expect(previewImport(app, as(zhang), units.heping.id, read)).rejects.toMatchObject({
      code: 'unit-unknown',
    })
    await expect(takeIn(csv, 'cli', { ...units.town, id: 9_999 })).rejects.toMatchObject({
      code: 'unit-unknown',
    })
    expect(await app.db.question.count()).toBe(0)
  })

  test('is taken in as it was shown, or shown again', async () => {
    const { fileName, read } = await file(csv)
    const { counts } = await previewImport(app, as(yang), units.heping.id, read)
    await takeIn(csv.split('\n').slice(0, 2).join('\n'))
    await expect(
      importQuestions(app, as(yang), units.heping.id, { fileName, read }, counts),
    ).rejects.toMatchObject({ code: 'questions-bank-moved' })
    expect(await bank()).toHaveLength(1)
  })

  test('without questions is refused', async () => {
    await expect(file('姓名\n张三\n')).rejects.toMatchObject({ code: 'questions-file-unknown' })
  })

  test('with a stem that stands above many questions writes over none of another file', async () => {
    const heads = '题型,题目,选项A,选项B,选项C,选项D,答案\n'
    const one = `${heads}单选,下列说法正确的是（　）,甲,乙,以上都对,以上都不对,A\n`
    const other = `${heads}单选,下列说法正确的是（　）,甲,丁,以上都对,以上都不对,B\n`
    await takeIn(one)
    expect((await takeIn(other)).counts).toMatchObject({ new: 1, changed: 0 })
    for (const again of [one, other])
      expect((await takeIn(again)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    expect(await bank()).toHaveLength(2)
  })

  test('that is another one than was shown is not taken in', async () => {
    await takeIn(csv.split('\n').slice(0, 2).join('\n'))
    const { counts } = await previewImport(app, as(yang), units.heping.id, (await file(csv)).read)
    const corrected = csv.replace('1935,B', '1935,C')
    await expect(
      importQuestions(app, as(yang), units.heping.id, await file(corrected), { ...counts, unchanged: 0 }),
    ).rejects.toMatchObject({ code: 'questions-bank-moved' })
    expect(await bank()).toHaveLength(1)
  })

  test('belongs to one unit: the same question in two banks is two', async () => {
    await takeIn(csv, 'cli', units.town)
    expect((await takeIn()).counts).toMatchObject({ new: 3 })
  })

  test('leaves retired what was retired, and says so', async () => {
    await takeIn()
    const { id } = await first()
    await retireQuestion(app, as(yang), id, '')
    const again = await takeIn(csv.replace('1934年10月', '1934年10月开始'))
    expect(again).toMatchObject({ counts: { changed: 1, unchanged: 2 }, retired: 1 })
    expect(await first()).toMatchObject({ explanation: '1934年10月开始', retiredAt: app.clock.now() })
  })
})

describe('who learned the old answer', () => {
  beforeEach(() => takeIn())

  test('is told by an import that corrects it, once, and nobody else is', async () => {
    await answered(zhang, await first(), false)
    const corrected = csv.replace('1935,B,1934年10月', '1935,C,中央红军1935年到达陕北')
    const { read } = await file(corrected)
    expect(await previewImport(app, as(yang), units.heping.id, read)).toMatchObject({ learners: 1 })
    await takeIn(corrected)
    await takeIn(corrected)
    expect(await promisedTo(app, zhang.chatId)).toEqual([
      '<b>您学过的一道题改了</b>\n\n原题：红军长征开始于哪一年？\n原来说对的是：1934\n现在对的是：1935\n为什么：中央红军1935年到达陕北',
    ])
    expect(await promisedTo(app, li.chatId)).toEqual([])
    expect(await first()).toMatchObject({ version: 2, right: [2] })
    expect(await app.db.questionVersion.findMany()).toMatchObject([{ version: 1, replacedById: yang.id }])
  })

  test('is not told the explanation of the old answer as the reason', async () => {
    const question = await first()
    await answered(zhang, question)
    await takeIn(csv.replace('1935,B', '1935,C'))
    const second = await first()
    await correctQuestion(app, as(yang), second, { right: [0] }, '')
    for (const heard of await promisedTo(app, zhang.chatId)) expect(heard).not.toContain('为什么')
    await correctQuestion(app, as(yang), await first(), { right: [1], explanation: '十月出发' }, '')
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('为什么：十月出发')
  })

  test('hears of all that one file corrects in one message', async () => {
    for (const question of await bank()) await answered(zhang, question)
    const [, second] = await bank()
    if (second) await answered(li, second)
    await takeIn(csv.replace(',B,', ',A,').replace(',AC,', ',A,').replace(',对,', ',错,'))
    const [heard = '', ...more] = await promisedTo(app, zhang.chatId)
    expect(heard).toContain('<b>您学过的 3 道题改了</b>')
    expect(heard).toContain('原来说对的是：锅盖；湿布\n现在对的是：锅盖')
    expect(heard).toContain('原来说对的是：对\n现在对的是：错')
    expect(more).toEqual([])
    expect(await promisedTo(app, li.chatId)).toEqual([expect.stringContaining('您学过的一道题改了')])
  })

  test('hears nothing of an explanation, a chapter, or a sign', async () => {
    const question = await first()
    await answered(zhang, question)
    await takeIn(csv.replace('1934年10月,党史', '十月,长征').replace('哪一年？', '哪一年( )?'))
    await correctQuestion(app, as(yang), question, { source: '《简史》' }, '')
    expect(await first()).toMatchObject({
      version: 1,
      explanation: '十月',
      chapter: '长征',
      source: '《简史》',
    })
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
    expect(await app.db.questionVersion.count()).toBe(0)
  })

  test('is told by a correction in chat, with why; in the morning where it is night', async () => {
    const question = await first()
    await answered(zhang, question)
    app.clock.setWall('2026-03-02T15:00:00Z')
    const after = await correctQuestion(
      app,
      as(yang),
      question,
      { stem: '中央红军长征开始于哪一年？' },
      '各路红军出发有先后',
    )
    expect(after).toMatchObject({ version: 2 })
    expect(await promisedTo(app, zhang.chatId)).toEqual([
      '<b>您学过的一道题改了</b>\n\n原题：红军长征开始于哪一年？\n现在问：中央红军长征开始于哪一年？\n题目改了说法，对的还是：1934\n为什么：各路红军出发有先后',
    ])
    expect(await app.db.delivery.findMany()).toMatchObject([{ quiet: true }])
  })

  test('is told in their own language', async () => {
    await app.db.person.update({ where: { id: li.id }, data: { language: 'en' } })
    const question = await first()
    await answered(zhang, question)
    await answered(li, question)
    await retireQuestion(app, as(yang), question.id, '表述过时')
    expect((await promisedTo(app, zhang.chatId))[0]).toContain(
      '这道题停用了，原来的答案不要再用。\n为什么：表述过时',
    )
    expect((await promisedTo(app, li.chatId))[0]).toContain('It is asked no more')
  })

  test('is told again when what they were told is corrected once more', async () => {
    const question = await first()
    await answered(zhang, question)
    const second = await correctQuestion(app, as(yang), question, { right: [0] }, '')
    await correctQuestion(app, as(yang), second, { right: [1] }, '')
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(2)
  })

  test('is not written to when their chat is gone', async () => {
    await answered(zhang, await first())
    await app.db.chat.update({ where: { id: zhang.chatId }, data: { state: 'gone' } })
    await retireQuestion(app, as(yang), (await first()).id, '')
    expect(await app.db.delivery.count()).toBe(0)
  })
})

describe('a question', () => {
  beforeEach(() => takeIn())

  test('is not corrected into what the bank cannot hold, or has already', async () => {
    const question = await first()
    const change = (what: Parameters<typeof correctQuestion>[3]) =>
      correctQuestion(app, as(yang), question, what, '')
    await expect(change({ stem: '长'.repeat(301) })).rejects.toMatchObject({
      code: 'question-row-stem-too-long',
    })
    await expect(change({ right: [7] })).rejects.toMatchObject({ code: 'question-row-answer-not-option' })
    await expect(change({ options: ['甲', '甲'], right: [0] })).rejects.toMatchObject({
      code: 'question-row-repeated-option',
    })
    const [, , truth] = await bank()
    await expect(
      change({ kind: 'truth', stem: truth?.stem ?? '', options: [], right: [0] }),
    ).rejects.toMatchObject({ code: 'question-twice' })
    expect(await first()).toEqual(question)
  })

  test('may be corrected into what another village asks', async () => {
    await takeIn('题目,答案\n火要常防,对\n', 'cli', units.tuanjie)
    const change = { kind: 'truth', stem: '火要常防', options: [], right: [0] } as const
    await correctQuestion(app, as(yang), await first(), change, '')
    expect(await first()).toMatchObject({ kind: 'truth', stem: '火要常防' })
  })

  test('that somebody else has corrected meanwhile is looked at again first', async () => {
    const question = await first()
    await correctQuestion(app, as(yang), question, { right: [0] }, '')
    await expect(correctQuestion(app, as(yang), question, { right: [2] }, '')).rejects.toMatchObject({
      code: 'question-moved',
    })
  })

  test('is retired once, and brought back once', async () => {
    const { id } = await first()
    await retireQuestion(app, as(yang), id, '')
    await expect(retireQuestion(app, as(yang), id, '')).rejects.toMatchObject({ code: 'question-retired' })
    await bringBackQuestion(app, as(yang), id)
    await expect(bringBackQuestion(app, as(yang), id)).rejects.toMatchObject({ code: 'question-in-use' })
  })

  test('does not exist for who may not manage it', async () => {
    const stranger = await personNamed(app, '团结书记', { roles: [['secretary', units.tuanjie]] })
    const question = await first()
    const unknown = { code: 'question-unknown' }
    for (const who of [zhang, stranger]) {
      await expect(correctQuestion(app, as(who), question, { right: [0] }, '')).rejects.toMatchObject(unknown)
      await expect(retireQuestion(app, as(who), question.id, '')).rejects.toMatchObject(unknown)
      await expect(bringBackQuestion(app, as(who), question.id)).rejects.toMatchObject(unknown)
      await expect(illustrateQuestion(app, as(who), question.id, undefined)).rejects.toMatchObject(unknown)
    }
    await expect(retireQuestion(app, as(yang), 9_999, '')).rejects.toMatchObject(unknown)
    expect(await first()).toEqual(question)
  })

  test('carries a picture, which no import takes away and nobody is told of', async () => {
    const question = await first()
    await answered(zhang, question)
    await illustrateQuestion(app, as(yang), question.id, { kind: 'photo', fileId: 'AgAC' })
    await takeIn(csv.replace('1934年10月', '十月'))
    expect(await first()).toMatchObject({ media: { kind: 'photo', fileId: 'AgAC' }, version: 1 })
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
  })
})

describe('what may be asked', () => {
  test('is counted by chapter and tag: of the own bank and those above, on its days, not retired', async () => {
    await takeIn()
    await takeIn(
      `题目,答案,章节,标签,有效期\n镇里的题,对,消防,水,2026-03-01至2026-03-31\n`,
      'cli',
      units.town,
    )
    await takeIn(`题目,答案,章节\n别村的题,对,消防\n`, 'cli', units.tuanjie)
    const path = units.hepingOne.path
    expect(await chaptersFor(app.db, path, '2026-03-15')).toEqual([
      { name: '党史', count: 1 },
      { name: '消防', count: 3 },
    ])
    expect(await tagsFor(app.db, path, '2026-03-15')).toEqual([
      { name: '火灾', count: 2 },
      { name: '水', count: 2 },
      { name: '长征', count: 1 },
    ])
    await retireQuestion(app, as(yang), (await first()).id, '')
    expect(await chaptersFor(app.db, path, '2026-04-01')).toEqual([{ name: '消防', count: 2 }])
    expect(await chaptersFor(app.db, units.town.path, '2026-04-01')).toEqual([])
  })

  test('is drawn by chance: none twice, none retired, none outside its days or its set', async () => {
    await takeIn(
      `题目,答案,章节,标签,有效期\n${Array.from({ length: 30 }, (_, at) => `第${at}题,对,${at % 3 ? '甲' : '乙'},${at % 2 ? '单' : '双'},${at < 5 ? '2026-01-31' : ''}\n`).join('')}`,
    )
    const retired = (await bank()).slice(5, 9)
    for (const { id } of retired) await retireQuestion(app, as(yang), id, '')
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(['甲', '乙', '丙']),
        fc.subarray(['单', '双']),
        fc.integer({ min: 0, max: 35 }),
        async (chapters, tags, count) => {
          const what = { path: units.hepingOne.path, set: { chapters, tags }, day: '2026-03-01', count }
          const drawn = await app.db.transaction((tx) => drawQuestions(tx, app, what))
          const ids = drawn.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.length).toBeLessThanOrEqual(count)
          for (const { id, retiredAt, validUntil, chapter, tags: own } of drawn) {
            expect(retired.map((one) => one.id)).not.toContain(id)
            expect([retiredAt, validUntil]).toEqual([undefined, undefined])
            if (chapters.length > 0) expect(chapters).toContain(chapter)
            if (tags.length > 0) expect(tags).toContain(own[0])
          }
          if (chapters.length + tags.length === 0) expect(ids).toHaveLength(Math.min(count, 21))
        },
      ),
      { numRuns: 40 },
    )
  })

  test('is drawn in another order each time', async () => {
    await takeIn(`题目,答案\n${Array.from({ length: 20 }, (_, at) => `第${at}题,对\n`).join('')}`)
    const what = { path: units.heping.path, set: everything, day: '2026-03-01', count: 20 }
    const orders = [1, 2, 3].map(() => drawQuestions(app.db, app, what))
    expect(new Set((await Promise.all(orders)).map((drawn) => drawn.map(({ id }) => id).join())).size).toBe(3)
  })
})

test('whatever bank is exported, its import changes nothing', { timeout: 60_000 }, async () => {
  const questions = [
    ...new Map(
      fc
        .sample(anyBank, { seed: 11, numRuns: 30 })
        .flat()
        .map((one) => [questionKey(one), one]),
    ).values(),
  ]
  const change = { by: undefined, at: app.clock.now() }
  await app.db.transaction((tx) => insertQuestions(tx, units.heping.id, questions, change))
  for (const language of app.texts.languages)
    for (const format of exportFormats) {
      const t = app.texts.in(language)
      const { bytes, count, leftOut } = await exportQuestions(app, units.heping.id, format, t)
      const read = await readQuestions({
        fileName: format === 'gift' ? 'q.gift' : format === 'aiken' ? 'q.txt' : 'q.csv',
        bytes,
      })
      const { counts } = await previewImport(app, 'cli', units.heping.id, read)
      expect({ format, ...counts }).toEqual({ format, new: 0, changed: 0, unchanged: count, refused: 0 })
      expect(count + leftOut).toBe(questions.length)
    }
})

test('an export has what is in use, and an empty bank is refused', async () => {
  await expect(exportQuestions(app, units.heping.id, 'csv', app.texts.in('zh-CN'))).rejects.toMatchObject({
    code: 'questions-none',
  })
  await takeIn()
  await retireQuestion(app, as(yang), (await first()).id, '')
  const { bytes, count } = await exportQuestions(app, units.heping.id, 'csv', app.texts.in('zh-CN'))
  expect(count).toBe(2)
  expect(bytes.toString()).not.toContain('长征')
})

const real = join(projectRoot, '../shared/data/quiz-party-history.csv')
test.skipIf(!existsSync(real))(
  'a real bank is taken in whole, but for the row that cannot be right (skipped where it is absent)',
  async () => {
    const bytes = readFileSync(real)
    const read = await readQuestions({ fileName: '党史.csv', bytes })
    const report = await importQuestions(app, as(yang), units.heping.id, { fileName: '党史.csv', read })
    expect(report.counts).toEqual({ new: 99, changed: 0, unchanged: 0, refused: 1 })
    expect(problemLines(app.texts.in('zh-CN'), report)).toEqual(['第 2 行：选项A和选项B一样'])
    const again = await importQuestions(app, as(yang), units.heping.id, { fileName: '党史.csv', read })
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 99, refused: 1 })
  },
)

test('the sample bank is good, and has every kind', async () => {
  const bytes = readFileSync(join(projectRoot, 'src/quiz/bank/sample-questions.csv'))
  const read = await readQuestions({ fileName: '样例.csv', bytes })
  const { counts } = await importQuestions(app, 'cli', units.town.id, { fileName: '样例.csv', read })
  expect(counts).toMatchObject({ changed: 0, unchanged: 0, refused: 0 })
  expect(counts.new).toBeGreaterThanOrEqual(20)
  const questions = await bankOf(app.db, units.town.id)
  for (const kind of ['single', 'several', 'truth']) expect(questions.map((one) => one.kind)).toContain(kind)
  for (const { explanation, source, chapter } of questions)
    expect([explanation, source, chapter]).not.toContain('')
})
