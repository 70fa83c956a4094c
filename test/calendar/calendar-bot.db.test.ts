import { beforeEach, describe, expect, test } from 'vitest'
import { calendarFeature } from '../../src/calendar/calendar-bot.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { human, Phone } from '../support/phone.ts'

let app: TestApp
let units: TestUnits
let phone: Phone
let asChen: ReturnType<typeof human>

/** The phone of somebody new. */
async function phoneOf(...[name, how]: [string, Parameters<typeof personNamed>[2]]) {
  const person = await personNamed(app, name, how)
  return human(person.telegramUserId ?? 0, name)
}

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  phone = new Phone(app, [calendarFeature])
  await fillCalendar(app)
  asChen = await phoneOf('陈书记', { roles: [['secretary', units.town]] })
})

const press = async (...labels: string[]) => {
  for (const label of labels) await phone.presses(asChen, label)
}
const own = () => app.db.calendarDay.findMany({ where: { isByHand: true } })

test('the days of the next months are shown page by page', async () => {
  await phone.says(asChen, '/days')
  expect(phone.lastWords).toContain('第 1 页，共 2 页')
  expect(phone.lastWords).toContain('2026-04-06 周一 放假，清明')
  expect(phone.lastLabels).toEqual(['下一页', '记一天'])
  await press('下一页')
  expect(phone.lastWords).toContain('2026-10-10 周六 上班，国庆节')
  expect(phone.lastLabels).toEqual(['上一页', '记一天'])
})

describe('a day of the town’s own', () => {
  test('is noted by two presses and two words, and taken back by one', async () => {
    await phone.says(asChen, '/days')
    await press('记一天')
    expect(phone.lastLabels).toEqual(['2026-03-02 周一', '2026-03-03 周二', '2026-03-04 周三'])
    await phone.says(asChen, '3月5日')
    expect(phone.lastWords).toBe('2026-03-05 周四 现在算上班。')
    await press('改成放假')
    await phone.says(asChen, '藏历新年')
    expect(phone.lastWords).toContain('记下了：2026-03-05 周四 放假，藏历新年')
    expect(await own()).toMatchObject([{ day: '2026-03-05', isWorked: false, name: '藏历新年' }])
    await press('去掉：2026-03-05 藏历新年')
    expect(phone.toasts.at(-1)).toBe('去掉了：2026-03-05 藏历新年')
    expect(await own()).toEqual([])
    await phone.says(asChen, '/days')
    expect(phone.lastWords).not.toContain('藏历新年')
  })

  test('is asked for until it can be read, lies near enough, and is the right one', async () => {
    await phone.says(asChen, '/days')
    await press('记一天')
    await phone.says(asChen, '过几天')
    expect(phone.lastWords).toContain('没看懂是哪一天')
    await phone.says(asChen, '2030-01-01')
    expect(phone.words.at(-2)).toContain('离得太远了')
    await press('2026-03-03 周二', '换一天', '2026-03-04 周三', '改成放假')
    await phone.says(asChen, '年'.repeat(31))
    expect(phone.lastWords).toContain('1 到 30 个字')
    await phone.says(asChen, '物资交流会')
    expect(await own()).toMatchObject([{ day: '2026-03-04', name: '物资交流会' }])
  })

  test('can be one that is worked, where the week or the state says that it is not', async () => {
    await phone.says(asChen, '/days')
    await press('记一天')
    await phone.says(asChen, '2026-03-08')
    expect(phone.lastWords).toBe('2026-03-08 周日 现在算放假。')
    await press('改成上班')
    await phone.says(asChen, '补班')
    expect(await own()).toMatchObject([{ day: '2026-03-08', isWorked: true }])
  })
})

test('a year that nobody has published is called whole, and open again', async () => {
  await phone.says(asChen, '/days')
  expect(phone.lastLabels).not.toContain('2027 年的都记全了')
  await phone.hears(phone.press(asChen, 'days-year:2027:whole'))
  expect(phone.toasts.at(-1)).toContain('一天都没有记')
  await press('记一天')
  await phone.says(asChen, '2027-02-08')
  await press('改成放假')
  await phone.says(asChen, '春节')
  await phone.says(asChen, '/days')
  await press('2027 年的都记全了')
  expect(phone.lastWords).toContain('2027 年的放假安排，是镇里自己记全的')
  await press('2027 年的还没有记全')
  expect(phone.lastWords).toContain('2027 年的放假安排我这里还没有')
})

describe('who does not keep the calendar of the town', () => {
  test.each<[string, () => [string, Parameters<typeof personNamed>[2]]]>([
    ['a villager', () => ['张三', { home: units.hepingOne }]],
    ['the secretary of a village', () => ['杨书记', { roles: [['secretary', units.heping]] }]],
    ['the leader in charge', () => ['王镇长', { roles: [['leader', units.town]] }]],
  ])('%s: there is no such command, and the buttons of others do nothing', async (_, who) => {
    await phone.says(asChen, '/days')
    const outsider = await phoneOf(...who())
    await phone.says(outsider, '/days')
    expect(phone.lastWords).toContain('没有这个命令')
    const before = await app.db.calendarDay.findMany()
    for (const data of ['day-add', 'days:2', 'day-forget:2026-04-06', 'days-year:2027:whole']) {
      await phone.hears(phone.press(outsider, data))
      expect(phone.toasts.at(-1)).toContain('没有这个单位')
    }
    expect(await app.db.calendarDay.findMany()).toEqual(before)
    await phone.says(outsider, '/help')
    expect(phone.lastWords).not.toContain('/days')
  })

  test('a secretary whose office ended while a question was open changes nothing', async () => {
    await phone.says(asChen, '/days')
    await press('记一天')
    await phone.says(asChen, '3月5日')
    await press('改成放假')
    await app.db.roleGrant.updateMany({ data: { endedAt: app.clock.now() } })
    await phone.says(asChen, '藏历新年')
    expect(phone.lastWords).toContain('没有这个单位')
    expect(await own()).toEqual([])
  })
})
