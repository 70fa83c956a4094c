import { describe, expect, test } from 'vitest'
import { endAbandonedTalks } from '../../src/bot/end-abandoned-talks.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { groupChat } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

const dayMs = 24 * 60 * 60 * 1000

async function onlyCase({ app }: CaseTown) {
  const rows = await app.db.case.findMany({ select: { id: true } })
  expect(rows).toHaveLength(1)
  return caseById(app.db, rows[0]?.id ?? 0)
}

const album = (n: number) => ({
  photo: [{ file_id: `photo-${n}`, file_unique_id: `u${n}`, width: 1, height: 1, file_size: 100 }],
  media_group_id: 'album',
})

describe('a villager tells what is wrong', () => {
  test('by six taps, with words, an album, voice and a place in between', async () => {
    const town = await caseTown()
    const { phone, zhang, app } = town
    await phone.says(zhang.user, '/menu')
    await phone.presses(zhang.user, '反映问题')
    await phone.says(zhang.user, '水管坏了')
    const asked = phone.said.length
    for (const n of [1, 2, 3]) await phone.hears(phone.message(zhang.user, album(n)))
    expect(phone.said.length - asked, 'an album is taken down in one word').toBe(1)
    await phone.hears(phone.message(zhang.user, { location: { latitude: 36.5, longitude: 101.7 } }))
    await phone.says(zhang.user, '三天了')
    await phone.presses(zhang.user, '说完了')
    await phone.presses(zhang.user, '水')
    await phone.presses(zhang.user, '就在一组')
    await phone.presses(zhang.user, '按平常办')
    expect(phone.lastWords).toContain('2 段话、3 张照片、1 个位置')
    await phone.presses(zhang.user, '发出去')
    const one = await onlyCase(town)
    expect(phone.lastWords).toContain(one?.number)
    expect(phone.lastWords).toContain('由王芳接件')
    expect(phone.lastWords).toContain('2026-03-03 周二 09:00 以前')
    const [entry] = await entriesOf(app.db, app, one?.id ?? 0)
    expect(entry?.words).toEqual({
      text: '水管坏了\n三天了',
      places: [{ latitude: 36.5, longitude: 101.7 }],
    })
    expect(await app.db.caseFile.count()).toBe(3)
  })

  test('by just writing, and it is asked whether it is one', async () => {
    const { phone, zhang } = await caseTown()
    await phone.says(zhang.user, '路上有个大坑')
    expect(phone.lastLabels).toEqual(['说完了', '人命关天，等不得', '不是要反映事情，看菜单'])
    await phone.presses(zhang.user, '不是要反映事情，看菜单')
    expect(phone.lastLabels).toEqual(['打开菜单'])
  })

  test('of life and death is shown the numbers first, and asked little more', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    await phone.says(zhang.user, '/report')
    await phone.presses(zhang.user, '人命关天，等不得')
    expect(phone.lastWords).toMatch(/110.*119.*120/)
    await phone.says(zhang.user, '有人掉进河里了')
    await phone.presses(zhang.user, '说完了')
    await phone.presses(zhang.user, '就在一组')
    await phone.presses(zhang.user, '发出去')
    expect(await onlyCase(town)).toMatchObject({ urgency: 'danger', kind: 'safety' })
  })

  test('nothing, and is asked to tell first', async () => {
    const { phone, zhang, app } = await caseTown()
    await phone.says(zhang.user, '/report')
    await phone.presses(zhang.user, '说完了')
    expect(phone.lastWords).toContain('还没有说什么')
    expect(await app.db.case.count()).toBe(0)
  })

  test('and leaves it: the draft waits for a day and longer, and is taken up again', async () => {
    const town = await caseTown()
    const { phone, zhang, app } = town
    await phone.says(zhang.user, '/report')
    await phone.says(zhang.user, '水管坏了')
    await phone.says(zhang.user, '/help')
    await app.clock.advance(dayMs + 1)
    await endAbandonedTalks(app)
    expect(await promisedTo(app, zhang.chatId)).toEqual([expect.stringContaining('上回问到一半的事先放下了')])
    await phone.says(zhang.user, '/report')
    expect(phone.words.at(-2)).toContain('水管坏了')
    await phone.presses(zhang.user, '接着说')
    await phone.presses(zhang.user, '说完了')
    await phone.presses(zhang.user, '水')
    await phone.presses(zhang.user, '就在一组')
    await phone.presses(zhang.user, '按平常办')
    await phone.presses(zhang.user, '发出去')
    expect(await onlyCase(town)).toMatchObject({ kind: 'water' })
  })

  test('in a group, and finds the way into private; the words are to be taken away', async () => {
    const { phone, zhang, app } = await caseTown()
    await phone.says(zhang.user, '/report 杨书记把水停了', groupChat(77, '一组'))
    expect(phone.lastWords).toBe('这件事请在私聊里说，群里不办，也不留。')
    expect(await promisedTo(app, zhang.chatId)).toEqual([expect.stringContaining('把那一条删掉')])
    await phone.says(zhang.user, '/report', groupChat(77, '一组'))
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(1)
    expect(await app.db.case.count()).toBe(0)
  })

  test('the same update twice makes one case, and the same answer', async () => {
    const town = await caseTown()
    const first = await town.file({}, town.zhang, 'u:7')
    expect(await town.file({}, town.zhang, 'u:7')).toEqual(first)
    await onlyCase(town)
  })
})

