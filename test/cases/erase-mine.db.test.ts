import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { casesOf } from '../../src/cases/list-cases.ts'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { eraseOldCases } from '../../src/cases/trust/erase-case.ts'
import { eraseMine } from '../../src/cases/trust/erase-mine.ts'
import { verifyAudit } from '../../src/cases/trust/verify-audit.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { saveAlert } from '../../src/prices/alert-store.ts'
import { deliver, leading, promisedTo, ScriptedSender } from '../support/deliveries.ts'
import { agreed, by, withBothSides } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const said = (text: string) => ({ words: { text, places: [] }, files: [] })

/** Everything that waits goes out, those who sleep included. */
async function sendAll({ app }: CaseTown): Promise<void> {
  await app.db.delivery.updateMany({ data: { quiet: false, notBefore: app.clock.now() } })
  await deliver(app, new ScriptedSender(), await leading(app))
}

describe('what was said of an erased case', () => {
  test('to whoever told it and to those who worked on it, is gone at once from what was sent; of another case it stays', async () => {
    const town = await caseTown()
    const { app, zhang, wang, li } = town
    const mine = await town.file({ words: { text: '水表被人动过', places: [] } })
    const other = await town.file({ words: { text: '路灯不亮', places: [] } }, li)
    await sayOfCase(app, by(wang), mine.id, 'answer', said('马上来看'), 'u:1')
    await withdrawCase(app, by(zhang), mine.id, '换过了')
    await sendAll(town)
    expect((await promisedTo(app, wang.chatId)).join()).toMatch(/水表被人动过.*路灯不亮/s)
    await eraseMine(app, by(zhang))
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
    const left = (await promisedTo(app, wang.chatId)).join()
    expect(left).not.toMatch(/水表|换过了/)
    expect(left).toContain(other.number)
    expect(
      await app.db.delivery.count({ where: { key: { startsWith: `case:${mine.id}:` } } }),
    ).toBeGreaterThan(0)
  })

  test('and is still to be sent, is sent: nothing that was promised is lost', async () => {
    const town = await caseTown()
    const { app, zhang, wang } = town
    const { id } = await town.file()
    await withdrawCase(app, by(zhang), id, '修好了')
    await eraseMine(app, by(zhang))
    expect((await promisedTo(app, wang.chatId)).at(-1)).toContain('本人撤回了')
  })
})

describe('who asks to be forgotten', () => {
  const traces = async ({ app }: CaseTown, { id }: Somebody) => ({
    home: (await app.db.person.findUniqueOrThrow({ where: { id } })).unitId,
    language: (await app.db.person.findUniqueOrThrow({ where: { id } })).language,
    alerts: await app.db.priceAlert.count({ where: { personId: id } }),
    drafts: await app.db.draft.count({ where: { personId: id } }),
  })

  async function settled(town: CaseTown, who: Somebody): Promise<void> {
    const { app } = town
    const potato = { market: '集市', name: '土豆', grade: '', origin: '', unit: '斤' }
    const series =
      (await app.db.priceSeries.findFirst()) ?? (await app.db.priceSeries.create({ data: potato }))
    const alert = { personId: who.id, seriesId: series.id, above: true }
    await app.db.transaction((tx) => saveAlert(tx, alert, 120, app.clock.now()))
    await app.db.person.update({ where: { id: who.id }, data: { language: 'zh-CN' } })
    await town.phone.says(who.user, '/report')
    await town.phone.says(who.user, '井水发黄')
  }

  test('leaves no home, language, alert or draft behind, and no half-told conversation; the neighbour keeps theirs', async () => {
    const town = await caseTown()
    const { app, phone, zhang, li, units } = town
    for (const who of [zhang, li]) await settled(town, who)
    await phone.says(zhang.user, '/erase')
    await phone.presses(zhang.user, '删掉，我想好了')
    expect(await traces(town, zhang)).toEqual({ home: null, language: null, alerts: 0, drafts: 0 })
    expect(await traces(town, li)).toEqual({
      home: units.hepingOne.id,
      language: 'zh-CN',
      alerts: 1,
      drafts: 1,
    })
    const states = await app.db.conversationState.findMany({ orderBy: { key: 'asc' } })
    const stateOf = (who: Somebody) => states.find(({ key }) => key.endsWith(`:${who.telegramUserId}`))?.state
    expect(stateOf(zhang)).toBeNull()
    expect(stateOf(li)).not.toBeNull()
  })

  test('loses no open case by it, and is told how many those are', async () => {
    const town = await caseTown()
    const { app, phone, zhang } = town
    const { id } = await town.file()
    await phone.says(zhang.user, '/erase')
    expect(phone.lastWords).toContain('还在办的 1 件不删，要删请先在 /mycases 里撤回')
    await phone.presses(zhang.user, '删掉，我想好了')
    expect((await casesOf(app.db, app, zhang.id)).map((one) => one.id)).toEqual([id])
    expect((await entriesOf(app.db, app, id)).map(({ words }) => words.text)).toEqual([
      '水管坏了，三天没有水。',
    ])
  })
})

