import { expect, test } from 'vitest'
import { caseNumberIn } from '../../src/cases/case-number.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { actor, acts, findsNothing, opens, readBy, told } from '../support/grievance.ts'
import { settledTown } from '../support/settled-town.ts'

const timeout = 90_000

test('row 6: of two open cases an answer goes to the one whose message it answers, and other words where one tap puts them', {
  timeout,
}, async () => {
  const town = await settledTown()
  const { app, sandbox, zhang, settle, units } = town
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')
  const { id: waterId, number: water } = await told(town, zhang, '水管漏了')
  const { id: roadId, number: road } = await told(town, zhang, '桥头的路塌了', { kind: 'road' })
  const answers = async (caseId: number, text: string) => {
    const said = { words: { text, places: [] }, files: [] }
    await sayOfCase(app, await actor(app, wang), caseId, 'answer', said, text)
    return zhang.hears(text)
  }
  const aboutWater = await answers(waterId, '水的事，您哪天在家')
  await answers(roadId, '路的事，明天来看')

  zhang.says('后天上午在家', { replyTo: aboutWater })
  await zhang.hears(`记到诉求 ${water} 里了`)
  const more = zhang.says('又塌了一块')
  const asked = await zhang.hears('您这是说哪一件事', { after: more })
  expect(asked.buttons.flat()).toEqual([
    `我反映的 ${road} 路`,
    `我反映的 ${water} 水`,
    '这是新的事',
    '都不是',
  ])
  await zhang.presses(`我反映的 ${road} 路`)
  await zhang.hears(`记到诉求 ${road} 里了`)

  const heard = await wang.hears('后天上午在家')
  wang.says('要带大扳手', { replyTo: heard })
  await wang.hears('这是回话给本人，还是')
  await wang.presses('备注')
  await wang.hears(`记在诉求 ${water} 的备注里了，本人看不到`)
  const threads: Record<string, string> = {}
  for (const number of [water, road]) {
    const card = await opens(wang, number)
    await wang.presses('全部', { on: card })
    threads[number] = wang.chat().find(({ id }) => id === card.id)?.text ?? ''
  }
  expect(threads[water]).toMatch(/水管漏了[\s\S]*哪天在家[\s\S]*后天上午在家[\s\S]*要带大扳手/)
  expect(threads[water]).not.toMatch(/塌|路的事/)
  expect(threads[road]).toMatch(/桥头的路塌了[\s\S]*明天来看[\s\S]*又塌了一块/)
  expect(threads[road]).not.toMatch(/水管|后天|扳手/)
  expect(readBy(zhang)).not.toContain('扳手')
  await findsNothing(zheng, water)
  expect(sandbox.refusals()).toEqual([])
})

test('row 7: what two tell is offered to the officer alone, joined by one tap with news for both, and parted again', {
  timeout,
}, async () => {
  const town = await settledTown()
  const { sandbox, zhang, settle, units } = town
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const li = await settle('李四', units.hepingOne)
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')
  const { number: first } = await told(town, zhang, '村口的水管漏了，路上都是水')
  const { number: second } = await told(town, li, '村口水管漏水，路上结冰了')
  await acts(wang, first, '受理')
  await zhang.hears('一组受理了')

  await acts(wang, second, '像是同一件（1）', `并到 ${first} 一起办`)
  await li.hears('有别的乡亲也说了同一件事，一起办')
  expect((await opens(li, second)).buttons.flat().join()).not.toContain('像是同一件')
  await acts(wang, first, '转给外面', '水务站')
  for (const who of [zhang, li]) await who.hears('这件事归水务站管')

  await acts(wang, second, '一起办的（1）', '分开办')
  await li.hears('您说的这件事，现在单独办')
  expect(readBy(li)).not.toContain(first)
  expect(readBy(zhang)).not.toContain(second)
  await findsNothing(li, first)
  await findsNothing(zheng, first)
  expect(sandbox.refusals()).toEqual([])
})

test('row 13: a photo is kept by the town and served back from there, to those who may see the case', {
  timeout,
}, async () => {
  const { app, sandbox, zhang, settle, units, passTo } = await settledTown()
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const zheng = await settle('郑文', units.tuanjieOne, 'officer')
  const sent = zhang.sendsPhoto()
  for (const label of ['说完了', '环境', '就在一组', '按平常办', '发出去']) await zhang.presses(label)
  const { text } = await zhang.hears('报上面的编号就行')
  const number = caseNumberIn(text) ?? ''
  await passTo('2026-03-02T01:05:00Z')
  const file = await app.db.caseFile.findFirst()
  expect(file).toMatchObject({ state: 'kept', kind: 'photo', mime: 'image/png' })
  expect(file?.sha256).toMatch(/^[0-9a-f]{64}$/)

  await acts(wang, number, '看文件（1）')
  const served = await wang.hears('照片，第 1 个，共 1 个')
  const ids = ({ message }: typeof served) => message.photo?.map(({ file_unique_id }) => file_unique_id)
  expect(ids(served)).toHaveLength(ids(sent)?.length ?? 0)
  // From our own store, without what the phone had written into it.
  expect(ids(served)).not.toEqual(ids(sent))
  await findsNothing(zheng, number)
  expect(zheng.chat().some(({ message }) => message.photo)).toBe(false)
  expect(sandbox.refusals()).toEqual([])
})
