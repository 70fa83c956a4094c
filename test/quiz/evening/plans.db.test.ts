import { describe, expect, test } from 'vitest'
import { passTime } from '../../../src/jobs.ts'
import { changePlan } from '../../../src/quiz/evening/control-evening.ts'
import { listEvenings } from '../../../src/quiz/evening/list-evenings.ts'
import type { EveningTime } from '../../../src/quiz/evening/plan-evening.ts'
import { publishDueEvenings } from '../../../src/quiz/evening/publish-due-evenings.ts'
import { scheduleOf } from '../../../src/schedules/schedule-store.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { personNamed } from '../../support/people.ts'
import { type Hall, openHall } from './hall.ts'

/** Monday 2026-03-02, 19:00 in the town, is when a hall opens. */
const weekly = { now: false, rule: { every: 'week', on: [1], at: '19:30' } } satisfies EveningTime
const once = (at: string) => ({ now: false, rule: { every: 'once', at } }) as const

const by = ({ liu }: Hall) => ({ personId: liu.id })
const inGroup = (hall: Hall) => hall.sender.wordsTo(hall.square.telegramId)
const toHost = (hall: Hall) => promisedTo(hall.app, hall.liu.chatId)

test('a weekly one is announced ten minutes before, begins at its time, and comes again next week', async () => {
  const hall = await openHall()
  await hall.hold({}, weekly)
  expect(inGroup(hall)).toEqual([])
  await hall.passMinutes(19)
  expect(inGroup(hall)).toEqual([])
  await hall.passMinutes(1)
  expect(inGroup(hall)).toEqual([expect.stringContaining('19:30 开始')])
  await hall.passMinutes(10)
  await hall.pass(5)
  const [asked] = hall.sender.said.filter(({ call }) => call.do === 'poll')
  expect(asked?.at).toEqual(new Date('2026-03-02T11:30:03Z'))
  await hall.pass(100)
  expect(await hall.app.db.quizEvening.count()).toBe(1)
  const schedule = await scheduleOf(hall.app.db, 'quiz', 1)
  expect(schedule?.nextAt).toEqual(new Date('2026-03-09T11:30:00Z'))
})

test('the job may run as often as it likes: one announcement, one evening', async () => {
  const hall = await openHall()
  await hall.hold({}, once('2026-03-02T19:05'))
  for (let n = 0; n < 3; n++) await publishDueEvenings(hall.app)
  await hall.passMinutes(6)
  await publishDueEvenings(hall.app)
  expect(await hall.app.db.quizEvening.count()).toBe(1)
  expect(inGroup(hall).filter((words) => words.includes('一起来答题'))).toHaveLength(1)
})

describe('what is missed is said', () => {
  test('a little late: it is still held, two minutes after, and says for when it was meant', async () => {
    const hall = await openHall()
    await hall.hold({}, once('2026-03-02T19:30'))
    await hall.app.clock.advance(35 * 60_000)
    await hall.pass(60)
    expect(inGroup(hall)[0]).toContain('原定2026-03-02 周一 19:30，晚了一点')
    await hall.pass(130)
    expect(hall.sender.polls.length).toBeGreaterThan(0)
  })

  test('too late: it is not held, and the host hears of it', async () => {
    const hall = await openHall()
    await hall.hold({}, weekly)
    await hall.app.clock.advance(60 * 60_000)
    await hall.pass(60)
    expect(inGroup(hall)).toEqual([])
    expect((await toHost(hall)).at(-1)).toContain('2026-03-02 周一 19:30')
  })

  test.each([
    [
      'the group was bound elsewhere',
      async ({ app, square, units }: Hall) => {
        const where = { chatId: square.chatId }
        await app.db.groupBinding.update({ where, data: { unitId: units.tuanjieOne.id } })
      },
    ],
    [
      'the host may not any more',
      async ({ app, liu }: Hall) => {
        await app.db.roleGrant.updateMany({ where: { personId: liu.id }, data: { endedAt: app.clock.now() } })
      },
    ],
  ])('%s: nothing is held, and the host is told at its time', async (_what, change) => {
    const hall = await openHall()
    await hall.hold({}, weekly)
    await change(hall)
    await hall.passMinutes(31)
    expect(inGroup(hall)).toEqual([])
    expect(await toHost(hall)).toEqual([expect.stringContaining('这个群已经不归原来的单位')])
  })

  test('the group is busy with another one: the host is told', async () => {
    const hall = await openHall(20)
    await hall.hold({}, once('2026-03-02T19:30'))
    await hall.passMinutes(19)
    await hall.hold({ count: 20, secondsEach: 300 })
    await hall.passMinutes(12)
    expect((await toHost(hall)).filter((words) => words.includes('上一次答题还没有结束'))).toHaveLength(1)
  })
})

