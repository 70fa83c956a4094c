import { Composer } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BotContext } from '../../../src/bot/context.ts'
import type { Feature } from '../../../src/bot/feature.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { readTable } from '../../../src/lib/read-table.ts'
import { pricesFeature } from '../../../src/prices/prices-bot.ts'
import {
  bankButtons,
  bankCommands,
  bankConversations,
  hearQuestionFiles,
} from '../../../src/quiz/bank/bank-bot.ts'
import { bankOf } from '../../../src/quiz/bank/bank-store.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { groupChat, human, Phone } from '../../support/phone.ts'

type Someone = Awaited<ReturnType<typeof personNamed>>

let sandbox: Sandbox
let app: TestApp
let units: TestUnits
let phone: Phone
let yang: Someone
let zhang: Someone

function bankFeature(): Feature {
  const messages = new Composer<BotContext>()
  hearQuestionFiles(messages)
  const parts = { commands: bankCommands, conversations: [...bankConversations], messages }
  return featureWith(parts, bankButtons)
}

beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock, keptFileBytes: 10_000_000 })
  const { token: botToken } = sandbox.createBot({ username: 'cunxun_bot' })
  sandbox.createUser({ firstName: '寄件人' }).start()
  app = await testApp({ config: { botToken, botApiRoot: sandbox.apiRoot } })
  units = await testUnits(app)
  phone = new Phone(app, [bankFeature(), pricesFeature])
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.hepingBranch]] })
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
})
afterEach(() => sandbox.stop())

const as = ({ telegramUserId, name }: Someone) => human(telegramUserId ?? 0, name)

/** Somebody sends a file to the bot; Telegram has it. */
async function sends(who: Someone, text: string, name = '题.csv', chat?: ReturnType<typeof groupChat>) {
  const { message } = sandbox.users[0]?.sendsDocument({ bytes: Buffer.from(text), name }) ?? {}
  const document = { file_id: message?.document?.file_id ?? '', file_unique_id: 'u', file_name: name }
  await phone.hears(phone.message(as(who), { document }, chat))
}

const csv = `题型,题目,选项A,选项B,选项C,答案,解析,章节
单选题,红军长征开始于哪一年？,1933,1934,1935,B,1934年10月,党史
多选题,哪些能扑灭油锅的火？,锅盖,水,湿布,AC,,消防
判断题,水火无情。,,,,对,,消防
`
const bank = () => bankOf(app.db, units.hepingBranch.id)

async function filled() {
  await sends(yang, csv)
  await phone.presses(as(yang), '收进题库')
}

async function opened(label: string, ...more: string[]) {
  await phone.says(as(yang), '/questions')
  for (const press of [label, ...more]) await phone.presses(as(yang), press)
}

