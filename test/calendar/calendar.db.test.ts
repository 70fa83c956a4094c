import { beforeEach, describe, expect, test } from 'vitest'
import { notedDays, notedYears, readCalendar, saveDays } from '../../src/calendar/calendar-store.ts'
import { fillCalendar, publishedDays } from '../../src/calendar/fill-calendar.ts'
import { listDays } from '../../src/calendar/list-days.ts'
import { forgetDay, lookAtDay, noteDay } from '../../src/calendar/note-day.ts'
import { warnOfUnknownYear } from '../../src/calendar/warn-of-unknown-year.ts'
import { noteWholeYear, openYearAgain } from '../../src/calendar/whole-year.ts'
import { isWorkingDay } from '../../src/calendar/working-time.ts'
import type { Person } from '../../src/org/person.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, ScriptedSender } from '../support/deliveries.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'

let app: TestApp
let units: TestUnits
let chen: Person
let yang: Person
let zhang: Person

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  chen = await personNamed(app, '陈书记', { roles: [['secretary', units.town]] })
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
})

const by = ({ id }: Person) => ({ personId: id })
const newYear = { day: '2026-03-03', isWorked: false, name: '藏历新年' }
const isWorked = async (day: string) => isWorkingDay(await readCalendar(app.db, 'Asia/Shanghai'), day)
const refusedWith = (code: string) => expect.objectContaining({ code })

/** The town’s secretary may; the secretary of a village and a villager may not, and nothing comes of it. */
async function onlyTheTownMay(act: (who: Person) => Promise<unknown>): Promise<void> {
  const before = await app.db.calendarDay.findMany()
  for (const outsider of [yang, zhang])
    await expect(act(outsider)).rejects.toMatchObject({ code: 'unit-unknown' })
  expect(await app.db.calendarDay.findMany()).toEqual(before)
  await act(chen)
}

describe('the state’s days', () => {
  test('are noted once for last year, this one and the next, as far as they are published', async () => {
    expect(await fillCalendar(app)).toEqual({ filled: 2 })
    expect(await notedYears(app.db)).toEqual(new Set([2025, 2026]))
    expect(await notedDays(app.db, '2026-01-01', '2026-12-31')).toEqual(publishedDays(2026))
    expect(await fillCalendar(app)).toEqual({ filled: 0 })
  })

  test('hold 春节 with the Saturdays that are worked for it', async () => {
    await fillCalendar(app)
    const days = [
      '2026-02-13',
      '2026-02-14',
      '2026-02-15',
      '2026-02-16',
      '2026-02-23',
      '2026-02-24',
      '2026-02-28',
    ]
    const worked = []
    for (const day of days) worked.push(await isWorked(day))
    expect(worked).toEqual([true, true, false, false, false, true, true])
  })

  test('follow what was published since, and leave alone what the town has noted', async () => {
    await fillCalendar(app)
    await noteDay(app, by(chen), newYear)
    const sowing = { day: '2026-04-06', isWorked: true, name: '抢种' }
    await noteDay(app, by(chen), sowing)
    const wrong = [
      { day: '2026-02-17', isWorked: true, name: '弄错了', isByHand: false },
      { day: '2026-12-29', isWorked: false, name: '后来改了', isByHand: false },
    ]
    await saveDays(app.db, wrong, app.clock.now(), ['2026-10-01'])
    expect(await fillCalendar(app)).toEqual({ filled: 1 })
    const days = (await notedDays(app.db, '2026-01-01', '2026-12-31')).filter(({ isByHand }) => !isByHand)
    expect(days).toEqual(publishedDays(2026)?.filter(({ day }) => day !== sowing.day))
    expect([await isWorked('2026-03-03'), await isWorked('2026-04-06')]).toEqual([false, true])
  })

  test('are not known of a year that is not published yet', () => {
    expect(publishedDays(2027)).toBeUndefined()
  })

  test('filled by two at once are noted once', async () => {
    const counts = await Promise.all([fillCalendar(app), fillCalendar(app)])
    expect(counts.reduce((sum, { filled }) => sum + filled, 0)).toBe(2)
  })
})

