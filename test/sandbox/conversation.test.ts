import { InlineKeyboard, InputFile, Keyboard } from 'grammy'
import { describe, expect, test } from 'vitest'
import { samplePhoto } from '../../src/sandbox/people/samples.ts'
import { box, runBot } from './talk.ts'

describe('a person and a bot', () => {
  test('a villager presses START behind a link and is greeted', async () => {
    const { sandbox, bot } = await box()
    await runBot(sandbox, (telegram) => {
      telegram.command('start', (ctx) => ctx.reply(`您好，${ctx.from?.first_name}：${ctx.match}`))
    })
    const zhang = sandbox.createUser({ firstName: '张桂兰', languageCode: 'zh-hans' })
    zhang.start(bot, 'invite_42')
    expect((await zhang.hears('您好')).text).toBe('您好，张桂兰：invite_42')
  })

  test('a villager presses a button, sees the answer, and the message changes', async () => {
    const { sandbox } = await box()
    await runBot(sandbox, (telegram) => {
      telegram.on('message', (ctx) =>
        ctx.reply('今天的价格？', { reply_markup: new InlineKeyboard().text('土豆', 'price:potato') }),
      )
      telegram.on('callback_query:data', async (ctx) => {
        await ctx.editMessageText('<b>土豆</b> 1.20 元/斤', { parse_mode: 'HTML' })
        await ctx.answerCallbackQuery('查到了')
      })
    })
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    expect(await zhang.presses('土豆')).toMatchObject({ text: '查到了' })
    const [, price] = zhang.chat()
    expect(price).toMatchObject({ text: '土豆 1.20 元/斤', edited: true, buttons: [] })
    expect(price?.message.entities).toEqual([{ type: 'bold', offset: 0, length: 2 }])
  })

  test('a keyboard below the chat is typed when it is pressed', async () => {
    const { sandbox } = await box()
    await runBot(sandbox, (telegram) => {
      telegram.command('start', (ctx) => ctx.reply('选', { reply_markup: new Keyboard().text('办事') }))
      telegram.hears('办事', (ctx) => ctx.reply('好'))
    })
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    await zhang.presses('办事')
    await zhang.hears('好')
    expect(zhang.keyboard()).toEqual([['办事']])
  })

  test('a photo goes up and comes down byte for byte', async () => {
    const { sandbox, bot, api } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    zhang.sendsPhoto({ caption: '墙裂了' })
    const sent = await api.sendPhoto(zhang.id, new InputFile(samplePhoto, 'wall.png'), { caption: '收到' })
    const { file_path } = await api.getFile(sent.photo.at(-1)?.file_id ?? '')
    const down = await fetch(`${sandbox.apiRoot}/file/bot${bot.token}/${file_path}`)
    expect(Buffer.from(await down.arrayBuffer())).toEqual(samplePhoto)
    const again = await api.sendPhoto(zhang.id, sent.photo.at(-1)?.file_id ?? '')
    expect(again.photo).toEqual(sent.photo)
  })

  test('an album of two photos arrives as two messages of one group', async () => {
    const { sandbox, api } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    const photo = () => new InputFile(samplePhoto, 'wall.png')
    await api.sendMediaGroup(zhang.id, [
      { type: 'photo', media: photo(), caption: '前' },
      { type: 'photo', media: photo() },
    ])
    expect(new Set(zhang.chat().map((shown) => shown.message.media_group_id)).size).toBe(2)
    expect(zhang.chat().map((message) => message.text)).toEqual(['/start', '前', ''])
  })

  test('a villager votes, changes her mind and takes the vote back', async () => {
    const { sandbox } = await box()
    const answers: number[][] = []
    const telegram = await runBot(sandbox, (one) => {
      one.on('poll_answer', (ctx) => {
        answers.push(ctx.pollAnswer.option_ids)
      })
    })
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    await telegram.api.sendPoll(zhang.id, '几点开会？', ['早上', '晚上'], { is_anonymous: false })
    const poll = await zhang.hears('几点开会')
    zhang.votes(poll, [0])
    zhang.votes(poll, [1])
    zhang.votes(poll, [])
    await sandbox.waitFor(() => answers.length === 3)
    expect(answers).toEqual([[0], [1], []])
  })
})
