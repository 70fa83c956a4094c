import { expect, test } from 'vitest'
import { caseNumberIn } from '../../src/cases/case-number.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { acts, findsNothing, opens, readBy } from '../support/grievance.ts'
import { settledTown } from '../support/settled-town.ts'

const timeout = 90_000

/** Whatever they ask for, there is nothing. */
async function seesNothing(who: SandboxUser, lists: Record<string, string>): Promise<void> {
  for (const [command, answer] of Object.entries(lists)) {
    const asked = who.says(command)
    await who.hears(answer, { after: asked })
  }
}

test('row 3: the official whom it is about, and those below, find it by no command, list or count; it starts one level up', {
  timeout,
}, async () => {
  const { sandbox, zhang, yang, settle, units } = await settledTown()
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const zhou = await settle('周书记', units.town, 'secretary')
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')

  zhang.says('/report 去年的账没有公布')
  for (const label of ['说完了', '账目村务', '就在一组', '按平常办', '是关于某位干部的', '杨志强（书记）'])
    await zhang.presses(label)
  await zhang.presses('发出去')
  const number = caseNumberIn((await zhang.hears('现在在青禾镇，由周书记接件')).text) ?? ''
  await zhou.hears('新来的')
  await acts(zhou, number, '挂牌督办')
  await zhou.hears('挂牌用什么标题')
  zhou.says('村务公开要按时')
  await zhou.hears('挂牌了')
  expect((await opens(zhou, number)).text).toContain('关于杨志强：不要让他和他手下的人知道')

  await Promise.all([yang, wang, zheng].map((who) => findsNothing(who, number)))
  await Promise.all([
    seesNothing(yang, {
      '/desk': '现在没有等着您办的事',
      '/allcases': '这里没有还没办完的事',
      '/supervised': '现在没有挂牌督办的事',
      '/casereport': '这段时间没有收到诉求',
    }),
    seesNothing(wang, { '/desk': '现在没有等着您办的事', '/allcases': '这里没有还没办完的事' }),
  ])
  await acts(zhou, number, '受理')
  await zhang.hears('青禾镇受理了')
  for (const who of [yang, wang]) {
    expect(readBy(who)).not.toContain(number)
    expect(readBy(who)).not.toContain('账目')
  }
  expect(sandbox.refusals()).toEqual([])
})

test('row 4: told for somebody who called, it is marked so, has the same clock, and its news goes to who told it', {
  timeout,
}, async () => {
  const { sandbox, app, zhang, yang, settle, units } = await settledTown()
  const qian = await settle('钱多', units.heping, 'handler')
  qian.says('/reportfor')
  await qian.presses('打电话说的')
  await qian.hears('替谁反映')
  qian.says('王奶奶')
  await qian.presses('不用留')
  await qian.hears('王奶奶同意您替他反映吗')
  await qian.presses('本人同意')
  await qian.hears('您说吧')
  qian.says('村口的路灯不亮')
  await qian.hears('记下了：1 段话')
  for (const label of ['说完了', '路', '就在和平村', '按平常办']) await qian.presses(label)
  await qian.hears('替王奶奶反映')
  await qian.presses('发出去')
  const { text } = await qian.hears('报上面的编号就行')
  const number = caseNumberIn(text) ?? ''

  await yang.hears('新来的：和平村，王奶奶')
  expect((await opens(yang, number)).text).toContain('由钱多代为反映')
  await acts(yang, number, '受理')
  await qian.hears('和平村受理了')
  await acts(yang, number, '回话')
  yang.says('明天就换灯泡')
  await yang.presses('说完了，发出')
  await qian.hears('明天就换灯泡')

  await findsNothing(zhang, number)
  expect(readBy(zhang)).not.toContain('路灯')
  const clocks = await app.db.caseClock.findMany({ orderBy: { id: 'asc' } })
  expect(clocks.map(({ purpose }) => purpose)).toEqual(['word', 'accept', 'handle'])
  expect(await app.db.case.findFirst()).toMatchObject({ wayIn: 'phone', state: 'accepted' })
  expect(sandbox.refusals()).toEqual([])
})