describe('a file from the secretary', () => {
  test('is shown first, and taken in with one tap', async () => {
    await sends(yang, csv)
    expect(phone.lastWords).toBe(
      '文件“题.csv”，放进第一党支部的题库：\n新的 3 道，有改动的 0 道，一样的 0 道，收不了的 0 道。\n\n现在还没有收。要收吗？',
    )
    expect(phone.lastLabels).toEqual(['收进题库', '先不收'])
    expect(await bank()).toEqual([])
    await phone.presses(as(yang), '收进题库')
    expect(phone.lastWords).toContain('收进第一党支部的题库了：\n新的 3 道')
    expect(await bank()).toHaveLength(3)
    await sends(yang, csv)
    expect(phone.lastWords).toContain('一样的 3 道，收不了的 0 道。\n\n没有要收的，题库不变。')
    expect(phone.lastLabels).toEqual([])
  })

  test('is left with the other tap', async () => {
    await sends(yang, csv)
    await phone.presses(as(yang), '先不收')
    expect(phone.lastWords).toBe('好，没有收，题库不变。')
    expect(await bank()).toEqual([])
  })

  test('comes back with a column of reasons, when something was refused', async () => {
    await sends(yang, `${csv}填空题,五四运动发生在（）年,,,,1919,,\n单选题,题,甲,甲,乙,A,,\n`)
    expect(phone.lastWords).toContain(
      '收不了的：\n第 5 行：填空、简答这类题收不了，只收单选、多选和判断\n第 6 行：选项A和选项B一样\n写着原因的表随后发给您，改好了再发来就行。',
    )
    expect(await promisedTo(app, yang.chatId)).toEqual(['收不了的 2 道，原因写在第一列。'])
    const [{ body = '' } = {}] = await app.db.content.findMany()
    const { media } = JSON.parse(body).message
    expect(media.kept.name).toBe('题-没收的题.xlsx')
    const table = await readTable((await app.files.get(media.kept.key)) ?? new Uint8Array())
    expect(table.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ['没收的原因', '题型', '题目'],
      ['', '单选题', '红军长征开始于哪一年？'],
      ['', '多选题', '哪些能扑灭油锅的火？'],
      ['', '判断题', '水火无情。'],
      ['填空、简答这类题收不了，只收单选、多选和判断', '填空题', '五四运动发生在（）年'],
      ['选项A和选项B一样', '单选题', '题'],
    ])
  })

  test('may be GIFT or Aiken', async () => {
    await sends(yang, '// [tag:a]\n1+1\\=2 {TRUE}\n', 'moodle.gift')
    expect(phone.lastWords).toContain('新的 1 道')
    await phone.presses(as(yang), '收进题库')
    await sends(yang, '哪年？\nA. 1919\nB. 1921\nANSWER: B\n', 'aiken.txt')
    await phone.presses(as(yang), '收进题库')
    expect((await bank()).map(({ kind }) => kind)).toEqual(['truth', 'single'])
  })

  test('is shown again, when the bank has moved meanwhile', async () => {
    await sends(yang, csv)
    const taking = phone.dataOf('收进题库')
    const second = await personNamed(app, '副书记', { roles: [['secretary', units.hepingBranch]] })
    await sends(second, csv)
    await phone.presses(as(second), '收进题库')
    await phone.hears(phone.press(as(yang), taking))
    expect(phone.words.at(-2)).toBe('您看的时候，题库有人改过了。请再看一遍。')
    expect(phone.lastWords).toContain('一样的 3 道，收不了的 0 道。\n\n没有要收的')
    expect(await app.db.questionImport.count()).toBe(1)
  })

  test('that was mended takes the place of the one that waits, and comes back with its own reasons', async () => {
    const bad = `${csv}单选题,题,甲,甲,乙,A,,\n单选题,又一题,甲,甲,乙,A,,\n`
    await sends(yang, bad)
    const first = phone.dataOf('收进题库')
    await sends(yang, bad.replace('题,甲,甲', '题,甲,丙').replace('单选题,红军', '填空题,红军'), '改过.csv')
    expect(phone.lastWords).toContain('文件“改过.csv”，放进第一党支部的题库：\n新的 3 道')
    await phone.hears(phone.press(as(yang), first))
    expect(await bank()).toEqual([])
    await phone.presses(as(yang), '收进题库')
    expect((await bank()).map(({ stem }) => stem)).toEqual(['哪些能扑灭油锅的火？', '水火无情。', '题'])
    expect(await promisedTo(app, yang.chatId)).toEqual([
      '收不了的 2 道，原因写在第一列。',
      '收不了的 2 道，原因写在第一列。',
    ])
    const [, { body = '' } = {}] = await app.db.content.findMany({ orderBy: { id: 'asc' } })
    expect(JSON.parse(body).message.media.kept.name).toBe('改过-没收的题.xlsx')
  })

  test('that has no questions in it does not take the place of the one that waits', async () => {
    await sends(yang, csv)
    await sends(yang, '姓名,电话\n张三,1\n', '名单.csv')
    expect(phone.lastWords).toContain('这个文件里没找到题')
    await phone.says(as(yang), '收吧')
    expect(phone.lastWords).toContain('请按按钮选一个')
    await phone.presses(as(yang), '收进题库')
    expect(await bank()).toHaveLength(3)
  })

  test('that comes while the bank is still chosen is the one that is looked at', async () => {
    const li = await personNamed(app, '李镇长', { roles: [['secretary', units.town]] })
    await sends(li, csv)
    await sends(li, `${csv}判断题,火要常防。,,,,对,,消防\n`, '改过.csv')
    expect(phone.lastWords).toBe('好，改看“改过.csv”。放进哪个单位的题库？')
    await phone.presses(as(li), '青禾镇的题库')
    expect(phone.lastWords).toContain('文件“改过.csv”')
    await phone.presses(as(li), '收进题库')
    expect(await bankOf(app.db, units.town.id)).toHaveLength(4)
  })

  test('goes into the bank that is chosen, where there are several', async () => {
    const li = await personNamed(app, '李镇长', { roles: [['secretary', units.town]] })
    await sends(li, csv)
    expect(phone.lastLabels).toEqual(['青禾镇的题库', '和平村', '团结村'])
    await phone.presses(as(li), '青禾镇的题库')
    await phone.presses(as(li), '收进题库')
    expect(await bankOf(app.db, units.town.id)).toHaveLength(3)
  })

  test('of prices goes to the prices; of neither, nobody takes it', async () => {
    await sends(yang, '品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n', '行情.csv')
    expect(phone.lastWords).toContain('一共 1 行：新的 1')
    await sends(yang, '姓名,电话\n张三,1\n', '名单.csv')
    expect(phone.lastWords).not.toContain('题')
  })
})

