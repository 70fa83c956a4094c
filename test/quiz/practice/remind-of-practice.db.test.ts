import type { User } from 'grammy/types'
import { beforeEach, describe, expect, test } from 'vitest'
import { enqueue } from '../../../src/delivery/enqueue.ts'
import { publicMessage } from '../../../src/delivery/message.ts'
import { localTime } from '../../../src/lib/local-time.ts'
import type { Person } from '../../../src/org/person.ts'
import { noteAnswers } from '../../../src/quiz/note-answers.ts'
import { mostADay } from '../../../src/quiz/practice/practice.ts'
import {
  practiceButtons,
  practiceCommands,
  practiceConversations,
} from '../../../src/quiz/practice/practice-bot.ts'
import { reminderOf, remindMe, remindOfPractice } from '../../../src/quiz/practice/remind-of-practice.ts'
import { practiceForgetSure, practiceQuiet } from '../../../src/quiz/practice-buttons.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { deliver, leading, promisedTo, ScriptedSender } from '../../support/deliveries.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'
import { putQuestions } from '../sample-questions.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

let app: TestApp
let units: TestUnits
let phone: Phone
let zhang: Person & { chatId: number }
let zhangUser: User
let zhao: Person & { chatId: number }

const userOf = ({ telegramUserId, name }: Person) => human(telegramUserId ?? 0, name)
const by = ({ id }: Person) => ({ personId: id })

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  const parts = { commands: practiceCommands, conversations: practiceConversations }
  phone = new Phone(app, [featureWith(parts, practiceButtons)])
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
  zhao = await personNamed(app, '赵六', { home: units.tuanjieOne })
  zhangUser = userOf(zhang)
  await putQuestions(app, units.town, 2)
})

/** It becomes so much o'clock in the town, today or tomorrow. */
async function becomes(time: string): Promise<void> {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const now = localTime(app.clock.now(), 'Asia/Shanghai').slice(11)
  const [nowHour = 0, nowMinute = 0] = now.split(':').map(Number)
  const minutes = (hour - nowHour) * 60 + minute - nowMinute
  await app.clock.advance((minutes > 0 ? minutes : minutes + 24 * 60) * minuteMs)
}

/** Somebody got the first question wrong a while ago. */
async function hasMistake(person: Person): Promise<void> {
  const at = new Date(app.clock.now().getTime() - hourMs)
  const answer = { questionId: 1, version: 1, chosen: [1], isRight: false, way: 'practice', at } as const
  await app.db.transaction((tx) =>
    noteAnswers(tx, [{ ...answer, key: `mistake:${person.id}`, personId: person.id }]),
  )
}

const daily = (at: string) => remindMe(app, by(zhang), { every: 'day', at })

const heard = async (person = zhang) =>
  (await promisedTo(app, person.chatId)).filter((words) => words.includes('该再练'))

const reminders = () =>
  app.db.delivery.findMany({
    where: { key: { startsWith: 'practice-reminder' } },
    orderBy: { id: 'asc' },
  })

