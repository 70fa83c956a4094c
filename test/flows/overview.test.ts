import { expect, test } from 'vitest'
import { verifyAudit } from '../../src/cases/trust/verify-audit.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { actor, findsNothing, opens, readBy, told } from '../support/grievance.ts'
import { settledTown } from '../support/settled-town.ts'

const timeout = 90_000

test('row 14: a sweep asks each officer by one tap; "something" becomes a case, and who says nothing is asked for', {
  timeout,
}, async () => {
  const { app, sandbox, yang, zhang, settle, units, jumpTo, passTo } = await settledTown()
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const ma = await settle('马兰', units.hepingTwo, 'officer')
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')
  yang.says('/sweep')
  for (const label of ['整个和平村', '水、电、路、桥、房子，有没有不安全的地方？', '现在就发', '就这样定下'])
    await yang.presses(label)
  await yang.hears('定下了')
  await passTo('2026-03-02T01:02:00Z')
  for (const who of [wang, ma]) await who.hears('有没有不安全的地方')
  await yang.hears('还没答的 2 处')

  await wang.presses('有')
  await wang.hears('您说吧')
  wang.says('桥栏杆断了')
  await wang.hears('记下了：1 段话')
  for (const label of ['说完了', '安全', '就在一组', '按平常办', '发出去']) await wang.presses(label)
  await wang.hears('报上面的编号就行')
  await yang.hears('没有的 0 处，有的 1 处，还没答的 1 处')
  jumpTo('2026-03-03T01:10:00Z')
  await passTo('2026-03-03T01:10:30Z')
  await yang.hears('这里的信息员还没有答，请您代答')
  await yang.presses('没有')
  await yang.hears('都答了：没有的 1 处，有的 1 处')

  expect(await app.db.case.findMany({ select: { kind: true, unitId: true } })).toEqual([
    { kind: 'safety', unitId: units.hepingOne.id },
  ])
  for (const who of [zheng, zhang]) expect(readBy(who)).not.toContain('不安全')
  expect(sandbox.refusals()).toEqual([])
})

test('row 16: leaders get the report as words, table and picture; the group gets a bulletin of counts alone', {
  timeout,
}, async () => {
  const town = await settledTown()
  const { sandbox, yang, zhang, square, settle, units, jumpTo } = town
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const words = ['水管漏了', '井盖坏了', '水表不准', '水压不够', '水沟堵了', '水塔裂了']
  for (const text of words) await told(town, zhang, text)
  yang.says('/casereport')
  expect((await yang.hears('诉求报表：和平村')).text).toContain('收到 6 件：还在办 6 件')
  await yang.presses('要表格（XLSX）')
  await yang.presses('按周画图')
  const table = await sandbox.waitFor(() => yang.chat().find(({ message }) => message.document), {
    what: 'the table',
  })
  expect(table.message.document?.file_name).toBe('和平村-2026-03.xlsx')
  await sandbox.waitFor(() => yang.chat().find(({ message }) => message.photo), { what: 'the picture' })
  const asked = wang.says('/casereport')
  await wang.hears(/./, { after: asked })
  expect(readBy(wang)).not.toContain('诉求报表：')

  jumpTo('2026-04-01T02:00:00Z')
  yang.says('/bulletin')
  await yang.presses(/2026 年 3 月/)
  await yang.hears('这份公报会发到 1 个群')
  await yang.presses('就这样发')
  const bulletin = await zhang.hears('和平村诉求公报：2026 年 3 月', { in: square })
  expect(bulletin.text).toContain('大家反映的事：5 件以上')
  expect(bulletin.text).toContain('已经办结：不到 5 件')
  for (const text of [...words, '张三', '一组']) expect(bulletin.text).not.toContain(text)
  expect(sandbox.refusals()).toEqual([])
})

test('row 17: whoever told it may have it erased once it is over; what is open stays, and the audit still holds', {
  timeout,
}, async () => {
  const town = await settledTown()
  const { app, sandbox, zhang, settle, units } = town
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')
  const over = await told(town, zhang, '水管漏了')
  const open = await told(town, zhang, '水表坏了')
  await withdrawCase(app, await actor(app, zhang), over.id, '自己修好了')
  zhang.says('/erase')
  await zhang.hears('办结了的 1 件')
  await zhang.presses('删掉，我想好了')
  await zhang.hears('删掉了：1 件。还在办的 1 件')
  await findsNothing(zhang, over.number)
  await opens(zhang, open.number)
  expect((await opens(wang, over.number)).text).not.toMatch(/水管|张三/)
  expect((await opens(wang, open.number)).text).toMatch(/张三[\s\S]*水表坏了/)
  await findsNothing(zheng, over.number)
  expect(await verifyAudit(app)).toMatchObject({ cases: 2, broken: [] })
  expect(sandbox.refusals()).toEqual([])
})
