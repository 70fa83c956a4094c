import { beforeEach, describe, expect, test } from 'vitest'
import { noticesFeature } from '../../src/notices/notices-bot.ts'
import { tellProgress } from '../../src/notices/tell-progress.ts'
import type { Person } from '../../src/org/person.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, ScriptedSender } from '../support/deliveries.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { human, Phone } from '../support/phone.ts'

let app: TestApp
let units: TestUnits
let phone: Phone
let yang: Person
let asYang: ReturnType<typeof human>

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  phone = new Phone(app, [noticesFeature])
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  asYang = human(yang.telegramUserId ?? 0, '杨书记')
  await boundGroup(app, units.hepingOne, '一组群', yang)
  await personNamed(app, '张三', { home: units.hepingOne })
})

const press = async (...labels: string[]) => {
  for (const label of labels) await phone.presses(asYang, label)
}

async function upToWhen(): Promise<void> {
  await phone.says(asYang, '/notice')
  await press('学习', '整个和平村', '群和个人都发')
  await phone.says(asYang, '明晚学习')
}

test('a notice is written by buttons and one text, shown as it will look with its exact count, and sent', async () => {
  await upToWhen()
  await press('现在就发')
  expect(phone.words.at(-2)).toBe('<b>【学习】和平村</b>\n明晚学习')
  expect(phone.lastWords).toContain('1 个群、2 个人')
  await press('发出')
  expect(phone.lastWords).toContain('看下面这一条')
  expect(await app.db.delivery.count({ where: { batch: 'notice:1' } })).toBe(3)
})

test('an emergency says before it is sent that there is no minute to take it back', async () => {
  await phone.says(asYang, '/notice')
  await press('紧急', '整个和平村', '群和个人都发')
  await phone.says(asYang, '河水涨了')
  await press('现在就发')
  expect(phone.lastWords).toContain('没有一分钟可以撤')
  await press('改时间', '每天', '08:00')
  expect(phone.lastWords).not.toContain('没有一分钟可以撤')
})

test('every answer can be changed before it is sent, and it can be dropped', async () => {
  await upToWhen()
  await press('现在就发', '改文字')
  await phone.says(asYang, '后晚学习')
  expect(phone.words.at(-2)).toContain('后晚学习')
  await press('改对象', '一组', '只发到群')
  expect(phone.lastWords).toContain('1 个群')
  expect(phone.lastWords).not.toContain('个人')
  await press('改时间', '每天', '08:00')
  expect(phone.lastWords).toContain('每天 08:00')
  await press('不发了')
  expect(await app.db.notice.count()).toBe(0)
})

test('a schedule shows its next three times, and is paused, resumed and deleted from the list', async () => {
  await upToWhen()
  await press('每周', '周一', '08:00')
  expect(phone.lastWords.split('\n').slice(-3)).toEqual([
    '· 2026-03-09 周一 08:00',
    '· 2026-03-16 周一 08:00',
    '· 2026-03-23 周一 08:00',
  ])
  await press('就这样定下')
  await phone.says(asYang, '/notices')
  await press('学习 明晚学习', '暂停')
  expect(phone.lastWords).toContain('暂停着')
  await press('接着发', '跳过下一次')
  expect(phone.lastWords).toContain('下一次：2026-03-16 周一 08:00')
  await press('删掉')
  expect(phone.lastWords).toContain('结束了')
})

test('the end of a short month is asked for where it matters', async () => {
  await upToWhen()
  await press('每月')
  await phone.says(asYang, '30号')
  await press('那个月不发')
  await phone.says(asYang, '晚上7点半')
  expect(phone.lastWords).toContain('每月 30 号 19:30')
  expect(phone.lastWords).toContain('2026-03-30')
  await press('改时间', '每月', '月底最后一天', '08:00')
  expect(phone.lastWords).toContain('每月最后一天 08:00')
})

test('a time that is past, or that nobody can read, is refused in a sentence and asked again', async () => {
  await upToWhen()
  await press('定个时间')
  await phone.says(asYang, '2026-03-01 08:00')
  expect(phone.lastWords).toContain('已经过去了')
  await phone.says(asYang, '过几天')
  expect(phone.lastWords).toContain('没看懂')
  await phone.says(asYang, '明天8点')
  expect(phone.lastWords).toContain('2026-03-03 08:00')
  await press('就这样定下')
  expect(await app.db.schedule.findMany()).toMatchObject([{ nextAt: new Date('2026-03-03T00:00:00Z') }])
})

test('a photo goes with its words, a location does not', async () => {
  await phone.says(asYang, '/notice')
  await press('政策', '整个和平村', '只发给个人')
  await phone.hears(phone.message(asYang, { location: { latitude: 1, longitude: 2 } }))
  expect(phone.lastWords).toContain('请发一段字')
  const photo = [{ file_id: 'photo-1', file_unique_id: 'p', width: 1, height: 1 }]
  await phone.hears(phone.message(asYang, { photo, caption: '新政策' }))
  await press('现在就发')
  const preview = phone.said.at(-2)?.call
  expect(preview).toMatchObject({
    message: { media: { kind: 'photo', fileId: 'photo-1' }, html: '<b>【政策】和平村</b>\n新政策' },
  })
})

test('words too long are refused before anything else is asked', async () => {
  await phone.says(asYang, '/notice')
  await press('学习', '整个和平村', '只发到群')
  await phone.says(asYang, '长'.repeat(3_900))
  expect(phone.lastWords).toContain('最多 3800 个')
})

test('what was written and not sent is offered again', async () => {
  await upToWhen()
  await phone.says(asYang, '/notice')
  await press('学习', '整个和平村', '只发到群')
  expect(phone.lastWords).toContain('还用吗')
  await press('就用这个', '现在就发')
  expect(phone.words.at(-2)).toContain('明晚学习')
})

describe('while it goes out', () => {
  test('it is stopped, reported and recalled by buttons; an outsider’s press does nothing', async () => {
    await upToWhen()
    await press('现在就发', '发出')
    const stranger = human(99, '外人')
    await phone.hears(phone.press(stranger, 'notice-stop:1'))
    expect(phone.toasts.at(-1)).toContain('没有这条通知')
    const leadership = await leading(app)
    const sender = new ScriptedSender()
    await app.clock.advance(60_000)
    await deliver(app, sender, leadership)
    await tellProgress(app)
    await deliver(app, sender, leadership)
    await phone.hears(phone.press(asYang, 'notice-report:1:0'))
    expect(phone.said.at(-1)?.call.do).toBe('send')
    expect(phone.lastWords).toContain('张三：已发')
    await phone.hears(phone.press(asYang, 'notice-report:1:1'))
    expect(phone.said.at(-1)?.call.do).toBe('edit')
    await phone.hears(phone.press(stranger, 'notice-report:1:1'))
    expect(phone.toasts.at(-1)).toContain('没有这条通知')
    await phone.hears(phone.press(asYang, 'notice-recall:1'))
    await press('收回')
    expect(phone.lastWords).toContain('正在收回 3 处')
    await phone.hears(phone.press(asYang, 'notice-stop:1'))
    expect(phone.toasts.at(-1)).toContain('已经收回过了')
  })

  test('there is no such command for an outsider', async () => {
    for (const command of ['/notice', '/notices', '/start go-notice']) {
      await phone.says(human(99, '外人'), command)
      expect(phone.lastWords).toContain('没有这个命令')
    }
  })
})
