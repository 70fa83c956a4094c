import { InlineKeyboard, Keyboard } from 'grammy'
import { describe, expect, test } from 'vitest'
import { box, runBot } from './talk.ts'

async function withZhang(settings = {}) {
  const all = await box({ flood: 'off', ...settings })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  zhang.start()
  return { ...all, zhang }
}

describe('what a person’s phone does', () => {
  test('a button with a link to the bot starts it with the payload', async () => {
    const { api, zhang } = await withZhang()
    const reply_markup = new InlineKeyboard().url('去私聊', 'https://t.me/cunxun_bot?start=report')
    await api.sendMessage(zhang.id, '请到私聊', { reply_markup })
    await zhang.presses('去私聊')
    expect(zhang.chat().at(-1)?.text).toBe('/start report')
    expect(() => zhang.opens('https://example.com')).toThrow('leads to no private chat')
  })

  test('a keyboard for one time goes away when it was used, a wish for a reply too', async () => {
    const { api, zhang } = await withZhang()
    await api.sendMessage(zhang.id, '选', { reply_markup: new Keyboard().text('好').oneTime() })
    expect(zhang.keyboard()).toEqual([['好']])
    await zhang.presses('好')
    expect(zhang.keyboard()).toEqual([])
    await api.sendMessage(zhang.id, '选', { reply_markup: new Keyboard().text('好') })
    await api.sendMessage(zhang.id, '不选了', { reply_markup: { remove_keyboard: true } })
    expect(zhang.keyboard()).toEqual([])
  })

  test('a bot brought into a group by a link is told the payload', async () => {
    const { sandbox, api, bot, zhang } = await withZhang()
    const group = sandbox.createGroup({ title: '和平村', creator: zhang })
    group.add(bot, { by: zhang, payload: 'bind_7' })
    expect((await api.getUpdates()).at(-1)?.message?.text).toBe('/start@cunxun_bot bind_7')
  })

  test('a person who has blocked the bot cannot write to it', async () => {
    const { zhang, api } = await withZhang()
    zhang.blocks()
    expect(() => zhang.says('在吗')).toThrow('has blocked the bot')
    const [, change] = await api.getUpdates()
    expect(change?.my_chat_member).toMatchObject({
      chat: { id: zhang.id, type: 'private' },
      new_chat_member: { status: 'kicked' },
    })
  })

  test('an edited message reaches the bot as such', async () => {
    const { zhang, api } = await withZhang()
    zhang.edits(zhang.says('土逗'), '土豆')
    expect((await api.getUpdates()).at(-1)?.edited_message).toMatchObject({ text: '土豆' })
  })
})

describe('a long run', () => {
  test('keeps only so many messages, calls and deliveries', async () => {
    const { sandbox, api, zhang } = await withZhang({ keptMessages: 5, keptCalls: 6, keptDeliveries: 7 })
    for (let count = 1; count <= 30; count++) await api.sendMessage(zhang.id, `第${count}条`)
    expect(zhang.chat().map((one) => one.text)).toEqual(['第26条', '第27条', '第28条', '第29条', '第30条'])
    expect(sandbox.calls).toHaveLength(6)
    expect(sandbox.deliveries()).toHaveLength(7)
  })

  test('counts copies of one text in one chat', async () => {
    const { sandbox, api, zhang } = await withZhang()
    for (const text of ['通知', '通知', '行情']) await api.sendMessage(zhang.id, text)
    expect(sandbox.duplicates()).toEqual([{ chatId: zhang.id, text: '通知', times: 2 }])
  })

  test('a call that hangs after delivery is delivered, and its caller gives up', async () => {
    const { sandbox, bot, api, zhang } = await withZhang()
    sandbox.faults.add({ what: 'hang-after', method: 'sendMessage', after: 1 })
    await api.sendMessage(zhang.id, '一')
    const giveUp = new AbortController()
    const url = `${sandbox.apiRoot}/bot${bot.token}/sendMessage?chat_id=${zhang.id}&text=二`
    const lost = expect(fetch(url, { signal: giveUp.signal })).rejects.toThrow('aborted')
    await zhang.hears('二')
    giveUp.abort()
    await lost
    expect(sandbox.calls.at(-1)).toMatchObject({ fault: 'hang-after', status: 0 })
  })

  test('two bots in one box do not hear each other', async () => {
    const { sandbox, zhang } = await withZhang({ latency: { minMs: 0, maxMs: 2, seed: 7 } })
    const other = sandbox.createBot({ username: 'weather_bot' })
    await runBot(sandbox, (bot) => bot.on('message', (ctx) => ctx.reply('村讯听到了')))
    zhang.start(other)
    zhang.says('在吗')
    await zhang.hears('村讯听到了')
    expect(zhang.chat(other).map((one) => one.text)).toEqual(['/start'])
  })
})