describe('the host changes a plan', () => {
  test.each(['skip', 'pause', 'end'] as const)(
    '%s after the announcement: the group hears it is called off',
    async (how) => {
      const hall = await openHall()
      await hall.hold({}, weekly)
      await hall.passMinutes(25)
      expect(inGroup(hall)).toHaveLength(1)
      await changePlan(hall.app, by(hall), 1, how)
      await hall.passMinutes(10)
      expect(inGroup(hall).at(-1)).toContain('这次答题取消了')
      expect(hall.sender.polls).toEqual([])
      const { state, nextAt } = (await scheduleOf(hall.app.db, 'quiz', 1)) ?? {}
      expect(state).toBe({ skip: 'active', pause: 'paused', end: 'ended' }[how])
      if (how === 'skip') expect(nextAt).toEqual(new Date('2026-03-09T11:30:00Z'))
    },
  )

  test('and nobody else does', async () => {
    const hall = await openHall()
    await hall.hold({}, weekly)
    await expect(changePlan(hall.app, { personId: hall.liu.id + 1_000 }, 1, 'end')).rejects.toThrow(
      'quiz-unknown',
    )
    expect((await scheduleOf(hall.app.db, 'quiz', 1))?.state).toBe('active')
  })
})

test('at night nobody is disturbed: neither now nor by a plan', async () => {
  const hall = await openHall()
  await expect(hall.hold({}, once('2026-03-02T22:30'))).rejects.toThrow('quiz-quiet')
  hall.app.clock.setWall('2026-03-02T14:30:00Z')
  await expect(hall.hold()).rejects.toThrow('quiz-quiet')
  expect(await hall.app.db.quizEvening.count()).toBe(0)
  expect(await hall.app.db.quizPlan.count()).toBe(0)
})

test('a planned one that is late, and would begin or last into the night, is not held, and the host hears why', async () => {
  for (const [at, until] of [
    ['21:55', '2026-03-02T14:08:00Z'],
    ['21:55', '2026-03-02T13:56:30Z'],
  ] as const) {
    const hall = await openHall()
    await hall.hold({}, once(`2026-03-02T${at}`))
    hall.app.clock.setWall(until)
    await hall.pass(60)
    expect(inGroup(hall)).toEqual([])
    expect(await hall.app.db.quizEvening.count()).toBe(0)
    expect(await toHost(hall)).toEqual([expect.stringContaining('要答到晚上十点以后')])
  }
})

test('a planned one with nothing to ask is not announced: its host hears it ten minutes before, once', async () => {
  const hall = await openHall(1)
  await hall.hold({}, weekly)
  await hall.app.db.question.updateMany({ data: { retiredAt: hall.app.clock.now() } })
  await hall.passMinutes(22)
  expect(await toHost(hall)).toEqual([expect.stringContaining('没有题就不办')])
  await hall.passMinutes(10)
  expect(await toHost(hall)).toHaveLength(1)
  expect(inGroup(hall)).toEqual([])
  expect(await hall.app.db.quizEvening.count()).toBe(0)
})

test('one that was announced, and could not begin before it was night, is called off', async () => {
  const hall = await openHall()
  hall.app.clock.setWall('2026-03-02T13:53:00Z')
  await hall.hold()
  hall.app.clock.setWall('2026-03-02T14:05:00Z')
  await hall.pass(10)
  expect(hall.sender.polls).toEqual([])
  expect(inGroup(hall).at(-1)).toContain('这次答题取消了')
  expect((await toHost(hall)).at(-1)).toContain('晚上十点以后不出题')
})

test('a clock that jumps through a day holds it by the timetable', async () => {
  const hall = await openHall()
  await hall.hold({}, weekly)
  const { app } = hall
  await passTime(app, new Date('2026-03-02T11:31:00Z'), (moment) => app.clock.setWall(moment))
  expect(await app.db.quizEvening.findFirst()).toMatchObject({ state: 'running' })
})

test('nor by its last question', async () => {
  const hall = await openHall()
  const long = { count: 20, secondsEach: 300 }
  await expect(hall.hold(long, once('2026-03-02T21:00'))).rejects.toThrow('quiz-into-night')
  hall.app.clock.setWall('2026-03-02T13:00:00Z')
  await expect(hall.hold(long)).rejects.toThrow('quiz-into-night')
  await hall.hold()
  expect(await hall.app.db.quizEvening.count()).toBe(1)
})

test('a plan that is broken holds up no other', async () => {
  const hall = await openHall()
  const other = await hall.group('和平二组', hall.units.hepingTwo)
  await hall.hold({}, once('2026-03-02T19:14'))
  await hall.hold({ chatId: other.chatId }, once('2026-03-02T19:15'))
  await hall.app.db.quizPlan.update({ where: { id: 1 }, data: { set: '{' } })
  await hall.passMinutes(6)
  expect(hall.sender.wordsTo(other.telegramId)).toEqual([expect.stringContaining('19:15 开始')])
  await hall.passMinutes(9)
  await hall.pass(5)
  expect(hall.sender.polls).toMatchObject([{ chat: other.telegramId }])
})

test('a host finds their own plan among those of many others', async () => {
  const hall = await openHall()
  const { app, liu, units } = hall
  await hall.hold({}, weekly)
  const wang = await personNamed(app, '王五', { roles: [['host', units.heping]] })
  const plan = await app.db.quizPlan.findFirstOrThrow()
  for (let n = 0; n < 15; n++) {
    const { id: _, ...rest } = plan
    await app.db.quizPlan.create({ data: { ...rest, key: `other:${n}`, hostId: wang.id } })
  }
  expect((await listEvenings(app.db, { personId: liu.id })).plans).toEqual([
    { id: plan.id, title: '和平一组' },
  ])
  const stranger = await personNamed(app, '外人', { roles: [['host', units.tuanjie]] })
  expect((await listEvenings(app.db, { personId: stranger.id })).plans).toEqual([])
})
