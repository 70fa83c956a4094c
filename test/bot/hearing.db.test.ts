import { Composer } from 'grammy'
import { beforeEach, describe, expect, test } from 'vitest'
import { action } from '../../src/bot/callback-data.ts'
import type { BotContext, ChatContext } from '../../src/bot/context.ts'
import type { Feature } from '../../src/bot/feature.ts'
import { onPress } from '../../src/bot/press.ts'
import { editPressed, reply, toast } from '../../src/bot/reply.ts'
import { confidential, publicMessage } from '../../src/delivery/message.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { groupChat, human, Phone, privateChat } from '../support/phone.ts'

const ring = action('ring', 'times')

/** A village bell: rung by a command, by a button, by a picture; refused at night. */
function bell(rung: string[]): Feature {
  const buttons = new Composer<BotContext>()
  onPress(buttons, ring, async (ctx, { times }) => {
    if (times === '0') throw new Refusal('talk-press-one')
    rung.push(`${ctx.person.name} ${times}`)
    if (times === '2') await toast(ctx, '响了')
    await editPressed(ctx, publicMessage('敲过了'))
  })
  const messages = new Composer<BotContext>()
  messages.on('message:photo', (ctx) => reply(ctx, publicMessage('照片收到')))
  const chats = new Composer<ChatContext>()
  const once = { text: '一下', data: ring.data({ times: 1 }) }
  const none = { text: '不敲', data: ring.data({ times: 0 }) }
  const twice = { text: '两下', data: ring.data({ times: 2 }) }
  return {
    commands: [
      {
        name: 'bell',
        where: 'everywhere',
        menu: false,
        async run(ctx, argument) {
          if (argument === '夜里') throw new Refusal('file-too-large', { megabytes: 1 })
          await reply(ctx, publicMessage(`敲钟 ${argument}`, { buttons: [[once, twice, none]] }))
        },
      },
      {
        name: 'secret',
        where: 'private',
        menu: false,
        run: (ctx) => reply(ctx, confidential('只有您知道')),
      },
      { name: 'gather', where: 'group', menu: false, run: (ctx) => reply(ctx, publicMessage('开会了')) },
      {
        name: 'lock',
        where: 'private',
        menu: false,
        needs: 'manage-units',
        run: (ctx) => reply(ctx, publicMessage('锁上了')),
      },
    ],
    startLinks: [{ prefix: 'b', run: (ctx, rest) => reply(ctx, publicMessage(`链接 ${rest}`)) }],
    buttons,
    messages,
    chats,
  }
}

describe('the bot hears', () => {
  const zhang = human(11, '张三')
  const square = groupChat(700, '和平村一组')
  let app: TestApp
  let phone: Phone
  let rung: string[]

  beforeEach(async () => {
    app = await testApp()
    rung = []
    phone = new Phone(app, [bell(rung)])
  })

  test('a command with what follows it', async () => {
    await phone.says(zhang, '/bell 三下')
    expect(phone.lastWords).toBe('敲钟 三下')
  })

  test('a command in a group, answered to the message that gave it', async () => {
    await phone.says(zhang, '/bell@cunxun_bot', square)
    expect(phone.said.at(-1)).toMatchObject({ to: { kind: 'group', telegramId: -700 }, call: { replyTo: 1 } })
  })

  test('a private matter in a group: it gives a link and no more', async () => {
    await phone.says(zhang, '/secret', square)
    expect(phone.lastWords).not.toContain('只有您知道')
    expect(phone.said.at(-1)?.call).toMatchObject({
      message: { buttons: [[{ url: 'https://t.me/cunxun_bot?start=go-secret' }]] },
    })
    await phone.says(zhang, '/start go-secret')
    expect(phone.lastWords).toBe('只有您知道')
  })

  test('a group matter in private: it says where', async () => {
    await phone.says(zhang, '/gather')
    expect(phone.lastWords).toContain('要在群里发')
  })

  test('a link of a feature', async () => {
    await phone.says(zhang, '/start b-17')
    expect(phone.lastWords).toBe('链接 17')
  })

  test('a command that nobody knows: a hint in private, silence in a group', async () => {
    await phone.says(zhang, '/weather')
    expect(phone.lastWords).toContain('/help')
    const said = phone.said.length
    await phone.says(zhang, '/weather', square)
    expect(phone.said).toHaveLength(said)
  })

  test('words that nobody listens to: the menu in private, silence in a group', async () => {
    await phone.says(zhang, '你好')
    expect(phone.lastLabels).toEqual(['帮助'])
    await phone.presses(zhang, '帮助')
    expect(phone.lastWords).toContain('/bell')
    const said = phone.said.length
    await phone.says(zhang, '@cunxun_bot 好', square)
    expect(phone.said).toHaveLength(said)
  })

  test('a picture that a feature listens to', async () => {
    const photo = [{ file_id: 'a', file_unique_id: 'b', width: 1, height: 1 }]
    await phone.hears(phone.message(zhang, { photo }))
    expect(phone.lastWords).toBe('照片收到')
  })

  test('a press, and answers it once', async () => {
    await phone.says(zhang, '/bell')
    await phone.presses(zhang, '一下')
    await phone.presses(zhang, '两下')
    expect(rung).toEqual(['张三 1', '张三 2'])
    expect(phone.toasts).toEqual([undefined, '响了'])
    expect(phone.said.at(-1)?.call.do).toBe('edit')
  })

  test('a press on something that is gone: it says so', async () => {
    await phone.hears(phone.press(zhang, 'ring:1:2'))
    await phone.hears(phone.press(zhang, 'nobody-knows'))
    expect(phone.toasts).toEqual(Array(2).fill('这个按钮已经过时了，请看最下面那一条。'))
  })

  test('and a refusal is spoken: to a command as a message, to a press as a notice over it', async () => {
    await phone.says(zhang, '/bell 夜里')
    expect(phone.lastWords).toContain('最多 1 MB')
    await phone.says(zhang, '/bell')
    await phone.presses(zhang, '不敲')
    expect(phone.toasts.at(-1)).toContain('请按按钮选一个')
    expect(rung).toEqual([])
  })

  test('in the language of whoever speaks', async () => {
    await phone.says(human(12, 'Ann', { language_code: 'en' }), '/weather')
    expect(phone.lastWords).toContain('no such command')
    await phone.says(human(13, 'Tsering', { language_code: 'bo' }), '/weather')
    expect(phone.lastWords).toContain('没有这个命令')
  })

  test('only those see a command who hold its permission somewhere', async () => {
    await phone.says(zhang, '/help')
    expect(phone.lastWords).toContain('/secret')
    expect(phone.lastWords).not.toContain('/lock')
  })

  test('nobody in particular: an anonymous admin is asked to use a name, a service message leaves no trace', async () => {
    const anonymous = { ...human(1087968824, 'Group'), is_bot: true }
    await phone.hears(
      phone.message(anonymous, { text: '/bell', sender_chat: square, entities: [command] }, square),
    )
    expect(phone.lastWords).toContain('以群的名义')
    await phone.hears(phone.message(zhang, { new_chat_title: '新名字' }, square))
    expect(await app.db.person.count()).toBe(0)
  })

  test('and says sorry with a number when it could not be helped', async () => {
    await phone.handler.apologize(phone.text(zhang, '/bell'), 'A17')
    expect(phone.lastWords).toContain('A17')
  })

  const command = { type: 'bot_command', offset: 0, length: 5 } as const
})

