import type { User } from 'grammy/types'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import type { Answer } from '../../../src/quiz/answer-store.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import { wordsToSearch } from '../../../src/quiz/practice/notebook.ts'
import {
  practiceButtons,
  practiceCommands,
  practiceConversations,
  practiceLinks,
} from '../../../src/quiz/practice/practice-bot.ts'
import { reminderOf, remindMe } from '../../../src/quiz/practice/remind-of-practice.ts'
import {
  practiceAgain,
  practiceAnswer,
  practiceForgetSure,
  practiceMissed,
  practiceMistake,
  practicePage,
} from '../../../src/quiz/practice-buttons.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { groupChat, human, Phone } from '../../support/phone.ts'
import { putQuestion, putQuestions } from '../sample-questions.ts'

const minuteMs = 60_000

let app: TestApp
let units: TestUnits
let phone: Phone
let zhang: Person
let zhangUser: User
let zhao: Person
let zhaoUser: User

const userOf = ({ telegramUserId, name }: Person) => human(telegramUserId ?? 0, name)

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  const parts = {
    commands: practiceCommands,
    conversations: practiceConversations,
    startLinks: practiceLinks,
  }
  phone = new Phone(app, [featureWith(parts, practiceButtons)])
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
  zhao = await personNamed(app, '赵六', { home: units.tuanjieOne })
  zhangUser = userOf(zhang)
  zhaoUser = userOf(zhao)
})

let noted = 0
/** Somebody answered that, somewhere. */
async function answered(person: Person, questionId: number, isRight: boolean, more: Partial<Answer> = {}) {
  const chosen = isRight ? [0] : [1]
  const row: Answer = {
    key: `test:${noted++}`,
    personId: person.id,
    questionId,
    version: 1,
    chosen,
    isRight,
    way: 'practice',
    at: app.clock.now(),
    ...more,
  }
  await app.db.transaction((tx) => noteAnswers(tx, [row]))
}

const lastItems = async (): Promise<number[]> => {
  const row = await app.db.practice.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return (JSON.parse(row.items) as { questionId: number }[]).map(({ questionId }) => questionId)
}

