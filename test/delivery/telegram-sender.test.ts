import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Address, Call } from '../../src/delivery/delivery.ts'
import { confidential, publicMessage } from '../../src/delivery/message.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { createSender } from '../../src/delivery/telegram-sender.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'

describe('what Telegram does becomes an outcome', () => {
  let sandbox: Sandbox
  let to: Address
  let send: (call: Call, where?: Address) => ReturnType<ReturnType<typeof createSender>['send']>

  beforeEach(async () => {
    sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
    const bot = sandbox.createBot({ username: 'cunxun_bot' })
    const zhang = sandbox.createUser({ firstName: '张三' })
    zhang.start()
    to = { telegramId: zhang.id, kind: 'private' }
    const app = await testApp({ clock: systemClock })
    const api = new Api(bot.token, { apiRoot: sandbox.apiRoot })
    const sender = createSender(app, api, createPace(systemClock, { perSecond: 1_000 }))
    send = (call, where = to) => sender.send(where, call, 'bulk')
  })
  afterEach(() => sandbox.stop())

  const hello: Call = { do: 'send', message: publicMessage('<b>您好</b>') }

  test('sent, changed, pinned, deleted', async () => {
    const sent = await send(hello)
    if (sent.kind !== 'sent') throw new Error(sent.kind)
    const [messageId = 0] = sent.messageIds
    const buttons = [[{ text: '好', data: 'ok' }], [{ text: '网页', url: 'https://example.org' }]]
    const change: Call = { do: 'edit', messageId, message: publicMessage('改了', { buttons }) }
    expect(await send(change)).toEqual({ kind: 'sent', messageIds: [messageId] })
    expect(await send(change)).toMatchObject({ kind: 'sent' })
    expect(await send({ do: 'pin', messageId })).toMatchObject({ kind: 'sent' })
    expect(await send({ do: 'unpin', messageId })).toMatchObject({ kind: 'sent' })
    expect(await send({ do: 'delete', messageIds: [messageId] })).toMatchObject({ kind: 'sent' })
    expect(await send({ do: 'delete', messageIds: [messageId] })).toMatchObject({ kind: 'sent' })
    expect(await send(change)).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('not found'),
    })
  })

  test.each(['photo', 'document', 'voice', 'video'] as const)('a %s with words under it', async (kind) => {
    const zhang = sandbox.users[0]
    const sends = {
      photo: 'sendsPhoto',
      document: 'sendsDocument',
      voice: 'sendsVoice',
      video: 'sendsVideo',
    } as const
    zhang?.[sends[kind]]()
    const api = new Api(sandbox.bots[0]?.token ?? '', { apiRoot: sandbox.apiRoot })
    const updates = await api.getUpdates()
    const message = updates.at(-1)?.message
    const fileId = (kind === 'photo' ? message?.photo?.at(-1) : message?.[kind])?.file_id ?? ''
    expect(
      await send({ do: 'send', message: publicMessage('看看', { media: { kind, fileId } }) }),
    ).toMatchObject({
      kind: 'sent',
    })
  })

  test('429: later, as long as it says', async () => {
    sandbox.faults.add({ what: 'too-many-requests', retryAfterS: 3 })
    expect(await send(hello)).toMatchObject({ kind: 'retry', afterMs: 3_000, delivered: 'no' })
  })

  test('5xx, a lost answer, a dropped connection: later, and perhaps it arrived', async () => {
    for (const what of ['server-error', 'bad-gateway-page', 'drop-before', 'drop-after'] as const) {
      sandbox.faults.add({ what })
      expect(await send(hello), what).toMatchObject({
        kind: 'retry',
        afterMs: undefined,
        delivered: 'unknown',
      })
    }
  })

  test('nobody listens: later, and it surely did not arrive', async () => {
    await sandbox.stop()
    expect(await send(hello)).toMatchObject({ kind: 'retry', delivered: 'no', reason: 'ECONNREFUSED' })
    sandbox = await startSandbox({ clock: systemClock })
  })

  test('blocked, unknown, deactivated: gone', async () => {
    sandbox.users[0]?.blocks()
    expect(await send(hello)).toMatchObject({ kind: 'gone' })
    expect(await send(hello, { telegramId: 424_242, kind: 'private' })).toMatchObject({ kind: 'gone' })
  })

  test('a group that became a supergroup: moved', async () => {
    const [owner] = sandbox.users
    const [bot] = sandbox.bots
    if (!owner || !bot) throw new Error('nobody is there')
    const group = sandbox.createGroup({ title: '和平村', creator: owner, members: [bot] })
    const { from, to: moved } = group.migrate()
    expect(await send(hello, { telegramId: from, kind: 'group' })).toEqual({
      kind: 'moved',
      toTelegramId: moved,
    })
  })

  test('broken HTML: rejected, a fault of ours', async () => {
    expect(await send({ do: 'send', message: publicMessage('<b>没关') })).toMatchObject({ kind: 'rejected' })
  })

  test('a confidential message to a group never leaves', async () => {
    const before = sandbox.calls.length
    const secret: Call = { do: 'send', message: confidential('秘密') }
    await expect(send(secret, { telegramId: -7, kind: 'group' })).rejects.toThrow('confidential')
    expect(sandbox.calls).toHaveLength(before)
  })
})