test('a file of questions from somebody without the right is declined, in private; in a group nobody hears it', async () => {
  await sends(zhang, csv)
  expect(phone.lastWords).toBe('题库要由书记来管。')
  await sends(zhang, '品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n', '行情.csv')
  expect(phone.lastWords).toBe('行情要由书记来收。')
  const before = phone.words.length
  await sends(yang, csv, '题.csv', groupChat(7, '群'))
  expect(phone.words.slice(before).join()).not.toContain('题')
  expect(await app.db.question.count()).toBe(0)
})

test('a text, a table of old or a broken file is answered to who sends questions, and to nobody else', async () => {
  const stranger = await personNamed(app, '团结书记', { roles: [['secretary', units.tuanjie]] })
  await sends(yang, '各位乡亲，明天开会。\n请准时。\n', '通知.txt')
  expect(phone.lastWords).toContain('这个文件里没找到题')
  await sends(stranger, 'x', '题.xls')
  expect(phone.lastWords).toBe('这种表格我读不了，请在电脑上另存为 XLSX 再发来。')
  await sends(yang, 'PK\u0003\u0004zz', '题.xlsx')
  expect(phone.lastWords).toContain('这个文件读不出来')
  await sends(yang, `${csv}单选题,"题,甲,乙,丙,A,,\n`)
  expect(phone.lastWords).toContain('第 5 行有一个引号只有一半')
  for (const [text, name] of [
    ['PK\u0003\u0004zz', '题.xlsx'],
    ['x', '题.xls'],
    [`${csv}单选题,"题,甲,乙,丙,A,,\n`, '题.csv'],
    ['各位乡亲', '信.txt'],
  ] as const) {
    await sends(zhang, text, name)
    expect(phone.lastWords, name).not.toMatch(/读不|引号|没找到题/)
  }
})

