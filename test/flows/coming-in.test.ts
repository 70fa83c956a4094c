import { expect, test } from 'vitest'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { settledTown } from '../support/settled-town.ts'

/** Makes a link for an information officer of 和平村 and gives it back. */
async function invitesOfficer(by: SandboxUser, uses: string): Promise<string> {
  const asked = by.says('/invite')
  for (const label of ['和平村', '信息员', uses]) await by.presses(label)
  const { text } = await by.hears('t.me/cunxun_bot?start=invite-', { after: asked })
  return /https:\S+/.exec(text)?.[0] ?? ''
}

test('a link makes one stranger an officer, and is nothing to the next, after it is revoked, or after its time', {
  timeout: 60_000,
}, async () => {
  const { app, sandbox, yang, zhang, settle, units, jumpTo } = await settledTown()
  const wu = sandbox.createUser({ firstName: '吴大勇' })
  zhang.says('/invite')
  await zhang.hears('没有这个命令')

  const link = await invitesOfficer(yang, '1 个人')
  wu.opens(link)
  await wu.presses('简体中文')
  await wu.presses('是我，我接受')
  await wu.hears('您现在是 和平村 信息员')
  zhang.opens(link)
  await zhang.hears('已经有人用过了')

  const second = await invitesOfficer(yang, '1 个人')
  yang.says('/invite')
  await yang.presses('还没用完的链接')
  await yang.presses(/^撤回：和平村 信息员/)
  await yang.hears('没有还能用的链接')
  zhang.opens(second)
  await zhang.hears('可能已经撤回了')

  const third = await invitesOfficer(yang, '1 个人')
  jumpTo('2026-03-10T01:00:00Z')
  zhang.opens(third)
  await zhang.hears('这个链接过期了')
  const li = await settle('李四', units.hepingTwo)
  li.opens(third.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  await li.hears('这个链接用不了')
  expect(await app.db.roleGrant.count({ where: { role: 'officer' } })).toBe(1)
  expect(sandbox.refusals()).toEqual([])
})

test('a group is bound by who has the right there; another’s press on the buttons does nothing', {
  timeout: 60_000,
}, async () => {
  const { app, sandbox, yang, zhang, settle, units } = await settledTown()
  const tashi = await settle('扎西', units.tuanjieOne, 'secretary')
  const group = sandbox.createGroup({
    title: '新群',
    creator: zhang,
    members: [yang, tashi, ...sandbox.bots],
  })
  const bound = () => app.db.groupBinding.findFirst({ where: { chat: { telegramId: group.id } } })
  await zhang.hears('大家好', { in: group })
  zhang.says('/bind', { in: group })
  await zhang.hears('挂群要由书记或者信息员来办', { in: group })

  yang.says('/bind', { in: group })
  await yang.presses('和平村', { in: group })
  for (const outsider of [zhang, tashi]) {
    const answer = await outsider.presses('一组', { in: group })
    expect(answer?.text).toContain('没有这个单位，或者您不管')
  }
  expect(await bound()).toBeNull()
  await yang.presses('一组', { in: group })
  await yang.hears('挂到了和平村 · 一组', { in: group })
  expect(await bound()).toMatchObject({ unitId: units.hepingOne.id })

  tashi.says('/unbind', { in: group })
  await tashi.hears('没有挂在归您管的单位上', { in: group })
  yang.says('/unbind', { in: group })
  await yang.hears('不再收和平村 · 一组的通知', { in: group })
  expect(await bound()).toBeNull()
  expect(sandbox.refusals()).toEqual([])
})
