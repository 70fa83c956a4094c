import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../src/org/person.ts'
import {
  eveningJoin,
  eveningPress,
  eveningSkip,
  quizPlanChange,
  quizPlanNow,
  quizPlanOpen,
} from '../../../src/quiz/evening/evening-buttons.ts'
import type { EveningTime } from '../../../src/quiz/evening/plan-evening.ts'
import { quizFeature } from '../../../src/quiz/quiz-bot.ts'
import { personNamed } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { type Hall, openHall } from './hall.ts'

let hall: Hall
let phone: Phone
beforeEach(async () => {
  hall = await openHall(6)
  phone = new Phone(hall.app, [quizFeature])
})

const user = ({ telegramUserId = 0, name }: Person) => human(telegramUserId, name)
const group = ({ telegramId }: { telegramId: number }) =>
  ({ id: telegramId, type: 'group', title: '和平一组' }) as const

const weekly = { now: false, rule: { every: 'week', on: [3], at: '19:30' } } satisfies EveningTime

/** Everybody who has no business with an evening in 和平一组. */
const outsiders = (): [string, () => Promise<Person>][] => [
  ['a member of the village', () => personNamed(hall.app, '张三', { home: hall.units.hepingOne })],
  ['a Party member', () => personNamed(hall.app, '赵六', { roles: [['member', hall.units.hepingBranch]] })],
  [
    'a host of another village',
    () => personNamed(hall.app, '马东', { roles: [['host', hall.units.tuanjie]] }),
  ],
  [
    'another host of the same village',
    () => personNamed(hall.app, '何西', { roles: [['host', hall.units.heping]] }),
  ],
  [
    'the secretary of another village',
    () => personNamed(hall.app, '周南', { roles: [['secretary', hall.units.tuanjie]] }),
  ],
  ['an officer there', () => personNamed(hall.app, '王芳', { roles: [['officer', hall.units.hepingOne]] })],
]

