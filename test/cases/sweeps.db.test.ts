import { Composer } from 'grammy'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BotContext } from '../../src/bot/context.ts'
import { answerSweep } from '../../src/cases/sweeps/answer-sweep.ts'
import { passSweepsOn } from '../../src/cases/sweeps/pass-sweeps-on.ts'
import {
  changeSweep,
  planSweep,
  roundFor,
  type SweepTime,
  sweepFor,
} from '../../src/cases/sweeps/plan-sweep.ts'
import { publishDueSweeps } from '../../src/cases/sweeps/publish-due-sweeps.ts'
import { sweepButtons, sweepCommands, sweepConversations } from '../../src/cases/sweeps/sweep-bot.ts'
import { tellForAnother } from '../../src/cases/telling/report-for-conversation.ts'
import type { Person } from '../../src/org/person.ts'
import type { Unit } from '../../src/org/unit.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { groupChat, human, Phone } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

const hourMs = 60 * 60 * 1000
const by = ({ id }: Pick<Person, 'id'>) => ({ personId: id })
const daily: SweepTime = { now: false, rule: { every: 'day', at: '10:00' } }

let town: CaseTown
beforeEach(async () => {
  town = await caseTown()
})

const plan = (who: Person, unit: Unit, time: SweepTime = daily, key = 'u:1') =>
  planSweep(town.app, by(who), { unitId: unit.id, question: 'hazards', time }, key)

/** 杨书记 asks 和平村 every day at ten; it is ten now. */
async function asked(who: Person = town.yang, unit: Unit = town.units.heping): Promise<void> {
  await plan(who, unit)
  await town.app.clock.advance(hourMs)
  await publishDueSweeps(town.app)
}

const officer = (name: string, unit: Unit) => personNamed(town.app, name, { roles: [['officer', unit]] })
const heard = ({ chatId }: { chatId?: number | undefined }) => promisedTo(town.app, chatId ?? 0)
const rowsOf = () => town.app.db.sweepAnswer.findMany({ orderBy: { id: 'asc' } })
const rowOf = async ({ id: officerId }: Person) =>
  (await town.app.db.sweepAnswer.findFirstOrThrow({ where: { officerId } })).id
/** The counts that the author reads now. */
const counts = async (author: { chatId: number }) => (await heard(author)).at(-1)?.split('\n')[3]

