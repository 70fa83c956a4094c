import { describe, expect, test } from 'vitest'
import { casePush } from '../../src/cases/case-buttons.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { caseExtend, caseLift, caseSupervise } from '../../src/cases/clocks/ladder-buttons.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import type { Person } from '../../src/org/person.ts'
import { lastEvent } from '../support/last-event.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

async function assigned(): Promise<CaseTown & { id: number; number: string }> {
  const town = await caseTown()
  const { app, wang, zhao, qian } = town
  const { id, number } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  return { ...town, id, number }
}

describe('the ladder in chat', () => {
  test('the reporter pushes by one tap, and the button is gone until the next clock runs', async () => {
    const { phone, zhang, number, app, id } = await assigned()
    await phone.says(zhang.user, `/case ${number}`)
    expect(phone.lastLabels).toContain('催一催')
    await phone.presses(zhang.user, '催一催')
    expect(phone.lastWords).toContain('替您催了')
    expect(await lastEvent(app.db, app, id, 'push')).toBeDefined()
    await phone.says(zhang.user, `/case ${number}`)
    expect(phone.lastLabels).not.toContain('催一催')
  })

  test('the lead gives more time by a press and a sentence', async () => {
    const { phone, zhao, number, app, id } = await assigned()
    await phone.says(zhao.user, `/case ${number}`)
    await phone.presses(zhao.user, '延期')
    expect(phone.lastWords).toContain('5 个工作日')
    await phone.says(zhao.user, '水管要从州里买')
    expect(phone.lastWords).toContain('延期了')
    expect(await lastEvent(app.db, app, id, 'extend')).toMatchObject({ note: '水管要从州里买' })
    await phone.says(zhao.user, `/case ${number}`)
    expect(phone.lastLabels).not.toContain('延期')
  })

  test('a leader lists it, a title that says who is asked for again, and the list opens the case', async () => {
    const { phone, wu, number } = await assigned()
    await phone.says(wu.user, '/supervised')
    expect(phone.lastWords).toContain('现在没有挂牌督办的事')
    await phone.says(wu.user, `/case ${number}`)
    await phone.presses(wu.user, '挂牌督办')
    await phone.says(wu.user, '张三家没有水用了')
    expect(phone.words.join('\n')).toContain('好像有人的名字')
    await phone.says(wu.user, '和平村一组三天没有水')
    expect(phone.lastWords).toContain('挂牌了')
    await phone.says(wu.user, '/supervised')
    expect(phone.lastWords).toContain('一共 1 件')
    const [line = ''] = phone.lastLabels
    expect(line).toContain('和平村一组三天没有水 · 派了人')
    expect(line).not.toContain('张三')
    await phone.presses(wu.user, line)
    expect(phone.lastWords).toContain('挂牌督办：和平村一组三天没有水')
    expect(phone.lastLabels).not.toContain('挂牌督办')
    expect(phone.lastLabels).not.toContain('摘牌')
  })

  test('what is overdue stands first and says so', async () => {
    const { phone, wu, id, number, file, app } = await assigned()
    const second = await file({ kind: 'road' })
    for (const [of, title] of [
      [number, '和平村一组三天没有水'],
      [second.number, '和平村一组的路坏了'],
    ] as const) {
      await phone.says(wu.user, `/case ${of}`)
      await phone.presses(wu.user, '挂牌督办')
      await phone.says(wu.user, title)
    }
    const filed = (await caseById(app.db, second.id))?.dueAt
    app.clock.setWall(filed ?? app.clock.now())
    await phone.says(wu.user, '/supervised')
    expect(phone.lastLabels[0]).toContain('过期 · 和平村一组的路坏了')
    expect(phone.lastLabels[1]).toMatch(/^和平村一组三天没有水/)
    expect(id).not.toBe(second.id)
  })

  test('is lifted by a press and a sentence once it was handled', async () => {
    const { phone, wu, qian, number, app, id } = await assigned()
    await phone.says(wu.user, `/case ${number}`)
    await phone.presses(wu.user, '挂牌督办')
    await phone.says(wu.user, '和平村一组三天没有水')
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    await phone.says(wu.user, `/case ${number}`)
    await phone.presses(wu.user, '摘牌')
    await phone.says(wu.user, '看过了，有水了')
    expect(phone.lastWords).toContain('摘牌了')
    expect(await lastEvent(app.db, app, id, 'lift')).toMatchObject({ byId: wu.id })
  })

  test('offers nothing to who may not, and an old button of theirs does nothing', async () => {
    const { phone, qian, zheng, li, number, app, id } = await assigned()
    await phone.says(qian.user, `/case ${number}`)
    for (const label of ['延期', '挂牌督办', '摘牌', '催一催']) expect(phone.lastLabels).not.toContain(label)
    for (const who of [qian, zheng, li])
      for (const button of [caseExtend, caseSupervise, caseLift, casePush]) {
        await phone.hears(phone.press(who.user, button.data({ case: id })))
        await phone.says(who.user, '和平村一组三天没有水')
        await phone.says(who.user, '/cancel')
      }
    for (const what of ['push', 'extend', 'supervise', 'lift'])
      expect(await lastEvent(app.db, app, id, what)).toBeUndefined()
    await phone.says(li.user, '/supervised')
    expect(phone.lastWords).not.toContain('督办')
  })
})
