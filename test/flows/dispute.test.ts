import { expect, test } from 'vitest'
import { caseNumberIn } from '../../src/cases/case-number.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { settledTown } from '../support/settled-town.ts'

/** What somebody typed, beside the START under a link. */
const typedBy = (who: SandboxUser): string[] =>
  who
    .chat()
    .filter(({ message }) => message.from?.id === who.id)
    .flatMap(({ text }) => (text === '' || text.startsWith('/start') ? [] : [text]))

/** The voices that somebody was played by the bot. */
const voicesTo = (who: SandboxUser) =>
  who
    .chat()
    .flatMap(({ message }) => (message.from?.is_bot && message.voice ? [message.voice.file_unique_id] : []))

test('a whole dispute, by voice and buttons alone: told, mediated, agreed, and not kept; neither side hears the other', {
  timeout: 180_000,
}, async () => {
  const { app, sandbox, zhang, settle, units, passTo } = await settledTown()
  const wang = await settle('王芳', units.hepingOne, 'officer')
  const sun = await settle('孙和', units.heping, 'mediator')
  const li = await settle('李四', units.hepingOne)
  const outsider = await settle('郑文', units.tuanjieOne, 'officer')

  zhang.sendsVoice()
  await zhang.presses('说完了')
  await zhang.presses('邻里')
  await zhang.presses('就在一组')
  await zhang.presses('按平常办')
  await zhang.presses('发出去')
  const number = caseNumberIn((await zhang.hears('由王芳接件')).text) ?? ''

  await wang.hears('新来的')
  await wang.presses('看这件事')
  await wang.presses('受理')
  await wang.presses('请人调解')
  await wang.presses('孙和（调解员）')
  await sun.hears('想请您来调解这件事')
  await sun.presses('哪边都不沾亲，也不管哪边，我来')
  await zhang.hears('由孙和来调解')
  await sun.presses('请另一边来')
  const handedOn = await sun.hears('点一下这个链接')
  const [link = ''] = /https:\S+/.exec(handedOn.text) ?? []
  li.opens(link)
  await li.hears('孙和在调解')
  await li.presses('好，我来说说')
  await li.hears('正在调解')
  await sun.hears('另一边来了：李四')

  await li.presses('我要说几句')
  await li.hears('请说')
  const said = li.sendsVoice()
  await li.hears('1 段语音')
  await li.presses('说完了，发出')
  await sun.hears('另一边的李四发来的')
  await sun.presses('回话给另一边')
  await sun.hears('的另一边回话')
  sun.sendsVoice()
  await sun.hears('1 段语音')
  await sun.presses('说完了，发出')
  const answer = await li.hears('调解员发给您的')
  li.sendsVoice({ replyTo: answer })
  await sandbox.waitFor(() => voicesTo(sun).length === 2, { what: 'the second voice of the other side' })

  sun.says(`/case ${number}`)
  await sun.presses('约个时间见面')
  await sun.presses('明天 12:00')
  await sun.presses('村委会')
  for (const side of [zhang, li]) await side.hears('约好见面了：2026-03-03 周二 12:00，在村委会')
  await passTo('2026-03-02T10:00:00Z')
  for (const who of [zhang, li, sun]) await who.hears('提醒一声：明天见面')
  await passTo('2026-03-03T02:00:00Z')
  for (const who of [zhang, li, sun]) await who.hears('提醒一声：今天见面')
  await passTo('2026-03-03T06:00:00Z')

  sun.says(`/case ${number}`)
  await sun.presses('写协议')
  await sun.hears('请把协议打给我')
  sun.says('李四三天内把墙往回挪半米。')
  await sun.hears('请照着念')
  sun.sendsVoice()
  await sun.hears('发给两边了')
  await li.hears('协议念给您听')
  await li.presses('我同意')
  await sun.hears('另一边同意了')
  await zhang.hears('协议念给您听')
  await zhang.presses('还不同意')
  await zhang.hears('哪里还说不到一起')
  zhang.sendsVoice()
  await sun.hears('反映的本人说，还不同意')

  sun.says(`/case ${number}`)
  await sun.presses('重写协议')
  await sun.hears('请把协议打给我')
  sun.says('李四明天就把墙往回挪半米。')
  await sun.hears('请照着念')
  sun.sendsVoice()
  for (const side of [zhang, li]) {
    const text = await side.hears('明天就把墙往回挪半米')
    await side.hears('协议念给您听', { after: text })
    await side.presses('我同意')
  }
  for (const side of [zhang, li]) await side.hears('过 7 天、30 天、90 天')
  await zhang.hears('办事的人说办完了：双方说好了')
  await zhang.presses('5 很满意')
  await zhang.hears('这件事就办结了')

  await passTo('2026-03-10T02:00:00Z')
  for (const side of [zhang, li]) await side.hears('协议定下来 7 天了')
  await zhang.presses('照着做了')
  await zhang.hears('好，记下了')
  await li.presses('没有照着做')
  await li.hears('这件事重新打开了')
  await sun.hears('另一边说协议没有照着做')
  await zhang.hears('重新打开了')

  outsider.says(`/case ${number}`)
  await outsider.hears('没有找到这件诉求')
  expect(await app.db.case.findFirst()).toMatchObject({ state: 'working', reopened: 1, outcome: null })
  expect([...typedBy(zhang), ...typedBy(li)]).toEqual([])
  expect(voicesTo(sun)).toContain(said.message.voice?.file_unique_id)
  expect(voicesTo(zhang)).not.toContain(said.message.voice?.file_unique_id)
  expect(
    zhang
      .chat()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('李四发来')
  expect(
    li
      .chat()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('张三')
  expect(sandbox.refusals()).toEqual([])
})
