import { describe, expect, test } from 'vitest'
import { box, refusal } from './talk.ts'

describe('flood limits', () => {
  test('a chat takes a burst of three and then one message a second', async () => {
    const { sandbox, api, clock } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    for (const text of ['一', '二', '三']) await api.sendMessage(zhang.id, text)
    expect(await refusal(api.sendMessage(zhang.id, '四'))).toEqual({
      code: 429,
      words: 'Too Many Requests: retry after 1',
      retry_after: 1,
    })
    await clock.advance(1000)
    await api.sendMessage(zhang.id, '四')
    expect(sandbox.refusals()).toHaveLength(1)
  })

  test('who does not wait, waits longer', async () => {
    const { sandbox, api, clock } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    for (const text of ['一', '二', '三']) await api.sendMessage(zhang.id, text)
    const waits = []
    for (let tries = 0; tries < 4; tries++) {
      waits.push((await refusal(api.sendMessage(zhang.id, '四'))).retry_after)
    }
    expect(waits).toEqual([1, 2, 3, 4])
    await clock.advance(4000)
    await api.sendMessage(zhang.id, '四')
  })

  test('a group takes twenty messages in any minute', async () => {
    const { sandbox, bot, api, clock } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    const group = sandbox.createGroup({ title: '和平村', creator: zhang, members: [bot] })
    for (let count = 0; count < 20; count++) {
      await api.sendMessage(group.id, `第 ${count} 条`)
      await clock.advance(1000)
    }
    const { retry_after = 0 } = await refusal(api.sendMessage(group.id, '多了'))
    expect(retry_after).toBe(40)
    await clock.advance(retry_after * 1000)
    await api.sendMessage(group.id, '好了')
  })

  test('thirty a second over all chats; buttons and deletions weigh nothing', async () => {
    const { sandbox, api, clock } = await box()
    const people = Array.from({ length: 31 }, (_, index) => sandbox.createUser({ firstName: `第${index}位` }))
    for (const person of people) person.start()
    for (const person of people.slice(0, 30)) await api.sendMessage(person.id, '通知')
    const last = people[30]?.id ?? 0
    await api.sendChatAction(last, 'typing')
    expect(await refusal(api.sendMessage(last, '通知'))).toMatchObject({ code: 429, retry_after: 1 })
    await clock.advance(1000)
    await api.sendMessage(last, '通知')
  })
})
