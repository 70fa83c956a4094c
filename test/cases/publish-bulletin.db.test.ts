import { beforeEach, describe, expect, test } from 'vitest'
import { bulletinOpen } from '../../src/cases/reports/bulletin-buttons.ts'
import { bulletinButtons, bulletinCommands } from '../../src/cases/reports/case-bulletin-bot.ts'
import { previewBulletin, publishBulletin } from '../../src/cases/reports/publish-bulletin.ts'
import type { Person } from '../../src/org/person.ts'
import type { Unit } from '../../src/org/unit.ts'
import { promisedTo } from '../support/deliveries.ts'
import { featureWith } from '../support/feature.ts'
import { boundGroup } from '../support/people.ts'
import { groupChat, Phone } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

let town: CaseTown
let phone: Phone
/** The group chats of 和平村一组, of 和平村 and of 团结村一组, by our ids. */
let square: number
let hepingChat: number
let tuanjieChat: number
const march = '2026-03'

beforeEach(async () => {
  town = await caseTown()
  phone = new Phone(town.app, [featureWith({ commands: bulletinCommands }, bulletinButtons)])
  const { app, units, yang } = town
  square = await boundGroup(app, units.hepingOne, '和平村一组', yang)
  hepingChat = await boundGroup(app, units.heping, '和平村', yang)
  tuanjieChat = await boundGroup(app, units.tuanjieOne, '团结村一组', yang)
})

const by = ({ id }: Person) => ({ personId: id })

let told = 0

/** So many cases as rows, told now in 和平村一组 about the water. */
async function tellMany(
  count: number,
  { unit = town.units.hepingOne, ...more }: { unit?: Unit; kind?: string; aboutId?: number } = {},
): Promise<void> {
  const { app } = town
  const rows = Array.from({ length: count }, () => ({
    key: `many:${++told}`,
    number: `many-${told}`,
    kind: 'water',
    urgency: 'usual' as const,
    privacy: 'named' as const,
    wayIn: 'self' as const,
    state: 'filed' as const,
    unitId: unit.id,
    handlingUnitId: unit.id,
    reporterMark: `many:${told}`,
    alias: 'AAA',
    filedAt: app.clock.now(),
    ...more,
  }))
  await app.db.case.createMany({ data: rows })
}

const monthIsOver = () => town.app.clock.setWall('2026-04-02T02:00:00Z')

const preview = (who: Person, unit: Unit, month = march) =>
  previewBulletin(town.app.db, town.app, by(who), { unitId: unit.id, month })

async function publish(who: Person, unit: Unit, month = march) {
  const { seal } = await preview(who, unit, month)
  return publishBulletin(town.app, by(who), { unitId: unit.id, month }, seal)
}

const heard = (chatId: number) => promisedTo(town.app, chatId)

