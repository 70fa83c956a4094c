import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { InlineKeyboard } from 'grammy'
import { describe, expect, test } from 'vitest'
import { MovableClock } from '../../src/lib/clock.ts'
import { nextMorning } from '../../src/sandbox/page-server/next-morning.ts'
import { samplePhoto } from '../../src/sandbox/people/samples.ts'
import { box, runBot } from './talk.ts'

interface PageState {
  as: number
  now: number
  people: { id: number; name: string; note?: string }[]
  chats: {
    key: string
    title: string
    started?: boolean
    keyboard: string[][]
    commands: { command: string }[]
    messages: { id: number; text: string; own: boolean; file?: { url: string }; poll?: { mine?: number[] } }[]
  }[]
}

async function village(settings = {}) {
  const all = await box({ flood: 'off', ...settings })
  const { sandbox, bot } = all
  const zhang = sandbox.createUser({ firstName: '张桂兰', note: '村民' })
  const li = sandbox.createUser({ firstName: '李文' })
  const group = sandbox.createGroup({ title: '和平村', creator: zhang, members: [bot] })
  const state = async (as: number): Promise<PageState> =>
    (await (await fetch(`${sandbox.apiRoot}/page/state?as=${as}`)).json()) as PageState
  const act = async (as: number, what: object) => {
    const headers = { 'x-sandbox-page': 'yes' }
    const body = JSON.stringify(what)
    const answer = await fetch(`${sandbox.apiRoot}/page/act?as=${as}`, { method: 'POST', headers, body })
    return (await answer.json()) as Record<string, unknown>
  }
  return { ...all, zhang, li, group, state, act }
}

const pageFolder = new URL('../../src/sandbox/page/', import.meta.url)
const modules = readdirSync(pageFolder).filter((name) => name.endsWith('.js'))