describe('the notebook of mistakes', () => {
  test('holds what was wrong, the last before the others, in pages; one page can be practised', async () => {
    const ids = await putQuestions(app, units.town, 8)
    for (const id of ids) {
      await app.clock.advance(minuteMs)
      await answered(zhang, id, id === ids[0])
    }
    await phone.says(zhangUser, '/mistakes')
    expect(phone.lastWords).toContain('7 题（第 1 页，共 2 页）')
    expect(phone.lastWords).toContain('\n1. 第8题\n2. 第7题\n')
    expect(phone.lastLabels).toEqual(['1', '2', '3', '4', '5', '下一页', '练这一页', '找一找'])
    await phone.presses(zhangUser, '下一页')
    expect(phone.lastWords).toContain('\n6. 第3题\n7. 第2题')
    expect(phone.lastLabels).toEqual(['6', '7', '上一页', '练这一页', '找一找', '清空学习记录'])
    await phone.presses(zhangUser, '练这一页')
    expect(phone.lastWords).toContain('第 1 题，共 2 题')
    expect(await lastItems()).toEqual([ids[2], ids[1]])
  })

  test('is found by words: each of them, anywhere in the question; a page of the finds can be practised', async () => {
    const river = await putQuestion(app, units.town, { stem: '湟水河流过哪里？', options: ['西宁', '拉萨'] })
    await putQuestion(app, units.town, { stem: '拉萨在哪里？' })
    for (const id of [river, river + 1]) await answered(zhang, id, false)
    await phone.says(zhangUser, '/mistakes')
    await phone.presses(zhangUser, '找一找')
    await phone.says(zhangUser, '  拉萨  湟水 ')
    expect(phone.lastWords).toContain('有“拉萨 湟水”的：1 题。')
    await phone.presses(zhangUser, '练这一页')
    expect(await lastItems()).toEqual([river])
    await phone.says(zhangUser, '/mistakes')
    await phone.presses(zhangUser, '找一找')
    await phone.says(zhangUser, '<b>北京</b>')
    expect(phone.lastWords).toBe('错题本里没有“&lt;b&gt;北京&lt;/b&gt;”。')
  })

  test('words are cut to what a button carries', () => {
    expect(wordsToSearch(' 党史:纪律 ')).toBe('党史 纪律')
    expect(wordsToSearch('一二三四五六七八九十甲乙丙丁')).toBe('一二三四五六七八九十甲乙')
    expect(wordsToSearch('  ')).toBe('')
    // Without the signs that come along with what is pasted.
    expect(wordsToSearch('\u200b党\u200b史\ufeff')).toBe('党史')
    expect(wordsToSearch('\u200b')).toBe('')
    const page = practicePage.data({ page: 9_999, words: wordsToSearch('字'.repeat(100)) })
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(64)
  })

  test('a card tells what I chose, what is right and why; again practises it now', async () => {
    const id = await putQuestion(app, units.town)
    await putQuestion(app, units.town, { stem: '另一题' })
    await answered(zhang, id, false)
    await phone.says(zhangUser, '/mistakes')
    await phone.presses(zhangUser, '1')
    expect(phone.lastWords).toContain('您答错那次选的是 B。\n正确的是 A。\n解析：')
    expect(phone.lastWords).toContain('答错过 1 次。再连着答对 2 次')
    await phone.presses(zhangUser, '现在再练')
    expect(await lastItems()).toEqual([id])
  })

  test('a card tells what was chosen when it was wrong, also when it was right since', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    await app.clock.advance(minuteMs)
    await answered(zhang, id, true)
    await phone.hears(phone.press(zhangUser, practiceMistake.data({ question: id })))
    expect(phone.lastWords).toContain('您答错那次选的是 B。')
  })

  test('is found whatever the width and the hidden signs of what was typed', async () => {
    const id = await putQuestion(app, units.town, { stem: '增长 50% 的\u200b产量是多少' })
    await answered(zhang, id, false)
    for (const words of ['５０％', '\u200b产\u200b量', '的产量']) {
      await phone.says(zhangUser, '/mistakes')
      await phone.presses(zhangUser, '找一找')
      await phone.says(zhangUser, words)
      expect(phone.lastWords).toContain('：1 题。')
    }
  })

  test('an update that comes again after its round has ended begins no other', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    const again = phone.press(zhangUser, practiceAgain.data({ question: id }))
    await phone.hears(again)
    const at = { practice: 1, place: 0, version: 1 }
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...at, option: 0 })))
    await phone.hears(again)
    expect(await app.db.practice.count()).toBe(1)
  })

  test('a short round puts nothing away: when it has ended, the one before is gone on with', async () => {
    await putQuestions(app, units.town, 5)
    const id = await putQuestion(app, units.heping, { stem: '单独一题' })
    await answered(zhang, id, false)
    await phone.says(zhangUser, '/practice')
    const first = { practice: 1, place: 0, version: 1, option: 0 }
    await phone.hears(phone.press(zhangUser, practiceAnswer.data(first)))
    await phone.hears(phone.press(zhangUser, practiceAgain.data({ question: id })))
    expect(phone.lastWords).toContain('第 1 题，共 1 题')
    await phone.says(zhangUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 1 题')
    await phone.hears(phone.press(zhangUser, practiceAnswer.data({ ...first, practice: 2 })))
    await phone.presses(zhangUser, '看结果')
    expect(phone.lastLabels).toEqual(['接着练刚才那组', '错题本', '提醒我'])
    await phone.presses(zhangUser, '接着练刚才那组')
    expect(phone.lastWords).toContain('第 2 题，共 5 题')
    expect(await app.db.practice.count()).toBe(2)
    // Another's rounds are none of theirs.
    await phone.says(zhaoUser, '/practice')
    expect(phone.lastWords).toContain('第 1 题，共 5 题')
  })

  test('what was corrected since does not show a letter that means something else now', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    await app.db.question.update({
      where: { id },
      data: { version: 2, options: '["六个","三个"]', right: '[1]' },
    })
    await phone.hears(phone.press(zhangUser, practiceMistake.data({ question: id })))
    expect(phone.lastWords).toContain('您答过以后，这道题改过。</i>\n正确的是 B。')
  })

  test('is left after two right answers in a row, which it says', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    const again = async () => {
      await phone.hears(phone.press(zhangUser, practiceAgain.data({ question: id })))
      const { id: practice } = await app.db.practice.findFirstOrThrow({ orderBy: { id: 'desc' } })
      await phone.hears(
        phone.press(zhangUser, practiceAnswer.data({ practice, place: 0, version: 1, option: 0 })),
      )
    }
    await again()
    expect(phone.lastWords).not.toContain('拿掉')
    await again()
    expect(phone.lastWords).toContain('从错题本里拿掉了')
    await phone.says(zhangUser, '/mistakes')
    expect(phone.lastWords).toContain('错题本是空的')
    await phone.hears(phone.press(zhangUser, practiceAgain.data({ question: id })))
    expect(phone.toasts.at(-1)).toContain('已经不在您的错题本里')
  })

  test('nobody sees or practises what stands in another’s', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    await phone.says(zhaoUser, '/mistakes')
    expect(phone.lastWords).toContain('错题本是空的')
    for (const action of [practiceMistake, practiceAgain]) {
      const said = phone.said.length
      await phone.hears(phone.press(zhaoUser, action.data({ question: id })))
      expect(phone.said).toHaveLength(said)
    }
    expect(await app.db.practice.count()).toBe(0)
  })

  test('what was retired is not in it', async () => {
    const id = await putQuestion(app, units.town)
    await answered(zhang, id, false)
    await app.db.question.update({ where: { id }, data: { retiredAt: app.clock.now() } })
    await phone.says(zhangUser, '/mistakes')
    expect(phone.lastWords).toContain('错题本是空的')
  })
})

