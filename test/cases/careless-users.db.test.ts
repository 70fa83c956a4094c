import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { beginCase, pauseCase } from '../../src/cases/working/work-on-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by } from './dispute.ts'
import { type CaseTown, caseTown } from './town.ts'

/** A case that 钱多 works on. */
async function worked(town: CaseTown) {
  const { app, wang, zhao, qian } = town
  const { id, number } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return { id, number }
}

describe('a villager who presses and types as it comes', () => {
  test('loses nothing of what she says before she presses which case it is', async () => {
    const town = await caseTown()
    const { phone, zhang, app } = town
    const { id, number } = await town.file()
    await phone.says(zhang.user, '昨天来人看过')
    await phone.says(zhang.user, '还是没有水')
    await phone.hears(phone.message(zhang.user, { location: { latitude: 36.5, longitude: 101.7 } }))
    expect(phone.lastLabels).toEqual([`我反映的 ${number} 水`, '这是新的事', '都不是'])
    await phone.presses(zhang.user, `我反映的 ${number} 水`)
    const said = (await entriesOf(app.db, app, id)).at(-1)
    expect(said?.words).toEqual({
      text: '昨天来人看过\n还是没有水',
      places: [{ latitude: 36.5, longitude: 101.7 }],
    })
  })

  test('a sticker in between is answered kindly, and takes nothing away', async () => {
    const town = await caseTown()
    const { phone, zhang, app } = town
    const { id, number } = await town.file()
    await phone.says(zhang.user, '还是没有水')
    await phone.hears(phone.message(zhang.user, { sticker: {} as never }))
    expect(phone.lastWords).toContain('这个我收不了')
    await phone.presses(zhang.user, `我反映的 ${number} 水`)
    expect((await entriesOf(app.db, app, id)).at(-1)?.words.text).toBe('还是没有水')
  })

  test('who types instead of pressing gets the buttons again, below what was typed', async () => {
    const town = await caseTown()
    const { phone, zhang, app } = town
    await phone.says(zhang.user, '/report 路坏了')
    await phone.presses(zhang.user, '说完了')
    await phone.says(zhang.user, '村口那条')
    expect(phone.lastWords).toContain('请按按钮选一个')
    expect(phone.lastLabels).toContain('土地')
    await phone.presses(zhang.user, '路')
    await phone.presses(zhang.user, '就在一组')
    await phone.presses(zhang.user, '按平常办')
    await phone.presses(zhang.user, '发出去')
    expect(await app.db.case.count()).toBe(1)
  })

  test('sees before it goes out what she told, in words and in number', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    await phone.says(zhang.user, '/report 路坏了')
    await phone.presses(zhang.user, '说完了')
    await phone.presses(zhang.user, '路')
    await phone.presses(zhang.user, '就在一组')
    await phone.presses(zhang.user, '按平常办')
    expect(phone.lastWords).toBe('请看一下：一组，路\n办事的人看得到您的名字。\n您说的（1 段话）：\n路坏了')
  })

  test('who presses an old button is told at once that it is past, and is asked nothing', async () => {
    const town = await caseTown()
    const { phone, zhang, qian, app } = town
    const { id } = await worked(town)
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    await phone.hears(phone.press(zhang.user, `case-rate:${id}:5`))
    const before = phone.words.length
    await phone.hears(phone.press(zhang.user, `case-rate:${id}:0`))
    expect(phone.toasts.at(-1)).toContain('现在不能这样办')
    expect(phone.words).toHaveLength(before)
    expect(await caseById(app.db, id)).toMatchObject({ state: 'closed', score: 5 })
  })

  test('answers by one tap', async () => {
    const town = await caseTown()
    const { phone, zhang, qian, li, app } = town
    const { id } = await worked(town)
    const words = { text: '明天上午来看', places: [] }
    await sayOfCase(app, by(qian), id, 'answer', { words, files: [] }, 'test:answer')
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('要回话，就按“我要回话”')
    expect((await promisedTo(app, li.chatId)).join()).not.toContain('明天上午')
    await phone.hears(phone.press(zhang.user, `case-say:${id}:told`))
    expect(phone.lastWords).toContain('请说，打字、语音、照片都行')
  })
})

