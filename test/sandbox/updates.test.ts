import { describe, expect, test } from 'vitest'
import { box, refusal } from './talk.ts'

async function withZhang(settings = {}) {
  const all = await box({ flood: 'off', ...settings })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  zhang.start()
  return { ...all, zhang }
}

describe('getUpdates', () => {
  test('keeps what was not confirmed, drops what was, and counts from the end below zero', async () => {
    const { api, zhang } = await withZhang()
    for (const text of ['一', '二', '三']) zhang.says(text)
    const all = await api.getUpdates()
    expect(await api.getUpdates({ limit: 2 })).toEqual(all.slice(0, 2))
    expect(await api.getUpdates({ offset: all[1]?.update_id ?? 0 })).toEqual(all.slice(1))
    expect(await api.getUpdates({ offset: -1 })).toEqual(all.slice(-1))
    expect(await api.getUpdates()).toEqual(all.slice(-1))
  })

  test('remembers the kinds a bot wants; an empty list is the default, without chat_member and reactions', async () => {
    const { sandbox, api, zhang } = await withZhang()
    const group = sandbox.createGroup({ title: '和平村', creator: zhang, members: sandbox.bots })
    const [bot] = sandbox.bots
    if (bot) group.promote(bot)
    const li = sandbox.createUser({ firstName: '李文' })
    const kinds = async () => {
      const updates = await api.getUpdates()
      await api.getUpdates({ offset: (updates.at(-1)?.update_id ?? 0) + 1 })
      return updates.map((update) => Object.keys(update)[1])
    }
    await kinds()
    group.add(li)
    expect(await kinds()).toEqual(['message'])
    await api.getUpdates({ allowed_updates: ['chat_member'] })
    group.remove(li)
    group.add(li)
    expect(await kinds()).toEqual(['chat_member', 'chat_member'])
    await api.getUpdates({ allowed_updates: [] })
    group.remove(li)
    expect(await kinds()).toEqual(['message'])
    // @ts-expect-error: no kind of that name
    const misspelt = api.getUpdates({ allowed_updates: ['mesage'] })
    expect((await refusal(misspelt)).words).toContain('unknown kind of update "mesage"')
  })

  test('waits for an update as long as it was told', async () => {
    const { sandbox, api, zhang, clock } = await withZhang()
    const offset = ((await api.getUpdates()).at(-1)?.update_id ?? 0) + 1
    const waiting = api.getUpdates({ offset, timeout: 30 })
    await sandbox.waitFor(() => sandbox.calls.length === 2)
    zhang.says('来了')
    expect(await waiting).toHaveLength(1)
    const empty = api.getUpdates({ offset: offset + 1, timeout: 30 })
    await sandbox.waitFor(() => sandbox.calls.length === 3)
    await clock.advance(30_000)
    expect(await empty).toEqual([])
  })

  test('forgets updates after a day, and presses of buttons after 150 seconds', async () => {
    const { api, zhang, clock, sandbox } = await withZhang({ patienceMs: 300 })
    await api.sendMessage(zhang.id, '按', {
      reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] },
    })
    const pressed = zhang.presses('好')
    await sandbox.waitFor(() => sandbox.bots[0]?.pendingUpdates === 2, { timeoutMs: 2000 })
    await clock.advance(151_000)
    expect((await api.getUpdates()).map((update) => update.message?.text)).toEqual(['/start'])
    await clock.advance(24 * 3_600_000)
    expect(await api.getUpdates()).toEqual([])
    expect(await pressed).toBeUndefined()
  })

  test('a late update comes when the clock has gone on', async () => {
    const { sandbox, api, zhang, clock } = await withZhang()
    await api.getUpdates({ offset: -1 })
    sandbox.faults.add({ what: 'late-update', delayMs: 10_000 })
    zhang.says('迟了')
    zhang.says('准时')
    const texts = async () => (await api.getUpdates()).map((update) => update.message?.text)
    expect(await texts()).toEqual(['/start', '准时'])
    await clock.advance(10_000)
    expect(await texts()).toEqual(['/start', '准时', '迟了'])
  })
})

describe('requests', () => {
  test.each([
    ['a query', (root: string, id: number) => fetch(`${root}/sendMessage?chat_id=${id}&text=hi`)],
    [
      'a form',
      (root: string, id: number) =>
        fetch(`${root}/SENDMESSAGE`, {
          method: 'POST',
          body: new URLSearchParams({
            chat_id: String(id),
            text: 'hi',
            reply_markup: '{"force_reply":true}',
          }),
        }),
    ],
    [
      'parts',
      (root: string, id: number) => {
        const form = new FormData()
        form.set('chat_id', String(id))
        form.set('document', new Blob(['a,b']), '表.csv')
        return fetch(`${root}/sendDocument`, { method: 'POST', body: form })
      },
    ],
  ])('come as %s, too', async (_, ask) => {
    const { sandbox, bot, zhang } = await withZhang()
    const answer = await (await ask(`${sandbox.apiRoot}/bot${bot.token}`, zhang.id)).json()
    expect(answer).toMatchObject({ ok: true })
    expect(zhang.chat()).toHaveLength(2)
  })

  test('that are no JSON, or miss a button field, are refused with the field named', async () => {
    const { sandbox, bot, zhang } = await withZhang()
    const ask = async (body: string) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${sandbox.apiRoot}/bot${bot.token}/sendMessage`, {
        method: 'POST',
        headers,
        body,
      })
      return ((await answer.json()) as { description: string }).description
    }
    expect(await ask('{')).toBe("Bad Request: can't parse JSON object")
    expect(await ask('{"text":"hi"}')).toBe('Bad Request: chat_id is empty')
    const reply_markup = { inline_keyboard: [[{ text: '好', callbak_data: 'ok' }]] }
    expect(await ask(JSON.stringify({ chat_id: zhang.id, text: 'hi', reply_markup }))).toContain(
      'unknown parameter "reply_markup.inline_keyboard.0.0.callbak_data" of sendMessage',
    )
  })
})
