import { InlineKeyboard } from 'grammy'
import { describe, expect, test } from 'vitest'
import { box, isLost, refusal } from './talk.ts'

async function withZhang(settings = {}) {
  const all = await box({ flood: 'off', ...settings })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  zhang.start()
  await all.api.getUpdates()
  return { ...all, zhang }
}

describe('what Telegram refuses, in its words', () => {
  test('writing to someone unknown, and to someone who never pressed START', async () => {
    const { sandbox, api } = await withZhang()
    expect(await refusal(api.sendMessage(999, '在吗'))).toEqual({
      code: 400,
      words: 'Bad Request: chat not found',
    })
    const li = sandbox.createUser({ firstName: '李文' })
    const group = sandbox.createGroup({ title: '和平村', creator: li })
    const [bot] = sandbox.bots
    if (bot) group.add(bot)
    expect(await refusal(api.sendMessage(li.id, '在吗'))).toEqual({
      code: 403,
      words: "Forbidden: bot can't initiate conversation with a user",
    })
  })

  test('writing to someone who blocked the bot or deleted the account', async () => {
    const { api, zhang } = await withZhang()
    zhang.blocks()
    expect(await refusal(api.sendMessage(zhang.id, '在吗'))).toEqual({
      code: 403,
      words: 'Forbidden: bot was blocked by the user',
    })
    zhang.unblocks()
    zhang.deactivates()
    expect(await refusal(api.sendMessage(zhang.id, '在吗'))).toEqual({
      code: 403,
      words: 'Forbidden: user is deactivated',
    })
  })

  test.each([
    ['', 'message text is empty'],
    [' \n ', 'text must be non-empty'],
    ['字'.repeat(4097), 'message is too long'],
    ['😀'.slice(0, 1), 'strings must be encoded in UTF-8'],
    ['<foo>x</foo>', `can't parse entities: Unsupported start tag "foo" at byte offset 0`],
    ['价<b>高', `can't parse entities: Can't find end tag corresponding to start tag "b"`],
    ['价</b>高', `can't parse entities: Unexpected end tag at byte offset 3`],
    ['<b>价</i>', `can't parse entities: Unmatched end tag at byte offset 6, expected "</b>", found "</i>"`],
  ])('the text %j', async (text, words) => {
    const { api, zhang } = await withZhang()
    expect(await refusal(api.sendMessage(zhang.id, text, { parse_mode: 'HTML' }))).toEqual({
      code: 400,
      words: `Bad Request: ${words}`,
    })
  })

  test('4096 characters are counted after parsing', async () => {
    const { api, zhang } = await withZhang()
    const sent = await api.sendMessage(zhang.id, `<b>${'字'.repeat(4096)}</b>`, { parse_mode: 'HTML' })
    expect(sent.text).toHaveLength(4096)
  })

  test('callback data of more than 64 bytes', async () => {
    const { api, zhang } = await withZhang()
    const keyboard = (data: string) => ({ reply_markup: new InlineKeyboard().text('好', data) })
    await api.sendMessage(zhang.id, '行', keyboard('村'.repeat(21)))
    expect(await refusal(api.sendMessage(zhang.id, '行', keyboard('村'.repeat(22))))).toEqual({
      code: 400,
      words: 'Bad Request: BUTTON_DATA_INVALID',
    })
  })

  test('an edit that changes nothing, an edit of what is gone, and of what another wrote', async () => {
    const { api, zhang } = await withZhang()
    const sent = await api.sendMessage(zhang.id, '第一')
    expect((await refusal(api.editMessageText(zhang.id, sent.message_id, '第一'))).words).toMatch(
      /^Bad Request: message is not modified: specified new message content/,
    )
    await api.editMessageText(zhang.id, sent.message_id, '第二')
    expect(zhang.chat().at(-1)?.text).toBe('第二')
    const hers = zhang.says('我写的')
    expect((await refusal(api.editMessageText(zhang.id, hers.id, '改'))).words).toBe(
      "Bad Request: message can't be edited",
    )
    await api.deleteMessage(zhang.id, sent.message_id)
    expect((await refusal(api.editMessageText(zhang.id, sent.message_id, '三'))).words).toBe(
      'Bad Request: message to edit not found',
    )
  })

  test('deleting after 48 hours', async () => {
    const { api, zhang, clock } = await withZhang()
    const sent = await api.sendMessage(zhang.id, '旧')
    clock.setWall(new Date(clock.now().getTime() + 49 * 3_600_000))
    expect((await refusal(api.deleteMessage(zhang.id, sent.message_id))).words).toBe(
      "Bad Request: message can't be deleted for everyone",
    )
  })

  test('an answer to a button after 150 seconds', async () => {
    const { sandbox, clock, api, zhang } = await withZhang({ patienceMs: 300 })
    await api.sendMessage(zhang.id, '行', { reply_markup: new InlineKeyboard().text('好', 'ok') })
    const pressed = zhang.presses('好')
    await sandbox.waitFor(() => sandbox.bots[0]?.pendingUpdates, { timeoutMs: 2000 })
    const [, update] = await api.getUpdates()
    await clock.advance(151_000)
    expect(await refusal(api.answerCallbackQuery(update?.callback_query?.id ?? ''))).toEqual({
      code: 400,
      words: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    })
    await pressed
  })

  test('a wrong token, an unknown method, an unknown parameter and a wrong type', async () => {
    const { sandbox, bot } = await withZhang()
    const ask = async (path: string) => (await fetch(`${sandbox.apiRoot}${path}`)).json()
    expect(await ask('/bot1:wrong/getMe')).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    })
    expect(await ask(`/bot${bot.token}/sendFax`)).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    })
    expect(await ask(`/bot${bot.token}/getChat?chat_id=1&colour=red`)).toMatchObject({
      error_code: 400,
      description: expect.stringContaining('unknown parameter "colour" of getChat'),
    })
    expect(await ask(`/bot${bot.token}/getChatMember?chat_id=1&user_id=me`)).toMatchObject({
      error_code: 400,
      description: expect.stringContaining('wrong parameter "user_id" of getChatMember'),
    })
  })

  test('two bots polling with one token: the first is told', async () => {
    const { sandbox, api } = await withZhang()
    const offset = (await api.getUpdates()).at(-1)?.update_id ?? 0
    const first = refusal(api.getUpdates({ timeout: 30, offset: offset + 1 }))
    await sandbox.waitFor(() => sandbox.calls.filter((call) => call.method === 'getUpdates').length === 3)
    await api.getUpdates({ offset: offset + 1 })
    expect(await first).toMatchObject({
      code: 409,
      words:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    })
  })
})