describe('the host', () => {
  test('settles one in private, from the group to the start, and sees all of it before', async () => {
    const liu = user(hall.liu)
    await phone.says(liu, '/quiz')
    expect(phone.lastWords).toContain('答几道题')
    await phone.says(liu, '25')
    expect(phone.lastWords).toContain('3 到 20')
    await phone.says(liu, '4题')
    await phone.says(liu, '10分钟')
    expect(phone.lastWords).toContain('10 到 300')
    await phone.says(liu, '2分钟')
    await phone.presses(liu, '现在就办')
    expect(phone.lastWords).toContain('答题 · 和平一组')
    expect(phone.lastWords).toContain('4 道题，每道 120 秒')
    expect(phone.lastWords).toContain('不排名')
    await phone.presses(liu, '要排名')
    expect(phone.lastWords).toContain('最后公布前十名')
    await phone.presses(liu, '就这样办')
    expect(phone.lastWords).toContain('两分钟后开始')
    expect(await hall.app.db.quizEvening.findFirst()).toMatchObject({
      chatId: hall.square.chatId,
      count: 4,
      secondsEach: 120,
      isRanked: true,
      hostId: hall.liu.id,
      state: 'announced',
    })
  })

  test('settles a weekly one, sees it in the list, pauses and ends it', async () => {
    const liu = user(hall.liu)
    await phone.says(liu, '/quiz')
    await phone.presses(liu, '5题')
    await phone.presses(liu, '30秒')
    await phone.presses(liu, '每周')
    await phone.presses(liu, '周一')
    await phone.presses(liu, '20:00')
    expect(phone.lastWords).toContain('每周一 20:00')
    await phone.presses(liu, '就这样办')
    expect(phone.lastWords).toContain('定下了')
    await phone.says(liu, '/quizzes')
    await phone.presses(liu, '和平一组')
    expect(phone.lastWords).toContain('每周一 20:00')
    await phone.presses(liu, '暂停')
    expect(await hall.app.db.schedule.findFirst()).toMatchObject({ purpose: 'quiz', state: 'paused' })
  })

  test('holds what is planned at once with one button, which is there only while it can be done', async () => {
    const liu = user(hall.liu)
    await hall.hold({}, { now: false, rule: { every: 'month', day: 20, at: '19:30', shortMonth: 'skip' } })
    const open = quizPlanOpen.data({ plan: 1 })
    await phone.says(liu, '/quizzes')
    await phone.presses(liu, '和平一组')
    await phone.presses(liu, '现在就办')
    expect(phone.toasts.at(-1)).toContain('两分钟后开始')
    expect(await hall.app.db.quizEvening.findMany()).toMatchObject([
      { state: 'announced', hostId: hall.liu.id, count: 3, chatId: hall.square.chatId },
    ])
    expect(phone.lastLabels).not.toContain('现在就办')
    await phone.hears(phone.press(liu, quizPlanNow.data({ plan: 1 })))
    expect(phone.toasts.at(-1)).toContain('这个群已经有一次答题了')
    expect(await hall.app.db.schedule.findFirst()).toMatchObject({ state: 'active' })
    await hall.pass(240)
    hall.app.clock.setWall('2026-03-02T14:30:00Z')
    await phone.hears(phone.press(liu, open))
    expect(phone.lastLabels).not.toContain('现在就办')
    await phone.hears(phone.press(liu, quizPlanNow.data({ plan: 1 })))
    expect(phone.toasts.at(-1)).toContain('晚上十点到早上七点')
    expect(await hall.app.db.quizEvening.count()).toBe(1)
  })

  test('may say it in the group, and is led to the private chat with that group chosen', async () => {
    const liu = user(hall.liu)
    await hall.group('和平二组', hall.units.hepingTwo)
    await phone.says(liu, '/quiz', group(hall.square))
    const { call } = phone.said.at(-1) ?? {}
    const [button] = call && 'message' in call ? (call.message.buttons?.flat() ?? []) : []
    const url = button && 'url' in button ? button.url : ''
    expect(url).toBe(`https://t.me/cunxun_bot?start=quizhere-${hall.square.chatId}`)
    await phone.says(liu, `/start quizhere-${hall.square.chatId}`)
    expect(phone.lastWords).toContain('答几道题')
  })

  test('pauses, goes on and stops by buttons; stopping asks once more', async () => {
    const liu = user(hall.liu)
    await hall.hold()
    await hall.pass(130)
    await phone.says(liu, '/quizzes')
    await phone.presses(liu, '正在办 · 和平一组')
    expect(phone.lastWords).toContain('正在答第 1 题，共 3 题')
    await phone.presses(liu, '歇一会儿')
    expect(phone.lastWords).toContain('第 1 题到时间以后就歇')
    expect(phone.toasts.at(-1)).toContain('到时间以后就歇')
    await phone.presses(liu, '接着来')
    await hall.pass(60)
    await phone.presses(liu, '歇一会儿')
    await phone.presses(liu, '跳过这题')
    await phone.presses(liu, '接着来')
    await hall.app.clock.advance(1_000)
    await phone.presses(liu, '歇一会儿')
    expect(phone.toasts.at(-1)).toContain('您接着来才出下一题')
    await phone.presses(liu, '到此为止')
    expect(phone.lastWords).toContain('现在就停')
    await phone.presses(liu, '停')
    expect(phone.lastWords).toContain('停下了')
    expect(await hall.app.db.quizEvening.findFirst()).toMatchObject({ state: 'stopped', endedWhy: 'host' })
  })

  test('the secretary above may do the same', async () => {
    await hall.hold()
    await hall.pass(130)
    await phone.hears(phone.press(user(hall.yang), eveningSkip.data({ evening: 1, place: 0 })))
    expect(await hall.app.db.eveningQuestion.findFirst({ where: { place: 0 } })).toMatchObject({
      state: 'skipped',
    })
  })
})