describe('an officer with two cases open', () => {
  test('reads over every question, and over what came of it, which one it is', async () => {
    const town = await caseTown()
    const { phone, wang, li, app } = town
    const first = await town.file()
    const second = await town.file({ kind: 'road', words: { text: '路坏了', places: [] } })
    await phone.hears(phone.press(wang.user, `case-step:${first.id}:decline`))
    expect(phone.lastWords).toBe(`<b>${first.number}</b>\n为什么不受理？`)
    await phone.hears(phone.press(wang.user, `case-step:${second.id}:decline`))
    expect(phone.lastWords).toContain(second.number)
    await phone.presses(wang.user, '法院正在审')
    await phone.presses(wang.user, '不用说')
    expect(phone.lastWords).toContain(second.number)
    expect(phone.lastLabels).toEqual(['看这件事'])
    expect(await caseById(app.db, first.id)).toMatchObject({ state: 'filed' })
    expect(await caseById(app.db, second.id)).toMatchObject({ state: 'declined' })
    await phone.hears(phone.press(li.user, `case-step:${first.id}:decline`))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
  })
})

describe('an officer who looks at another case while answering', () => {
  test('is told with every word where it goes', async () => {
    const town = await caseTown()
    const { phone, wang, app } = town
    const first = await town.file()
    const second = await town.file({ kind: 'road', words: { text: '路坏了', places: [] } })
    await phone.hears(phone.press(wang.user, `case-say:${first.id}:answer`))
    await phone.says(wang.user, `/case ${second.number}`)
    await phone.says(wang.user, '明天来看')
    expect(phone.lastWords).toContain(`<b>${first.number} · 回话</b>`)
    await phone.presses(wang.user, '说完了，发出')
    expect((await entriesOf(app.db, app, first.id)).at(-1)?.words.text).toBe('明天来看')
    expect(await entriesOf(app.db, app, second.id)).toHaveLength(1)
  })
})

describe('those who work on a case read', () => {
  test('why it stands, or was not taken in, in words', async () => {
    const town = await caseTown()
    const { phone, wang, qian, app } = town
    const { id, number } = await worked(town)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    await phone.says(qian.user, `/case ${number}`)
    expect(phone.lastWords).toContain('最近：停一停（等天气）')
    const other = await town.file()
    await declineCase(app, by(wang), other.id, { reason: 'in-court', note: '判了再说' })
    await phone.says(wang.user, `/case ${other.number}`)
    expect(phone.lastWords).toContain('最近：不受理（法院正在审：判了再说）')
  })

  test('that the reporter is asked, where the reporter reads that it waits for them', async () => {
    const town = await caseTown()
    const { phone, zhang, qian, app } = town
    const { id, number } = await worked(town)
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    await phone.says(qian.user, `/case ${number}`)
    expect(phone.lastWords).toContain('说办完了，等本人说')
    await phone.says(zhang.user, '/mycases')
    expect(phone.lastLabels[0]).toContain('说办完了，等您说')
  })

  test('every open case, if they lead; those without such an office do not know the list', async () => {
    const town = await caseTown()
    const { phone, zhao, qian, zhang } = town
    const { number } = await town.file()
    await phone.says(zhao.user, '/allcases')
    expect(phone.lastLabels[0]).toContain(number)
    for (const { user } of [qian, zhang]) {
      await phone.says(user, '/allcases')
      expect(phone.lastWords).toContain('没有这个命令')
    }
  })
})

describe('a leader who presses everything twice', () => {
  test('assigns once, and is told kindly that it was done', async () => {
    const town = await caseTown()
    const { phone, yang, app, qian } = town
    const { id } = await town.file()
    const accept = phone.press(yang.user, `case-step:${id}:accept`)
    await phone.hears(accept)
    await phone.hears(phone.press(yang.user, `case-step:${id}:accept`))
    expect(phone.toasts.at(-1)).toContain('现在不能这样办')
    await phone.hears(phone.press(yang.user, `case-step:${id}:assign`))
    await phone.hears(phone.press(yang.user, `case-step:${id}:assign`))
    await phone.presses(yang.user, '赵敏（分管领导）')
    await phone.presses(yang.user, '钱多（经办人）')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'assigned', handlerId: qian.id })
    expect((await app.db.caseEvent.findMany({ where: { caseId: id } })).map(({ what }) => what)).toEqual([
      'file',
      'accept',
      'assign',
    ])
  })
})