describe('an answer', () => {
  const zhang = human(11, '张三')
  let app: TestApp
  let phone: Phone

  beforeEach(async () => {
    app = await testApp()
    phone = new Phone(app, [bell([])])
  })

  const outbox = () => app.db.delivery.findMany({ include: { content: true } })

  test.each(['no', 'unknown'] as const)(
    'that was not surely delivered (%s) becomes a promise of the outbox, once',
    async (delivered) => {
      const update = phone.text(zhang, '/bell 三下')
      for (const _ of [1, 2]) {
        phone.outcomes.push({ kind: 'retry', afterMs: undefined, delivered, reason: 'network' })
        await phone.hears(update)
      }
      expect(await outbox()).toMatchObject([{ lane: 0, state: 'queued', whenInDoubt: 'repeat' }])
    },
  )

  test('waits as long as Telegram asked', async () => {
    phone.outcomes.push({ kind: 'retry', afterMs: 5000, delivered: 'no', reason: '429' })
    await phone.says(zhang, '/bell')
    const [row] = await outbox()
    expect(row?.notBefore).toEqual(new Date(app.clock.now().getTime() + 5000))
  })

  test('to somebody who has blocked us in the meantime retires the chat', async () => {
    phone.outcomes.push({ kind: 'gone', reason: 'blocked' })
    await phone.says(zhang, '/bell')
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'gone', goneReason: 'blocked' }])
    expect(await outbox()).toEqual([])
  })

  test('to a group that has just become a supergroup follows it', async () => {
    phone.outcomes.push({ kind: 'moved', toTelegramId: -100_700 })
    await phone.says(zhang, '/bell', groupChat(700, '和平村一组'))
    expect(await app.db.chat.findFirst({ where: { kind: 'group' } })).toMatchObject({ telegramId: -100_700n })
    expect(await outbox()).toHaveLength(1)
  })

  test('that Telegram refuses is a fault of ours', async () => {
    phone.outcomes.push({ kind: 'rejected', reason: "can't parse entities" })
    await expect(phone.says(zhang, '/bell')).rejects.toThrow('refused an answer')
  })

  test('that cannot take the place of the pressed message is a message of its own', async () => {
    await phone.says(zhang, '/bell')
    phone.outcomes.push({ kind: 'rejected', reason: 'message to edit not found' })
    await phone.presses(zhang, '一下')
    expect(phone.said.slice(-2).map(({ call }) => call.do)).toEqual(['edit', 'send'])
  })

  test('to a group is never confidential, whatever the types were told', async () => {
    const leak: Feature = {
      commands: [
        {
          name: 'leak',
          where: 'everywhere',
          menu: false,
          run: (ctx) =>
            reply(ctx as BotContext & { here: { kind: 'private'; chatId: number } }, confidential('秘密')),
        },
      ],
    }
    const leaking = new Phone(app, [leak])
    await leaking.says(zhang, '/leak', privateChat(zhang))
    await expect(leaking.says(zhang, '/leak', groupChat(700, '群'))).rejects.toThrow('confidential')
    expect(leaking.said).toHaveLength(1)
  })
})