describe('faults on request', () => {
  test('429 and 5xx come once, before anything is delivered', async () => {
    const { sandbox, api, zhang } = await withZhang()
    sandbox.faults.add({ what: 'too-many-requests', method: 'sendMessage', retryAfterS: 7 })
    sandbox.faults.add({ what: 'server-error', method: 'sendMessage' })
    expect(await refusal(api.sendMessage(zhang.id, '一'))).toMatchObject({ code: 429, retry_after: 7 })
    expect(await refusal(api.sendMessage(zhang.id, '一'))).toMatchObject({ code: 502 })
    await api.sendMessage(zhang.id, '一')
    expect(sandbox.deliveries({ text: '一' })).toHaveLength(1)
  })

  test('a dropped answer leaves the message delivered; a dropped call does not', async () => {
    const { sandbox, api, zhang } = await withZhang()
    sandbox.faults.add({ what: 'drop-after', method: 'sendMessage' })
    expect(await isLost(api.sendMessage(zhang.id, '到了'))).toBe(true)
    sandbox.faults.add({ what: 'drop-before', method: 'sendMessage' })
    expect(await isLost(api.sendMessage(zhang.id, '没到'))).toBe(true)
    sandbox.faults.add({ what: 'bad-gateway-page', method: 'sendMessage' })
    expect(await isLost(api.sendMessage(zhang.id, '没到'))).toBe(true)
    expect(sandbox.deliveries().map((one) => one.text)).toEqual(['到了'])
  })

  test('an update can come twice', async () => {
    const { sandbox, api, zhang } = await withZhang()
    sandbox.faults.add({ what: 'duplicate-update' })
    zhang.says('一次')
    const first = (await api.getUpdates()).at(-1)
    const second = await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 })
    expect(second).toEqual([first])
    expect(await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 })).toEqual([])
  })
})
