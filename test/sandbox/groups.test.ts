import { describe, expect, test } from 'vitest'
import { box, refusal } from './talk.ts'

async function village() {
  const all = await box({ flood: 'off' })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  const li = all.sandbox.createUser({ firstName: '李文' })
  const group = all.sandbox.createGroup({ title: '和平村', creator: zhang, members: [li] })
  group.add(all.bot)
  const texts = async () => (await all.api.getUpdates()).flatMap((update) => update.message?.text ?? [])
  return { ...all, zhang, li, group, texts }
}

describe('a bot in a group', () => {
  test('hears of being added, promoted, removed, and of a new name', async () => {
    const { api, group, bot } = await village()
    group.promote(bot)
    group.rename('和平村一组')
    group.remove(bot)
    const updates = await api.getUpdates()
    const steps = updates.map(
      ({ my_chat_member: change, message }) =>
        change?.new_chat_member.status ?? Object.keys(message ?? {}).at(-1),
    )
    expect(steps).toEqual([
      'member',
      'new_chat_members',
      'administrator',
      'new_chat_title',
      'left_chat_member',
      'kicked',
    ])
    expect(await refusal(api.sendMessage(group.id, '在吗'))).toEqual({
      code: 403,
      words: 'Forbidden: bot was kicked from the group chat',
    })
  })

  test('in privacy mode hears what is meant for it, and no talk', async () => {
    const { sandbox, api, zhang, li, group, texts } = await village()
    zhang.says('谁家有土豆', { in: group })
    zhang.says('/price@cunxun_bot 土豆', { in: group })
    zhang.says('/price@other_bot 土豆', { in: group })
    li.says('问 @cunxun_bot 吧', { in: group })
    await api.sendMessage(group.id, '土豆一块二')
    const price = group.messages().at(-1)
    if (!price) throw new Error('no price')
    li.says('太便宜', { in: group, replyTo: price })
    li.says('/help', { in: group })
    const other = sandbox.createBot({ username: 'other_bot' })
    group.add(other)
    const { Api } = await import('grammy')
    await new Api(other.token, { apiRoot: sandbox.apiRoot }).sendMessage(group.id, '我也在')
    li.says('/menu', { in: group })
    expect(await texts()).toEqual(['/price@cunxun_bot 土豆', '问 @cunxun_bot 吧', '太便宜', '/help'])
  })

  test('as an administrator hears everything', async () => {
    const { zhang, bot, group, texts } = await village()
    group.promote(bot)
    zhang.says('谁家有土豆', { in: group })
    expect(await texts()).toEqual(['谁家有土豆'])
  })

  test('follows a group that becomes a supergroup', async () => {
    const { api, zhang, group } = await village()
    const { from, to } = group.migrate()
    expect(await refusal(api.sendMessage(from, '在吗'))).toEqual({
      code: 400,
      words: 'Bad Request: group chat was upgraded to a supergroup chat',
      migrate_to_chat_id: to,
    })
    await api.sendMessage(to, '在')
    zhang.says('/help', { in: group })
    const messages = (await api.getUpdates()).flatMap((update) => update.message ?? [])
    expect(messages.find((message) => message.migrate_to_chat_id)?.chat.id).toBe(from)
    expect(messages.find((message) => message.migrate_from_chat_id)?.chat.id).toBe(to)
    expect(messages.at(-1)?.chat).toMatchObject({ id: to, type: 'supergroup' })
  })

  test('who is not in the group cannot write there', async () => {
    const { sandbox, group } = await village()
    const stranger = sandbox.createUser({ firstName: '王' })
    expect(() => stranger.says('你们好', { in: group })).toThrow('王 is not in 和平村')
  })
})
