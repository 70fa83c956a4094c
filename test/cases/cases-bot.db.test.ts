import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { beginCase } from '../../src/cases/working/work-on-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { me } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

/** A message that answers one of ours. */
const answering = (words: string, text: string) => ({
  text,
  reply_to_message: {
    message_id: 1,
    date: 1,
    chat: { id: 1, type: 'private', first_name: '' },
    from: me,
    text: words,
  } as never,
})

async function toldTo({ app }: CaseTown, caseId: number): Promise<string[]> {
  return (await entriesOf(app.db, app, caseId)).map(({ kind, words }) => `${kind}: ${words.text}`)
}

describe('what a villager writes later', () => {
  test('goes to the case whose message they answered', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    const first = await town.file()
    const second = await town.file({ kind: 'road', words: { text: '路坏了', places: [] } })
    await phone.hears(phone.message(zhang.user, answering(`诉求 ${second.number} · 路`, '还是老样子')))
    expect(phone.lastWords).toContain(second.number)
    expect(await toldTo(town, second.id)).toEqual(['told: 路坏了', 'told: 还是老样子'])
    expect(await toldTo(town, first.id)).toHaveLength(1)
  })

  test('is asked about otherwise, and "something new" is always there', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    const first = await town.file()
    const second = await town.file({ kind: 'road' })
    await phone.says(zhang.user, '今天又来了')
    expect(phone.lastLabels).toEqual([
      `我反映的 ${second.number} 路`,
      `我反映的 ${first.number} 水`,
      '这是新的事',
      '都不是',
    ])
    await phone.presses(zhang.user, `我反映的 ${first.number} 水`)
    expect((await toldTo(town, first.id)).at(-1)).toBe('told: 今天又来了')
    expect(await toldTo(town, second.id)).toHaveLength(1)
    await phone.says(zhang.user, '还有一件')
    await phone.presses(zhang.user, '这是新的事')
    expect(phone.lastLabels[0]).toBe('说完了')
  })

  test('an answer to somebody else’s case says nothing of it', async () => {
    const town = await caseTown()
    const { phone, li } = town
    const { id, number } = await town.file()
    await phone.hears(phone.message(li.user, answering(`诉求 ${number} · 水`, '我也要说')))
    expect(phone.lastLabels[0]).toBe('说完了')
    expect(await toldTo(town, id)).toHaveLength(1)
  })

  test('a handler who answers is asked whether it is for the reporter or a note', async () => {
    const town = await caseTown()
    const { phone, wang, zhang, app } = town
    const { id, number } = await town.file()
    await phone.hears(phone.message(wang.user, answering(`诉求 ${number} · 水`, '这家难缠')))
    await phone.presses(wang.user, '备注')
    expect((await toldTo(town, id)).at(-1)).toBe('note: 这家难缠')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('难缠')
  })
})

describe('the desk', () => {
  test('lists what waits, opens a card with the steps of who asks, and takes one by a press', async () => {
    const town = await caseTown()
    const { phone, wang, app } = town
    const { id, number } = await town.file()
    await phone.says(wang.user, '/desk')
    await phone.presses(wang.user, phone.lastLabels.find((label) => label.startsWith(number)) ?? '')
    expect(phone.lastWords).toContain('水管坏了')
    expect(phone.lastWords).toContain('来自：张三')
    expect(phone.lastLabels).toEqual(
      expect.arrayContaining(['受理', '转给别处', '不受理', '回话', '备注', '全部']),
    )
    expect(phone.lastLabels).not.toContain('撤回')
    await phone.presses(wang.user, '受理')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'accepted', intakeId: wang.id })
    expect(phone.lastLabels).toContain('派人')
  })

  test('assigns by buttons, ends by buttons, and the reporter rates by one tap', async () => {
    const town = await caseTown()
    const { phone, wang, qian, zhang, app } = town
    const { id } = await town.file()
    await acceptCase(app, { personId: wang.id }, id)
    await phone.says(wang.user, `/case ${(await caseById(app.db, id))?.number}`)
    await phone.presses(wang.user, '派人')
    await phone.presses(wang.user, '赵敏（分管领导）')
    await phone.presses(wang.user, '钱多（经办人）')
    expect(phone.lastWords).toContain('派好了')
    await phone.says(qian.user, '/desk')
    await phone.presses(qian.user, phone.lastLabels[0] ?? '')
    await phone.presses(qian.user, '开始办')
    await phone.presses(qian.user, '办完了')
    await phone.presses(qian.user, '解决了')
    await phone.presses(qian.user, '已经修好了')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'handled', handlerId: qian.id })
    await phone.says(zhang.user, '/mycases')
    await phone.presses(zhang.user, phone.lastLabels[0] ?? '')
    await phone.presses(zhang.user, '4 满意')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'closed', score: 4 })
    expect(phone.lastWords).toContain('办结')
  })

  test('"not settled" asks what, and takes words or voice', async () => {
    const town = await caseTown()
    const { phone, wang, zhao, qian, zhang, app } = town
    const { id } = await town.file()
    await acceptCase(app, { personId: wang.id }, id)
    await assignCase(app, { personId: wang.id }, id, { leadId: zhao.id, handlerId: qian.id })
    await beginCase(app, { personId: qian.id }, id)
    await handleCase(app, { personId: qian.id }, id, { outcome: 'solved', note: '好了' })
    await phone.says(zhang.user, '/mycases')
    await phone.presses(zhang.user, phone.lastLabels[0] ?? '')
    await phone.presses(zhang.user, '没有解决')
    const voice = { file_id: 'v1', file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' }
    await phone.hears(phone.message(zhang.user, { voice }))
    expect(await caseById(app.db, id)).toMatchObject({ state: 'disputed', disputes: 1 })
    expect(await app.db.caseFile.count({ where: { kind: 'voice' } })).toBe(1)
  })

  test('is empty for an outsider, who learns nothing by a number or a button either', async () => {
    const town = await caseTown()
    const { phone, zheng, wang, li } = town
    const { number } = await town.file()
    await phone.says(zheng.user, '/desk')
    expect(phone.lastWords).toBe('现在没有等着您办的事。')
    await phone.says(zheng.user, `/case ${number}`)
    const known = phone.lastWords
    await phone.says(zheng.user, '/case 000-000')
    expect(phone.lastWords).toBe(known)
    await phone.says(wang.user, '/desk')
    const open = phone.dataOf(phone.lastLabels[0] ?? '')
    await phone.hears(phone.press(li.user, open))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
  })

  test('the reporter sees answers and no notes, and a sealed one stays a code', async () => {
    const town = await caseTown()
    const { phone, wang, zhang } = town
    await town.file({ privacy: 'sealed' })
    await phone.says(wang.user, '/desk')
    await phone.presses(wang.user, phone.lastLabels[0] ?? '')
    expect(phone.lastWords).toMatch(/来自：来信人-/)
    await phone.presses(wang.user, '备注')
    await phone.says(wang.user, '先看看')
    await phone.presses(wang.user, '说完了，发出')
    await phone.says(zhang.user, '/mycases')
    await phone.presses(zhang.user, phone.lastLabels[0] ?? '')
    await phone.presses(zhang.user, '全部')
    expect(phone.lastWords).toContain('水管坏了')
    expect(phone.lastWords).not.toContain('先看看')
    await phone.says(wang.user, '/desk')
    await phone.presses(wang.user, phone.lastLabels[0] ?? '')
    await phone.presses(wang.user, '全部')
    expect(phone.lastWords).toContain('先看看')
    expect(phone.words.join()).not.toContain('张三 2026')
  })
})
