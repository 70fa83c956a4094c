import { beforeEach, describe, expect, test } from 'vitest'
import { moveChat, rememberChat, retireChat } from '../../src/delivery/address-book.ts'
import { batchProgress, batchReport, recallBatch, stopBatch } from '../../src/delivery/batch.ts'
import { countDeliveries } from '../../src/delivery/claim-store.ts'
import { deliverDue, recoverInDoubt } from '../../src/delivery/deliver-due.ts'
import type { Lane, Outcome, Sender } from '../../src/delivery/delivery.ts'
import { enqueue, enqueueEdit, enqueueMany, type Promised } from '../../src/delivery/enqueue.ts'
import { type ChatRef, confidential, publicMessage } from '../../src/delivery/message.ts'
import { type Leadership, LeaseLost } from '../../src/lib/lease.ts'
import { type TestApp, testApp } from '../support/app.ts'
import {
  deliver,
  freePace,
  groupChatOf,
  leading,
  privateChatOf,
  ScriptedSender,
} from '../support/deliveries.ts'

const minute = 60_000

describe('the outbox', () => {
  let app: TestApp
  let leadership: Leadership
  let sender: ScriptedSender

  beforeEach(async () => {
    app = await testApp()
    leadership = await leading(app)
    sender = new ScriptedSender()
  })

  const promise = (chat: ChatRef, html: string, more: Partial<Promised & { key: string }> = {}) =>
    app.db.transaction((tx) =>
      enqueue(
        tx,
        app,
        { key: html, batch: 'b', chat, lane: 'bulk', whenInDoubt: 'repeat', ...more },
        { do: 'send', message: publicMessage(html) },
      ),
    )
  const later = (ms: number) => new Date(app.clock.now().getTime() + ms)
  const states = async () => {
    const rows = await app.db.delivery.findMany({ orderBy: { id: 'asc' } })
    return rows.map(({ state }) => state)
  }
  const run = () => deliver(app, sender, leadership)

  test('sends what is promised, once, however often it is promised and looked for', async () => {
    const zhang = await privateChatOf(app, 11)
    await promise(zhang, '开会')
    await promise(zhang, '开会')
    await run()
    await run()
    expect(sender.words).toEqual(['开会'])
    expect(await app.db.delivery.findMany()).toMatchObject([
      { state: 'sent', messageIds: '[1]', sentAt: app.clock.now(), attempts: 1, repeated: false },
    ])
  })

  test('promises nothing when the transaction that promised is rolled back', async () => {
    const zhang = await privateChatOf(app, 11)
    const failing = app.db.transaction(async (tx) => {
      const what = { key: 'k', batch: 'b', chat: zhang, lane: 'bulk', whenInDoubt: 'repeat' } as const
      await enqueue(tx, app, what, { do: 'send', message: publicMessage('开会') })
      throw new TypeError('no')
    })
    await expect(failing).rejects.toThrow(TypeError)
    await run()
    expect(sender.calls).toEqual([])
  })

  test('waits for the time of a promise', async () => {
    await promise(await privateChatOf(app, 11), '明天', { notBefore: later(minute) })
    await run()
    expect(sender.calls).toHaveLength(0)
    await app.clock.advance(minute)
    await run()
    expect(sender.words).toEqual(['明天'])
  })

  test('answers go before news, news before notices; one chat hears one lane in order', async () => {
    const zhang = await privateChatOf(app, 11)
    const li = await privateChatOf(app, 12)
    const say = (chat: ChatRef, html: string, lane: Lane) => promise(chat, html, { lane })
    await say(zhang, '通知1', 'bulk')
    await say(zhang, '通知2', 'bulk')
    await say(li, '案子', 'personal')
    await say(zhang, '回答', 'answer')
    await run()
    expect(sender.words).toEqual(['回答', '案子', '通知1', '通知2'])
  })

  test('one that waits for its next attempt holds back what comes after it in its chat and lane', async () => {
    const zhang = await privateChatOf(app, 11)
    await promise(zhang, '一')
    await promise(zhang, '二')
    sender.outcomes.push({ kind: 'retry', afterMs: undefined, delivered: 'no', reason: 'ECONNREFUSED' })
    await run()
    expect(await states()).toEqual(['queued', 'queued'])
    await app.clock.advance(1_000)
    await run()
    expect(sender.words).toEqual(['一', '一', '二'])
  })

  test('to many it is stored once, and each recipient is a row', async () => {
    const chats = await Promise.all([1, 2, 3].map((id) => privateChatOf(app, id)))
    const what = { contentKey: 'notice:1', batch: 'notice:1', lane: 'bulk', whenInDoubt: 'repeat' } as const
    const operation = { do: 'send', message: publicMessage('大家好') } as const
    const recipients = chats.map((chat) => ({ key: `notice:1:chat:${chat.chatId}`, chat }))
    for (const _ of [1, 2]) {
      await app.db.transaction((tx) => enqueueMany(tx, app, { ...what, operation }, recipients))
    }
    expect(await app.db.content.count()).toBe(1)
    await run()
    expect(sender.calls.map(({ to }) => to.telegramId).toSorted()).toEqual([1, 2, 3])
    expect(await batchProgress(app.db, 'notice:1')).toEqual({
      total: 3,
      sent: 3,
      failed: 0,
      left: 0,
      stopped: 0,
    })
  })

  describe('what became of a call decides', () => {
    const outcomes: [string, Outcome, string][] = [
      ['429: later', { kind: 'retry', afterMs: 5_000, delivered: 'no', reason: '429' }, 'queued'],
      [
        'network: later',
        { kind: 'retry', afterMs: undefined, delivered: 'unknown', reason: 'ECONNRESET' },
        'queued',
      ],
      ['403: the chat is gone', { kind: 'gone', reason: 'blocked' }, 'gone'],
      ['400: kept as a fault of ours', { kind: 'rejected', reason: "can't parse" }, 'rejected'],
    ]
    test.each(outcomes)('%s', async (_, outcome, state) => {
      await promise(await privateChatOf(app, 11), '开会')
      sender.outcomes.push(outcome)
      await run()
      expect(await states()).toEqual([state])
    })

    test('a pause is kept for everything in that chat, and for no other', async () => {
      const zhang = await privateChatOf(app, 11)
      await promise(zhang, '一')
      sender.outcomes.push({ kind: 'retry', afterMs: 5_000, delivered: 'no', reason: '429' })
      await run()
      await promise(zhang, '急', { lane: 'answer' })
      await promise(await privateChatOf(app, 12), '李四')
      await run()
      expect(sender.words).toEqual(['一', '李四'])
      await app.clock.advance(5_000)
      await run()
      expect(sender.words).toEqual(['一', '李四', '急', '一'])
    })

    test('the waits grow to five minutes, and it is never given up', async () => {
      await promise(await privateChatOf(app, 11), '开会')
      const waits: number[] = []
      for (let attempt = 0; attempt < 12; attempt++) {
        sender.outcomes.push({ kind: 'retry', afterMs: undefined, delivered: 'no', reason: '502' })
        await run()
        const [row] = await app.db.delivery.findMany()
        const wait = (row?.notBefore.getTime() ?? 0) - app.clock.now().getTime()
        waits.push(wait / 1000)
        await app.clock.advance(wait)
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
      await run()
      expect(await states()).toEqual(['sent'])
    })

    test('a lost answer is repeated and marked, or left where a repetition would be wrong', async () => {
      const lost: Outcome = { kind: 'retry', afterMs: undefined, delivered: 'unknown', reason: 'timeout' }
      await promise(await privateChatOf(app, 11), '通知')
      await promise(await privateChatOf(app, 12), '题目', { whenInDoubt: 'leave' })
      sender.outcomes.push(lost, lost)
      await run()
      await app.clock.advance(minute)
      await run()
      expect(await app.db.delivery.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
        { state: 'sent', repeated: true },
        { state: 'doubtful', repeated: false },
      ])
    })

    test('a group that moved is followed at once, and everything else of it with one row', async () => {
      const group = await groupChatOf(app, -700)
      await promise(group, '一')
      await promise(group, '二')
      sender.outcomes.push({ kind: 'moved', toTelegramId: -100_700 })
      await run()
      expect(sender.calls.map(({ to }) => to.telegramId)).toEqual([-700, -100_700, -100_700])
      expect(await states()).toEqual(['sent', 'sent'])
    })

    test('what waits for somebody who is gone ends with them', async () => {
      const zhang = await privateChatOf(app, 11)
      await promise(zhang, '一')
      await promise(zhang, '二', { notBefore: later(minute) })
      sender.outcomes.push({ kind: 'gone', reason: 'bot was blocked by the user' })
      await run()
      expect(await states()).toEqual(['gone', 'gone'])
      expect(await batchReport(app.db, 'b')).toMatchObject([{ reason: 'bot was blocked by the user' }, {}])
    })

    test('after its time it is not sent', async () => {
      await promise(await privateChatOf(app, 11), '今天的价', { expiresAt: later(minute) })
      await app.clock.advance(2 * minute)
      await run()
      expect(sender.calls).toEqual([])
      expect(await states()).toEqual(['expired'])
    })

    test('an attempt that would come after its time is not waited for', async () => {
      await promise(await privateChatOf(app, 11), '今天的价', { expiresAt: later(minute) })
      sender.outcomes.push({ kind: 'retry', afterMs: 2 * minute, delivered: 'no', reason: '429' })
      await run()
      expect(await states()).toEqual(['expired'])
    })
  })

  test('between 22:00 and 07:00 only what may not wait is sent, also at a later attempt', async () => {
    const zhang = await privateChatOf(app, 11)
    const li = await privateChatOf(app, 12)
    app.clock.setWall('2026-03-02T13:59:59Z')
    await promise(zhang, '晚了', { quiet: true })
    sender.outcomes.push({ kind: 'retry', afterMs: 30_000, delivered: 'no', reason: '429' })
    await run()
    await promise(li, '发大水了')
    await app.clock.advance(minute)
    await run()
    expect(sender.words).toEqual(['晚了', '发大水了'])
    app.clock.setWall('2026-03-02T22:59:59Z')
    await run()
    expect(sender.words).toHaveLength(2)
    app.clock.setWall('2026-03-02T23:00:00Z')
    await run()
    expect(sender.words).toEqual(['晚了', '发大水了', '晚了'])
  })

  test('a stopped batch leaves no more', async () => {
    for (const id of [1, 2, 3]) await promise(await privateChatOf(app, id), `${id}`, { notBefore: later(id) })
    await app.clock.advance(1)
    await run()
    expect(await app.db.transaction((tx) => stopBatch(tx, 'b'))).toBe(2)
    await app.clock.advance(minute)
    await run()
    expect(await batchProgress(app.db, 'b')).toMatchObject({ sent: 1, stopped: 2, left: 0 })
  })

  test.each([
    ['refused', 'no', 'stopped'],
    ['lost on its way', 'unknown', 'doubtful'],
  ] as const)(
    'what is under way when the batch is stopped, and is then %s, is not tried again',
    async (_, delivered, state) => {
      await promise(await privateChatOf(app, 11), '停水')
      const stopping: Sender = {
        async send(to, call) {
          await app.db.transaction((tx) => stopBatch(tx, 'b'))
          sender.outcomes.push({ kind: 'retry', afterMs: 1_000, delivered, reason: '429' })
          return sender.send(to, call)
        },
      }
      await deliver(app, stopping, leadership)
      await app.clock.advance(minute)
      await run()
      expect(sender.calls).toHaveLength(1)
      expect(await states()).toEqual([state])
    },
  )

  test('what was under way when the batch was stopped and the process died is in doubt, and not tried again', async () => {
    await promise(await privateChatOf(app, 11), '停水')
    await app.db.delivery.updateMany({ data: { state: 'sending', claimEpoch: 1 } })
    expect(await app.db.transaction((tx) => stopBatch(tx, 'b'))).toBe(0)
    expect(await recoverInDoubt(app, leadership)).toEqual({ repeated: 0, left: 1 })
    await run()
    expect(sender.calls).toEqual([])
    expect(await states()).toEqual(['doubtful'])
  })

  test('a recalled batch is deleted where it can be', async () => {
    await promise(await privateChatOf(app, 11), '早')
    await run()
    await app.clock.advance(49 * 60 * minute)
    await promise(await privateChatOf(app, 12), '错的')
    await promise(await privateChatOf(app, 13), '没发', { notBefore: later(minute) })
    await run()
    const recall = () => app.db.transaction((tx) => recallBatch(tx, app, 'b'))
    expect(await recall()).toEqual({ stopped: 1, recalled: 1 })
    expect(await recall()).toEqual({ stopped: 0, recalled: 0 })
    await run()
    expect(sender.calls.at(-1)).toMatchObject({
      to: { telegramId: 12 },
      call: { do: 'delete', messageIds: [2] },
    })
  })

  test('of many changes to a message only the last goes out, after the message itself', async () => {
    const zhang = await privateChatOf(app, 11)
    await promise(zhang, '进度', { key: 'p', notBefore: later(2_000) })
    const change = (html: string) =>
      app.db.transaction((tx) =>
        enqueueEdit(tx, app, { of: 'p', batch: 'e', chat: zhang, lane: 'personal' }, publicMessage(html)),
      )
    await change('1/3')
    await change('2/3')
    await run()
    expect(sender.calls).toEqual([])
    await app.clock.advance(2_000)
    await run()
    await app.clock.advance(1_000)
    await run()
    await change('3/3')
    await run()
    expect(sender.words).toEqual(['进度', '2/3', '3/3'])
    expect(sender.calls.at(-1)?.call).toMatchObject({ do: 'edit', messageId: 1 })
  })

  test('a change to what was stopped is nothing', async () => {
    const zhang = await privateChatOf(app, 11)
    await promise(zhang, '进度', { key: 'p', notBefore: later(minute) })
    await app.db.transaction((tx) => stopBatch(tx, 'b'))
    const what = { of: 'p', batch: 'e', chat: zhang, lane: 'personal' } as const
    await app.db.transaction((tx) => enqueueEdit(tx, app, what, publicMessage('1/3')))
    await run()
    expect(sender.calls).toEqual([])
    expect(await states()).toEqual(['stopped', 'stopped'])
  })

  test('confidential words are sealed, and never go to a group', async () => {
    const zhang = await privateChatOf(app, 11)
    const group = await groupChatOf(app, -700)
    const secret = { do: 'send', message: confidential('李四家的事') } as const
    const what = { key: 'k', batch: 'b', lane: 'personal', whenInDoubt: 'repeat' } as const
    await app.db.transaction((tx) => enqueue(tx, app, { ...what, chat: zhang }, secret))
    expect(JSON.stringify(await app.db.content.findMany())).not.toContain('李四家')
    await run()
    expect(sender.words).toEqual(['李四家的事'])
    // @ts-expect-error a confidential message to a group does not compile
    const leak = app.db.transaction((tx) => enqueue(tx, app, { ...what, key: 'l', chat: group }, secret))
    await expect(leak).rejects.toThrow('confidential')
    expect(await app.db.delivery.count()).toBe(1)
  })

  test('what Telegram would refuse for its length is refused when it is promised', async () => {
    const zhang = await privateChatOf(app, 11)
    await expect(promise(zhang, '长'.repeat(4097))).rejects.toThrow('4097')
    await promise(zhang, `<b>${'长'.repeat(4090)}</b>&amp;&lt;`, { key: 'fits' })
    expect(await app.db.delivery.count()).toBe(1)
  })

  test('the count for /health names what waits and what is a fault of ours', async () => {
    await promise(await privateChatOf(app, 11), '一')
    await promise(await privateChatOf(app, 12), '二')
    sender.outcomes.push({ kind: 'rejected', reason: 'bad' })
    await run()
    await promise(await privateChatOf(app, 13), '三')
    await app.clock.advance(minute)
    expect(await countDeliveries(app.db, app.clock.now())).toEqual({
      queued: 1,
      rejected: 1,
      doubtful: 0,
      oldestDueS: 60,
    })
  })

  test('many deliverers at once send every row once', async () => {
    for (let id = 1; id <= 60; id++) await promise(await privateChatOf(app, id), `${id}`)
    const pace = freePace(app)
    await Promise.all(Array.from({ length: 6 }, () => deliverDue(app, sender, pace, leadership)))
    expect(sender.words.toSorted()).toEqual(Array.from({ length: 60 }, (_, at) => `${at + 1}`).toSorted())
    expect(await batchProgress(app.db, 'b')).toMatchObject({ sent: 60, left: 0 })
  })

  test('a process that died between sending and noting leaves what is repeated once, and marked', async () => {
    await promise(await privateChatOf(app, 11), '通知')
    await promise(await privateChatOf(app, 12), '题目', { whenInDoubt: 'leave' })
    await app.db.delivery.updateMany({ data: { state: 'sending', claimEpoch: 0 } })
    const next = await leading(app, 'next')
    expect(await recoverInDoubt(app, next)).toEqual({ repeated: 1, left: 1 })
    await deliver(app, sender, next)
    expect(sender.words).toEqual(['通知'])
    expect(await app.db.delivery.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { state: 'sent', repeated: true },
      { state: 'doubtful' },
    ])
  })

  test('a process that was paused claims and records nothing once another leads', async () => {
    await promise(await privateChatOf(app, 11), '通知')
    let other: Leadership | undefined
    const slow = new ScriptedSender()
    const paused = deliverDue(
      app,
      {
        send: async (to, call) => {
          other = await leading(app, 'other')
          await recoverInDoubt(app, other)
          return slow.send(to, call)
        },
      },
      freePace(app),
      leadership,
    )
    await expect(paused).rejects.toThrow(LeaseLost)
    expect(await states()).toEqual(['queued'])
    if (other) await deliver(app, sender, other)
    expect(await app.db.delivery.findMany()).toMatchObject([{ state: 'sent', repeated: true }])
  })
})

describe('the address book', () => {
  test('notes a chat once, and what it is called now', async () => {
    const app = await testApp()
    const facts = { telegramId: -7, kind: 'group', title: '旧名' } as const
    const first = await rememberChat(app.db, facts, app.clock.now())
    const second = await rememberChat(app.db, { ...facts, title: '新名', topicId: 3 }, app.clock.now())
    expect(second).toMatchObject({ chatId: first.chatId, title: '新名', topicId: 3, isActive: true })
  })

  test('a supergroup that spoke before we heard where it came from is the same chat', async () => {
    const app = await testApp()
    const old = await groupChatOf(app, -7)
    await groupChatOf(app, -1007)
    const move = () => app.db.transaction((tx) => moveChat(tx, old.chatId, -1007, app.clock.now()))
    await move()
    await move()
    expect(await app.db.chat.findMany()).toMatchObject([{ id: old.chatId, telegramId: -1007n }])
  })

  test('a retired chat says why', async () => {
    const app = await testApp()
    const { chatId } = await privateChatOf(app, 11)
    await app.db.transaction((tx) => retireChat(tx, chatId, 'blocked', app.clock.now()))
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'gone', goneReason: 'blocked' }])
  })
})