describe('who hears of a new case', () => {
  test('is the officer of the group, and nobody else', async () => {
    const town = await caseTown()
    const { app, wang, yang, zheng, zhou, li } = town
    const { number } = await town.file()
    expect(await promisedTo(app, wang.chatId)).toEqual([expect.stringContaining(number)])
    for (const { chatId } of [yang, zheng, zhou, li]) expect(await promisedTo(app, chatId)).toEqual([])
  })

  test('of a sealed one hears a code, never the name', async () => {
    const town = await caseTown()
    await town.file({ privacy: 'sealed' })
    const [words = ''] = await promisedTo(town.app, town.wang.chatId)
    expect(words).toMatch(/来信人-[A-Z0-9]{3}/)
    expect(words).not.toContain('张三')
  })

  test('of one about the officer is the village; of one about the village secretary, the town', async () => {
    const town = await caseTown()
    const { app, wang, yang, zhao, zhou, wu, qian } = town
    await town.file({ aboutId: wang.id })
    expect(await promisedTo(app, wang.chatId)).toEqual([])
    expect(await promisedTo(app, yang.chatId)).toHaveLength(1)
    await town.file({ aboutId: yang.id })
    for (const { chatId } of [wang, zhao, qian, wu]) expect(await promisedTo(app, chatId)).toEqual([])
    expect(await promisedTo(app, yang.chatId)).toHaveLength(1)
    expect(await promisedTo(app, zhou.chatId)).toHaveLength(1)
  })

  test('of one about the town secretary is the leader beside them; without one it is refused in words', async () => {
    const town = await caseTown()
    const { app, zhou, wu } = town
    await town.file({ aboutId: zhou.id })
    expect(await promisedTo(app, zhou.chatId)).toEqual([])
    expect(await promisedTo(app, wu.chatId)).toHaveLength(1)
    await app.db.roleGrant.updateMany({ where: { personId: wu.id }, data: { endedAt: app.clock.now() } })
    await expect(town.file({ aboutId: zhou.id })).rejects.toMatchObject({ code: 'case-about-nobody' })
  })
})

describe('telling for another', () => {
  const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '一组 3 号', consented: true } as const

  test('is for who holds an office there, and marked so', async () => {
    const town = await caseTown()
    const filed = await town.file({ onBehalf }, town.wang)
    expect(await caseById(town.app.db, filed.id)).toMatchObject({ wayIn: 'phone', filedById: town.wang.id })
    await expect(town.file({ onBehalf }, town.zheng)).rejects.toMatchObject({ code: 'unit-unknown' })
    await expect(town.file({ onBehalf }, town.li)).rejects.toMatchObject({ code: 'unit-unknown' })
  })

  test('is not for who stands below the official it is about', async () => {
    const town = await caseTown()
    const about = { onBehalf, aboutId: town.yang.id }
    await expect(town.file(about, town.wang)).rejects.toMatchObject({ code: 'case-about-your-line' })
  })

  test('is asked by buttons: how it came, who, and whether they agreed', async () => {
    const town = await caseTown()
    const { phone, wang } = town
    await phone.says(wang.user, '/reportfor')
    await phone.presses(wang.user, '打电话说的')
    await phone.says(wang.user, '马奶奶')
    await phone.presses(wang.user, '不用留')
    await phone.presses(wang.user, '本人同意')
    await phone.says(wang.user, '屋顶漏雨')
    await phone.presses(wang.user, '说完了')
    await phone.presses(wang.user, '别的')
    await phone.presses(wang.user, '就在一组')
    await phone.presses(wang.user, '按平常办')
    await phone.presses(wang.user, '发出去')
    expect(await onlyCase(town)).toMatchObject({ wayIn: 'phone', kind: 'other', filedById: wang.id })
  })

  test('no villager has such a command', async () => {
    const { phone, li } = await caseTown()
    await phone.says(li.user, '/reportfor')
    expect(phone.lastWords).toContain('没有这个命令')
  })
})
