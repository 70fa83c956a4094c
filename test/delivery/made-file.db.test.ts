import { beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../src/delivery/enqueue.ts'
import { forgetMadeFiles, keepMadeFile, madeFileLifeMs, madeKey } from '../../src/delivery/made-file.ts'
import { confidential, type PrivateChat } from '../../src/delivery/message.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, privateChatOf, ScriptedSender } from '../support/deliveries.ts'

let app: TestApp
let chat: PrivateChat
const table = {
  kind: 'document',
  name: '报表.xlsx',
  mime: 'application/x',
  bytes: Buffer.from('rows'),
} as const

beforeEach(async () => {
  app = await testApp()
  chat = await privateChatOf(app, 7)
})

/** Somebody is promised a file under that name; returns where it lies. */
async function promise(of: string, bytes = 'rows'): Promise<string> {
  const key = madeKey(of)
  const media = await keepMadeFile(app, key, { ...table, bytes: Buffer.from(bytes) })
  const expiresAt = new Date(app.clock.now().getTime() + madeFileLifeMs)
  const what = { key, batch: key, chat, lane: 'answer', expiresAt, whenInDoubt: 'repeat' } as const
  const message = confidential('报表', { media })
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message }))
  return media.kept.key
}

async function send(): Promise<ScriptedSender> {
  const sender = new ScriptedSender()
  await deliver(app, sender, await leading(app))
  return sender
}

test('a made file goes out with its message and is let go two days later, once', async () => {
  const where = await promise('report:u:1')
  const { calls } = await send()
  expect(calls[0]?.call).toMatchObject({
    do: 'send',
    message: { media: { kind: 'document', kept: { key: where, name: '报表.xlsx' } } },
  })
  await app.clock.advance(madeFileLifeMs - 1)
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 0, left: 0 })
  expect(String(await app.files.get(where))).toBe('rows')
  await app.clock.advance(2)
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 1, left: 0 })
  expect(await app.files.get(where)).toBeUndefined()
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 0, left: 0 })
})

test('asked again by the same update it is one file and one message', async () => {
  const first = await promise('report:u:1', 'old')
  const second = await promise('report:u:1', 'new')
  expect(second).toBe(first)
  expect(String(await app.files.get(first))).toBe('new')
  expect(await app.db.delivery.count()).toBe(1)
})

test('two messages have two files, and neither key says what it is for', async () => {
  const [one, two] = [await promise('report:u:1'), await promise('report:u:2')]
  expect(one).not.toBe(two)
  expect(one).toMatch(/^[0-9a-f]{40}$/)
})

test('what is still to be sent keeps its file; what nobody could be sent in time expires without it', async () => {
  const where = await promise('report:u:1')
  await app.clock.advance(madeFileLifeMs + 1)
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 0, left: 0 })
  const { calls } = await send()
  expect(calls).toEqual([])
  expect(await app.db.delivery.findFirst()).toMatchObject({ state: 'expired' })
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 1, left: 0 })
  expect(await app.files.get(where)).toBeUndefined()
})

test('other messages are left alone, and a storage that does not answer is asked again', async () => {
  const what = { key: 'news:1', batch: 'b', chat, lane: 'answer', whenInDoubt: 'repeat' } as const
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message: confidential('好') }))
  await promise('report:u:1')
  await send()
  await app.clock.advance(madeFileLifeMs + 1)
  const away = { ...app, files: { ...app.files, remove: () => Promise.reject(new Error('away')) } }
  expect(await forgetMadeFiles(away)).toEqual({ forgotten: 0, left: 1 })
  expect(await forgetMadeFiles(app)).toEqual({ forgotten: 1, left: 0 })
  const kept = await app.db.content.findUniqueOrThrow({ where: { key: 'news:1' } })
  expect(app.sealer.open(kept.body)).toContain('好')
})

test('a key that the job would not find again is refused', async () => {
  await expect(keepMadeFile(app, 'report:u:1', table)).rejects.toThrow('finds it again')
})
