import { describe, expect, test } from 'vitest'
import { box, refusal } from './talk.ts'

async function village() {
  const all = await box({ flood: 'off' })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  const group = all.sandbox.createGroup({ title: '和平村', creator: zhang, members: [all.bot] })
  return { ...all, zhang, group }
}

describe('rights in a group', () => {
  test('a bot pins and deletes what others wrote only as an administrator', async () => {
    const { api, zhang, group, bot } = await village()
    const hers = zhang.says('卖土豆', { in: group })
    const words = async (call: Promise<unknown>) => (await refusal(call)).words
    expect(await words(api.pinChatMessage(group.id, hers.id))).toBe(
      'Bad Request: not enough rights to manage pinned messages in the chat',
    )
    expect(await words(api.deleteMessage(group.id, hers.id))).toBe("Bad Request: message can't be deleted")
    group.promote(bot)
    await api.pinChatMessage(group.id, hers.id)
    expect(group.messages().find((one) => one.id === hers.id)?.pinned).toBe(true)
    expect((await api.getChat(group.id)).pinned_message?.message_id).toBe(hers.id)
    await api.unpinChatMessage(group.id)
    expect(await words(api.unpinChatMessage(group.id))).toBe('Bad Request: message to unpin not found')
    await api.deleteMessages(group.id, [hers.id, 9999])
    expect(group.messages().map((one) => one.text)).not.toContain('卖土豆')
  })

  test('a bot that was silenced, and one whose group is gone, are told so', async () => {
    const { api, group, bot } = await village()
    group.mute(bot)
    expect(await refusal(api.sendMessage(group.id, '在吗'))).toEqual({
      code: 400,
      words: 'Bad Request: not enough rights to send text messages to the chat',
    })
    group.demote(bot)
    await api.sendMessage(group.id, '在')
    group.dissolve()
    expect(await refusal(api.sendMessage(group.id, '在吗'))).toEqual({
      code: 403,
      words: 'Forbidden: the group chat was deleted',
    })
  })

  test('a bot leaves by itself', async () => {
    const { api, group, bot } = await village()
    await api.leaveChat(group.id)
    expect(group.has(bot)).toBe(false)
    expect((await refusal(api.sendMessage(group.id, '在吗'))).words).toBe(
      'Forbidden: bot is not a member of the group chat',
    )
  })

  test('what stands in a group that moved cannot be edited there', async () => {
    const { api, group } = await village()
    const sent = await api.sendMessage(group.id, '旧群')
    const { from } = group.migrate()
    expect((await refusal(api.editMessageText(from, sent.message_id, '新'))).words).toBe(
      "Bad Request: message can't be edited",
    )
  })

  test('a forum takes messages in its topics, and refuses a topic it does not have', async () => {
    const { sandbox, api, bot, zhang } = await village()
    const forum = sandbox.createGroup({
      title: '议事',
      creator: zhang,
      members: [bot],
      kind: 'supergroup',
      isForum: true,
    })
    const topic = forum.openTopic('行情')
    const sent = await api.sendMessage(forum.id, '土豆', { message_thread_id: topic })
    expect(sent).toMatchObject({ message_thread_id: topic, is_topic_message: true })
    zhang.says('/price', { in: forum, topic })
    expect((await api.getUpdates()).at(-1)?.message?.message_thread_id).toBe(topic)
    const nowhere = api.sendMessage(forum.id, '土豆', { message_thread_id: 999 })
    expect((await refusal(nowhere)).words).toBe('Bad Request: message thread not found')
  })
})

describe('other people’s messages', () => {
  test('are copied without, and forwarded with, their author', async () => {
    const { api, zhang, group } = await village()
    zhang.start()
    const hers = zhang.sendsPhoto({ caption: '墙裂了' })
    const { message_id } = await api.copyMessage(group.id, zhang.id, hers.id, { caption: '见图' })
    const copy = group.messages().find((one) => one.id === message_id)
    expect(copy).toMatchObject({ text: '见图', from: '村讯' })
    expect(copy?.message.forward_origin).toBeUndefined()
    const forwarded = await api.forwardMessage(group.id, zhang.id, hers.id)
    expect(forwarded.forward_origin).toMatchObject({ type: 'user', sender_user: { first_name: '张桂兰' } })
    expect((await refusal(api.copyMessage(group.id, zhang.id, 999))).words).toBe(
      'Bad Request: message to copy not found',
    )
  })

  test('get an emoji that Telegram knows as one', async () => {
    const { api, zhang } = await village()
    zhang.start()
    const hers = zhang.says('谢谢')
    await api.setMessageReaction(zhang.id, hers.id, [{ type: 'emoji', emoji: '👍' }])
    expect(zhang.chat().at(-1)?.reactions).toEqual(['👍'])
    const wrong = api.raw.setMessageReaction({
      chat_id: zhang.id,
      message_id: hers.id,
      // @ts-expect-error: no emoji
      reaction: [{ type: 'emoji', emoji: 'x' }],
    })
    expect((await refusal(wrong)).words).toBe('Bad Request: REACTION_INVALID')
  })
})