describe('/questions', () => {
  test('of an empty bank says how to fill it', async () => {
    await phone.says(as(yang), '/questions')
    expect(phone.lastWords).toContain('第一党支部的题库还是空的。把题库文件直接发给我')
  })

  test('shows chapters, pages and cards', async () => {
    const rows = Array.from({ length: 10 }, (_, at) => `判断题,第${at + 1}条。,,,,对,,党史\n`).join('')
    await sends(yang, csv + rows)
    await phone.presses(as(yang), '收进题库')
    await opened('党史（11题）')
    expect(phone.lastWords).toContain('<b>党史（11题）</b>\n1. 红军长征开始于哪一年？\n2. 第1条。')
    await phone.presses(as(yang), '下一页')
    expect(phone.lastWords).toContain('9. 第8条。')
    expect(phone.lastLabels).toEqual(['9', '10', '11', '上一页', '回题库'])
    await phone.presses(as(yang), '上一页')
    await phone.presses(as(yang), '1')
    expect(phone.lastWords).toBe(
      '<b>题号 1，单选题</b>\n红军长征开始于哪一年？\nA. 1933\nB. 1934\nC. 1935\n答案：B. 1934\n解析：1934年10月\n章节：党史',
    )
    expect(phone.lastLabels).toEqual(['改题', '停用', '配图或语音', '回列表'])
    await phone.presses(as(yang), '回列表')
    expect(phone.lastWords).toContain('党史（11题）')
  })

  test('finds by words, page by page', async () => {
    await filled()
    await opened('找题')
    await phone.says(as(yang), '油锅 湿布')
    expect(phone.lastWords).toBe('<b>有“油锅 湿布”的（1题）</b>\n1. 哪些能扑灭油锅的火？')
    await opened('找题')
    await phone.says(as(yang), '没有的:词')
    expect(phone.lastWords).toBe('没有找到有“没有的：词”的题。换个词再发给我，不找了按“不找了”。')
    await phone.says(as(yang), '长征')
    expect(phone.lastWords).toContain('1. 红军长征开始于哪一年？')
    await opened('找题')
    await phone.says(as(yang), '没有')
    await phone.presses(as(yang), '不找了')
    expect(phone.lastWords).toBe('好，不找了。')
  })

  test('finds % and _ as they are written', async () => {
    await sends(yang, `${csv}单选题,占到50%的是,甲_乙,丙,,A,,\n单选题,占到500的是,甲乙,丙\\丁,,A,,\n`)
    await phone.presses(as(yang), '收进题库')
    for (const [words, found] of [
      ['50%', '占到50%的是'],
      ['甲_乙', '占到50%的是'],
      ['丙\\丁', '占到500的是'],
    ]) {
      await opened('找题')
      await phone.says(as(yang), words ?? '')
      expect(phone.lastWords, words).toBe(`<b>有“${words}”的（1题）</b>\n1. ${found}`)
    }
    await opened('找题')
    await phone.says(as(yang), '到%的')
    expect(phone.lastWords).toContain('没有找到')
    await phone.presses(as(yang), '不找了')
  })

  test('is no command for who may not, and its buttons open nothing', async () => {
    await filled()
    const stranger = await personNamed(app, '团结书记', { roles: [['secretary', units.tuanjie]] })
    await phone.says(as(zhang), '/questions')
    expect(phone.lastWords).toContain('没有这个命令')
    await phone.says(as(stranger), '/questions')
    expect(phone.lastWords).toContain('团结村的题库还是空的')
    const { id: unit } = units.hepingBranch
    const said = phone.words.length
    for (const who of [zhang, stranger]) {
      for (const data of [
        ...[
          `question-bank:${unit}`,
          `question-list:${unit}:all:1`,
          `question-find:${unit}:1:水`,
          `question-search:${unit}`,
        ],
        ...[`question-export:${unit}`, `question-export-as:${unit}:csv`],
      ]) {
        await phone.hears(phone.press(as(who), data))
        expect(phone.toasts.at(-1), data).toBe('没有这个单位，或者您不管这里的这件事。')
      }
      for (const act of ['open', 'correct', 'retire', 'back', 'picture', 'see', 'bare']) {
        await phone.hears(phone.press(as(who), `question-${act}:1`))
        expect(phone.toasts.at(-1), act).toBe('没有这道题，或者它不归您管。')
      }
    }
    expect(phone.words).toHaveLength(said)
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
  })

  test('shows no answer in a group', async () => {
    await filled()
    const said = phone.words.length
    await app.db.question.update({ where: { id: 1 }, data: { media: '{"kind":"photo","fileId":"f"}' } })
    for (const act of ['open', 'see', 'bare', 'back', 'correct']) {
      await phone.hears(phone.press(as(yang), `question-${act}:1`, groupChat(7, '群')))
      expect(phone.toasts.at(-1), act).toBe('没有这道题，或者它不归您管。')
    }
    expect(phone.words).toHaveLength(said)
    expect((await bank())[0]).toMatchObject({ media: { kind: 'photo' } })
  })
})

