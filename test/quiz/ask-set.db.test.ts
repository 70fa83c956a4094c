import { beforeEach, expect, test } from 'vitest'
import type { ConversationSpec } from '../../src/bot/talk.ts'
import { publicMessage } from '../../src/delivery/message.ts'
import { askSet } from '../../src/quiz/ask-set.ts'
import { insertQuestions } from '../../src/quiz/bank/bank-store.ts'
import type { QuestionContent } from '../../src/quiz/question.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type TestUnits, testUnits } from '../support/people.ts'
import { human, Phone } from '../support/phone.ts'
import { content } from './bank/questions.ts'

let app: TestApp
let units: TestUnits
let phone: Phone
const yang = human(21, '杨书记')

/** Asks, and says what was chosen. */
const asking: ConversationSpec = {
  name: 'asking',
  version: 1,
  run: async (talk, args) => {
    const { set, size } = await askSet(talk, (args as { unitId: number }).unitId)
    await talk.say(publicMessage(JSON.stringify({ ...set, size })))
  },
}

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  const feature = {
    commands: [
      {
        name: 'asking',
        where: 'private' as const,
        menu: false,
        run: (ctx: { talk: { enter(name: string, args: unknown): Promise<void> } }) =>
          ctx.talk.enter('asking', { unitId: units.heping.id }),
      },
    ],
    conversations: [asking],
  }
  phone = new Phone(app, [feature])
})

const fill = (questions: Partial<QuestionContent>[]) =>
  app.db.transaction((tx) =>
    insertQuestions(
      tx,
      units.town.id,
      questions.map((one, at) => content({ stem: `第${at}题`, ...one })),
      { by: undefined, at: app.clock.now() },
    ),
  )
const presses = async (...labels: string[]) => {
  await phone.says(yang, '/asking')
  for (const label of labels) await phone.presses(yang, label)
  return phone.lastWords
}

test('all, of a chapter or with a tag, each with how many there are', async () => {
  await fill([{ chapter: '党史', tags: ['建党'] }, { chapter: '党史' }, { chapter: '消防' }, {}])
  expect(await presses('全部（4题）')).toBe('{"chapters":[],"tags":[],"size":4}')
  expect(await presses('按章节', '党史（2题）')).toBe('{"chapters":["党史"],"tags":[],"size":2}')
  expect(await presses('按标签', '建党（1题）')).toBe('{"chapters":[],"tags":["建党"],"size":1}')
  expect(await presses('按标签', '换个选法', '全部（4题）')).toContain('"size":4')
})

test('many chapters come page by page', async () => {
  await fill(Array.from({ length: 30 }, (_, at) => ({ chapter: `第${at + 1}章` })))
  await presses('按章节', '下一页', '下一页')
  expect(phone.lastLabels).toEqual(
    ['第25章', '第26章', '第27章', '第28章', '第29章', '第30章']
      .map((name) => `${name}（1题）`)
      .concat('上一页', '换个选法'),
  )
  await phone.presses(yang, '上一页')
  await phone.presses(yang, '第13章（1题）')
  expect(phone.lastWords).toContain('第13章')
})

test('nothing is asked where there is nothing to choose, and an empty bank is said', async () => {
  await phone.says(yang, '/asking')
  expect(phone.lastWords).toContain('这里还没有能出的题')
  await fill([{}, { stem: '另一题' }])
  expect(await presses()).toBe('{"chapters":[],"tags":[],"size":2}')
})
