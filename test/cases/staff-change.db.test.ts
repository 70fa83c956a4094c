import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { findOrphans } from '../../src/cases/clocks/find-orphans.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { casesForDesk } from '../../src/cases/list-cases.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { beginCase } from '../../src/cases/working/work-on-case.ts'
import { appointDeputy } from '../../src/org/appoint-deputy.ts'
import { endDeputy } from '../../src/org/end-deputy.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const dayMs = 24 * 60 * 60 * 1000

async function assigned(town: CaseTown, more = {}): Promise<number> {
  const { app, wang, zhao, qian } = town
  const { id } = await town.file(more)
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  return id
}

const leaves = ({ app }: CaseTown, person: Person) =>
  app.db.roleGrant.updateMany({ where: { personId: person.id }, data: { endedAt: app.clock.now() } })

describe('when somebody leaves their office', () => {
  test('their case waits for another, its clock runs on, and the lead hears of it once', async () => {
    const town = await caseTown()
    const { app, qian, zhao } = town
    const id = await assigned(town)
    await beginCase(app, by(qian), id)
    const before = await caseById(app.db, id)
    await leaves(town, qian)
    const told = (await promisedTo(app, zhao.chatId)).length
    expect(await findOrphans(app)).toEqual({ orphaned: 1 })
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect(await caseById(app.db, id)).toMatchObject({
      state: 'accepted',
      handlerId: undefined,
      leadId: zhao.id,
      dueAt: before?.dueAt,
    })
    expect(await promisedTo(app, zhao.chatId)).toHaveLength(told + 1)
    await expect(caseFor(app.db, app, by(qian), id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect((await eventsOf(app.db, app, id)).at(-1)).toMatchObject({ what: 'orphaned', actor: 'clock' })
  })

  test('an office elsewhere does not keep it; one nearby does', async () => {
    const town = await caseTown()
    const { app, qian, units } = town
    const id = await assigned(town)
    const grant = { personId: qian.id, role: 'handler', grantedAt: app.clock.now() } as const
    await leaves(town, qian)
    await app.db.roleGrant.create({ data: { ...grant, unitId: units.hepingOne.id } })
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    await leaves(town, qian)
    await app.db.roleGrant.create({ data: { ...grant, unitId: units.tuanjie.id } })
    expect(await findOrphans(app)).toEqual({ orphaned: 1 })
    expect(await runningClocks(app.db, id)).toHaveLength(1)
  })

  test('and nobody of the village is left, the town hears of it', async () => {
    const town = await caseTown()
    const { app, qian, zhao, yang, wang, zhou } = town
    await assigned(town)
    for (const person of [qian, zhao, yang, wang]) await leaves(town, person)
    await findOrphans(app)
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('下面没有人能办，已经上交到青禾镇')
  })
})

describe('a deputy', () => {
  const leave = ({ app, qian, sun }: CaseTown, days = 3) => ({
    personId: qian.id,
    deputyId: sun.id,
    startsAt: app.clock.now(),
    endsAt: new Date(app.clock.now().getTime() + days * dayMs),
  })

  test('does what the absent would do and hears what they would hear, for as long', async () => {
    const town = await caseTown()
    const { app, qian, sun, zhang, zheng } = town
    const id = await appointDeputy(app, by(qian), leave(town))
    expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('您代钱多办事')
    const caseId = await assigned(town)
    expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('由钱多来办')
    expect((await casesForDesk(app.db, app, sun.id)).map((one) => one.id)).toEqual([caseId])
    await beginCase(app, by(sun), caseId)
    for (const outsider of [zheng, zhang])
      await expect(beginCase(app, by(outsider), caseId)).rejects.toMatchObject({ name: 'Refusal' })
    await endDeputy(app, by(qian), id)
    await expect(caseFor(app.db, app, by(sun), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('gains nothing where the case is about them', async () => {
    const town = await caseTown()
    const { app, yang, zhao, units } = town
    await appointDeputy(app, by(zhao), {
      personId: zhao.id,
      deputyId: yang.id,
      startsAt: app.clock.now(),
      endsAt: new Date(app.clock.now().getTime() + dayMs),
    })
    const { id } = await town.file({ aboutId: yang.id, unitId: units.heping.id })
    await expect(caseFor(app.db, app, by(yang), id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect(await promisedTo(app, yang.chatId)).toHaveLength(1)
  })

  test('is of the same line, not oneself, not in a circle, for a time that makes sense', async () => {
    const town = await caseTown()
    const { app, qian, sun, zheng, zhang, yang } = town
    const refused = (more: object, who: Person = qian) =>
      appointDeputy(app, by(who), { ...leave(town), ...more }).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
    expect(await refused({ deputyId: zheng.id })).toBe('leave-unfit')
    expect(await refused({ deputyId: zhang.id })).toBe('leave-unfit')
    expect(await refused({ deputyId: qian.id })).toBe('leave-unfit')
    expect(await refused({ endsAt: app.clock.now() })).toBe('leave-past')
    expect(await refused({ endsAt: new Date(app.clock.now().getTime() + 365 * dayMs) })).toBe(
      'leave-too-long',
    )
    expect(await refused({}, sun)).toBe('leave-unknown')
    expect(await refused({}, zheng)).toBe('leave-unknown')
    expect(await refused({}, yang)).toBe('done')
    expect(await refused({ personId: sun.id, deputyId: qian.id }, sun)).toBe('leave-clash')
    expect(await refused({ deputyId: yang.id })).toBe('leave-clash')
  })

  test('is named by buttons', async () => {
    const { phone, qian, app, sun } = await caseTown()
    await phone.says(qian.user, '/leave')
    await phone.presses(qian.user, '我要请假')
    await phone.presses(qian.user, '2026-03-03')
    await phone.presses(qian.user, '2026-03-05')
    await phone.presses(qian.user, '孙和（调解员）')
    expect(phone.lastWords).toContain('2026-03-03 到 2026-03-05')
    expect(await app.db.deputy.findFirst()).toMatchObject({
      personId: qian.id,
      deputyId: sun.id,
      startsAt: new Date('2026-03-02T16:00:00Z'),
      endsAt: new Date('2026-03-05T16:00:00Z'),
    })
    await phone.says(qian.user, '/leave')
    await phone.presses(qian.user, '2026-03-03 到 2026-03-05，孙和代')
    expect(phone.lastLabels).toEqual(['我要请假'])
  })

  describe('entered for somebody else', () => {
    const entered = (who: Person, personId: number, deputyId: number, { app }: CaseTown) =>
      appointDeputy(app, by(who), {
        personId,
        deputyId,
        startsAt: app.clock.now(),
        endsAt: new Date(app.clock.now().getTime() + 3 * dayMs),
      }).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )

    test('is for who fills the office, or leads there; the absent hears who did it', async () => {
      const town = await caseTown()
      const { app, zhao, qian, sun, wang, zheng, zhang, li } = town
      for (const who of [sun, wang, zheng, zhang, li])
        expect(await entered(who, qian.id, sun.id, town)).toBe('leave-unknown')
      expect(await entered(zhao, qian.id, sun.id, town)).toBe('done')
      expect((await promisedTo(app, qian.chatId)).at(-1)).toMatch(/赵敏替您登记了请假.*孙和代您办事/)
      expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('您代钱多办事')
    })

    test('is not for a leader to enter for another who leads, nor for anybody beneath', async () => {
      const town = await caseTown()
      const { zhao, yang, wu, zhou } = town
      expect(await entered(zhao, yang.id, zhao.id, town)).toBe('leave-unknown')
      expect(await entered(yang, wu.id, yang.id, town)).toBe('leave-unknown')
      expect(await entered(zhou, wu.id, yang.id, town)).toBe('done')
    })

    test('takes every office of the absent: one in the village gives no hand to the village', async () => {
      const town = await caseTown()
      const { app, units, yang, wu } = town
      const grant = { personId: wu.id, role: 'handler', grantedAt: app.clock.now() } as const
      await app.db.roleGrant.create({ data: { ...grant, unitId: units.heping.id } })
      await app.db.roleGrant.create({ data: { ...grant, role: 'member', unitId: units.hepingBranch.id } })
      expect(await entered(yang, wu.id, yang.id, town)).toBe('leave-unknown')
    })

    test('is done by buttons, listed, and ended by one', async () => {
      const { phone, zhao, qian, app, sun, yang } = await caseTown()
      await phone.says(zhao.user, '/leave')
      await phone.presses(zhao.user, '替别人登记请假')
      await phone.presses(zhao.user, '就在和平村')
      expect(phone.lastLabels).toEqual(['钱多（经办人）', '孙和（调解员）'])
      await phone.presses(zhao.user, '钱多（经办人）')
      await phone.presses(zhao.user, '2026-03-02')
      await phone.presses(zhao.user, '2026-03-04')
      expect(phone.lastWords).toContain('请谁代他')
      await phone.presses(zhao.user, '孙和（调解员）')
      expect(phone.lastWords).toContain('2026-03-02 到 2026-03-04')
      const leave = { personId: qian.id, deputyId: sun.id, grantedById: zhao.id }
      expect(await app.db.deputy.findMany()).toMatchObject([{ ...leave, endedAt: null }])
      const line = '钱多：2026-03-02 到 2026-03-04，孙和代'
      await phone.says(yang.user, '/leave')
      expect(phone.lastLabels).not.toContain(line)
      await phone.says(zhao.user, '/leave')
      expect(phone.lastLabels).toEqual([line, '我要请假', '替别人登记请假'])
      await phone.presses(zhao.user, line)
      expect(phone.lastLabels).toEqual(['我要请假', '替别人登记请假'])
      expect(await app.db.deputy.findMany()).toMatchObject([{ ...leave, endedAt: app.clock.now() }])
    })

    test('has no button for who leads nowhere, and its buttons do nothing for an outsider', async () => {
      const town = await caseTown()
      const { phone, qian, sun, zhao, zheng, li, app } = town
      await phone.says(sun.user, '/leave')
      expect(phone.lastLabels).toEqual(['我要请假'])
      await entered(zhao, qian.id, sun.id, town)
      const leave = await app.db.deputy.findFirst()
      for (const who of [zheng, li, sun]) {
        await phone.hears(phone.press(who.user, 'leave-for'))
        expect(phone.lastLabels).not.toContain('钱多（经办人）')
        await phone.hears(phone.press(who.user, `leave-end:${leave?.id}`))
        expect(phone.toasts.at(-1)).toContain('没有这个安排')
      }
      expect(await app.db.deputy.findMany()).toMatchObject([{ endedAt: null }])
    })

    test('where nobody is for whom they may, says so and lets them choose another unit', async () => {
      const { phone, zhao } = await caseTown()
      await phone.says(zhao.user, '/leave')
      await phone.presses(zhao.user, '替别人登记请假')
      await phone.presses(zhao.user, '二组')
      expect(phone.toasts.at(-1)).toContain('没有您能替他登记请假的人')
      await phone.presses(zhao.user, '一组')
      expect(phone.lastLabels).toEqual(['王芳（信息员）'])
    })
  })
})
