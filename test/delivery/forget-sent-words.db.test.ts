import { beforeEach, describe, expect, test } from 'vitest'
import { enqueue, enqueueEdit } from '../../src/delivery/enqueue.ts'
import { forgetSentWords, wordsLifeMs } from '../../src/delivery/forget-sent-words.ts'
import { confidential, type Message, type PrivateChat, publicMessage } from '../../src/delivery/message.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, privateChatOf, promisedTo, ScriptedSender } from '../support/deliveries.ts'

const dayMs = 24 * 60 * 60 * 1000

let app: TestApp
let zhang: PrivateChat
let sender: ScriptedSender
beforeEach(async () => {
  app = await testApp()
  zhang = await privateChatOf(app, 17)
  sender = new ScriptedSender()
})

async function promise(key: string, message: Message, notBefore = app.clock.now()): Promise<void> {
  const what = { key, batch: key, chat: zhang, lane: 'personal', notBefore, whenInDoubt: 'repeat' } as const
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message }))
}

const send = async () => deliver(app, sender, await leading(app))

/** What is left of it in the database. */
const bodyOf = async (key: string) => (await app.db.content.findUniqueOrThrow({ where: { key } })).body

describe('what was said in confidence', () => {
  test('is forgotten a month after it was promised, and not a moment before', async () => {
    await promise('case:1:2:17', confidential('水管坏了'))
    await send()
    await app.clock.advance(wordsLifeMs)
    expect(await forgetSentWords(app)).toEqual({ forgotten: 0 })
    expect(await promisedTo(app, zhang.chatId)).toEqual(['水管坏了'])
    await app.clock.advance(1)
    expect(await forgetSentWords(app)).toEqual({ forgotten: 1 })
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
    expect(await bodyOf('case:1:2:17')).toBe('{}')
    expect(await forgetSentWords(app)).toEqual({ forgotten: 0 })
  })

  test('is not said a second time afterwards: its key is known for ever', async () => {
    await promise('case:1:2:17', confidential('水管坏了'))
    await send()
    await app.clock.advance(wordsLifeMs + 1)
    await forgetSentWords(app)
    await promise('case:1:2:17', confidential('水管坏了'))
    await send()
    expect(sender.words).toEqual(['水管坏了'])
    expect(await app.db.delivery.count()).toBe(1)
  })

  test('stays while it is still to be sent, however old it is', async () => {
    await promise('case:1:2:17', confidential('水管坏了'), new Date(app.clock.now().getTime() + 40 * dayMs))
    await app.clock.advance(35 * dayMs)
    expect(await forgetSentWords(app)).toEqual({ forgotten: 0 })
    await app.clock.advance(5 * dayMs)
    await send()
    expect(sender.words).toEqual(['水管坏了'])
    expect(await forgetSentWords(app)).toEqual({ forgotten: 1 })
  })

  test('is forgotten too when it was refused, and the row still shows that', async () => {
    sender.outcomes.push({ kind: 'rejected', reason: 'Bad Request: no' })
    await promise('case:1:2:17', confidential('水管坏了'))
    await send()
    await app.clock.advance(wordsLifeMs + 1)
    expect(await forgetSentWords(app)).toEqual({ forgotten: 1 })
    expect(await app.db.delivery.findFirst()).toMatchObject({ state: 'rejected', key: 'case:1:2:17' })
  })

  test('can still be changed by an edit', async () => {
    await promise('case:1:2:17', confidential('水管坏了'))
    await send()
    const edit = (message: Message) => {
      const what = { of: 'case:1:2:17', batch: 'b', chat: zhang, lane: 'personal' } as const
      return app.db.transaction((tx) => enqueueEdit(tx, app, what, message))
    }
    await edit(confidential('水管修好了'))
    await send()
    await app.clock.advance(wordsLifeMs + 1)
    expect(await forgetSentWords(app)).toEqual({ forgotten: 2 })
    await edit(confidential('水管又坏了'))
    await send()
    expect(sender.words).toEqual(['水管坏了', '水管修好了', '水管又坏了'])
  })
})

test('what everybody may read stays: a notice can be shown again', async () => {
  await promise('notice:1', publicMessage('明天停水'))
  await send()
  await app.clock.advance(wordsLifeMs + dayMs)
  expect(await forgetSentWords(app)).toEqual({ forgotten: 0 })
  expect(await promisedTo(app, zhang.chatId)).toEqual(['明天停水'])
})

test('more than fit into one go are all forgotten', async () => {
  const now = app.clock.now()
  const rows = Array.from({ length: 1_203 }, (_, n) => ({
    key: `k${n}`,
    body: 'x',
    confidential: true,
    createdAt: now,
  }))
  await app.db.content.createMany({ data: rows })
  await app.clock.advance(wordsLifeMs + 1)
  expect(await forgetSentWords(app)).toEqual({ forgotten: 1_203 })
})