describe('at the card of a question', () => {
  beforeEach(filled)
  const card = () => opened('全部（3题）', '1')
  const learned = () =>
    app.db.transaction((tx) =>
      noteAnswers(tx, [
        {
          ...{ key: 'k', personId: zhang.id, questionId: 1, version: 1, chosen: [1], isRight: true },
          ...{ way: 'practice', at: app.clock.now() },
        },
      ]),
    )

  test('the answer is corrected; who learned the old one is counted first, and told why', async () => {
    await learned()
    await card()
    await phone.presses(as(yang), '改题')
    expect(phone.lastLabels).toEqual([
      '题目',
      '选项',
      '答案',
      '解析',
      '出处',
      '章节',
      '标签',
      '有效期',
      '不改了',
    ])
    await phone.presses(as(yang), '答案')
    expect(phone.lastLabels).toEqual(['A', 'B', 'C', '不改了'])
    await phone.presses(as(yang), 'C')
    expect(phone.lastWords).toContain('有 1 个人学过原来的，会各收到一条说明')
    expect(await bank()).toMatchObject([{ version: 1 }, {}, {}])
    await phone.says(as(yang), '红一方面军出发得晚')
    expect(phone.lastWords).toContain('答案：C. 1935')
    expect(phone.lastWords).toContain('改过 1 次。')
    expect((await promisedTo(app, zhang.chatId))[0]).toContain('为什么：红一方面军出发得晚')
  })

  test('what nobody learned is corrected at once, what is wrong is asked for again', async () => {
    await card()
    await phone.presses(as(yang), '改题')
    await phone.presses(as(yang), '选项')
    await phone.says(as(yang), '1933')
    expect(phone.lastWords).toContain('选项不到两个')
    await phone.says(as(yang), 'A. 1934\nB. 1934\nC. 1936')
    await phone.says(as(yang), 'E')
    expect(phone.lastWords).toBe('答案“E”不在选项里')
    await phone.says(as(yang), 'AC')
    expect(phone.words.at(-2)).toBe('选项A和选项B一样')
    await phone.says(as(yang), 'A. 1934\nB. 1935\nC. 1936')
    await phone.says(as(yang), 'AC')
    expect(phone.lastWords).toContain('多选题</b>')
    expect(await bank()).toMatchObject([
      { kind: 'several', options: ['1934', '1935', '1936'], right: [0, 2], version: 2 },
      {},
      {},
    ])
  })

  test('every other part is corrected, and may be left empty', async () => {
    const change = async (part: string, ...said: string[]) => {
      await card()
      await phone.presses(as(yang), '改题')
      await phone.presses(as(yang), part)
      for (const words of said) await phone.says(as(yang), words)
    }
    await change('题目', '长征始于哪一年？')
    await change('解析', '十月')
    await change('出处', '《简史》')
    await change('章节', '长征')
    await change('标签', '红军、长征')
    await change('有效期', '2026-02-31')
    expect(phone.lastWords).toContain('有效期看不懂')
    await phone.says(as(yang), '2026-01-01 到 2026-12-31')
    expect(phone.lastWords).toContain(
      '解析：十月\n出处：《简史》\n章节：长征\n标签：红军、长征\n有效期：2026-01-01 到 2026-12-31\n改过 1 次。',
    )
    await change('解析', '留空')
    await change('有效期', '一直有效')
    expect(phone.lastWords).not.toContain('解析')
    expect(phone.lastWords).not.toContain('有效期')
  })

  test('every step can be left, and nothing is changed', async () => {
    const before = await bank()
    for (const part of ['题目', '选项', '答案', '解析', '出处', '章节', '标签', '有效期']) {
      await card()
      await phone.presses(as(yang), '改题')
      await phone.presses(as(yang), part)
      expect(phone.lastLabels, part).toContain('不改了')
      await phone.presses(as(yang), '不改了')
      expect(phone.lastWords, part).toContain('<b>题号 1，单选题</b>')
    }
    await card()
    await phone.presses(as(yang), '改题')
    await phone.presses(as(yang), '选项')
    await phone.says(as(yang), '甲\n乙')
    await phone.presses(as(yang), '不改了')
    await opened('全部（3题）', '3', '改题', '答案', '不改了')
    expect(await bank()).toEqual(before)
  })

  test('a question of true and false has no options to correct', async () => {
    await opened('全部（3题）', '3', '改题')
    expect(phone.lastLabels).not.toContain('选项')
    await phone.presses(as(yang), '答案')
    await phone.presses(as(yang), '错')
    expect(phone.lastWords).toContain('答案：错')
  })

  test('it is retired and brought back', async () => {
    await learned()
    await card()
    await phone.presses(as(yang), '停用')
    expect(phone.lastWords).toContain('停用以后不再出这道题。有 1 个人学过')
    await phone.presses(as(yang), '不改了')
    expect(await bank()).toMatchObject([{ retiredAt: undefined }, {}, {}])
    await phone.presses(as(yang), '停用')
    await phone.hears(phone.press(as(yang), phone.dataOf('停用')))
    expect(phone.lastWords).toContain('单选题（已停用）')
    expect(await promisedTo(app, zhang.chatId)).toEqual([expect.stringContaining('这道题停用了')])
    await opened('停用的（1题）', '1', '恢复使用')
    expect(phone.lastWords).not.toContain('已停用')
    expect(phone.lastLabels).toContain('停用')
    expect(phone.toasts.at(-1)).toBe('有 1 个人学过，会各收到一条说明。')
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toBe(
      '<b>您学过的一道题又能用了</b>\n\n原题：红军长征开始于哪一年？\n这道题又能用了，对的是：1934',
    )
  })

  test('a picture or a voice goes before it, and is taken away', async () => {
    await card()
    await phone.presses(as(yang), '配图或语音')
    await phone.says(as(yang), '图')
    expect(phone.lastWords).toBe('请发图片，或者按住说一段语音。')
    await phone.hears(phone.message(as(yang), { voice: { file_id: 'V', file_unique_id: 'v', duration: 3 } }))
    expect(phone.lastWords).toContain('题前有一段语音。')
    expect(await bank()).toMatchObject([{ media: { kind: 'voice', fileId: 'V' }, version: 1 }, {}, {}])
    await phone.presses(as(yang), '听语音')
    expect(phone.said.at(-1)?.call).toMatchObject({ message: { media: { kind: 'voice', fileId: 'V' } } })
    await phone.presses(as(yang), '去掉图或语音')
    expect(phone.lastWords).not.toContain('语音。')
  })

  test('the bank is sent as a file', async () => {
    await opened('导出', '表格 CSV')
    expect(phone.toasts.at(-1)).toBe('正在做，马上发来。')
    expect(await promisedTo(app, yang.chatId)).toEqual([
      '第一党支部的题库，3 道题。\n配的图和语音不在文件里。',
    ])
    await opened('导出', 'Aiken 文本')
    expect((await promisedTo(app, yang.chatId)).at(-1)).toBe(
      '第一党支部的题库，2 道题。\n这种文本只有题目、选项和答案，解析、出处、章节、标签和有效期不在里面。\n有 1 道装不进这种文本（多选题，或者题目有几行），没有导出。\n配的图和语音不在文件里。',
    )
  })
})