describe('the cadre who told it for another', () => {
  test('does not find it any more once it is erased, nor does the official it was about begin to', async () => {
    const town = await caseTown()
    const { app, wang, yang } = town
    const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const
    const { id } = await town.file({ onBehalf }, wang)
    await app.db.case.update({
      where: { id },
      data: { state: 'closed', closedAt: app.clock.now(), aboutId: yang.id },
    })
    await app.clock.advance(1_096 * 24 * 60 * 60 * 1000)
    expect(await eraseOldCases(app)).toEqual({ erased: 1 })
    expect(await casesOf(app.db, app, wang.id)).toEqual([])
    expect(await app.db.case.findUnique({ where: { id } })).toMatchObject({
      aboutId: yang.id,
      filedById: null,
    })
  })
})

describe('the other side of a dispute that is over', () => {
  test('has its own share erased: who it is and what it said; the reporter’s stays', async () => {
    const dispute = await withBothSides()
    const { app, li, zhang, sun, caseId } = dispute
    await sayOfCase(app, by(li), caseId, 'told', said('墙是我爷爷砌的'), 'u:1')
    await sayOfCase(app, by(sun), caseId, 'answer-party', said('知道了'), 'u:2')
    expect(await eraseMine(app, by(li))).toMatchObject({ ended: 0, open: 1 })
    expect(await otherSide(app.db, app, caseId)).toMatchObject({ name: '李四' })
    await withdrawCase(app, by(zhang), caseId, '算了')
    await sendAll(dispute)
    expect(await eraseMine(app, by(li))).toMatchObject({ ended: 1, open: 0 })
    expect(await otherSide(app.db, app, caseId)).toBeUndefined()
    expect(await casesOf(app.db, app, li.id)).toEqual([])
    const words = (await entriesOf(app.db, app, caseId)).map((entry) => entry.words.text)
    expect(words).toEqual(['李四家的墙占了我家的地。', '', ''])
    expect((await promisedTo(app, sun.chatId)).join()).not.toContain('爷爷')
    expect((await verifyAudit(app)).broken).toEqual([])
    expect(await eraseMine(app, by(zhang))).toMatchObject({ ended: 1 })
    expect((await entriesOf(app.db, app, caseId)).map((entry) => entry.words.text).join('')).toBe('')
    expect((await verifyAudit(app)).broken).toEqual([])
  })

  test('keeps its own share when the reporter erases theirs; it is theirs to erase, or the clock’s', async () => {
    const dispute = await withBothSides()
    const { app, phone, li, zhang, zheng, sun, number, caseId } = dispute
    const file = { kind: 'photo', fileId: 'wall' } as const
    await sayOfCase(app, by(li), caseId, 'told', { ...said('墙是我爷爷砌的'), files: [file] }, 'u:1')
    await sayOfCase(app, by(sun), caseId, 'answer-party', said('知道了'), 'u:2')
    await sayOfCase(app, by(zhang), caseId, 'told', { ...said('地是我的'), files: [file] }, 'u:3')
    await withdrawCase(app, by(zhang), caseId, '算了')
    expect(await eraseMine(app, by(zhang))).toMatchObject({ ended: 1 })
    const wordsLeft = async () => (await entriesOf(app.db, app, caseId)).map(({ words }) => words.text)
    expect(await wordsLeft()).toEqual(['', '墙是我爷爷砌的', '知道了', ''])
    const filesLeft = () => app.db.caseFile.count({ where: { state: { not: 'erased' } } })
    expect(await filesLeft()).toBe(1)
    await phone.says(li.user, `/case ${number}`)
    await phone.presses(li.user, '我说过的')
    expect(phone.lastWords).toContain('爷爷')
    for (const who of [zhang, zheng]) {
      await phone.says(who.user, `/case ${number}`)
      expect(phone.lastWords).toBe('没有找到这件诉求。')
    }
    expect((await verifyAudit(app)).broken).toEqual([])
    await app.clock.advance(1_096 * 24 * 60 * 60 * 1000)
    expect(await eraseOldCases(app)).toEqual({ erased: 1 })
    expect(await eraseOldCases(app)).toEqual({ erased: 0 })
    expect((await wordsLeft()).join('')).toBe('')
    expect(await filesLeft()).toBe(0)
    expect(await otherSide(app.db, app, caseId)).toBeUndefined()
    expect((await verifyAudit(app)).broken).toEqual([])
  })

  test('and erases its share after the reporter has', async () => {
    const dispute = await withBothSides()
    const { app, li, zhang, caseId } = dispute
    await sayOfCase(app, by(li), caseId, 'told', said('墙是我爷爷砌的'), 'u:1')
    await withdrawCase(app, by(zhang), caseId, '算了')
    await eraseMine(app, by(zhang))
    expect(await eraseMine(app, by(li))).toMatchObject({ ended: 1 })
    expect((await entriesOf(app.db, app, caseId)).map(({ words }) => words.text).join('')).toBe('')
    expect(await eraseMine(app, by(li))).toMatchObject({ ended: 0 })
    expect((await verifyAudit(app)).broken).toEqual([])
  })

  test('keeps what an agreement binds both to', async () => {
    const dispute = await agreed()
    const { app, li, zhang, caseId } = dispute
    await app.db.case.update({ where: { id: caseId }, data: { state: 'closed', closedAt: app.clock.now() } })
    for (const side of [li, zhang])
      expect(await eraseMine(app, by(side))).toEqual({ ended: 0, open: 0, agreed: 1 })
    expect(await otherSide(app.db, app, caseId)).toMatchObject({ name: '李四' })
  })
})