describe('a day of the town’s own', () => {
  test('is noted by whoever keeps the calendar of the town, and by no outsider', async () => {
    await onlyTheTownMay((who) => noteDay(app, by(who), newYear))
    expect(await isWorked('2026-03-03')).toBe(false)
    expect(await app.db.calendarDay.findUnique({ where: { day: '2026-03-03' } })).toMatchObject({
      isByHand: true,
      name: '藏历新年',
      notedAt: app.clock.now(),
    })
  })

  test('is noted by the operator too', async () => {
    await noteDay(app, 'cli', { day: '2026-03-08', isWorked: true, name: '补班' })
    expect(await isWorked('2026-03-08')).toBe(true)
  })

  test('can be noted again with another name, or the other way round', async () => {
    await noteDay(app, by(chen), newYear)
    await noteDay(app, by(chen), { ...newYear, name: ' 洛萨  节 ' })
    expect(await notedDays(app.db, '2026-03-01', '2026-03-31')).toMatchObject([{ name: '洛萨 节' }])
    await noteDay(app, by(chen), { day: newYear.day, isWorked: true, name: '照常上班' })
    expect(await isWorked(newYear.day)).toBe(true)
  })

  test.each([
    ['what is so already', { day: '2026-03-08', isWorked: false }, 'days-already-off'],
    [
      'a holiday of the state that is one already',
      { day: '2026-04-06', isWorked: false },
      'days-already-off',
    ],
    ['a worked day that is one already', { day: '2026-02-28', isWorked: true }, 'days-already-worked'],
    ['what is long past', { day: '2026-01-29' }, 'days-too-far'],
    ['what is far ahead', { day: '2028-03-04' }, 'days-too-far'],
    ['no name', { name: '  ' }, 'days-name-length'],
    ['a name that is too long', { name: '年'.repeat(31) }, 'days-name-length'],
  ])('is refused in words when it is %s', async (_, change, code) => {
    await fillCalendar(app)
    const before = await app.db.calendarDay.count()
    await expect(noteDay(app, by(chen), { ...newYear, ...change })).rejects.toEqual(refusedWith(code))
    expect(await app.db.calendarDay.count()).toBe(before)
  })

  test('is taken back: then it is as its week again, or as the state says', async () => {
    await fillCalendar(app)
    await noteDay(app, by(chen), newYear)
    await noteDay(app, by(chen), { day: '2026-04-06', isWorked: true, name: '抢种' })
    await onlyTheTownMay((who) => forgetDay(app, by(who), newYear.day))
    await forgetDay(app, by(chen), '2026-04-06')
    expect(await isWorked('2026-03-03')).toBe(true)
    expect(await isWorked('2026-04-06')).toBe(false)
    expect(await notedDays(app.db, '2026-01-01', '2026-12-31')).toEqual(publishedDays(2026))
    for (const day of ['2026-03-03', '2026-04-06', '2026-03-08', 'nothing'])
      await expect(forgetDay(app, by(chen), day)).rejects.toEqual(refusedWith('days-unknown'))
  })

  test('is looked at only by those who may change it', async () => {
    await noteDay(app, by(chen), newYear)
    await onlyTheTownMay((who) => lookAtDay(app, by(who), newYear.day))
    expect(await lookAtDay(app, by(chen), newYear.day)).toMatchObject({
      isWorked: false,
      noted: { name: '藏历新年' },
    })
  })
})

