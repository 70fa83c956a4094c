import { beforeEach, expect, test } from 'vitest'
import { importPrices } from '../../src/prices/import-prices.ts'
import { publishDueDigests } from '../../src/prices/price-digest.ts'
import { pricesFeature } from '../../src/prices/prices-bot.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { groupChat, human, Phone } from '../support/phone.ts'

let app: TestApp
let units: TestUnits
let phone: Phone
const zhang = human(11, '张三')
const csv = `品名,最低价,平均价,最高价,规格,产地,单位,发布日期
土豆,1,1.2,1.5,普通,,斤,2026-02-23
土豆,1,1.3,1.5,普通,,斤,2026-03-02
番茄,,4,,,,公斤,2026-03-02
`

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  phone = new Phone(app, [pricesFeature])
  await importPrices(app, 'cli', { fileName: 'p.csv', bytes: Buffer.from(csv) })
})

test('the price of a thing, by any of its names, in private and in a group', async () => {
  await phone.says(zhang, '/price 洋芋')
  expect(phone.lastWords).toBe(
    '<b>土豆（普通）</b> 2026-03-02\n每斤 1.30 元，最低 1.00，最高 1.50\n比 7 天前涨 0.10 元（02-23）',
  )
  await phone.says(zhang, '/price 西红柿', groupChat(7, '群'))
  expect(phone.lastWords).toContain('每公斤 4.00 元（合每斤 2.00 元）')
})

test('without a name, or with one that nobody knows, there are goods to choose from', async () => {
  await phone.says(zhang, '/price')
  expect(phone.lastLabels.toSorted()).toEqual(['土豆', '番茄'])
  await phone.presses(zhang, '番茄')
  expect(phone.lastWords).toContain('番茄')
  await phone.says(zhang, '/price 黄金<b>')
  expect(phone.lastWords).toContain('没有找到“黄金&lt;b&gt;”')
  await phone.says(zhang, `/price ${'长'.repeat(4080)}`)
  expect(phone.lastWords.length).toBeLessThan(200)
})

test('an alert is set by a button or a typed price', async () => {
  await phone.says(zhang, '/price 土豆')
  await phone.presses(zhang, '土豆（普通） 到价告诉我')
  expect(phone.lastLabels).toEqual(['高过 1.43 元', '高过 1.37 元', '低过 1.23 元', '低过 1.17 元'])
  await phone.says(zhang, '便宜点')
  expect(phone.lastWords).toContain('没看懂')
  await phone.says(zhang, '1.1')
  expect(phone.lastWords).toContain('低过 1.10 元就告诉您')
  expect(await app.db.priceAlert.findMany()).toMatchObject([{ above: false, fen: 110 }])
  await phone.says(zhang, `/start price-${(await app.db.priceSeries.findFirstOrThrow()).id}`)
  await phone.presses(zhang, '高过 1.43 元')
  expect(await app.db.priceAlert.count()).toBe(2)
})

test('a digest is planned by buttons, and found in the list by who may manage it', async () => {
  const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  const asYang = human(yang.telegramUserId ?? 0, '杨书记')
  await phone.says(asYang, '/digest')
  for (const label of ['整个和平村', '土豆']) await phone.presses(asYang, label)
  await phone.says(asYang, '西红柿，黄金')
  expect(phone.words.at(-2)).toContain('没有找到“黄金”')
  for (const label of ['就这些', '每天', '07:30']) await phone.presses(asYang, label)
  expect(phone.lastWords).toContain('和平村的群，每天 07:30，发：土豆、西红柿')
  expect(phone.lastWords).toContain('2026-03-03 周二 07:30')
  await phone.presses(asYang, '就这样定下')
  await phone.says(asYang, '/digests')
  await phone.presses(asYang, '和平村：土豆、西红柿')
  expect(phone.lastWords).toContain('<b>和平村：土豆、西红柿</b>\n每天 07:30')
  await phone.presses(asYang, '删掉')
  expect(phone.lastWords).toContain('结束了')
  await phone.says(zhang, '/digests')
  expect(phone.lastWords).toContain('没有这个命令')
  await phone.hears(phone.press(zhang, 'digest-open:1'))
  expect(phone.toasts.at(-1)).toContain('不归您管')
})

test('the town’s secretary sets a digest for one village, and no other hears it', async () => {
  const li = await personNamed(app, '李镇长', { roles: [['secretary', units.town]] })
  const asLi = human(li.telegramUserId ?? 0, '李镇长')
  const tuanjie = await boundGroup(app, units.tuanjieOne, '团结村一组', li)
  await boundGroup(app, units.hepingOne, '和平村一组', li)
  await phone.says(asLi, '/digest')
  expect(phone.lastLabels).toEqual(['整个青禾镇', '和平村', '团结村'])
  await phone.presses(asLi, '团结村')
  expect(phone.lastLabels).toEqual(['整个团结村', '一组'])
  for (const label of ['整个团结村', '土豆', '就这些', '每天', '07:30', '就这样定下'])
    await phone.presses(asLi, label)
  expect(await app.db.priceDigest.findMany()).toMatchObject([{ unitId: units.tuanjie.id }])
  app.clock.setWall('2026-03-02T23:30:00Z')
  expect(await publishDueDigests(app)).toMatchObject({ fired: 1 })
  expect(await app.db.delivery.findMany()).toMatchObject([{ chatId: tuanjie }])
})

test('a table from somebody without the right is declined', async () => {
  const document = { file_id: 'f', file_unique_id: 'u', file_name: '行情.csv' }
  await phone.hears(phone.message(zhang, { document }))
  expect(phone.lastWords).toContain('要由书记来收')
})