describe('what was missed on an evening', () => {
  let ids: number[]
  let evening: number

  beforeEach(async () => {
    ids = await putQuestions(app, units.heping, 4)
    const now = app.clock.now()
    const row = await app.db.quizEvening.create({
      data: {
        key: 'q',
        chatId: 1,
        unitId: units.heping.id,
        hostId: zhang.id,
        set: '{}',
        count: 4,
        secondsEach: 30,
        isRanked: false,
        state: 'over',
        startsAt: now,
        createdAt: now,
        questions: {
          create: ids.map((questionId, place) => ({
            place,
            questionId,
            version: 1,
            state: place === 3 ? ('skipped' as const) : ('closed' as const),
          })),
        },
      },
    })
    evening = row.id
    const vote = (n: number, isRight: boolean) =>
      answered(zhang, ids[n] ?? 0, isRight, { key: `evening:${evening}:${n}:${zhang.id}`, way: 'evening' })
    await vote(0, true)
    await vote(1, false)
  })
  const press = (user: User, chat?: ReturnType<typeof groupChat>) =>
    phone.hears(phone.press(user, practiceMissed.data({ evening }), chat))

  test('is practised: what was wrong and what was not answered, in the order of the evening', async () => {
    await press(zhangUser)
    expect(phone.said.at(-1)?.call.do).toBe('send')
    expect(await lastItems()).toEqual([ids[1], ids[2]])
  })

  test('pressed twice it goes on with the same one', async () => {
    await press(zhangUser)
    await press(zhangUser)
    expect(await app.db.practice.count()).toBe(1)
    const { id: practice } = await app.db.practice.findFirstOrThrow()
    await phone.hears(
      phone.press(zhangUser, practiceAnswer.data({ practice, place: 0, version: 1, option: 0 })),
    )
    await press(zhangUser)
    expect(phone.lastWords).toContain('第 2 题，共 2 题')
  })

  test('opens by the link too, and from a group in the private chat', async () => {
    await phone.says(zhangUser, `/start missed-${evening}`)
    expect(await lastItems()).toEqual([ids[1], ids[2]])
    await press(zhangUser, groupChat(7, '和平村'))
    expect(await app.db.practice.count()).toBe(1)
  })

  test('leaves out what may not be asked any more', async () => {
    const retire = (n: number) =>
      app.db.question.update({ where: { id: ids[n] ?? 0 }, data: { retiredAt: app.clock.now() } })
    await retire(1)
    await press(zhangUser)
    expect(await lastItems()).toEqual([ids[2]])
    await retire(2)
    await press(zhangUser)
    expect(phone.toasts.at(-1)).toContain('现在都不用练了')
  })

  test('is a villager’s who was not there too; who has nothing to do with that village finds no such evening', async () => {
    const wang = await personNamed(app, '王五', { home: units.hepingTwo })
    await press(userOf(wang))
    expect(await lastItems()).toEqual(ids.slice(0, 3))
    const said = phone.said.length
    await press(zhaoUser)
    expect(phone.said).toHaveLength(said)
    expect(phone.toasts.at(-1)).toContain('没有这一组题')
    await phone.hears(phone.press(zhangUser, practiceMissed.data({ evening: 999 })))
    expect(phone.toasts.at(-1)).toContain('没有这一组题')
  })

  test('a guest from elsewhere who pressed "count me in" has it', async () => {
    await app.db.eveningGuest.create({
      data: { eveningId: evening, personId: zhao.id, joinedAt: app.clock.now() },
    })
    await press(zhaoUser)
    expect(await lastItems()).toEqual(ids.slice(0, 3))
  })

  test('of who knew all of it is nothing', async () => {
    for (const n of [1, 2])
      await answered(zhang, ids[n] ?? 0, true, { key: `evening:${evening}:again${n}`, way: 'evening' })
    await press(zhangUser)
    expect(phone.toasts.at(-1)).toContain('您都答对了')
  })
})

