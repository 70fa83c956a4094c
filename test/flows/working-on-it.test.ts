import { expect, test } from 'vitest'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { actor, acts, findsNothing, opens, readBy, told } from '../support/grievance.ts'
import { type SettledTown, settledTown } from '../support/settled-town.ts'

const timeout = 90_000

interface Staffed extends SettledTown {
  wang: SandboxUser
  qian: SandboxUser
  zheng: SandboxUser
}

/** With an officer of the group, a handler of the village, and an officer of another village who is an outsider to all of it. */
async function staffedTown(): Promise<Staffed> {
  const town = await settledTown()
  const { settle, units } = town
  return {
    ...town,
    wang: await settle('王芳', units.hepingOne, 'officer'),
    qian: await settle('钱多', units.heping, 'handler'),
    zheng: await settle('郑文', units.tuanjieOne, 'officer'),
  }
}

/** Told by 张三, taken in by 王芳, led by 杨志强 and given to 钱多. */
async function given(town: Staffed, words: string): Promise<{ id: number; number: string }> {
  const { app, zhang, wang, yang, qian } = town
  const { id, number } = await told(town, zhang, words)
  const officer = await actor(app, wang)
  await acceptCase(app, officer, id)
  const [lead, handler] = [await actor(app, yang), await actor(app, qian)]
  await assignCase(app, officer, id, { leadId: lead.personId, handlerId: handler.personId })
  return { id, number }
}

const done = { outcome: 'solved', note: '换了水管' } as const

test('rows 8 and 9: handed outside and followed; it stands for a reason, gets more time once, and climbs when it is overdue', {
  timeout,
}, async () => {
  const town = await staffedTown()
  const { sandbox, zhang, wang, yang, qian, zheng, jumpTo, passTo } = town
  const outside = await told(town, zhang, '电线杆歪了', { kind: 'safety' })
  await acts(wang, outside.number, '转给外面', '供电所')
  await zhang.hears('这件事归供电所管')
  jumpTo('2026-03-10T00:00:00Z')
  await passTo('2026-03-10T00:00:30Z')
  await wang.hears('转到外面的这件事到期了')

  const { number } = await given(town, '水管漏了')
  await acts(qian, number, '先停一停', '等天气', '不用说')
  await zhang.hears('先停一停：等天气。最晚到2026-03-24 周二')
  jumpTo('2026-03-12T01:00:00Z')
  await acts(qian, number, '接着办')
  await acts(yang, number, '延期')
  await yang.hears('为什么要延期')
  yang.says('水管要从州里买')
  await zhang.hears('这件事延期了')
  expect((await opens(yang, number)).buttons.flat()).not.toContain('延期')

  jumpTo('2026-04-10T01:00:00Z')
  await passTo('2026-04-10T01:00:30Z')
  await zhang.hears('这件事上交到和平村了')
  await yang.hears('到期没有办好，已经上交到和平村')
  await qian.hears('不用您办了')
  await findsNothing(zheng, number)
  expect(sandbox.refusals()).toEqual([])
})

test('row 10: the reporter may push once; a leader lists it under a safe title, and it leaves the list when it is done', {
  timeout,
}, async () => {
  const town = await staffedTown()
  const { app, sandbox, zhang, yang, wang, qian, zheng } = town
  const { id, number } = await given(town, '水管漏了')
  const mine = await opens(zhang, number)
  await zhang.presses('催一催', { on: mine })
  for (const who of [qian, yang]) await who.hears('本人催办')
  expect((await zhang.presses('催一催', { on: mine }))?.text).toContain('已经催过一次了')

  await acts(yang, number, '挂牌督办')
  await yang.hears('挂牌用什么标题')
  yang.says('一组张三家的水管')
  await yang.hears('标题里好像有人的名字')
  yang.says('一组的自来水')
  await yang.hears('挂牌了')
  await zhang.hears('领导盯着这件事了')
  yang.says('/supervised')
  const list = await yang.hears('挂牌督办的事，过期的在前，一共 1 件')
  expect(list.buttons.flat()).toEqual([expect.stringMatching(/^一组的自来水 · /)])
  for (const who of [wang, zheng, zhang]) expect(readBy(who)).not.toContain('一组的自来水')

  expect((await opens(yang, number)).buttons.flat()).not.toContain('摘牌')
  await handleCase(app, await actor(app, qian), id, done)
  await zhang.presses('5 很满意')
  await zhang.hears('这件事就办结了')
  const asked = yang.says('/supervised')
  await yang.hears('现在没有挂牌督办的事', { after: asked })
  await findsNothing(zheng, number)
  expect(sandbox.refusals()).toEqual([])
})