test('the list holds the next twelve months, and what is not known of them', async () => {
  await fillCalendar(app)
  await noteDay(app, by(chen), newYear)
  await noteDay(app, by(chen), { day: '2026-03-01', isWorked: true, name: '昨天' })
  await onlyTheTownMay((who) => listDays(app, by(who)))
  const { days, unknown } = await listDays(app, by(chen))
  expect(days[0]).toMatchObject({ day: '2026-03-03', isByHand: true })
  expect(days.at(-1)?.day).toBe('2026-10-10')
  expect(unknown).toEqual([{ year: 2027, isWhole: false }])
})

describe('a year that nobody has published', () => {
  const labourDay = { day: '2027-05-03', isWorked: false, name: '劳动节' }

  test('is called whole by the town once it has noted days off in it, and open again', async () => {
    await expect(noteWholeYear(app, by(chen), 2027)).rejects.toEqual(refusedWith('days-year-empty'))
    await noteDay(app, by(chen), { day: '2027-05-08', isWorked: true, name: '补班' })
    await expect(noteWholeYear(app, by(chen), 2027)).rejects.toEqual(refusedWith('days-year-empty'))
    await noteDay(app, by(chen), labourDay)
    await onlyTheTownMay((who) => noteWholeYear(app, by(who), 2027))
    await noteWholeYear(app, by(chen), 2027)
    expect((await listDays(app, by(chen))).unknown).toEqual([{ year: 2027, isWhole: true }])
    await onlyTheTownMay((who) => openYearAgain(app, by(who), 2027))
    expect(await notedYears(app.db)).toEqual(new Set())
  })

  test('is no other year', async () => {
    await fillCalendar(app)
    for (const year of [2025, 2026, 2028, 0]) {
      await expect(noteWholeYear(app, by(chen), year)).rejects.toEqual(refusedWith('days-year-known'))
      await expect(openYearAgain(app, by(chen), year)).rejects.toEqual(refusedWith('days-year-known'))
    }
    expect(await notedYears(app.db)).toEqual(new Set([2025, 2026]))
  })

  describe('is warned of', () => {
    const owner = () => personNamed(app, '李总管', { roles: [['owner', units.town]] })
    const at = (time: string) => app.clock.setWall(time)

    test('from sixty days before it begins, once a month, to those who keep the calendar of the town', async () => {
      await fillCalendar(app)
      const li = await owner()
      at('2026-11-01T15:59:00Z')
      expect(await warnOfUnknownYear(app)).toEqual({ warned: 0 })
      at('2026-11-02T02:00:00Z')
      expect(await warnOfUnknownYear(app)).toEqual({ warned: 2 })
      expect(await warnOfUnknownYear(app)).toEqual({ warned: 0 })
      const sender = new ScriptedSender()
      await deliver(app, sender, await leading(app))
      expect(new Set(sender.calls.map(({ to }) => to.telegramId))).toEqual(
        new Set([chen.telegramUserId, li.telegramUserId]),
      )
      expect(sender.words[0]).toContain('2027 年的放假安排我这里还没有')
      at('2026-12-01T02:00:00Z')
      expect(await warnOfUnknownYear(app)).toEqual({ warned: 2 })
    })

    test('in their own language, and not at night', async () => {
      await fillCalendar(app)
      await app.db.person.update({ where: { id: chen.id }, data: { language: 'en' } })
      at('2026-11-10T15:00:00Z')
      await warnOfUnknownYear(app)
      const sender = new ScriptedSender()
      const leadership = await leading(app)
      await deliver(app, sender, leadership)
      expect(sender.calls).toHaveLength(0)
      at('2026-11-10T23:00:00Z')
      await deliver(app, sender, leadership)
      expect(sender.words).toHaveLength(1)
      expect(sender.words[0]).toContain('The holidays of 2027 are not known here yet')
    })

    test('not when the town has noted it by hand', async () => {
      await fillCalendar(app)
      at('2026-11-10T02:00:00Z')
      await noteDay(app, by(chen), labourDay)
      await noteWholeYear(app, by(chen), 2027)
      expect(await warnOfUnknownYear(app)).toEqual({ warned: 0 })
    })
  })
})