describe('a reminder', () => {
  test('is asked for in words, comes only when something is due, at most once a day, and goes by one tap', async () => {
    await phone.hears(phone.press(zhangUser, 'practice-remind'))
    await phone.presses(zhangUser, '每天')
    await phone.presses(zhangUser, '08:00')
    expect(phone.lastWords).toContain('每天 08:00')
    await becomes('08:00')
    expect(await remindOfPractice(app)).toMatchObject({ fired: 1, broken: 0 })
    // Something new is nothing that is due.
    expect(await heard()).toEqual([])
    await hasMistake(zhang)
    await becomes('08:00')
    await remindOfPractice(app)
    await remindOfPractice(app)
    expect(await heard()).toEqual([expect.stringMatching(/^有 1 道题/)])
    expect(await promisedTo(app, zhao.chatId)).toEqual([])
    await phone.hears(phone.press(zhangUser, practiceQuiet.data({})))
    expect(phone.toasts.at(-1)).toBe('好，不再提醒了。')
    await phone.hears(phone.press(zhangUser, practiceQuiet.data({})))
    await becomes('08:00')
    await remindOfPractice(app)
    expect(await heard()).toHaveLength(1)
  })

  test('comes again the next day, is not sent twice when in doubt, and lives for six hours', async () => {
    await hasMistake(zhang)
    await daily('08:00')
    const times: Date[] = []
    for (const _ of [1, 2]) {
      await becomes('08:00')
      times.push(app.clock.now())
      await remindOfPractice(app)
    }
    const lives = (at: Date | undefined) => new Date((at?.getTime() ?? 0) + 6 * hourMs)
    expect(await reminders()).toMatchObject(
      times.map((at) => ({ quiet: true, whenInDoubt: 'leave', expiresAt: lives(at) })),
    )
  })

  test('asked for again comes by the new times, and still once a day', async () => {
    await hasMistake(zhang)
    await daily('08:00')
    await becomes('08:00')
    await remindOfPractice(app)
    await daily('09:00')
    await becomes('09:00')
    expect(await remindOfPractice(app)).toMatchObject({ fired: 1 })
    expect(await heard()).toHaveLength(1)
    expect(await app.db.schedule.count({ where: { purpose: 'practice' } })).toBe(1)
  })

  test('that is late says so; after six hours it is left out without a word', async () => {
    await hasMistake(zhang)
    await daily('08:00')
    await becomes('08:00')
    await app.clock.advance(5 * hourMs)
    expect(await remindOfPractice(app)).toMatchObject({ late: 1 })
    expect(await heard()).toEqual([expect.stringMatching(/^<i>原定.* 08:00，晚了一点<\/i>\n有 1 道题/)])
    await becomes('07:30')
    await becomes('15:00')
    expect(await remindOfPractice(app)).toMatchObject({ expired: 1 })
    expect(await heard()).toHaveLength(1)
  })

  test('at night is refused with words, and nothing is set; another time can be said at once', async () => {
    await phone.hears(phone.press(zhangUser, 'practice-remind'))
    await phone.presses(zhangUser, '每天')
    await phone.says(zhangUser, '23:00')
    expect(phone.lastWords).toBe('晚上十点到早上七点不打扰您，请换个时间。')
    expect(await reminderOf(app.db, by(zhang))).toBeUndefined()
    await phone.says(zhangUser, '21:30')
    expect(phone.lastWords).toContain('每天 21:30')
    expect(await reminderOf(app.db, by(zhang))).toMatchObject({ rule: { at: '21:30' } })
    for (const at of ['22:00', '06:59']) await expect(daily(at)).rejects.toThrow('practice-remind-quiet')
    expect(await reminderOf(app.db, by(zhang))).toMatchObject({ rule: { at: '21:30' } })
  })
})

describe('a reminder that was promised and has not left', () => {
  beforeEach(async () => {
    for (const person of [zhang, zhao]) {
      await hasMistake(person)
      await remindMe(app, by(person), { every: 'day', at: '08:00' })
    }
    await becomes('08:00')
    await remindOfPractice(app)
  })
  const states = async () => (await reminders()).map(({ state }) => state)

  test('does not come to who wants none any more, and comes to the others', async () => {
    await phone.hears(phone.press(zhangUser, practiceQuiet.data({})))
    expect(await states()).toEqual(['stopped', 'queued'])
  })

  test('does not come to who cleared what they had learned', async () => {
    await phone.hears(phone.press(zhangUser, practiceForgetSure.data({})))
    expect(await states()).toEqual(['stopped', 'queued'])
  })

  test('is stopped also when it was the only one', async () => {
    await remindMe(app, by(zhang), { every: 'once', at: '2099-01-01T08:00' })
    await app.db.schedule.updateMany({ where: { subjectId: zhang.id }, data: { state: 'ended' } })
    await phone.hears(phone.press(zhangUser, practiceQuiet.data({})))
    expect(await states()).toEqual(['stopped', 'queued'])
  })
})

describe('a day with many messages', () => {
  beforeEach(async () => {
    await hasMistake(zhang)
    await daily('20:00')
    await becomes('09:00')
  })

  /** So many reach somebody now. */
  async function reach(
    person: Person & { chatId: number },
    count: number,
    lane: 'bulk' | 'personal' = 'bulk',
  ) {
    const chat = { kind: 'private', chatId: person.chatId } as const
    await app.db.transaction(async (tx) => {
      for (let n = 0; n < count; n++) {
        const key = `notice:${lane}:${n}:${person.id}:${app.clock.now().getTime()}`
        await enqueue(
          tx,
          app,
          { key, batch: key, chat, lane, whenInDoubt: 'repeat' },
          { do: 'send', message: publicMessage('通知') },
        )
      }
    })
    const sender = new ScriptedSender()
    const lead = await leading(app)
    for (let n = 0; n < count; n++) await deliver(app, sender, lead)
    expect(sender.calls).toHaveLength(count)
  }
  const remindAtEight = async () => {
    await becomes('20:00')
    await remindOfPractice(app)
  }

  test('has none: it gives way to three notices, and comes the next time', async () => {
    await reach(zhang, mostADay)
    await remindAtEight()
    expect(await heard()).toEqual([])
    await remindAtEight()
    expect(await heard()).toHaveLength(1)
  })

  test('two notices leave room for it, as do those of yesterday, of another, and news of one’s own case', async () => {
    await reach(zhang, mostADay)
    await becomes('08:00')
    await reach(zhang, mostADay - 1)
    await reach(zhao, mostADay)
    await reach(zhang, 2, 'personal')
    await remindAtEight()
    expect(await heard()).toHaveLength(1)
  })
})
