import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { canPush, pushCase } from '../../src/cases/clocks/push-case.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { disputeCase } from '../../src/cases/working/settle-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { lastEvent } from '../support/last-event.ts'
import { moment } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

async function begun({ app, file, wang, zhao, qian }: CaseTown): Promise<number> {
  const { id } = await file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return id
}

async function mayPush({ app }: CaseTown, id: number): Promise<boolean> {
  const one = await caseById(app.db, id)
  return one !== undefined && (await canPush(app.db, app, one))
}

const pushes = async ({ app }: CaseTown, who: { chatId: number }) =>
  (await promisedTo(app, who.chatId)).filter((words) => words.includes('本人催办')).length

describe('催办', () => {
  test('reminds who handles it and who leads it, once while a clock runs, and moves no deadline', async () => {
    const town = await caseTown()
    const { app, zhang, qian, zhao, wang } = town
    const id = await begun(town)
    const before = await app.db.caseClock.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } })
    expect(await mayPush(town, id)).toBe(true)
    await pushCase(app, by(zhang), id)
    expect([await pushes(town, qian), await pushes(town, zhao), await pushes(town, wang)]).toEqual([1, 1, 0])
    expect(await mayPush(town, id)).toBe(false)
    await expect(pushCase(app, by(zhang), id)).rejects.toMatchObject({ code: 'push-before' })
    expect(await pushes(town, qian)).toBe(1)
    expect(await lastEvent(app.db, app, id, 'push')).toMatchObject({ actor: 'reporter', byId: undefined })
    const after = await app.db.caseClock.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } })
    expect(after.map(({ pushedAt, ...row }) => row)).toEqual(before.map(({ pushedAt, ...row }) => row))
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    await disputeCase(app, by(zhang), id, '没有')
    await pushCase(app, by(zhang), id)
    expect(await pushes(town, qian)).toBe(2)
  })

  test('before anybody was given it, reminds who takes it in', async () => {
    const town = await caseTown()
    const { id } = await town.file()
    await pushCase(town.app, by(town.zhang), id)
    expect(await pushes(town, town.wang)).toBe(1)
  })

  test('is not for what stands, nor for what is said to be done', async () => {
    const town = await caseTown()
    const { app, zhang, qian } = town
    const id = await begun(town)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    expect(await mayPush(town, id)).toBe(false)
    await expect(pushCase(app, by(zhang), id)).rejects.toMatchObject({ code: 'push-not-now' })
    await resumeCase(app, by(qian), id)
    expect(await mayPush(town, id)).toBe(true)
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    expect(await mayPush(town, id)).toBe(false)
    await expect(pushCase(app, by(zhang), id)).rejects.toMatchObject({ code: 'push-not-now' })
  })

  test('the cadre who told it for somebody may push, those who work on it may not, and for outsiders there is no case', async () => {
    const town = await caseTown()
    const { app, sun, qian, zhao, zheng, li } = town
    const onBehalf = { wayIn: 'visit', name: '徐奶奶', contact: '', consented: true } as const
    const { id } = await town.file({ onBehalf }, sun)
    for (const who of [qian, zheng, li])
      await expect(pushCase(app, by(who), id)).rejects.toMatchObject({ code: 'case-unknown' })
    await expect(pushCase(app, by(zhao), id)).rejects.toMatchObject({ code: 'case-not-now' })
    await pushCase(app, by(sun), id)
    expect(await lastEvent(app.db, app, id, 'push')).toMatchObject({ actor: 'staff', byId: sun.id })
  })

  test('of what goes along with another, that other one is pushed, by its own number', async () => {
    const town = await caseTown()
    const { app, li, wang, qian } = town
    const main = await begun(town)
    const joined = await town.file({}, li)
    await joinCase(app, by(wang), joined.id, main)
    expect(await mayPush(town, joined.id)).toBe(true)
    await pushCase(app, by(li), joined.id)
    const heard = (await promisedTo(app, qian.chatId)).at(-1)
    expect(heard).toContain((await caseById(app.db, main))?.number)
    expect(heard).not.toContain(joined.number)
  })

  test('who told it together with others has their own push, once a period, and those who have it hear of each', async () => {
    const town = await caseTown()
    const { app, li, zhang, wang, qian, zhao, zheng } = town
    const main = await begun(town)
    const joined = await town.file({}, li)
    await joinCase(app, by(wang), joined.id, main)
    await app.clock.advance(60_000)
    await pushCase(app, by(li), joined.id)
    expect(await mayPush(town, main)).toBe(true)
    await pushCase(app, by(zhang), main)
    expect([await pushes(town, qian), await pushes(town, zhao)]).toEqual([2, 2])
    for (const [who, id] of [
      [li, joined.id],
      [zhang, main],
    ] as const) {
      expect(await mayPush(town, id)).toBe(false)
      await expect(pushCase(app, by(who), id)).rejects.toMatchObject({ code: 'push-before' })
    }
    for (const [who, id] of [
      [li, main],
      [zhang, joined.id],
      [zheng, joined.id],
    ] as const)
      await expect(pushCase(app, by(who), id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect(await pushes(town, qian)).toBe(2)
    await app.clock.advance(60_000)
    // With the next clock of the one that is worked on a new period begins for both.
    await app.db.transaction(async (tx) => {
      const one = await caseById(tx, main)
      if (one) await climb(tx, app, one, 'overdue')
    })
    await app.clock.advance(60_000)
    await pushCase(app, by(li), joined.id)
    await pushCase(app, by(zhang), main)
    expect(await pushes(town, town.yang)).toBe(2)
  })

  test('what was pushed before it went along can be pushed again with that', async () => {
    const town = await caseTown()
    const { app, li, wang } = town
    const main = await begun(town)
    const joined = await town.file({}, li)
    await app.clock.advance(60_000)
    await pushCase(app, by(li), joined.id)
    await app.clock.advance(60_000)
    await joinCase(app, by(wang), joined.id, main)
    expect(await mayPush(town, joined.id)).toBe(true)
  })

  test('once it is overdue where nobody is above it can be pushed once more', async () => {
    const town = await caseTown()
    const { app, zhang, zhou } = town
    await fillCalendar(app)
    const { id } = await town.file({ unitId: town.units.town.id })
    await pushCase(app, by(zhang), id)
    expect(await mayPush(town, id)).toBe(false)
    app.clock.setWall(moment('2026-03-05 08:00'))
    await tellCaseClocks(app)
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toMatch(/过期了，还没有办好.*青禾镇的领导.*催一催/)
    expect(await mayPush(town, id)).toBe(true)
    await pushCase(app, by(zhang), id)
    expect(await pushes(town, zhou)).toBe(2)
    await expect(pushCase(app, by(zhang), id)).rejects.toMatchObject({ code: 'push-before' })
  })
})
