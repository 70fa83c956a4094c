import { expect, test } from 'vitest'
import { importUnits } from '../../src/org/import-units.ts'
import { ensureOwnerLink } from '../../src/org/owner-link.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { writeNotice } from '../support/settled-town.ts'
import { startTown, type Town } from '../support/town.ts'

/** A town with an owner, a village secretary who came by a link, a villager, and a bound group. */
async function townByLinks(): Promise<
  Town & {
    owner: SandboxUser
    yang: SandboxUser
    zhang: SandboxUser
    square: ReturnType<Town['sandbox']['createGroup']>
  }
> {
  const town = await startTown()
  const { app, sandbox } = town
  await importUnits(app, [
    { kind: 'town', name: '青禾镇', parent: '' },
    { kind: 'village', name: '和平村', parent: '' },
    { kind: 'group', name: '一组', parent: '和平村' },
  ])
  const [owner, yang, zhang] = ['周建国', '杨志强', '张三'].map((firstName) =>
    sandbox.createUser({ firstName }),
  )
  if (!owner || !yang || !zhang) throw new Error('nobody is there')
  owner.opens(`https://t.me/cunxun_bot?start=invite-${await ensureOwnerLink(app)}`)
  await owner.presses('简体中文')
  await owner.presses('是我，我接受')
  await owner.hears('您现在是')

  owner.says('/invite')
  for (const label of ['青禾镇', '和平村', '书记', '1 个人']) await owner.presses(label)
  const { text } = await owner.hears('t.me/cunxun_bot?start=invite-')
  yang.opens(/https:\S+/.exec(text)?.[0] ?? '')
  await yang.presses('简体中文')
  await yang.presses('是我，我接受')
  await yang.hears('和平村 书记')

  zhang.start()
  for (const label of ['简体中文', '和平村', '一组']) await zhang.presses(label)
  await zhang.hears('您住在和平村 · 一组')

  const square = sandbox.createGroup({ title: '和平村一组', creator: zhang, members: [yang] })
  const [bot] = sandbox.bots
  if (bot) square.add(bot, { by: zhang })
  await zhang.hears('/bind', { in: square })
  yang.says('/bind', { in: square })
  await yang.presses('和平村', { in: square })
  await yang.presses('一组', { in: square })
  await yang.hears('挂到了和平村 · 一组', { in: square })
  return { ...town, owner, yang, zhang, square }
}

test('a town comes to life by links and buttons; its notices and prices go out as the clock moves', {
  timeout: 120_000,
}, async () => {
  const { app, sandbox, yang, zhang, square, passTo } = await townByLinks()

  // A notice is taken back within its minute, and nobody hears it.
  await writeNotice(yang, '写错了', '现在就发', '发出')
  await yang.presses('撤回，不发了')
  await passTo('2026-03-02T01:10:00Z')
  await yang.hears('撤回了，一处也没有发')
  expect(sandbox.deliveries({ chatId: zhang.id, text: '写错了' })).toEqual([])
  expect(await app.db.delivery.count({ where: { state: 'stopped' } })).toBe(3)

  // Prices come in as a file; the digest reaches the group in the morning, and its button opens the private chat.
  const csv = '品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n'
  yang.sendsDocument({ bytes: Buffer.from(csv), name: 'p.csv' })
  await yang.hears('新的 1')
  yang.says('/digest')
  for (const label of ['整个和平村', '土豆', '就这些', '每天', '07:30', '就这样定下'])
    await yang.presses(label)
  await yang.hears('/digests')
  await passTo('2026-03-02T23:30:30Z')
  await zhang.hears('今天行情 2026-03-03', { in: square })
  const answer = await zhang.presses('土豆 到价告诉我', { in: square })
  zhang.opens(answer?.url ?? '')
  await zhang.presses(/^高过 1\.26/)
  await zhang.hears('就告诉您')

  // A weekly notice goes out as the clock moves over it, to the group and to people.
  await writeNotice(yang, '每周一学习', '每周', '周一', '08:00', '就这样定下')
  await yang.hears('/notices')
  await passTo('2026-03-09T00:00:30Z')
  await zhang.hears('每周一学习', { in: square })
  await zhang.hears('每周一学习')
  expect(sandbox.refusals()).toEqual([])
})