describe('a sweep', () => {
  test('is planned by who leads there, and by nobody else', async () => {
    const { app, wang, qian, zhang, zheng, zhou, units } = town
    for (const person of [wang, qian, zhang, zheng])
      await expect(plan(person, units.heping)).rejects.toMatchObject({ code: 'unit-unknown' })
    await expect(plan(town.yang, units.tuanjie)).rejects.toMatchObject({ code: 'unit-unknown' })
    const { id } = await plan(town.yang, units.heping)
    expect((await plan(town.yang, units.heping)).id).toBe(id)
    expect(await app.db.schedule.count({ where: { purpose: 'sweep' } })).toBe(1)
    for (const person of [town.yang, town.zhao, zhou])
      expect(await sweepFor(app.db, by(person), id)).toMatchObject({ unitId: units.heping.id })
    for (const person of [wang, zheng, zhang]) {
      await expect(sweepFor(app.db, by(person), id)).rejects.toMatchObject({ code: 'sweep-unknown' })
      await expect(changeSweep(app, by(person), id, 'pause')).rejects.toMatchObject({
        code: 'sweep-unknown',
      })
    }
  })

  test('asks each officer under the unit once, about all that is theirs; the others hear nothing', async () => {
    const { app, wang, zheng, zhang, units } = town
    const ma = await officer('马兰', units.hepingTwo)
    await app.db.roleGrant.create({
      data: { personId: ma.id, unitId: units.heping.id, role: 'officer', grantedAt: app.clock.now() },
    })
    await asked()
    await publishDueSweeps(app)
    expect(await heard(wang)).toEqual([expect.stringContaining('有没有不安全的地方')])
    expect(await heard(ma)).toHaveLength(1)
    expect(await rowsOf()).toHaveLength(3)
    for (const person of [zheng, zhang]) expect(await heard(person)).toEqual([])
    expect(await counts(town.yang)).toBe('没有的 0 处，有的 0 处，还没答的 3 处')
  })

  test('asked for the whole town reaches every village; at once is within a minute', async () => {
    const { app, zhou, wang, zheng, units } = town
    await plan(zhou, units.town, { now: true })
    expect(await publishDueSweeps(app)).toMatchObject({ fired: 0 })
    await app.clock.advance(60_000)
    expect(await publishDueSweeps(app)).toMatchObject({ fired: 1 })
    for (const person of [wang, zheng]) expect(await heard(person)).toHaveLength(1)
  })

  test('late says so, and its message never comes when its time is over', async () => {
    const { app, wang, yang, units } = town
    await plan(yang, units.heping)
    await app.clock.advance(4 * hourMs)
    expect(await publishDueSweeps(app)).toMatchObject({ late: 1 })
    expect(await heard(wang)).toEqual([expect.stringContaining('问晚了，原定 2026-03-02 周一 10:00')])
    const row = await app.db.delivery.findFirstOrThrow({ where: { chatId: wang.chatId } })
    expect(row).toMatchObject({ quiet: true, expiresAt: new Date('2026-03-04T02:00:00Z') })
  })

  test('where there is no officer says that to its author', async () => {
    const { yang, units } = town
    await asked(yang, units.hepingTwo)
    expect(await heard(yang)).toEqual([expect.stringContaining('这里没有信息员')])
  })

  test('whose author leads there no more is still asked, and tells them nothing', async () => {
    const { app, yang, wang, units } = town
    await plan(yang, units.heping)
    await app.db.roleGrant.updateMany({ where: { personId: yang.id }, data: { endedAt: app.clock.now() } })
    await app.clock.advance(hourMs)
    await publishDueSweeps(app)
    expect(await heard(wang)).toHaveLength(1)
    expect(await heard(yang)).toEqual([])
  })
})

describe('an answer', () => {
  test('is noted by one tap, once, and the author reads the counts in the same message', async () => {
    const { app, wang, yang } = town
    await asked()
    const id = await rowOf(wang)
    expect(await answerSweep(app, by(wang), id, 'nothing')).toMatchObject({ became: 'noted', late: false })
    const first = await rowsOf()
    await app.clock.advance(1_000)
    expect(await answerSweep(app, by(wang), id, 'nothing')).toMatchObject({ became: 'same' })
    expect(await rowsOf()).toEqual(first)
    expect(first).toMatchObject([{ word: 'nothing', answeredById: wang.id, nextAt: null }])
    expect(await counts(yang)).toBe('都答了：没有的 1 处，有的 0 处')
    const edits = await app.db.delivery.findMany({ where: { chatId: yang.chatId } })
    expect(edits.map(({ key }) => key)).toEqual(['sweep:1:progress', 'edit:sweep:1:progress:0'])
  })

  test('"nothing" is put right within a minute; later it stays', async () => {
    const { app, wang, yang } = town
    await asked()
    const id = await rowOf(wang)
    await answerSweep(app, by(wang), id, 'nothing')
    await app.clock.advance(60_000)
    expect(await answerSweep(app, by(wang), id, 'something')).toMatchObject({ became: 'noted' })
    expect(await counts(yang)).toBe('都答了：没有的 0 处，有的 1 处')
    await app.clock.advance(60_001)
    expect(await answerSweep(app, by(wang), id, 'nothing')).toMatchObject({ became: 'kept' })
    expect(await counts(yang)).toBe('都答了：没有的 0 处，有的 1 处')
  })

  test('is taken from nobody who was not asked, nor from an officer who is none any more', async () => {
    const { app, wang, yang, zheng, zhang, zhou } = town
    await asked()
    const id = await rowOf(wang)
    for (const person of [zheng, zhang, yang, zhou])
      await expect(answerSweep(app, by(person), id, 'nothing')).rejects.toMatchObject({
        code: 'sweep-unknown',
      })
    await expect(answerSweep(app, by(wang), 999, 'nothing')).rejects.toMatchObject({ code: 'sweep-unknown' })
    await app.db.roleGrant.updateMany({ where: { personId: wang.id }, data: { endedAt: app.clock.now() } })
    await expect(answerSweep(app, by(wang), id, 'nothing')).rejects.toMatchObject({ code: 'sweep-unknown' })
  })

  test('of one of two officers is enough for their group; "something" of the other still counts', async () => {
    const { app, wang, yang, units } = town
    const ma = await officer('马兰', units.hepingOne)
    await asked()
    await answerSweep(app, by(wang), await rowOf(wang), 'nothing')
    expect(await counts(yang)).toBe('都答了：没有的 1 处，有的 0 处')
    await app.clock.advance(24 * hourMs)
    expect(await passSweepsOn(app)).toEqual({ passed: 0, nobody: 0, dropped: 1 })
    await answerSweep(app, by(ma), await rowOf(ma), 'something')
    expect(await counts(yang)).toBe('都答了：没有的 0 处，有的 1 处')
  })

  test('after the time is over still counts, and says so', async () => {
    const { app, wang, yang } = town
    await asked()
    await app.clock.advance(48 * hourMs + 1)
    const answered = await answerSweep(app, by(wang), await rowOf(wang), 'nothing')
    expect(answered).toMatchObject({ became: 'noted', late: true })
    expect((await heard(yang)).at(-1)).toContain('过了时间才答的 1 处')
  })
})

