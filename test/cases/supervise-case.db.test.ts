import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { liftSupervision, superviseCase, supervisedFor } from '../../src/cases/clocks/supervise-case.ts'
import { lastEvent } from '../../src/cases/event-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
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
    await expect(liftSupervision(app, by(zhao), id, '撤回了')).rejects.toMatchObject({ code: 'lift-not-now' })
    await liftSupervision(app, by(wu), id, '问过本人，真的不用了')
    expect(await listOf(town, wu)).toEqual([])
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