describe('an outsider', () => {
  const presses = [
    ['pauses', () => eveningPress.data({ evening: 1, how: 'pause' })],
    ['stops', () => eveningPress.data({ evening: 1, how: 'stop' })],
    ['skips', () => eveningSkip.data({ evening: 1, place: 0 })],
  ] as const

  test('of any kind changes nothing, and hears of nothing, by the buttons of a running evening', async () => {
    await hall.hold()
    await hall.pass(130)
    const before = await hall.app.db.quizEvening.findFirst()
    for (const [who, make] of outsiders()) {
      const person = user(await make())
      for (const [how, data] of presses) {
        await phone.hears(phone.press(person, data()))
        expect(phone.toasts.at(-1), `${who} ${how}`).toBe('没有这次答题。')
      }
      await phone.says(person, '/quizzes')
      expect(phone.lastLabels, who).toEqual([])
    }
    expect(await hall.app.db.quizEvening.findFirst()).toEqual(before)
    expect(await hall.app.db.eveningQuestion.count({ where: { state: 'skipped' } })).toBe(0)
  })

  test('is a host, too, who has lost the role meanwhile', async () => {
    await hall.hold()
    await hall.hold({ chatId: (await hall.group('和平二组', hall.units.hepingTwo)).chatId }, weekly)
    await hall.pass(130)
    const { app, liu } = hall
    await app.db.roleGrant.updateMany({ where: { personId: liu.id }, data: { endedAt: app.clock.now() } })
    const datas = [
      ...presses.map(([, data]) => data()),
      quizPlanChange.data({ plan: 1, how: 'end' }),
      quizPlanNow.data({ plan: 1 }),
    ]
    for (const data of datas) {
      await phone.hears(phone.press(user(liu), data))
      expect(phone.toasts.at(-1), data).toBe('没有这次答题。')
    }
    expect(await app.db.quizEvening.findFirst()).toMatchObject({ state: 'running' })
    expect(await app.db.schedule.findFirst()).toMatchObject({ state: 'active' })
    await phone.hears(phone.press(user(hall.yang), eveningPress.data({ evening: 1, how: 'pause' })))
    expect(await app.db.quizEvening.findFirst()).toMatchObject({ state: 'paused' })
  })

  test('cannot end a plan', async () => {
    await hall.hold({}, weekly)
    for (const [who, make] of outsiders()) {
      await phone.hears(phone.press(user(await make()), quizPlanChange.data({ plan: 1, how: 'end' })))
      expect(phone.toasts.at(-1), who).toBe('没有这次答题。')
    }
    expect(await hall.app.db.schedule.findFirst()).toMatchObject({ state: 'active' })
  })

  test('cannot hold now what somebody else has planned', async () => {
    await hall.hold({}, weekly)
    for (const [who, make] of outsiders()) {
      await phone.hears(phone.press(user(await make()), quizPlanNow.data({ plan: 1 })))
      expect(phone.toasts.at(-1), who).toBe('没有这次答题。')
    }
    expect(await hall.app.db.quizEvening.count()).toBe(0)
  })

  test('who types /quiz in the group is not answered, and nothing begins', async () => {
    for (const [who, make] of outsiders()) {
      if (who === 'another host of the same village') continue
      await phone.says(user(await make()), '/quiz', group(hall.square))
      expect(phone.said, who).toEqual([])
    }
    expect(await hall.app.db.quizEvening.count()).toBe(0)
  })

  test('who may hold one nowhere does not know the command in private either', async () => {
    const zhang = user(await personNamed(hall.app, '张三', { home: hall.units.hepingOne }))
    await phone.says(zhang, '/quiz')
    const unknown = phone.lastWords
    await phone.says(zhang, `/start quizhere-${hall.square.chatId}`)
    expect(phone.lastWords).toBe(unknown)
    await phone.says(zhang, '/nosuchthing')
    expect(phone.lastWords).toBe(unknown)
  })

  test('a host of another village is not offered this group, by a link either', async () => {
    const ma = user(await personNamed(hall.app, '马东', { roles: [['host', hall.units.tuanjie]] }))
    await phone.says(ma, `/start quizhere-${hall.square.chatId}`)
    expect(phone.lastWords).toContain('没有绑定的群')
    expect(phone.words.join()).not.toContain('和平一组')
  })

  test('a button of another group counts nobody in', async () => {
    const tuan = await hall.group('团结一组', hall.units.tuanjieOne)
    await hall.hold()
    const zhang = user(await personNamed(hall.app, '张三'))
    const data = eveningJoin.data({ evening: 1 })
    await phone.hears(phone.press(zhang, data, { ...group(tuan), title: '团结一组' }))
    expect(phone.toasts.at(-1)).toBe('没有这次答题。')
    expect(await hall.app.db.eveningGuest.count()).toBe(0)
    await phone.hears(phone.press(zhang, data, group(hall.square)))
    expect(phone.toasts.at(-1)).toContain('算上您了')
    expect(await hall.app.db.eveningGuest.count()).toBe(1)
  })
})

test('who never opened the bot gets there by the link under the result, with a button to practise', async () => {
  await hall.hold()
  await hall.pass(130)
  await hall.vote(888, hall.sender.polls[0], [1], '新来的')
  await hall.pass(100)
  await phone.says(human(888, '新来的'), '/start quiz-1')
  expect(phone.lastWords).toContain('答对 0 题，共 3 题')
  expect(phone.lastLabels).toEqual(['练没答对的'])
  await phone.says(human(889, '没答的'), '/start quiz-1')
  expect(phone.lastWords).toContain('没有您答题的成绩')
})
