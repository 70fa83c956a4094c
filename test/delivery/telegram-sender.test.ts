import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { App } from '../../src/app.ts'
import type { Address, Call } from '../../src/delivery/delivery.ts'
import { confidential, type KeptMedia, publicMessage } from '../../src/delivery/message.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { createSender } from '../../src/delivery/telegram-sender.ts'
import { newFileKey } from '../../src/files/files.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'
import { phoneFilm, phonePhoto, voice } from '../support/sample-files.ts'

describe('what Telegram does becomes an outcome', () => {
  let sandbox: Sandbox
  let app: App
  let to: Address
  let send: (call: Call, where?: Address) => ReturnType<ReturnType<typeof createSender>['send']>

  beforeEach(async () => {
    sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
    const bot = sandbox.createBot({ username: 'cunxun_bot' })
    const zhang = sandbox.createUser({ firstName: '张三' })
    zhang.start()
    to = { telegramId: zhang.id, kind: 'private' }
    app = await testApp({ clock: systemClock })
    const api = new Api(bot.token, { apiRoot: sandbox.apiRoot })
    const sender = createSender(app, api, createPace(systemClock, { perSecond: 1_000 }))
    send = (call, where = to) => sender.send(where, call, 'bulk')
  })
  afterEach(() => sandbox.stop())

  /** A file that the town keeps. */
  async function keptMedia(kind: KeptMedia['kind'], name: string, bytes: Buffer): Promise<KeptMedia> {
    const key = newFileKey(app.random)
    await app.files.put(key, bytes)
    return { kind, kept: { key, name, mime: 'application/octet-stream' } }
  }

  /** The last thing that 张三 sees. */
  function shownLast() {
    const last = sandbox.users[0]?.chat().at(-1)
    if (!last) throw new Error('there is nothing to see')
    return last
  }

  async function download(fileId: string): Promise<Buffer> {
    const token = sandbox.bots[0]?.token ?? ''
    const { file_path: path } = await new Api(token, { apiRoot: sandbox.apiRoot }).getFile(fileId)
    const answer = await fetch(`${sandbox.apiRoot}/file/bot${token}/${path}`)
    return Buffer.from(await answer.arrayBuffer())
  }

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

  test.each([
    ['photo', '482-037-1.jpg'],
    ['document', '482-037-2.jpg'],
    ['voice', '482-037-3.ogg'],
    ['video', '482-037-4.mp4'],
  ] as const)('a %s that we keep goes up under our name for it', async (kind, name) => {
    const bytes = { photo: await phonePhoto(), document: await phonePhoto(), voice, video: phoneFilm() }[kind]
    const media = await keptMedia(kind, name, bytes)
    const said = confidential('诉求 482-037', { media, buttons: [[{ text: '打开', data: 'open' }]] })
    expect(await send({ do: 'send', message: said })).toMatchObject({ kind: 'sent' })
    const { message, text } = shownLast()
    const file = kind === 'photo' ? message.photo?.at(-1) : message[kind]
    expect(text).toBe('诉求 482-037')
    expect(await download(file?.file_id ?? '')).toEqual(bytes)
    if (kind === 'document')
      expect(message.document).toMatchObject({ file_name: name, mime_type: 'image/jpeg' })
    expect(message).not.toHaveProperty('forward_origin')
    expect(message.reply_markup?.inline_keyboard).toHaveLength(1)
  })

  test('a file that was erased, or is damaged: what was said with it arrives without it', async () => {
    const media = await keptMedia('photo', 'a.jpg', await phonePhoto())
    const { key } = media.kept
    await app.files.remove(key)
    expect(await send({ do: 'send', message: confidential('照片一', { media }) })).toMatchObject({
      kind: 'sent',
    })
    expect(shownLast()).toMatchObject({ text: '照片一' })
    const folder = app.config.filesUrl.slice('file:'.length)
    await writeFile(join(folder, key), 'not what was put there')
    expect(await send({ do: 'send', message: confidential('照片二', { media }) })).toMatchObject({
      kind: 'sent',
    })
    expect(shownLast().text).toBe('照片二')
    expect(shownLast().message.photo).toBeUndefined()
  })

  test('a storage that does not answer: later, and it surely did not arrive', async () => {
    const media = await keptMedia('photo', 'a.jpg', await phonePhoto())
    const calls = sandbox.calls.length
    vi.spyOn(app.files, 'get').mockRejectedValue(new Error('away'))
    expect(await send({ do: 'send', message: confidential('照片', { media }) })).toMatchObject({
      kind: 'retry',
      afterMs: undefined,
      delivered: 'no',
    })
    expect(sandbox.calls).toHaveLength(calls)
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
