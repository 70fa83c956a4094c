import { beforeEach, describe, expect, test } from 'vitest'
import type { App } from '../../../src/app.ts'
import { updatePerson } from '../../../src/org/person-store.ts'
import { announceExams } from '../../../src/quiz/exam/announce-exams.ts'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import { examClose, examCloseSure, examOpen } from '../../../src/quiz/exam/exam-buttons.ts'
import { deliver, leading, promisedTo, ScriptedSender } from '../../support/deliveries.ts'
import { boundGroup, personNamed } from '../../support/people.ts'
import { putQuestions } from '../sample-questions.ts'
import { allHeard, examHall, type Hall, hourMs, userOf } from './hall.ts'

let hall: Hall
beforeEach(async () => {
  hall = await examHall()
  await putQuestions(hall.app, hall.units.town, 12)
})

const words = (who: { chatId?: number | undefined }) => promisedTo(hall.app, who.chatId ?? 0)
/** It opens in so many hours, and is open for two. */
const opensIn = (hours: number) => {
  const opensAt = new Date(hall.app.clock.now().getTime() + hours * hourMs)
  return { opensAt, closesAt: new Date(opensAt.getTime() + 2 * hourMs) }
}

describe('an exam that opens now', () => {
  test('is told to its people in private at once, and to nobody else; to the groups only if wished', async () => {
    const { app, units, yang, zhang, zhao, hold } = hall
    const group = await boundGroup(app, units.hepingOne, '一组', yang)
    const exam = await hold()
    expect(await words(zhang)).toEqual([expect.stringContaining('和平村的考试：党史测验')])
    expect(await words(zhao)).toEqual([])
    expect(await promisedTo(app, group)).toEqual([])
    const row = await app.db.delivery.findFirstOrThrow({ where: { chatId: zhang.chatId ?? 0 } })
    expect(row).toMatchObject({ quiet: true, expiresAt: exam.closesAt, notBefore: app.clock.now() })
    await hold({}, { tellsGroups: true })
    expect(await promisedTo(app, group)).toHaveLength(1)
    expect(await announceExams(app)).toEqual({ announced: 0 })
  })

  test('at night is told in the morning, as the host was told', async () => {
    const { app, phone, he, zhang, goTo } = hall
    await goTo('2026-03-02T22:10')
    await phone.says(userOf(he), '/exam')
    await phone.says(userOf(he), '夜里的考试')
    for (const label of ['整个和平村', '全部（12题）', '10 题', '30 分钟', '1 次', '60%', '现在就开', '1 天'])
      await phone.presses(userOf(he), label)
    expect(phone.lastWords).toContain('什么时候发：2026-03-03 周二 07:00，夜里不打扰。')
    await phone.presses(userOf(he), '定下')
    expect(await announceExams(app)).toEqual({ announced: 0 })
    expect(await words(zhang)).toEqual([])
    await goTo('2026-03-03T07:00')
    expect(await announceExams(app)).toEqual({ announced: 1 })
    expect(await announceExams(app)).toEqual({ announced: 0 })
    expect(await words(zhang)).toHaveLength(1)
  })

  test('and is over before the morning is refused, when its times are asked and when it is set', async () => {
    const { app, phone, he, hold, goTo } = hall
    await goTo('2026-03-02T22:10')
    await phone.says(userOf(he), '/exam')
    await phone.says(userOf(he), '夜里的考试')
    for (const label of [
      '整个和平村',
      '全部（12题）',
      '10 题',
      '30 分钟',
      '1 次',
      '60%',
      '现在就开',
      '2 小时',
    ])
      await phone.presses(userOf(he), label)
    expect(phone.words.at(-2)).toBe('这段时间都在夜里，没人收得到通知，请把时间改到白天。')
    expect(phone.lastWords).toContain('什么时候开考？')
    await expect(hold(opensIn(0))).rejects.toMatchObject({ code: 'exam-at-night' })
    expect(await app.db.exam.count()).toBe(0)
  })
})