describe('the chat page', () => {
  test.each(modules)('%s can be read by a browser', async (name) => {
    await promisify(execFile)(process.execPath, ['--check', fileURLToPath(new URL(name, pageFolder))])
  })

  test('says everything in both languages', async () => {
    const { WORDS } = await import(new URL('words.js', pageFolder).href)
    expect(Object.keys(WORDS.en)).toEqual(Object.keys(WORDS.zh))
  })

  test('is served whole, with a policy that runs no foreign script', async () => {
    const { sandbox } = await village()
    const page = await fetch(sandbox.apiRoot)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    const html = await page.text()
    for (const path of html.matchAll(/\/page\/[\w.-]+/g)) {
      expect((await fetch(sandbox.apiRoot + path[0])).status, path[0]).toBe(200)
    }
    expect((await fetch(`${sandbox.apiRoot}/page/..%2f..%2fpackage.json`)).status).toBe(404)
  })

  test('shows a person the own chats, and nobody the chats of others', async () => {
    const { zhang, li, bot, group, state } = await village()
    zhang.start()
    zhang.says('只有我看得到')
    const hers = await state(zhang.id)
    expect(hers.chats.map((chat) => chat.key)).toEqual([`p${bot.id}`, `g${group.id}`])
    const his = await state(li.id)
    expect(his.chats.map((chat) => chat.key)).toEqual([`p${bot.id}`])
    expect(JSON.stringify(his)).not.toContain('只有我看得到')
  })

  test('lets a person start the bot, write, press and be answered', async () => {
    const { sandbox, zhang, bot, state, act } = await village()
    await runBot(sandbox, (telegram) => {
      telegram.command('start', (ctx) =>
        ctx.reply('好', { reply_markup: new InlineKeyboard().text('看行情', 'price') }),
      )
      telegram.callbackQuery('price', (ctx) => ctx.answerCallbackQuery('一块二'))
    })
    await act(zhang.id, { act: 'start', username: 'cunxun_bot', payload: '' })
    const shown = await zhang.hears('好')
    const press = { act: 'press', chat: `p${bot.id}`, message: shown.id, row: 0, column: 0 }
    expect(await act(zhang.id, press)).toMatchObject({ answer: { text: '一块二' } })
    await act(zhang.id, { act: 'say', chat: `p${bot.id}`, text: '谢谢', replyTo: shown.id })
    const [chat] = (await state(zhang.id)).chats
    expect(chat?.messages.map((message) => [message.own, message.text])).toEqual([
      [true, '/start'],
      [false, '好'],
      [true, '谢谢'],
    ])
  })

  test('does not let a person act where that person is not, nor another site act at all', async () => {
    const { sandbox, zhang, li, group, act } = await village()
    const say = { act: 'say', chat: `g${group.id}`, text: '我来了' }
    expect(await act(li.id, say)).toEqual({ error: '李文 is not in that chat' })
    const url = `${sandbox.apiRoot}/page/act?as=${zhang.id}`
    expect((await fetch(url, { method: 'POST', body: JSON.stringify(say) })).status).toBe(403)
    expect(group.messages().map((message) => message.text)).not.toContain('我来了')
  })

  test('sends a photo, and offers any other file as a download only', async () => {
    const { sandbox, zhang, group, state } = await village()
    const send = (kind: string, type: string, bytes: Buffer) =>
      fetch(`${sandbox.apiRoot}/page/upload?as=${zhang.id}&chat=g${group.id}&kind=${kind}&name=a`, {
        method: 'POST',
        headers: { 'x-sandbox-page': 'yes', 'content-type': type },
        body: new Uint8Array(bytes),
      })
    await send('photo', 'image/png', samplePhoto)
    await send('document', 'text/html', Buffer.from('<script>alert(1)</script>'))
    const [, chat] = (await state(zhang.id)).chats
    const [photo, page] = chat?.messages.slice(-2).map((message) => message.file?.url) ?? []
    const get = (path: string | undefined) => fetch(`${sandbox.apiRoot}${path}`)
    expect((await get(photo)).headers.get('content-type')).toBe('image/png')
    expect((await get(photo)).headers.get('cache-control')).toBe('no-store')
    expect((await get(page)).headers.get('content-type')).toBe('application/octet-stream')
    expect((await get(page)).headers.get('content-disposition')).toMatch(/^attachment/)
  })

  test('shows a vote to the one who cast it', async () => {
    const { api, zhang, bot, state, act } = await village()
    zhang.start()
    const poll = await api.sendPoll(zhang.id, '几点？', ['早', '晚'], { is_anonymous: false })
    await act(zhang.id, { act: 'vote', chat: `p${bot.id}`, message: poll.message_id, options: [1] })
    expect((await state(zhang.id)).chats[0]?.messages.at(-1)?.poll?.mine).toEqual([1])
  })

  test('offers the commands meant for the person and chat', async () => {
    const { api, zhang, state } = await village()
    const commands = (command: string) => [{ command, description: '什么' }]
    await api.setMyCommands(commands('help'))
    await api.setMyCommands(commands('case'), { scope: { type: 'all_private_chats' } })
    const offered = (await state(zhang.id)).chats.map((chat) => chat.commands.map((one) => one.command))
    expect(offered).toEqual([['case'], ['help']])
  })

  test('makes groups, brings the bot in, and takes in a new person', async () => {
    const { bot, state, act, zhang } = await village()
    const { as } = await act(zhang.id, { act: 'arrive', name: '格桑' })
    const { open } = await act(Number(as), { act: 'found', title: '联合村', members: [] })
    await act(Number(as), { act: 'invite', chat: open, members: [bot.id], payload: 'bind' })
    const [, group] = (await state(Number(as))).chats
    expect(group?.messages.at(-1)?.text).toBe('/start@cunxun_bot bind')
  })

  test('moves the clock, where the host lets it, and tells open pages', async () => {
    const clock = new MovableClock()
    clock.moveTo(new Date('2026-03-02T10:00:00Z'))
    const { sandbox, zhang, act } = await village({ clock, moveClock: clock })
    const stop = new AbortController()
    const events = await fetch(`${sandbox.apiRoot}/page/events`, { signal: stop.signal })
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('hello')
    const { now } = await act(zhang.id, { act: 'move-clock', by: 'morning' })
    expect(new Date(Number(now)).toISOString()).toMatch(/^2026-03-03T00:00/)
    expect((await reader?.read())?.value).toContain('changed')
    stop.abort()
  })

  test.each([
    ['2026-03-02T10:00:00Z', 'Asia/Shanghai', '2026-03-03T00:00:00.000Z'],
    ['2026-03-02T16:30:00Z', 'Asia/Shanghai', '2026-03-04T00:00:00.000Z'],
    ['2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
  ])('after %s in %s the morning comes at %s', (now, zone, morning) => {
    expect(nextMorning(new Date(now), zone).toISOString()).toBe(morning)
  })
})