describe('clearing what one has learned', () => {
  const left = async (person: Person) => {
    const where = { personId: person.id }
    return [
      await app.db.quizAnswer.count({ where }),
      await app.db.quizMemory.count({ where }),
      await app.db.practice.count({ where }),
    ]
  }

  test('says what goes and what stays, does nothing before the second tap, and is safe to repeat', async () => {
    const [question = 0] = await putQuestions(app, units.town, 6)
    await answered(zhang, question, false)
    await answered(zhao, question, false)
    await phone.says(zhangUser, '/practice')
    await phone.says(zhaoUser, '/practice')
    await phone.says(zhangUser, '/mistakes')
    await phone.presses(zhangUser, '清空学习记录')
    expect(phone.lastWords).toContain(
      '您答过的 1 次、错题本、练过的 1 组和练习提醒，都删掉。考试的卷子和证书不删',
    )
    expect(await left(zhang)).toEqual([1, 1, 1])
    await phone.presses(zhangUser, '清空，我想好了')
    expect(phone.lastWords).toContain('清空了')
    expect(await left(zhang)).toEqual([0, 0, 0])
    await phone.hears(phone.press(zhangUser, practiceForgetSure.data({})))
    // What is another's is untouched by it.
    expect(await left(zhao)).toEqual([1, 1, 1])
    await phone.says(zhangUser, '/mistakes')
    expect(phone.lastWords).toContain('错题本是空的')
  })

  test('ends the reminders of who asks for it, and of nobody else', async () => {
    const daily = { every: 'day', at: '20:00' } as const
    for (const { id } of [zhang, zhao]) await remindMe(app, { personId: id }, daily)
    await phone.hears(phone.press(zhangUser, practiceForgetSure.data({})))
    expect(await reminderOf(app.db, { personId: zhang.id })).toBeUndefined()
    expect(await reminderOf(app.db, { personId: zhao.id })).toBeDefined()
  })

  test('in a group does nothing', async () => {
    const [question = 0] = await putQuestions(app, units.town, 1)
    await answered(zhang, question, false)
    await phone.hears(phone.press(zhangUser, practiceForgetSure.data({}), groupChat(7, '一组')))
    expect(await left(zhang)).toEqual([1, 1, 0])
  })
})
