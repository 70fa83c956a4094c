import type { ChatMember, Update } from 'grammy/types'
import { beforeEach, describe, expect, test } from 'vitest'
import { createInvite } from '../../src/org/create-invite.ts'
import { orgFeature } from '../../src/org/org-bot.ts'
import { ensureOwnerLink } from '../../src/org/owner-link.ts'
import { grantsOf } from '../../src/org/role-store.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { groupChat, human, me, Phone } from '../support/phone.ts'

let app: TestApp
let units: TestUnits
let phone: Phone

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  phone = new Phone(app, [orgFeature])
})

const zhang = human(11, '张三')
const personOf = async (telegramId: number) =>
  app.db.person.findUnique({ where: { telegramUserId: BigInt(telegramId) } })

test('a newcomer chooses language, village and group by buttons alone', async () => {
  await phone.says(zhang, '/start')
  expect(phone.lastLabels).toEqual(['简体中文', 'English'])
  await phone.presses(zhang, '简体中文')
  expect(phone.lastLabels).toEqual(['和平村', '团结村', '以后再说'])
  await phone.presses(zhang, '和平村')
  expect(phone.lastLabels).toEqual(['一组', '二组', '不清楚是哪个组'])
  await phone.presses(zhang, '二组')
  expect(phone.lastWords).toContain('和平村 · 二组')
  expect(await personOf(11)).toMatchObject({ language: 'zh-CN', unitId: units.hepingTwo.id })
  await phone.presses(zhang, '打开菜单')
  expect(phone.lastLabels).toEqual(['我的情况', '语言 Language', '帮助'])
  await phone.presses(zhang, '我的情况')
  expect(phone.lastWords).toContain('和平村 · 二组')
})

test('who reads English is spoken to in English from the first answer on', async () => {
  const anna = human(12, 'Anna', { language_code: 'en' })
  await phone.says(anna, '/start')
  await phone.presses(anna, 'English')
  expect(phone.lastWords).toContain('Which village')
  await phone.presses(anna, 'Later')
  expect(phone.lastWords).toContain('All right')
  await phone.says(anna, '/language')
  await phone.presses(anna, '简体中文')
  expect(phone.lastWords).toBe('好，以后就说中文。')
})

describe('an invite link', () => {
  const link = async (maxUses = 1) => {
    const chen = await personNamed(app, '陈书记', { roles: [['secretary', units.town]] })
    const plan = { role: 'secretary', unitId: units.heping.id, maxUses } as const
    return (await createInvite(app, { personId: chen.id }, plan)).token
  }

  test('asks a newcomer for the language first, shows what it offers, and is taken by a press', async () => {
    const token = await link()
    await phone.says(zhang, `/start invite-${token}`)
    await phone.presses(zhang, '简体中文')
    expect(phone.lastWords).toContain('和平村 书记')
    const person = await personOf(11)
    expect(await grantsOf(app.db, person?.id ?? 0)).toEqual([])
    await phone.presses(zhang, '是我，我接受')
    expect(phone.lastWords).toContain('您现在是 和平村 书记')
    expect(await grantsOf(app.db, person?.id ?? 0)).toMatchObject([{ role: 'secretary' }])
    await phone.says(zhang, '/menu')
    expect(phone.lastLabels).toContain('邀请')
  })

  test('that is used up says so, kindly', async () => {
    const token = await link()
    for (const who of [zhang, human(12, '李四')]) {
      await phone.says(who, '/language')
      await phone.presses(who, '简体中文')
    }
    await phone.says(zhang, `/start invite-${token}`)
    await phone.presses(zhang, '是我，我接受')
    await phone.says(human(12, '李四'), `/start invite-${token}`)
    expect(phone.lastWords).toContain('已经有人用过了')
  })

  test('is made by buttons, and withdrawn by one', async () => {
    await phone.says(zhang, `/start invite-${await link()}`)
    await phone.presses(zhang, '简体中文')
    await phone.presses(zhang, '是我，我接受')
    await phone.says(zhang, '/invite')
    await phone.presses(zhang, '和平村')
    expect(phone.lastLabels).not.toContain('总管理')
    await phone.presses(zhang, '第一党支部')
    await phone.presses(zhang, '党员')
    await phone.presses(zhang, '10 个人')
    expect(phone.lastWords).toMatch(/https:\/\/t\.me\/cunxun_bot\?start=invite-[\w-]{32}/)
    await phone.says(zhang, '/invite')
    await phone.presses(zhang, '还没用完的链接')
    const [own = ''] = phone.lastLabels.filter((label) => label.includes('党员'))
    await phone.presses(zhang, own)
    expect(phone.lastLabels.filter((label) => label.includes('党员'))).toEqual([])
  })

  test('its buttons do nothing for an outsider who got hold of them', async () => {
    await phone.says(zhang, `/start invite-${await link()}`)
    await phone.presses(zhang, '简体中文')
    const before = await app.db.invite.count()
    const li = human(12, '李四')
    await phone.hears(phone.press(li, `invite-make:${units.heping.id}:owner:50`))
    expect(phone.toasts.at(-1)).toContain('没有这个单位')
    expect(await app.db.invite.count()).toBe(before)
    await phone.says(li, '/invite')
    expect(phone.lastWords).toContain('没有这个命令')
  })
})