describe('a bulletin', () => {
  test('goes to the groups under the unit, in bands, and says nothing of any case', async () => {
    const { units, yang, app } = town
    await tellMany(12)
    await tellMany(2, { kind: 'road' })
    await town.file({ kind: 'road', words: { text: '路塌了', places: [] } })
    await tellMany(7, { unit: units.tuanjieOne })
    monthIsOver()
    expect((await publish(yang, units.heping)).groups.length).toBe(2)
    const [words = ''] = await heard(square)
    expect(await heard(hepingChat)).toEqual([words])
    expect(await heard(tuanjieChat)).toEqual([])
    expect(words).toContain('和平村诉求公报：2026 年 3 月')
    expect(words).toContain('大家反映的事：15 件以上')
    expect(words).toContain('已经办结：不到 5 件')
    expect(words).toContain('按类：水 10 件以上\n别的各类都不到 5 件。')
    expect(words).not.toMatch(/路塌了|水管|张三|\d{3}-\d{3}/)
    const rows = await app.db.delivery.findMany()
    const sent = rows.filter(({ batch }) => batch.startsWith('case-bulletin:'))
    expect(sent.every(({ quiet, lane }) => quiet && lane === 2)).toBe(true)
  })

  test('is for a month that is over', async () => {
    const { units, yang } = town
    await expect(preview(yang, units.heping)).rejects.toMatchObject({ code: 'case-bulletin-not-over' })
    town.app.clock.setWall('2026-03-31T15:59:59Z')
    await expect(preview(yang, units.heping)).rejects.toMatchObject({ code: 'case-bulletin-not-over' })
    town.app.clock.setWall('2026-03-31T16:00:00Z')
    expect((await preview(yang, units.heping)).lines.received).toBe(0)
    for (const month of ['2026', '2026-Q1', 'x'])
      await expect(preview(yang, units.heping, month)).rejects.toMatchObject({ code: 'case-bulletin-month' })
  })

  test('is for a town or a village, never for a group or a branch', async () => {
    const { units, zhou } = town
    monthIsOver()
    for (const unit of [units.hepingOne, units.hepingBranch])
      await expect(preview(zhou, unit)).rejects.toMatchObject({ code: 'case-bulletin-unit' })
    expect((await preview(zhou, units.town)).groups.length).toBe(3)
  })

  test('is published by who may send notices there, and by nobody else', async () => {
    const { units, app, zhao, zhang, wang, zheng, yang } = town
    monthIsOver()
    for (const outsider of [zhao, zhang, wang, zheng])
      for (const unit of [units.heping, units.town]) {
        await expect(preview(outsider, unit)).rejects.toMatchObject({ code: 'unit-unknown' })
        const asked = { unitId: unit.id, month: march }
        await expect(publishBulletin(app, by(outsider), asked, 'x')).rejects.toMatchObject({
          code: 'unit-unknown',
        })
      }
    await expect(preview(yang, units.town)).rejects.toMatchObject({ code: 'unit-unknown' })
    await expect(preview(yang, units.tuanjie)).rejects.toMatchObject({ code: 'unit-unknown' })
    expect(await app.db.caseBulletin.count()).toBe(0)
  })

  test('does not count a case about an official, in the village or in the town', async () => {
    const { units, yang, zhou } = town
    await tellMany(9)
    await tellMany(6, { kind: 'money', aboutId: yang.id })
    monthIsOver()
    expect((await preview(zhou, units.heping)).lines).toMatchObject({ received: 5, kinds: { money: 0 } })
    expect((await preview(zhou, units.town)).lines).toMatchObject({ received: 5, kinds: { money: 0 } })
  })

  test('counts what was told in its month, and what of that is closed and in time when it is first said', async () => {
    const { app, units, zhou } = town
    await tellMany(5)
    const ids = (await app.db.case.findMany({ select: { id: true } })).map(({ id }) => id)
    await app.db.case.updateMany({ data: { state: 'closed' } })
    await app.db.caseClock.create({
      data: {
        caseId: ids[0] ?? 0,
        purpose: 'handle',
        level: 'group',
        startedAt: new Date('2026-03-02T00:00:00Z'),
        amount: 1,
        unit: 'days',
        dueAt: new Date('2026-03-03T00:00:00Z'),
        provisional: false,
      },
    })
    town.app.clock.setWall('2026-04-01T02:00:00Z')
    await tellMany(6)
    expect((await preview(zhou, units.heping)).lines).toMatchObject({ received: 5, closed: 5, inTime: 0 })
    town.app.clock.setWall('2026-05-01T02:00:00Z')
    expect((await preview(zhou, units.heping, '2026-04')).lines).toMatchObject({ received: 5, closed: 0 })
  })
})