describe('where nobody says anything for a day', () => {
  test('the nearest who leads there is asked instead, once, by the same buttons', async () => {
    const { app, wang, yang, zhao, zhou } = town
    await asked(zhou)
    await app.clock.advance(24 * hourMs - 1)
    expect(await passSweepsOn(app)).toEqual({ passed: 0, nobody: 0, dropped: 0 })
    await app.clock.advance(1)
    expect(await passSweepsOn(app)).toEqual({ passed: 1, nobody: 0, dropped: 0 })
    expect(await passSweepsOn(app)).toEqual({ passed: 0, nobody: 0, dropped: 0 })
    expect(await heard(yang)).toEqual([expect.stringContaining('请您代答')])
    expect(await heard(zhao)).toEqual([])
    expect(await heard(wang)).toHaveLength(1)
    const id = await rowOf(wang)
    await expect(answerSweep(app, by(zhao), id, 'nothing')).rejects.toMatchObject({ code: 'sweep-unknown' })
    expect(await answerSweep(app, by(yang), id, 'nothing')).toMatchObject({ isDeputy: true, became: 'noted' })
    // The officer comes after all: what was said stays, and what is there can be told.
    expect(await answerSweep(app, by(wang), id, 'something')).toMatchObject({ became: 'kept' })
    expect(await counts(zhou)).toBe('都答了：没有的 1 处，有的 0 处')
  })

  test('who stands in for the officer comes first, when they may tell what there is', async () => {
    const { app, wang, sun, li, yang, zhou } = town
    const now = app.clock.now()
    const endsAt = new Date(now.getTime() + 72 * hourMs)
    for (const deputyId of [li.id, sun.id])
      await app.db.deputy.create({
        data: { personId: wang.id, deputyId, startsAt: now, endsAt, grantedById: yang.id },
      })
    await asked(zhou)
    await app.clock.advance(24 * hourMs)
    await passSweepsOn(app)
    expect(await heard(sun)).toEqual([expect.stringContaining('请您代答')])
    for (const person of [li, yang]) expect(await heard(person)).toEqual([])
    expect(await answerSweep(app, by(sun), await rowOf(wang), 'something')).toMatchObject({
      became: 'noted',
    })
  })

  test('one person is asked about several groups in one message', async () => {
    const { app, yang, zhou, units } = town
    await officer('马兰', units.hepingTwo)
    await asked(zhou)
    await app.clock.advance(24 * hourMs)
    expect(await passSweepsOn(app)).toMatchObject({ passed: 2 })
    expect(await heard(yang)).toHaveLength(1)
    expect((await rowsOf()).map(({ deputyId }) => deputyId)).toEqual([yang.id, yang.id])
  })

  test('it keeps the quiet hours', async () => {
    const { app, yang, zhou, units } = town
    const time: SweepTime = { now: false, rule: { every: 'once', at: '2026-03-02T23:00' } }
    await plan(zhou, units.heping, time)
    await app.clock.advance(14 * hourMs)
    await publishDueSweeps(app)
    await app.clock.advance(24 * hourMs)
    expect(await passSweepsOn(app)).toMatchObject({ passed: 0 })
    app.clock.setWall('2026-03-03T23:00:00Z')
    expect(await passSweepsOn(app)).toMatchObject({ passed: 1 })
    expect(await heard(yang)).toHaveLength(1)
  })

  test('an officer whom we cannot reach is stood in for at once', async () => {
    const { app, wang, yang, zhou } = town
    await app.db.chat.update({ where: { id: wang.chatId }, data: { state: 'gone' } })
    await asked(zhou)
    expect(await heard(wang)).toEqual([])
    expect(await passSweepsOn(app)).toMatchObject({ passed: 1 })
    expect(await heard(yang)).toHaveLength(1)
  })

  test('with nobody to ask, and with the time over, it stays missing, and nobody is asked too late', async () => {
    const { app, wang, yang, zhou } = town
    await asked(zhou)
    await app.db.roleGrant.updateMany({
      where: { personId: { not: wang.id } },
      data: { endedAt: app.clock.now() },
    })
    await app.clock.advance(24 * hourMs)
    expect(await passSweepsOn(app)).toEqual({ passed: 0, nobody: 1, dropped: 0 })
    await publishDueSweeps(app)
    await app.clock.advance(49 * hourMs)
    expect(await passSweepsOn(app)).toEqual({ passed: 0, nobody: 0, dropped: 1 })
    expect(await heard(yang)).toEqual([])
  })
})

