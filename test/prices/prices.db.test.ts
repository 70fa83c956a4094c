import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/lib/root.ts'
import type { Person } from '../../src/org/person.ts'
import { decideWaiting } from '../../src/prices/decide-waiting.ts'
import { importPrices } from '../../src/prices/import-prices.ts'
import { pricesNamed } from '../../src/prices/look-up-price.ts'
import { clearAlert, setAlert, tellAlerts } from '../../src/prices/price-alert.ts'
import { changeDigest, createDigest, publishDueDigests } from '../../src/prices/price-digest.ts'
import { openWaiting } from '../../src/prices/price-store.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, ScriptedSender } from '../support/deliveries.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'

const header = '品名,最低价,平均价,最高价,规格,产地,单位,发布日期'
const file = (...rows: string[]) => ({
  fileName: 'prices.csv',
  bytes: Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}\r\n`),
})
const potato = (day: string, price: string) => `土豆,,${price},,,,斤,${day}`

let app: TestApp
let units: TestUnits
let yang: Person
let zhang: Person

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
})

const by = ({ id }: Person) => ({ personId: id })
const take = (...rows: string[]) => importPrices(app, by(yang), file(...rows))

describe('a market’s file', () => {
  test('is taken in once, corrected by a later one, and keeps what it said before', async () => {
    const first = await take(
      '土豆,1,1.25,1.5,普通,鲁,斤,2026-02-28 00:00:00',
      potato('2026-03-01', '1.3'),
      '番茄,x,2,3,,,斤,2026-03-01',
    )
    expect(first).toEqual({
      rows: 3,
      new: 2,
      unchanged: 0,
      corrected: 0,
      refused: 1,
      waiting: 0,
      problems: [{ line: 4, why: 'bad-price' }],
    })
    expect(await take(potato('2026-03-01', '1.30'))).toMatchObject({ new: 0, unchanged: 1 })
    expect(await take(potato('2026-03-01', '1.4'))).toMatchObject({ corrected: 1 })
    expect(await app.db.quoteRevision.findMany()).toMatchObject([{ average: 130 }])
    expect(await pricesNamed(app.db, '马铃薯', '2026-03-02')).toMatchObject([
      { quote: { day: '2026-03-01', average: 140 } },
      {
        quote: { day: '2026-02-28', low: 100, average: 125, high: 150 },
        series: { origin: '鲁', grade: '普通' },
      },
    ])
  })

  test('is read in the coding and with the signs of a Chinese spreadsheet', async () => {
    const text = [header.replaceAll(',', '\t'), '土豆\t１．０\t\t2\t\t\t公斤\t2026/3/1'].join('\n')
    const bytes = iconv.encode(text, 'gb18030')
    expect(await importPrices(app, 'cli', { fileName: 'a.txt', bytes })).toMatchObject({ new: 1, refused: 0 })
  })

  test('that is no table, or has no header, is refused in one sentence and leaves nothing', async () => {
    const none = (bytes: Buffer) => importPrices(app, by(yang), { fileName: 'x', bytes })
    await expect(none(Buffer.from('你好'))).rejects.toMatchObject({ code: 'price-file-no-header' })
    await expect(none(Buffer.from('PK\u0003\u0004 not really'))).rejects.toMatchObject({
      code: 'table-unreadable',
    })
    await expect(none(Buffer.alloc(11 * 1024 * 1024))).rejects.toMatchObject({ code: 'file-too-large' })
    expect(await app.db.priceImport.count()).toBe(0)
  })

  test('is not an outsider’s to bring', async () => {
    await expect(importPrices(app, by(zhang), file(potato('2026-03-01', '1')))).rejects.toMatchObject({
      code: 'price-import-not-yours',
    })
    expect(await app.db.quote.count()).toBe(0)
  })

  test('in which two rows contradict each other waits for a person, who is not an outsider', async () => {
    const rows = [potato('2026-03-01', '1'), potato('2026-03-01', '1.2')]
    expect(await take(...rows)).toMatchObject({ waiting: 2, new: 0 })
    expect(await take(...rows)).toMatchObject({ waiting: 0, unchanged: 2 })
    const [one, other] = await openWaiting(app.db)
    await expect(decideWaiting(app, by(zhang), one?.id ?? 0, true)).rejects.toMatchObject({
      code: 'price-import-not-yours',
    })
    await decideWaiting(app, by(yang), other?.id ?? 0, true)
    await expect(decideWaiting(app, by(yang), one?.id ?? 0, true)).rejects.toMatchObject({
      code: 'price-decided-already',
    })
    expect(await pricesNamed(app.db, '土豆', '2026-03-02')).toMatchObject([{ quote: { average: 120 } }])
    expect(await take(...rows)).toMatchObject({ unchanged: 2 })
  })

  const real = (name: string) => join(projectRoot, '../shared/data', name)
  test.skipIf(!existsSync(real('prices-market-2021-12.csv')))(
    'the real ones give the counts that were measured',
    async () => {
      const read = (name: string) =>
        importPrices(app, 'cli', { fileName: name, bytes: readFileSync(real(name)) })
      const market = await read('prices-market-2021-12.csv')
      expect(market).toMatchObject({ rows: 580, waiting: 4, refused: 0 })
      expect(market.new + market.unchanged + market.corrected + market.refused + market.waiting).toBe(580)
      expect(await read('prices-market-2021-12.csv')).toMatchObject({
        new: 0,
        corrected: 0,
        waiting: 0,
        unchanged: 580,
      })
      expect(await read('prices-vegetables-2015-2016.csv')).toMatchObject({
        rows: 4_572,
        refused: 7,
        waiting: 0,
        new: 4_565,
      })
      expect(await read('prices-vegetables-2015-2016.csv')).toMatchObject({ refused: 7, unchanged: 4_565 })
    },
  )
})

test('a price is told with its change over a week and a month, and an old one is called old', async () => {
  await take(potato('2026-01-31', '1'), potato('2026-02-22', '1.5'), potato('2026-03-02', '1.2'))
  const [now] = await pricesNamed(app.db, '土豆', '2026-03-02')
  expect(now).toMatchObject({
    isStale: false,
    changes: [
      { days: 7, fen: -30, day: '2026-02-22' },
      { days: 30, fen: 20, day: '2026-01-31' },
    ],
  })
  const [later] = await pricesNamed(app.db, '土豆', '2026-03-10')
  expect(later).toMatchObject({ isStale: true, quote: { day: '2026-03-02' } })
  expect(await pricesNamed(app.db, '黄金', '2026-03-02')).toEqual([])
})

describe('who wants to hear of a price', () => {
  const watch = async (above: boolean, fen: number) => {
    const series = await app.db.priceSeries.findFirstOrThrow()
    await setAlert(app, by(zhang), { seriesId: series.id, above, fen })
    return app.db.priceAlert.findFirstOrThrow()
  }

  test('is told when it passes, once for each day, and never of an old one', async () => {
    await take(potato('2026-03-01', '1'))
    await watch(true, 120)
    expect(await tellAlerts(app)).toEqual({ told: 0 })
    await take(potato('2026-03-02', '1.3'))
    expect(await tellAlerts(app)).toEqual({ told: 1 })
    expect(await tellAlerts(app)).toEqual({ told: 0 })
    app.clock.setWall('2026-03-03T01:00:00Z')
    await take(potato('2026-03-03', '1.4'))
    expect(await tellAlerts(app)).toEqual({ told: 1 })
    const another = await watch(true, 110)
    app.clock.setWall('2026-03-20T01:00:00Z')
    expect(another.lastToldDay).toBeNull()
    expect(await tellAlerts(app)).toEqual({ told: 0 })
  })

  test('is told once on a day on which two days’ files come in, and of the next day’s price on the next', async () => {
    await take(potato('2026-02-28', '1'))
    await watch(true, 120)
    await take(potato('2026-03-01', '1.3'))
    expect(await tellAlerts(app)).toEqual({ told: 1 })
    await take(potato('2026-03-02', '1.4'))
    expect(await tellAlerts(app)).toEqual({ told: 0 })
    app.clock.setWall('2026-03-02T16:05:00Z')
    expect(await tellAlerts(app)).toEqual({ told: 0 })
    await take(potato('2026-03-03', '1.5'))
    expect(await tellAlerts(app)).toEqual({ told: 1 })
    expect(await app.db.delivery.count()).toBe(2)
  })

  test('is told once by several that look at the same moment', async () => {
    await take(potato('2026-03-02', '1.3'))
    await watch(true, 120)
    const told = await Promise.all([tellAlerts(app), tellAlerts(app), tellAlerts(app)])
    expect(told.reduce((sum, one) => sum + one.told, 0)).toBe(1)
    expect(await app.db.delivery.count()).toBe(1)
  })

  test('is told of a new threshold too, on a day on which the old one was told', async () => {
    await take(potato('2026-03-02', '1.3'))
    await watch(true, 120)
    await tellAlerts(app)
    await app.clock.advance(60_000)
    await watch(true, 125)
    expect(await tellAlerts(app)).toEqual({ told: 1 })
    expect(await app.db.delivery.count()).toBe(2)
  })

  test('turns it off by one tap, which is theirs alone', async () => {
    await take(potato('2026-03-02', '1'))
    const alert = await watch(false, 120)
    await expect(clearAlert(app, by(yang), alert.id)).rejects.toMatchObject({ code: 'price-alert-over' })
    await clearAlert(app, by(zhang), alert.id)
    expect(await tellAlerts(app)).toEqual({ told: 0 })
  })
})

describe('the digest', () => {
  const plan = { names: ['土豆', '番茄'], rule: { every: 'day', at: '07:30' } } as const
  const create = (who = yang) =>
    createDigest(app, by(who), { unitId: units.heping.id, names: [...plan.names], rule: plan.rule }, 'u:1')
  const morning = async (day: string) => {
    app.clock.setWall(`${day}T23:30:00Z`)
    return publishDueDigests(app)
  }

  test('reaches the groups of its unit with what is fresh, and counts what is not', async () => {
    await boundGroup(app, units.hepingOne, '一组群', yang)
    await boundGroup(app, units.tuanjie, '团结村群', yang)
    await take(potato('2026-02-23', '1'), potato('2026-03-02', '1.2'), '番茄,,3,,,,公斤,2026-02-01')
    await create()
    await create()
    expect(await morning('2026-03-02')).toMatchObject({ fired: 1 })
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    expect(sender.words).toHaveLength(1)
    expect(sender.words[0]).toContain('土豆 每斤 1.20 元（03-02 的价） 比 7 天前涨 0.20 元（02-23）')
    expect(sender.words[0]).toContain('有 1 样七天里没有新价')
    expect(sender.words[0]).not.toContain('番茄')
  })

  test('that could not be sent that day is never sent', async () => {
    await boundGroup(app, units.hepingOne, '一组群', yang)
    await take(potato('2026-03-02', '1.2'))
    await create()
    await morning('2026-03-02')
    app.clock.setWall('2026-03-03T23:00:01Z')
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    expect(sender.words).toEqual([])
    expect(await app.db.delivery.findMany()).toMatchObject([{ state: 'expired' }])
  })

  test('with nothing fresh is not sent, and its author is told so', async () => {
    await boundGroup(app, units.hepingOne, '一组群', yang)
    await take(potato('2026-01-02', '1.2'))
    await create()
    await morning('2026-03-02')
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    expect(sender.calls).toMatchObject([{ to: { telegramId: yang.telegramUserId } }])
  })

  test('that is too late to be made up for goes to no group, and its author is told so with the way to it', async () => {
    await boundGroup(app, units.hepingOne, '一组群', yang)
    await take(potato('2026-03-02', '1.2'))
    const { id } = await create()
    app.clock.setWall('2026-03-03T05:30:01Z')
    expect(await publishDueDigests(app)).toMatchObject({ expired: 1 })
    const sender = new ScriptedSender()
    await deliver(app, sender, await leading(app))
    expect(sender.calls).toMatchObject([
      {
        to: { telegramId: yang.telegramUserId },
        call: { message: { buttons: [[{ data: `digest-open:${id}` }]] } },
      },
    ])
    expect(sender.words[0]).toContain('定时行情：土豆、番茄')
    expect(sender.words[0]).toContain('2026-03-03 周二 07:30 那一次没有发')
  })

  test('is not an outsider’s to plan or to change', async () => {
    await expect(create(zhang)).rejects.toMatchObject({ code: 'unit-unknown' })
    const { id } = await create()
    await expect(changeDigest(app, by(zhang), id, 'end')).rejects.toMatchObject({ code: 'digest-unknown' })
    await changeDigest(app, by(yang), id, 'pause')
    expect(await morning('2026-03-02')).toMatchObject({ fired: 0 })
  })
})