describe('what was said once stands', () => {
  test('said again it says the same, and reaches only who has not heard it', async () => {
    const { app, units, yang } = town
    await tellMany(9)
    monthIsOver()
    const first = await publish(yang, units.heping)
    await app.db.case.updateMany({ data: { state: 'closed' } })
    town.app.clock.setWall('2026-04-20T02:00:00Z')
    const again = await publish(yang, units.heping)
    expect(again.lines).toEqual(first.lines)
    expect(again.publishedAt).toEqual(first.publishedAt)
    expect([again.groups.length, again.heard]).toEqual([0, 2])
    const late = await boundGroup(app, units.hepingTwo, '和平村二组', yang)
    expect((await publish(yang, units.heping)).groups.length).toBe(1)
    expect(await heard(late)).toEqual(await heard(square))
    expect((await heard(square)).length).toBe(1)
  })

  test('the town says of a village what that said, and a village later what the town said of it', async () => {
    const { app, units, zhou } = town
    await tellMany(5)
    await tellMany(5, { unit: units.tuanjieOne })
    monthIsOver()
    await publish(zhou, units.heping)
    await app.db.case.updateMany({ data: { state: 'closed' } })
    const whole = await publish(zhou, units.town)
    expect(whole.lines).toMatchObject({ received: 10, closed: 5 })
    await app.db.case.updateMany({ data: { state: 'filed' } })
    expect((await publish(zhou, units.tuanjie)).lines).toMatchObject({ received: 5, closed: 5 })
    expect((await publish(zhou, units.heping)).lines).toMatchObject({ received: 5, closed: 0 })
  })

  test("what happened in no village is in the town's, by itself", async () => {
    const { units, zhou } = town
    await tellMany(4)
    await tellMany(5, { unit: units.town })
    monthIsOver()
    expect((await preview(zhou, units.town)).lines.received).toBe(5)
  })

  test('looking at it keeps nothing; numbers that changed since are not sent', async () => {
    const { app, units, yang } = town
    await tellMany(5)
    monthIsOver()
    const { seal } = await preview(yang, units.heping)
    expect(await app.db.caseBulletin.count()).toBe(0)
    await app.db.case.updateMany({ data: { state: 'closed' } })
    const asked = { unitId: units.heping.id, month: march }
    await expect(publishBulletin(app, by(yang), asked, seal)).rejects.toMatchObject({
      code: 'case-bulletin-changed',
    })
    expect(await app.db.caseBulletin.count()).toBe(0)
    expect(await heard(square)).toEqual([])
  })
})

describe('by buttons', () => {
  test('a secretary looks at it and sends it', async () => {
    const { yang } = town
    await tellMany(6)
    monthIsOver()
    await phone.says(yang.user, '/bulletin')
    expect(phone.lastLabels).toEqual(['2026 年 3 月', '2026 年 2 月', '2026 年 1 月'])
    await phone.presses(yang.user, '2026 年 3 月')
    expect(phone.lastWords).toContain('大家反映的事：5 件以上')
    expect(phone.lastWords).toContain('这份公报会发到 2 个群。')
    await phone.presses(yang.user, '就这样发')
    expect(phone.lastWords).toContain('正在发到 2 个群')
    expect((await heard(square)).length).toBe(1)
    await phone.says(yang.user, '/bulletin')
    await phone.presses(yang.user, '2026 年 3 月')
    expect(phone.lastWords).toContain('有 2 个群已经收到过')
    expect(phone.lastLabels).toEqual([])
  })

  test('who has several chooses, among towns and villages alone', async () => {
    const { zhou, units, app } = town
    monthIsOver()
    await phone.says(zhou.user, '/bulletin')
    expect(phone.lastLabels).toEqual(['青禾镇', '和平村', '团结村'])
    await phone.presses(zhou.user, '团结村')
    await phone.presses(zhou.user, '2026 年 2 月')
    expect(phone.lastWords).toContain('团结村诉求公报：2026 年 2 月')
    expect(await app.db.caseBulletin.count({ where: { unitId: units.tuanjie.id } })).toBe(0)
  })

  test('nobody else, and in a group nobody at all', async () => {
    const { zhang, zhao, yang, units } = town
    monthIsOver()
    for (const outsider of [zhang, zhao]) {
      await phone.says(outsider.user, '/bulletin')
      expect(phone.lastWords).toContain('没有这个命令')
      await phone.hears(
        phone.press(outsider.user, bulletinOpen.data({ unit: units.heping.id, month: march })),
      )
      expect(phone.toasts.at(-1)).toContain('没有这个单位')
    }
    const said = phone.said.length
    const data = bulletinOpen.data({ unit: units.heping.id, month: march })
    await phone.hears(phone.press(yang.user, data, groupChat(7, '和平村')))
    expect(phone.said.length).toBe(said)
  })
})