test('the owner names the town and its units', async () => {
  const fresh = await testApp()
  const own = new Phone(fresh, [orgFeature])
  await own.says(zhang, `/start invite-${await ensureOwnerLink(fresh)}`)
  await own.presses(zhang, '简体中文')
  await own.presses(zhang, '是我，我接受')
  await own.says(zhang, '/units')
  await own.presses(zhang, '本镇')
  await own.presses(zhang, '改名字')
  await own.says(zhang, '青禾镇')
  expect(own.lastWords).toBe('好了：青禾镇。')
  await own.says(zhang, '/units')
  await own.presses(zhang, '青禾镇')
  await own.presses(zhang, '加一个村')
  await own.says(zhang, '名'.repeat(31))
  expect(own.words.at(-2)).toContain('1 到 30 个字')
  await own.says(zhang, '和平村')
  expect(await fresh.db.unit.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { name: '青禾镇' },
    { name: '和平村' },
  ])
})

test('a secretary sees who holds what, and ends it', async () => {
  const wu = await personNamed(app, '吴大勇', { roles: [['member', units.hepingBranch]] })
  const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  const asYang = human(yang.telegramUserId ?? 0, '杨书记')
  await phone.says(asYang, '/people')
  await phone.presses(asYang, '和平村')
  await phone.presses(asYang, '第一党支部')
  await phone.presses(asYang, '免去：吴大勇 党员')
  expect(await grantsOf(app.db, wu.id)).toEqual([])
  expect(phone.lastWords).toContain('还没有人担任职务')
  const [grant] = await grantsOf(app.db, yang.id)
  await phone.hears(phone.press(zhang, `role-end:${grant?.id}`))
  expect(await grantsOf(app.db, yang.id)).toHaveLength(1)
})

describe('a group', () => {
  const square = groupChat(700, '和平村一组')
  const member = (status: 'member' | 'left' | 'kicked' | 'administrator') =>
    ({ status, user: me }) as ChatMember
  let updateId = 9_000
  const becomes = (before: ChatMember, now: ChatMember, chat = square): Update =>
    ({
      update_id: updateId++,
      my_chat_member: { chat, from: zhang, date: 1, old_chat_member: before, new_chat_member: now },
    }) as Update
  const yang = () => personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })

  test('that the bot joins is told once how to go on, and nobody in it is noted', async () => {
    const joins = becomes(member('left'), member('member'))
    await phone.hears(joins)
    await phone.hears(joins)
    await phone.hears(becomes(member('member'), member('administrator')))
    expect(await app.db.delivery.count()).toBe(1)
    expect(await app.db.person.count()).toBe(0)
    expect(await app.db.chat.findMany()).toMatchObject([{ telegramId: -700n, title: '和平村一组' }])
  })

  test('is bound by buttons that only who may can press', async () => {
    const asYang = human((await yang()).telegramUserId ?? 0, '杨书记')
    await phone.says(zhang, '/bind', square)
    expect(phone.lastWords).toContain('书记或者信息员')
    await phone.says(asYang, '/bind', square)
    await phone.hears(phone.press(zhang, phone.dataOf('和平村'), square))
    expect(phone.toasts.at(-1)).toContain('没有这个单位')
    await phone.presses(asYang, '和平村', square)
    await phone.presses(asYang, '一组', square)
    expect(phone.lastWords).toContain('挂到了和平村 · 一组')
    expect(await app.db.groupBinding.findMany()).toMatchObject([{ unitId: units.hepingOne.id }])
    await phone.says(zhang, '/unbind', square)
    const whenBound = phone.lastWords
    expect(await app.db.groupBinding.count()).toBe(1)
    await phone.says(asYang, '/unbind', square)
    expect(await app.db.groupBinding.count()).toBe(0)
    await phone.says(zhang, '/unbind', square)
    expect(phone.lastWords).toBe(whenBound)
    expect(whenBound).toContain('没有挂在归您管的单位上')
  })

  test('that puts us out is retired, and is there again when we are let in', async () => {
    await phone.hears(becomes(member('left'), member('member')))
    await phone.hears(becomes(member('member'), member('kicked')))
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'gone', goneReason: 'kicked' }])
    expect(await app.db.delivery.findMany()).toMatchObject([{ state: 'gone' }])
    await phone.hears(becomes(member('kicked'), member('member')))
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'active' }])
  })

  test('that is renamed, or becomes a supergroup, stays the same one', async () => {
    await phone.hears(becomes(member('left'), member('member')))
    await phone.hears(phone.message(zhang, { new_chat_title: '新一组' }, square))
    await phone.hears(phone.message(zhang, { migrate_to_chat_id: -100_700 }, square))
    const later = { id: -100_700, type: 'supergroup', title: '新一组' } as const
    await phone.hears(phone.message(zhang, { migrate_from_chat_id: -700 }, later))
    expect(await app.db.chat.findMany()).toMatchObject([{ telegramId: -100_700n, title: '新一组' }])
  })

  test('in branches: what is sent later goes where somebody said /bind', async () => {
    const asYang = human((await yang()).telegramUserId ?? 0, '杨书记')
    const command = phone.text(asYang, '/bind', square)
    if (command.message) Object.assign(command.message, { is_topic_message: true, message_thread_id: 5 })
    await phone.hears(command)
    expect(await app.db.chat.findMany({ where: { kind: 'group' } })).toMatchObject([{ topicId: 5 }])
  })

  test('who blocks us in private is retired, and comes back by unblocking', async () => {
    await phone.says(zhang, '/start')
    const chat = { id: 11, type: 'private', first_name: '张三' } as const
    await phone.hears(becomes(member('member'), member('kicked'), chat))
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'gone' }])
    await phone.hears(becomes(member('kicked'), member('member'), chat))
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'active' }])
  })
})
