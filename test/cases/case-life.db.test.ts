import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { stepsNow } from '../../src/cases/steps-now.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase, handOverCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { passOnCase, redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { standsIn } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const dayMs = 24 * 60 * 60 * 1000
const by = ({ id }: Person) => ({ personId: id })
const solved = { outcome: 'solved', note: '换了新水管' } as const

async function stateOf({ app }: CaseTown, id: number): Promise<Case> {
  const one = await caseById(app.db, id)
  if (!one) throw new Error('the case is gone')
  return one
}

/** Taken in by the officer, led by the village's leader, handled by its handler. */
async function assigned(town: CaseTown): Promise<number> {
  const { app, wang, zhao, qian } = town
  const { id } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  return id
}

/** The steps that the card of a case has for somebody. */
async function offered({ app }: CaseTown, who: Person, id: number) {
  return stepsNow(app.db, app, by(who), await caseFor(app.db, app, by(who), id))
}

async function handled(town: CaseTown): Promise<number> {
  const id = await assigned(town)
  await beginCase(town.app, by(town.qian), id)
  await handleCase(town.app, by(town.qian), id, solved)
  return id
}

describe('a case', () => {
  test('goes from the telling to its end, and the one who told it hears each step that concerns them', async () => {
    const town = await caseTown()
    const { app, zhang, qian, zhao } = town
    await fillCalendar(app)
    const id = await handled(town)
    await confirmCase(app, by(zhang), id, { score: 5, note: '' })
    expect(await stateOf(town, id)).toMatchObject({ state: 'closed', outcome: 'solved', score: 5 })
    expect(await runningClocks(app.db, id)).toEqual([])
    const heard = await promisedTo(app, zhang.chatId)
    expect(heard.map((words) => words.split('\n')[1])).toEqual([
      '一组受理了，2026-03-09 周一以前要办好。接着会告诉您是谁来办。',
      '由钱多来办，赵敏负责，2026-03-09 周一以前要办好。',
      '办事的人说办完了：解决了。',
    ])
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('本人说办好了，打 5 分')
    expect((await promisedTo(app, zhao.chatId)).at(-1)).toContain('本人说办好了，打 5 分')
    const events = await eventsOf(app.db, app, id)
    expect(events.map(({ what }) => what)).toEqual(['file', 'accept', 'assign', 'begin', 'handle', 'confirm'])
    expect(events.map(({ actor }) => actor)).toEqual([
      'reporter',
      'staff',
      'staff',
      'staff',
      'staff',
      'reporter',
    ])
  })

  test('stands while it waits for somebody: its clock stands too, and goes on with what was left', async () => {
    const town = await caseTown()
    const { app, qian, zhang } = town
    await fillCalendar(app)
    const id = await assigned(town)
    const before = await stateOf(town, id)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '雪停了就来' })
    expect((await stateOf(town, id)).dueAt).toBeUndefined()
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('等天气')
    await app.clock.advance(2 * dayMs)
    await resumeCase(app, by(qian), id)
    const after = await stateOf(town, id)
    expect((after.dueAt?.getTime() ?? 0) - (before.dueAt?.getTime() ?? 0)).toBe(2 * dayMs)
    expect((await runningClocks(app.db, id)).map(({ purpose }) => purpose)).toEqual(['handle'])
  })

  test('stands three times in a unit and no more, and again where it came to; the refusal says what else there is', async () => {
    const town = await caseTown()
    const { app, zhao, qian, yang, zheng, phone, units } = town
    const id = await assigned(town)
    const stands = async () => {
      await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
      await resumeCase(app, by(qian), id)
    }
    for (let times = 0; times < 3; times++) await stands()
    const often = { code: 'case-paused-often', args: { times: 3 } }
    for (const who of [qian, zhao])
      await expect(pauseCase(app, by(who), id, { reason: 'weather', note: '' })).rejects.toMatchObject(often)
    await expect(pauseCase(app, by(yang), id, { reason: 'weather', note: '' })).rejects.toMatchObject({
      code: 'case-not-now',
    })
    await expect(pauseCase(app, by(zheng), id, { reason: 'weather', note: '' })).rejects.toMatchObject({
      code: 'case-unknown',
    })
    expect(await stateOf(town, id)).toMatchObject({ state: 'working' })
    const { number } = await stateOf(town, id)
    await phone.says(qian.user, `/case ${number}`)
    await phone.presses(qian.user, '先停一停')
    expect(phone.toasts.at(-1)).toMatch(/停过 3 次.*延期.*转给上一级/)
    expect(phone.lastWords).not.toContain('停下来等什么')
    // Neither a new clock nor other people make it another unit's.
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
    await expect(pauseCase(app, by(qian), id, { reason: 'weather', note: '' })).rejects.toMatchObject(often)
    await passOnCase(app, by(yang), id, { unitId: units.heping.id, note: '组里办不了' })
    await acceptCase(app, by(yang), id)
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
    await stands()
    expect(await stateOf(town, id)).toMatchObject({ state: 'working', handlingUnitId: units.heping.id })
  })

  test('that is said not to be settled goes back with a new clock, and the second time one level up', async () => {
    const town = await caseTown()
    const { app, zhang, qian, zhao, units, yang } = town
    const id = await handled(town)
    await disputeCase(app, by(zhang), id, '还是没水')
    expect(await stateOf(town, id)).toMatchObject({ state: 'disputed', disputes: 1, outcome: undefined })
    await handleCase(app, by(qian), id, solved)
    await disputeCase(app, by(zhang), id, '还是没水')
    expect(await stateOf(town, id)).toMatchObject({
      state: 'accepted',
      handlingUnitId: units.heping.id,
      leadId: undefined,
      handlerId: undefined,
    })
    expect((await promisedTo(app, yang.chatId)).at(-1)).toContain('上交到和平村')
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('交到和平村了')
    expect((await promisedTo(app, zhao.chatId)).some((words) => words.includes('第 1 次'))).toBe(true)
  })

  test('is never called settled by who handled it, nor by silence; somebody outside asks, and says what they heard', async () => {
    const town = await caseTown()
    const { app, qian, wang, zhao, yang, zheng, zhang } = town
    const id = await handled(town)
    for (const person of [qian, wang, zhao])
      await expect(confirmCase(app, by(person), id, { note: '好了' })).rejects.toMatchObject({
        code: 'case-not-now',
      })
    await expect(confirmCase(app, by(zheng), id, { note: '好了' })).rejects.toMatchObject({
      code: 'case-unknown',
    })
    // Whoever told it has seven days to say so themselves: nobody closes it over their head.
    const early = { code: 'case-confirm-early' }
    await expect(confirmCase(app, by(yang), id, { note: '没有问' })).rejects.toMatchObject(early)
    expect(await offered(town, yang, id)).not.toContain('confirm')
    await app.clock.advance(7 * dayMs - 1)
    await expect(confirmCase(app, by(yang), id, { note: '没有问' })).rejects.toMatchObject(early)
    await app.clock.advance(1)
    expect(await offered(town, yang, id)).toContain('confirm')
    for (const person of [qian, wang, zhao]) expect(await offered(town, person, id)).not.toContain('confirm')
    for (const person of [qian, wang, zhao])
      await expect(confirmCase(app, by(person), id, { note: '好了' })).rejects.toMatchObject({
        code: 'case-not-now',
      })
    await expect(confirmCase(app, by(yang), id, { note: '' })).rejects.toMatchObject({
      code: 'case-note-needed',
    })
    await confirmCase(app, by(yang), id, { score: 4, note: '上门问过，有水了' })
    expect(await stateOf(town, id)).toMatchObject({ state: 'closed', score: 4 })
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('办结了')
  })

  test('is not called settled in the name of somebody who had a hand in it, unless by one who stands outside themselves', async () => {
    const town = await caseTown()
    const { app, wu, zhou, zhao, qian, sun, wang, zheng } = town
    const done = async () => {
      const { id } = await town.file()
      await acceptCase(app, by(wu), id)
      await assignCase(app, by(wu), id, { leadId: zhao.id, handlerId: qian.id })
      await handleCase(app, by(qian), id, solved)
      await app.clock.advance(7 * dayMs)
      return id
    }
    const settles = (who: Person, id: number) => confirmCase(app, by(who), id, { note: '问过了' })
    const first = await done()
    // She took it in, and so cannot; neither can he in her name.
    await expect(settles(wu, first)).rejects.toMatchObject({ code: 'case-not-now' })
    await standsIn(town, wu.id, sun.id)
    await expect(settles(sun, first)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(disputeCase(app, by(sun), first, '没有')).rejects.toMatchObject({ code: 'case-not-now' })
    // Nor when he stands in for one who had no hand in it besides.
    await standsIn(town, zhou.id, sun.id)
    await expect(settles(sun, first)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(settles(wang, first)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(settles(zheng, first)).rejects.toMatchObject({ code: 'case-unknown' })
    await app.db.deputy.deleteMany({ where: { personId: wu.id } })
    expect(await settles(sun, first)).toMatchObject({ state: 'closed' })
    await app.db.deputy.deleteMany()
    await standsIn(town, wu.id, zhou.id)
    expect(await settles(zhou, await done())).toMatchObject({ state: 'closed' })
  })

  test('that was not taken in says why, and can be looked at once more or one level up', async () => {
    const town = await caseTown()
    const { app, wang, zhang, units, yang } = town
    const { id } = await town.file()
    await declineCase(app, by(wang), id, { reason: 'too-little', note: '请说说在哪一段' })
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toMatch(/说得太少.*\n.*请说说在哪一段/)
    await askAgain(app, by(zhang), id, 'second-look', '就是桥头那一段')
    expect(await stateOf(town, id)).toMatchObject({ state: 'filed', closedAt: undefined })
    await declineCase(app, by(wang), id, { reason: 'not-a-matter', note: '' })
    await askAgain(app, by(zhang), id, 'appeal', '')
    expect(await stateOf(town, id)).toMatchObject({ state: 'filed', handlingUnitId: units.heping.id })
    expect((await promisedTo(app, yang.chatId)).at(-1)).toContain('请上一级来看')
  })

  test('is never "not ours": it is handed on, inside the town or outside, and followed', async () => {
    const town = await caseTown()
    const { app, wang, yang, zhang, units } = town
    const { id } = await town.file()
    await passOnCase(app, by(wang), id, { unitId: units.heping.id, note: '要村里出钱' })
    expect((await promisedTo(app, yang.chatId)).at(-1)).toContain('要村里出钱')
    expect((await promisedTo(app, zhang.chatId)).at(-1)).not.toContain('要村里出钱')
    await acceptCase(app, by(yang), id)
    await redirectCase(app, by(yang), id, '供电所')
    expect(await stateOf(town, id)).toMatchObject({ state: 'redirected', leadId: yang.id })
    expect((await runningClocks(app.db, id)).map(({ purpose }) => purpose)).toEqual(['follow-up'])
    await handleCase(app, by(yang), id, solved)
    expect(await stateOf(town, id)).toMatchObject({ state: 'handled' })
  })

  test('can be withdrawn, and opened again for ten days, its count kept', async () => {
    const town = await caseTown()
    const { app, zhang, qian } = town
    const id = await assigned(town)
    await withdrawCase(app, by(zhang), id, '自己修好了')
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('撤回')
    await app.clock.advance(9 * dayMs)
    await askAgain(app, by(zhang), id, 'reopen', '又坏了')
    expect(await stateOf(town, id)).toMatchObject({ state: 'accepted', reopened: 1 })
    await withdrawCase(app, by(zhang), id, '')
    await app.clock.advance(11 * dayMs)
    await expect(askAgain(app, by(zhang), id, 'reopen', '')).rejects.toMatchObject({ code: 'case-too-late' })
  })

  test('does not exist for an outsider, whatever they try', async () => {
    const town = await caseTown()
    const { app, zheng, li } = town
    const id = await assigned(town)
    for (const who of [zheng, li]) {
      const tries = [
        caseFor(app.db, app, by(who), id),
        acceptCase(app, by(who), id),
        beginCase(app, by(who), id),
        handleCase(app, by(who), id, solved),
        withdrawCase(app, by(who), id, ''),
        sayOfCase(app, by(who), id, 'note', { words: { text: '喂', places: [] }, files: [] }, 'x'),
      ]
      for (const one of await Promise.allSettled(tries))
        expect(one).toMatchObject({ reason: { code: 'case-unknown' } })
    }
  })

  test('its handler cannot take the steps of others, nor give it to somebody unfit', async () => {
    const town = await caseTown()
    const { app, qian, wang, zhao, zheng, zhang } = town
    const id = await assigned(town)
    await expect(acceptCase(app, by(qian), id)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(withdrawCase(app, by(qian), id, '')).rejects.toMatchObject({ code: 'case-not-now' })
    const to = { leadId: zhao.id, handlerId: zheng.id }
    await expect(assignCase(app, by(wang), id, to)).rejects.toMatchObject({ code: 'case-person-unfit' })
    const reporter = { leadId: zhao.id, handlerId: zhang.id }
    await expect(assignCase(app, by(wang), id, reporter)).rejects.toMatchObject({ code: 'case-person-unfit' })
  })
})

describe('whoever handles it', () => {
  test('hands it over to another, who has it from then on; the lead stays, and all hear so', async () => {
    const town = await caseTown()
    const { app, qian, sun, zhao, zhang, zheng } = town
    const id = await assigned(town)
    expect(await offered(town, qian, id)).toContain('hand-over')
    expect(await offered(town, zhao, id)).not.toContain('hand-over')
    await handOverCase(app, by(qian), id, sun.id)
    expect(await stateOf(town, id)).toMatchObject({ leadId: zhao.id, handlerId: sun.id, state: 'assigned' })
    for (const { chatId } of [sun, zhao, zhang])
      expect((await promisedTo(app, chatId)).at(-1)).toContain('由孙和来办，赵敏负责')
    expect((await promisedTo(app, zheng.chatId)).length).toBe(0)
    await expect(handOverCase(app, by(qian), id, qian.id)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('gives it to nobody unfit, nor to themselves; nobody else hands it over', async () => {
    const town = await caseTown()
    const { app, qian, sun, wang, zhang, zheng } = town
    const id = await assigned(town)
    for (const { id: handlerId } of [qian, zheng, zhang])
      await expect(handOverCase(app, by(qian), id, handlerId)).rejects.toMatchObject({
        code: 'case-person-unfit',
      })
    for (const who of [wang, zhang])
      await expect(handOverCase(app, by(who), id, sun.id)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(handOverCase(app, by(zheng), id, sun.id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect(await stateOf(town, id)).toMatchObject({ handlerId: qian.id })
  })
})

describe('what is said of a case', () => {
  const said = (text: string) => ({ words: { text, places: [] }, files: [] })

  test('an answer reaches the reporter, a note never; what they add reaches the handler', async () => {
    const town = await caseTown()
    const { app, qian, zhang } = town
    const id = await assigned(town)
    await sayOfCase(app, by(qian), id, 'answer', said('明天上午来修'), 'u:1')
    await sayOfCase(app, by(qian), id, 'note', said('这家去年也闹过'), 'u:2')
    await sayOfCase(app, by(zhang), id, 'told', said('上午我在家'), 'u:3')
    const heard = (await promisedTo(app, zhang.chatId)).join('\n')
    expect(heard).toContain('明天上午来修')
    expect(heard).not.toContain('去年也闹过')
    expect((await promisedTo(app, qian.chatId)).at(-1)).toMatch(/张三补充.*\n上午我在家/)
  })

  test('the same update twice is said once', async () => {
    const town = await caseTown()
    const { app, qian, zhang } = town
    const id = await assigned(town)
    const before = (await promisedTo(app, zhang.chatId)).length
    for (let n = 0; n < 2; n++) await sayOfCase(app, by(qian), id, 'answer', said('明天来'), 'u:1')
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(before + 1)
  })

  test('the first word of a person ends the clock of the first word', async () => {
    const town = await caseTown()
    const { app, wang } = town
    const { id } = await town.file()
    expect((await runningClocks(app.db, id)).map(({ purpose }) => purpose)).toEqual(['word', 'accept'])
    await sayOfCase(app, by(wang), id, 'answer', said('看到了'), 'u:1')
    expect((await runningClocks(app.db, id)).map(({ purpose }) => purpose)).toEqual(['accept'])
  })
})
