import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { liftSupervision, superviseCase, supervisedFor } from '../../src/cases/clocks/supervise-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import type { Person } from '../../src/org/person.ts'
import { endGrant, grantsOf } from '../../src/org/role-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { lastEvent } from '../support/last-event.ts'
import { personNamed } from '../support/people.ts'
import { standsIn } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const title = '和平村一组三天没有水'
const solved = { outcome: 'solved', note: '换了新水管' } as const

async function assigned({ app, file, wang, zhao, qian }: CaseTown, more = {}): Promise<number> {
  const { id } = await file(more)
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  return id
}

/** A case of the village, listed by somebody and said to be done: nobody of the village stands outside of it. */
async function handled({ app, file, yang, zhao, qian, units }: CaseTown, lister: Person): Promise<number> {
  const { id } = await file({ unitId: units.heping.id })
  await acceptCase(app, by(yang), id)
  await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
  await superviseCase(app, by(lister), id, title)
  await handleCase(app, by(qian), id, solved)
  return id
}

const listOf = async ({ app }: CaseTown, who: Person) =>
  (await supervisedFor(app.db, app, by(who))).map(({ supervision }) => supervision.title)

describe('挂牌督办', () => {
  test('is for whoever leads where it lies or above; those who have it and the reporter hear of it', async () => {
    const town = await caseTown()
    const { app, wu, yang, qian, zhao, zhang, wang, zheng, li } = town
    const id = await assigned(town)
    await superviseCase(app, by(wu), id, ` ${title}\n`)
    expect(await lastEvent(app.db, app, id, 'supervise')).toMatchObject({ byId: wu.id, note: title })
    for (const { chatId } of [qian, zhao])
      expect((await promisedTo(app, chatId)).at(-1)).toMatch(/领导挂牌督办.*\n和平村一组三天没有水/)
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('领导盯着这件事')
    for (const who of [wu, yang]) expect(await listOf(town, who)).toEqual([title])
    for (const who of [zheng, li, zhang]) expect(await listOf(town, who)).toEqual([])
    expect(await promisedTo(app, wang.chatId)).not.toContain(title)
    await expect(superviseCase(app, by(yang), id, title)).rejects.toMatchObject({ code: 'supervise-before' })
  })

  test('is not for the officer, the handler or the reporter, and there is no case for an outsider', async () => {
    const town = await caseTown()
    const { app, wang, qian, zhang, zheng, li } = town
    const id = await assigned(town)
    for (const who of [wang, qian, zhang])
      await expect(superviseCase(app, by(who), id, title)).rejects.toMatchObject({ code: 'case-not-now' })
    for (const who of [zheng, li])
      await expect(superviseCase(app, by(who), id, title)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('takes no title that is too short, too long, or says who', async () => {
    const town = await caseTown()
    const { app, wu, sun } = town
    const onBehalf = { wayIn: 'phone', name: '徐奶奶', contact: '县医院旁边小卖部', consented: true } as const
    const { id } = await town.file({ onBehalf }, sun)
    const alias = (await caseById(app.db, id))?.alias ?? ''
    for (const wrong of ['没有水', '水'.repeat(41)])
      await expect(superviseCase(app, by(wu), id, wrong)).rejects.toMatchObject({
        code: 'supervise-title-length',
        args: { least: 6, most: 40 },
      })
    for (const wrong of [
      '徐奶奶家没有水',
      '县医院旁边小卖部没有水',
      `来信人${alias}的水`,
      '请打 13900001111 问',
    ])
      await expect(superviseCase(app, by(wu), id, wrong)).rejects.toMatchObject({
        code: 'supervise-title-names',
      })
    expect(await listOf(town, wu)).toEqual([])
    await superviseCase(app, by(wu), id, title)
  })

  test('of a sealed case tells nobody by a refusal who told it: every name in the town is refused alike', async () => {
    const town = await caseTown()
    const { app, wu } = town
    const { id } = await town.file({ privacy: 'sealed' })
    const other = await town.file({ privacy: 'sealed' }, town.li)
    for (const one of [id, other.id])
      for (const name of ['张三', '李四', '钱多'])
        await expect(superviseCase(app, by(wu), one, `${name}家没有水用`)).rejects.toMatchObject({
          code: 'supervise-title-names',
        })
    await superviseCase(app, by(wu), id, title)
  })

  test('stays until it is closed with a result, and stands there again when it is opened again', async () => {
    const town = await caseTown()
    const { app, wu, qian, zhang } = town
    const id = await assigned(town)
    await superviseCase(app, by(wu), id, title)
    await handleCase(app, by(qian), id, solved)
    expect(await listOf(town, wu)).toEqual([title])
    await confirmCase(app, by(zhang), id, { score: 5, note: '' })
    expect(await listOf(town, wu)).toEqual([])
    await askAgain(app, by(zhang), id, 'reopen', '又坏了')
    expect(await listOf(town, wu)).toEqual([title])
  })

  test('nobody is talked out of it: taken back it stays, until somebody who stands outside lifts it', async () => {
    const town = await caseTown()
    const { app, wu, zhao, zhang } = town
    const id = await assigned(town)
    await superviseCase(app, by(wu), id, title)
    await withdrawCase(app, by(zhang), id, '算了')
    expect(await listOf(town, wu)).toEqual([title])
    await expect(liftSupervision(app, by(zhao), id, '撤回了')).rejects.toMatchObject({
      code: 'lift-not-yours',
    })
    await liftSupervision(app, by(wu), id, '问过本人，真的不用了')
    expect(await listOf(town, wu)).toEqual([])
  })

  test('is not lifted by those whose work it is, though they lead', async () => {
    const town = await caseTown()
    const { app, wu, zhao, yang, zheng, li } = town
    const id = await handled(town, wu)
    // He leads it, and she leads the village that handled it; neither listed it.
    for (const who of [zhao, yang])
      await expect(liftSupervision(app, by(who), id, '好了')).rejects.toMatchObject({
        code: 'lift-not-yours',
      })
    for (const who of [zheng, li])
      await expect(liftSupervision(app, by(who), id, '好了')).rejects.toMatchObject({ code: 'case-unknown' })
    await liftSupervision(app, by(wu), id, '看过了，有水了')
    expect(await listOf(town, wu)).toEqual([])
  })

  test('is lifted by who listed it, by who stands in for them, or by somebody outside', async () => {
    const town = await caseTown()
    const { app, wu, zhao, yang, qian, sun, zheng } = town
    for (const lifts of [zhao, wu, sun]) {
      const id = await handled(town, zhao)
      for (const [who, code] of [
        [yang, 'lift-not-yours'],
        [qian, 'case-not-now'],
        [zheng, 'case-unknown'],
      ] as const)
        await expect(liftSupervision(app, by(who), id, '好了')).rejects.toMatchObject({ code })
      if (lifts === sun) await standsIn(town, zhao.id, sun.id)
      await liftSupervision(app, by(lifts), id, '看过了，有水了')
      expect(await lastEvent(app.db, app, id, 'lift')).toMatchObject({ byId: lifts.id })
    }
  })

  test('once who listed it leads there no more, is lifted by who leads there now, and by nobody below', async () => {
    const town = await caseTown()
    const { app, wu, zhao, yang, qian, wang, zheng } = town
    const ofVillage = await handled(town, zhao)
    const ofTown = await handled(town, wu)
    await app.clock.advance(60_000)
    for (const who of [zhao, wu])
      for (const { id } of await grantsOf(app.db, who.id))
        await endGrant(app.db, id, yang.id, app.clock.now())
    for (const [who, code] of [
      [qian, 'case-not-now'],
      [wang, 'case-unknown'],
      [zhao, 'case-unknown'],
      [zheng, 'case-unknown'],
    ] as const)
      await expect(liftSupervision(app, by(who), ofVillage, '好了')).rejects.toMatchObject({ code })
    await liftSupervision(app, by(yang), ofVillage, '看过了')
    await expect(liftSupervision(app, by(yang), ofTown, '看过了')).rejects.toMatchObject({
      code: 'lift-not-yours',
    })
    expect(await listOf(town, yang)).toEqual([title])
  })

  test('whoever has it does not take it off in the name of who listed it', async () => {
    const town = await caseTown()
    const { app, zhao, qian } = town
    const id = await handled(town, zhao)
    await standsIn(town, zhao.id, qian.id)
    await expect(liftSupervision(app, by(qian), id, '好了')).rejects.toMatchObject({ code: 'lift-not-yours' })
  })

  test('listed by who stood in for a leader, it is that leader’s to lift, and not the deputy’s afterwards', async () => {
    const town = await caseTown()
    const { app, zhao, sun, yang } = town
    await standsIn(town, zhao.id, sun.id)
    const id = await handled(town, sun)
    await app.clock.advance(60_000)
    await app.db.deputy.updateMany({ data: { endedAt: app.clock.now() } })
    await expect(liftSupervision(app, by(sun), id, '好了')).rejects.toMatchObject({ code: 'case-unknown' })
    await expect(liftSupervision(app, by(yang), id, '好了')).rejects.toMatchObject({ code: 'lift-not-yours' })
    await liftSupervision(app, by(zhao), id, '看过了')
    expect(await listOf(town, zhao)).toEqual([])
  })

  test('a village that shares its name with somebody may stand in the title', async () => {
    const town = await caseTown()
    const { app, wu, units } = town
    const heping = await personNamed(app, '和平', { home: units.hepingOne })
    const { id } = await town.file({ privacy: 'sealed' }, heping)
    await expect(superviseCase(app, by(wu), id, '和平家三天没有水')).rejects.toMatchObject({
      code: 'supervise-title-names',
    })
    await superviseCase(app, by(wu), id, title)
    expect(await listOf(town, wu)).toEqual([title])
  })

  test('is lifted by a leader, with a reason, only after it was handled', async () => {
    const town = await caseTown()
    const { app, wu, qian, zheng, wang } = town
    const id = await assigned(town)
    await superviseCase(app, by(wu), id, title)
    await expect(liftSupervision(app, by(wu), id, '好了')).rejects.toMatchObject({ code: 'lift-not-now' })
    await handleCase(app, by(qian), id, solved)
    await expect(liftSupervision(app, by(wu), id, ' ')).rejects.toMatchObject({ code: 'case-note-needed' })
    await expect(liftSupervision(app, by(wang), id, '好了')).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(liftSupervision(app, by(zheng), id, '好了')).rejects.toMatchObject({ code: 'case-unknown' })
    await liftSupervision(app, by(wu), id, '看过了，有水了')
    expect(await lastEvent(app.db, app, id, 'lift')).toMatchObject({ byId: wu.id, note: '看过了，有水了' })
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('不再督办')
    expect(await listOf(town, wu)).toEqual([])
    await expect(superviseCase(app, by(wu), id, title)).resolves.toMatchObject({ id })
  })

  test('the official whom a case names does not find it on the list', async () => {
    const town = await caseTown()
    const { app, wu, yang, zhao } = town
    const { id } = await town.file({ aboutId: yang.id })
    await superviseCase(app, by(wu), id, title)
    expect(await listOf(town, wu)).toEqual([title])
    for (const who of [yang, zhao]) expect(await listOf(town, who)).toEqual([])
    await expect(superviseCase(app, by(yang), id, title)).rejects.toMatchObject({ code: 'case-unknown' })
  })
})