describe('by buttons', () => {
  let phone: Phone
  beforeEach(() => {
    const buttons = new Composer<BotContext>()
    sweepButtons(buttons)
    phone = new Phone(town.app, [
      { commands: sweepCommands, conversations: [...sweepConversations, tellForAnother], buttons },
    ])
  })

  test('a sweep is planned: unit, question, time; shown as it will look, and managed from the list', async () => {
    const { yang, units } = town
    await officer('马兰', units.hepingTwo)
    await phone.says(yang.user, '/sweep')
    await phone.presses(yang.user, '整个和平村')
    await phone.says(yang.user, '桥面结冰没有？')
    for (const label of ['每周', '周一', '08:00']) await phone.presses(yang.user, label)
    expect(phone.words.at(-2)).toContain('桥面结冰没有？')
    expect(phone.words.at(-2)).toContain('[没有] [有]')
    expect(phone.lastWords).toBe(
      [
        '上面就是信息员看到的样子，按一下就答了。会问和平村的 2 位信息员，一共 2 处。',
        '每周一 08:00，接下来是：',
        '· 2026-03-09 周一 08:00',
        '· 2026-03-16 周一 08:00',
        '· 2026-03-23 周一 08:00',
      ].join('\n'),
    )
    await phone.presses(yang.user, '改问的话')
    await phone.presses(yang.user, '地界、草场、用水、邻里，有没有争起来的事？')
    await phone.presses(yang.user, '改时间')
    await phone.presses(yang.user, '现在就发')
    expect(phone.lastWords).toContain('一分钟内就问')
    await phone.presses(yang.user, '就这样定下')
    await phone.says(yang.user, '/sweeps')
    await phone.presses(yang.user, '和平村：地界、草场、用水、邻里，有没有争…')
    expect(phone.lastLabels).toEqual(['暂停', '跳过下一次', '删掉'])
    await phone.presses(yang.user, '暂停')
    expect(phone.lastWords).toContain('暂停着')
    await phone.presses(yang.user, '删掉')
    expect(phone.lastWords).toContain('结束了')
    expect(await town.app.db.sweep.findMany()).toMatchObject([{ question: 'quarrels', authorId: yang.id }])
  })

  test('it can be dropped; an empty question is asked for again', async () => {
    const { yang, app } = town
    await phone.says(yang.user, '/sweep')
    await phone.presses(yang.user, '整个和平村')
    await phone.says(yang.user, '问'.repeat(201))
    expect(phone.lastWords).toContain('最多 200 个字')
    await phone.presses(yang.user, '水、电、路、桥、房子，有没有不安全的地方？')
    await phone.presses(yang.user, '每天')
    await phone.presses(yang.user, '08:00')
    await phone.presses(yang.user, '不要了')
    expect(await app.db.sweep.count()).toBe(0)
  })

  test('"nothing" is one tap; "something" goes on to telling what, at that place', async () => {
    const { wang } = town
    await asked()
    const id = await rowOf(wang)
    await phone.hears(phone.press(wang.user, `sweep-say:${id}:nothing`))
    expect(phone.toasts.at(-1)).toBe('记下了。')
    expect(phone.lastWords).toContain('和平村 · 一组：没有，记下了。')
    await phone.presses(wang.user, '其实有')
    expect(phone.lastWords).toContain('您说吧，我记着')
    await phone.says(wang.user, '桥面结冰了')
    await phone.presses(wang.user, '说完了')
    await phone.presses(wang.user, '安全')
    expect(phone.lastLabels[0]).toBe('就在一组')
    expect(await rowsOf()).toMatchObject([{ word: 'something' }])
  })

  test('after a minute, or after the time, the press says what became of it', async () => {
    const { app, wang } = town
    await asked()
    const id = await rowOf(wang)
    await app.clock.advance(48 * hourMs + 1)
    await phone.hears(phone.press(wang.user, `sweep-say:${id}:nothing`))
    expect(phone.toasts.at(-1)).toBe('时间过了，您的回答还是算数。')
    await app.clock.advance(60_001)
    await phone.presses(wang.user, '其实有')
    expect(phone.toasts.at(-1)).toContain('有事照样可以说')
    expect(phone.lastWords).toContain('您说吧，我记着')
    expect(await rowsOf()).toMatchObject([{ word: 'nothing' }])
  })

  test('where nobody has answered is shown to who leads there, by place and without a name', async () => {
    const { wang, yang, zhou } = town
    await asked()
    for (const person of [yang, zhou]) {
      await phone.hears(phone.press(person.user, 'sweep-missing:1'))
      expect(phone.lastWords).toContain('· 和平村 · 一组')
      expect(phone.lastWords).not.toContain('王芳')
    }
    await phone.hears(phone.press(wang.user, `sweep-say:${await rowOf(wang)}:nothing`))
    await phone.hears(phone.press(yang.user, 'sweep-missing:1'))
    expect(phone.lastWords).toContain('都答了')
  })

  test('an outsider, and a press in a group, get nothing; there is no such command', async () => {
    const { app, wang, yang, zheng, zhang } = town
    await asked()
    const id = await rowOf(wang)
    const all = [`sweep-say:${id}:nothing`, 'sweep-missing:1', 'sweep-open:1', 'sweep-change:1:end']
    for (const user of [zheng.user, zhang.user, human(99, '外人')])
      for (const data of all) {
        await phone.hears(phone.press(user, data))
        expect(phone.toasts.at(-1)).toBe('没有这个排查，或者它不归您管。')
      }
    for (const [user, data] of all.map((data, n) => [n === 0 ? wang.user : yang.user, data] as const)) {
      await phone.hears(phone.press(user, data, groupChat(7, '一组')))
      expect(phone.toasts.at(-1)).toBe('没有这个排查，或者它不归您管。')
    }
    await phone.hears(phone.press(wang.user, `sweep-say:${id}:maybe`))
    expect(phone.toasts.at(-1)).toBe('没有这个排查，或者它不归您管。')
    expect(await rowsOf()).toMatchObject([{ word: null }])
    expect(await app.db.schedule.findMany()).toMatchObject([{ state: 'active' }])
    for (const command of ['/sweep', '/sweeps']) {
      await phone.says(zheng.user, command)
      expect(phone.lastWords).toContain('没有这个命令')
    }
    await expect(roundFor(app.db, by(wang), 1)).rejects.toMatchObject({ code: 'sweep-unknown' })
    await expect(roundFor(app.db, by(yang), 2)).rejects.toMatchObject({ code: 'sweep-unknown' })
  })
})