test('row 12: a desk by urgency with a card for each, handed over to another, and to a deputy while that one is away', {
  timeout,
}, async () => {
  const town = await staffedTown()
  const { sandbox, yang, qian, zheng, settle, units } = town
  const feng = await settle('冯立', units.heping, 'handler')
  const deskOf = async (who: SandboxUser) => {
    const asked = who.says('/desk')
    return (await who.hears(/等着您办/, { after: asked })).buttons.flat()
  }
  const first = await given(town, '水管漏了')
  town.jumpTo('2026-03-03T01:00:00Z')
  const second = await given(town, '水表坏了')
  expect((await deskOf(qian)).map((label) => label.slice(0, 7))).toEqual([first.number, second.number])

  await acts(yang, first.number, '派人', '冯立（经办人）')
  await feng.hears('由冯立来办')
  expect(await deskOf(qian)).toEqual([expect.stringContaining(second.number)])
  expect(await deskOf(feng)).toEqual([expect.stringContaining(first.number)])
  feng.says('/leave')
  for (const label of ['我要请假', '2026-03-03', '2026-03-05', '钱多（经办人）']) await feng.presses(label)
  await qian.hears('您代冯立办事')
  expect(await deskOf(qian)).toHaveLength(2)
  await acts(qian, first.number, '开始办')

  expect(await deskOf(zheng)).toEqual([])
  await findsNothing(zheng, first.number)
  expect(sandbox.refusals()).toEqual([])
})

test('row 15: silence is not an answer: somebody outside asks and closes it; what is disputed twice goes up', {
  timeout,
}, async () => {
  const town = await staffedTown()
  const { app, sandbox, zhang, yang, qian, zheng, settle, units, jumpTo, passTo } = town
  const zhou = await settle('周书记', units.town, 'secretary')
  const silent = await given(town, '水管漏了')
  const handler = await actor(app, qian)
  await handleCase(app, handler, silent.id, done)
  await zhang.hears('办事的人说办完了')
  jumpTo('2026-03-10T01:00:00Z')
  await passTo('2026-03-10T01:00:30Z')
  await zhou.hears('没有回话不算满意')
  for (const who of [qian, yang])
    expect((await opens(who, silent.number)).buttons.flat()).not.toContain('问过本人，办结')
  await acts(zhou, silent.number, '问过本人，办结', '4 满意')
  await zhou.hears('怎么问的')
  zhou.says('打电话问过，有水了')
  await zhang.hears('这件事办结了')

  const bad = await given(town, '水压不够')
  for (const times of [1, 2]) {
    await handleCase(app, handler, bad.id, done)
    const asked = await zhang.hears(new RegExp(`${bad.number}[\\s\\S]*您看办得怎么样`), {
      ...(times === 2 && { after: await zhang.hears('记下了，会重新办') }),
    })
    await zhang.presses('没有解决', { on: asked })
    await zhang.hears('哪里没有解决', { after: asked })
    await zhang.presses('不用说')
    await qian.hears(`本人说没有解决（第 ${times} 次）`)
  }
  await zhang.hears('这件事上交到和平村了')
  await yang.hears('本人两次说没有解决，已经上交到和平村')
  await findsNothing(zheng, bad.number)
  expect(
    await app.db.case.findMany({ orderBy: { id: 'asc' }, select: { state: true, score: true } }),
  ).toEqual([
    { state: 'closed', score: 4 },
    { state: 'accepted', score: null },
  ])
  expect(sandbox.refusals()).toEqual([])
})