describe('an exam that opens later', () => {
  test('is told when it opens, to who is there then', async () => {
    const { app, units, zhang, zhao, hold } = hall
    const exam = await hold(opensIn(7 * 24))
    expect(await words(zhang)).toEqual([])
    await updatePerson(app.db, zhang.id, { unitId: units.tuanjieOne.id })
    const li = await personNamed(app, '李四', { home: units.hepingOne })
    await app.clock.advance(7 * 24 * hourMs)
    expect(await announceExams(app)).toEqual({ announced: 1 })
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    const told = sender.calls.map(({ to }) => to.telegramId)
    expect(told).toContain(li.telegramUserId)
    for (const { telegramUserId } of [zhang, zhao]) expect(told).not.toContain(telegramUserId)
    expect(await app.db.exam.findUniqueOrThrow({ where: { id: exam.id } })).toMatchObject({
      announcedAt: app.clock.now(),
    })
  })

  test('tells the groups too when that was wished', async () => {
    const { app, units, yang, hold } = hall
    const group = await boundGroup(app, units.hepingOne, '一组', yang)
    await hold(opensIn(1), { tellsGroups: true })
    expect(await promisedTo(app, group)).toEqual([])
    await app.clock.advance(hourMs)
    await announceExams(app)
    expect(await promisedTo(app, group)).toHaveLength(1)
  })

  test('can be called off: nobody hears of it, and whoever finds it reads so', async () => {
    const { app, phone, he, yang, zhang, hold, press } = hall
    const exam = await hold(opensIn(24))
    await press(yang, examClose.data({ exam: exam.id }))
    expect(phone.lastWords).toContain('取消“党史测验”？还没有开考，谁也没有收到通知。')
    await phone.presses(userOf(yang), '取消考试')
    expect(phone.lastWords).toContain('取消了，没有开考。')
    expect(phone.lastWords).not.toContain('还没有人交卷')
    await endExams(app, allHeard(app))
    expect(await words(he)).toEqual(['<b>“党史测验”取消了，没有开考</b>'])
    await press(zhang, examOpen.data({ exam: exam.id }))
    expect(phone.lastWords).toContain('这场考试取消了。')
    expect(phone.lastLabels).toEqual([])
    await app.clock.advance(24 * hourMs)
    expect(await announceExams(app)).toEqual({ announced: 0 })
    expect(await words(zhang)).toEqual([])
  })
})

test('one that cannot be announced holds up no other, and is tried again', async () => {
  const { app, zhang, hold } = hall
  await hold({ ...opensIn(1), title: '甲' })
  await hold({ ...opensIn(1), title: '乙' })
  await app.clock.advance(hourMs)
  let isBroken = true
  const speak: App['texts']['in'] = (language) => {
    if (!isBroken) return app.texts.in(language)
    isBroken = false
    throw new Error('broken')
  }
  const breaking = { ...app, texts: { ...app.texts, in: speak } }
  expect(await announceExams(breaking)).toEqual({ announced: 1 })
  expect(await announceExams(app)).toEqual({ announced: 1 })
  expect(await words(zhang)).toHaveLength(2)
})

test('of one that ended before anybody was told, the host hears that too', async () => {
  const { app, he, zhang, hold, press, goTo } = hall
  await hold(opensIn(1))
  await app.clock.advance(4 * hourMs)
  await endExams(app, allHeard(app))
  expect((await words(he)).at(-1)).toContain('这场考试没有通知到大家')
  await goTo('2026-03-02T22:10')
  const closesAt = new Date(app.clock.now().getTime() + 20 * hourMs)
  const atNight = await hold({ opensAt: app.clock.now(), closesAt })
  await press(he, examCloseSure.data({ exam: atNight.id }))
  await goTo('2026-03-03T08:00')
  expect(await announceExams(app)).toEqual({ announced: 0 })
  await endExams(app, allHeard(app))
  expect((await words(he)).at(-1)).toContain('这场考试没有通知到大家')
  expect(await words(zhang)).toEqual([])
})

test('one that is closed early is told to nobody who has not heard yet', async () => {
  const { app, he, zhang, hold, press } = hall
  const exam = await hold()
  const other = await hold({ title: '别的' })
  await press(he, examCloseSure.data({ exam: exam.id }))
  const states = (id: number) =>
    app.db.delivery.findMany({ where: { batch: `exam:${id}` }, select: { state: true }, distinct: ['state'] })
  expect(await states(exam.id)).toEqual([{ state: 'stopped' }])
  expect(await states(other.id)).toEqual([{ state: 'queued' }])
  expect(await words(zhang)).toHaveLength(2)
})
