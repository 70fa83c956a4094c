import { InlineKeyboard, InputFile } from 'grammy'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { methodTable } from '../../src/sandbox/parameters/check-parameters.ts'
import * as objects from '../../src/sandbox/parameters/objects.ts'
import { samplePhoto } from '../../src/sandbox/people/samples.ts'
import { complaints, specification } from './support/specification.ts'
import { box } from './talk.ts'

/** The specification's names of the objects inside parameters. */
const OBJECTS: Record<string, z.ZodObject> = {
  MessageEntity: objects.messageEntity,
  WebAppInfo: objects.webAppInfo,
  CopyTextButton: objects.copyTextButton,
  InlineKeyboardButton: objects.inlineKeyboardButton,
  InlineKeyboardMarkup: objects.inlineKeyboardMarkup,
  KeyboardButton: objects.keyboardButton,
  ReplyKeyboardMarkup: objects.replyKeyboardMarkup,
  ReplyKeyboardRemove: objects.replyKeyboardRemove,
  ForceReply: objects.forceReply,
  ReplyParameters: objects.replyParameters,
  LinkPreviewOptions: objects.linkPreviewOptions,
  InputPollOption: objects.inputPollOption,
  InputMediaPhoto: objects.inputMediaPhoto,
  InputMediaVideo: objects.inputMediaVideo,
  InputMediaDocument: objects.inputMediaDocument,
  InputMediaAudio: objects.inputMediaAudio,
  BotCommand: objects.botCommand,
  ReactionTypeEmoji: objects.reactionType,
}

function parametersOf(schema: z.ZodObject) {
  return Object.entries(schema.shape).map(([name, kind]) => ({
    name,
    required: !z.safeParse(kind, undefined).success,
  }))
}

/** Ours that the specification does not have, or has otherwise; and required ones we leave out. */
function differences(schema: z.ZodObject, fields: { name: string; required: boolean }[]): string[] {
  const ours = parametersOf(schema)
  const wrong = ours.filter(
    (one) => !fields.some((field) => field.name === one.name && field.required === one.required),
  )
  const missing = fields.filter((field) => field.required && !ours.some((one) => one.name === field.name))
  return [...wrong, ...missing].map((one) => `${one.name}${one.required ? ' (required)' : ''}`)
}

describe.skipIf(!specification)(
  'the sandbox and the Bot API 10.1 (skipped where ../shared is absent)',
  () => {
    test.each(Object.entries(methodTable))('%s takes what the specification says', (name, schema) => {
      const method = specification?.methods[name]
      expect(method, `${name} is no method`).toBeDefined()
      expect(differences(schema, method?.fields ?? [])).toEqual([])
    })

    test.each(Object.entries(OBJECTS))('%s has the fields the specification says', (name, schema) => {
      expect(differences(schema, specification?.types[name]?.fields ?? [])).toEqual([])
    })

    test('every update and every result has the fields the specification says, and no others', async () => {
      const spec = specification
      if (!spec) return
      const { api, sandbox, bot } = await box({ flood: 'off' })
      const seen: { method: string; result: unknown }[] = []
      api.config.use(async (call, method, payload, signal) => {
        const answer = await call(method, payload, signal)
        if (answer.ok) seen.push({ method, result: answer.result })
        return answer
      })
      const zhang = sandbox.createUser({
        firstName: '张桂兰',
        lastName: '张',
        username: 'zhang',
        languageCode: 'zh',
      })
      const li = sandbox.createUser({ firstName: '李文' })
      await api.getUpdates({
        allowed_updates: [
          'message',
          'edited_message',
          'callback_query',
          'poll',
          'poll_answer',
          'my_chat_member',
          'chat_member',
          'message_reaction',
        ],
      })
      zhang.start(bot, 'hello')
      const sent = await api.sendMessage(
        zhang.id,
        '<b>土豆</b> <a href="https://example.com">价</a> https://example.com #价',
        {
          parse_mode: 'HTML',
          reply_markup: new InlineKeyboard().text('好', 'ok').url('看', 'https://example.com/a'),
          reply_parameters: { message_id: zhang.chat()[0]?.id ?? 0 },
        },
      )
      const pressed = zhang.presses('好')
      zhang.edits(zhang.says('写错了'), '写对了')
      zhang.sendsPhoto({ caption: '墙 /report' })
      zhang.sendsVoice()
      zhang.sendsDocument({ name: '表.csv', mimeType: 'text/csv' })
      zhang.sendsVideo()
      zhang.sendsLocation({ latitude: 30.1, longitude: 101.2 })
      zhang.sendsAlbum([{}, {}])
      const [hers] = zhang.chat()
      if (hers) zhang.reacts(hers, '👍')
      const file = () => new InputFile(samplePhoto, 'dot.png')
      const photo = await api.sendPhoto(zhang.id, file(), { caption: '图' })
      await api.editMessageMedia(zhang.id, photo.message_id, {
        type: 'photo',
        media: file(),
        caption: '新图',
      })
      await api.editMessageCaption(zhang.id, photo.message_id, { caption: '更新' })
      await api.sendDocument(zhang.id, file())
      await api.sendVoice(zhang.id, new InputFile(Buffer.from('OggS'), 'a.oga'), { duration: 1 })
      await api.sendVideo(zhang.id, file())
      await api.sendAudio(zhang.id, file(), { title: '歌' })
      await api.sendMediaGroup(zhang.id, [
        { type: 'photo', media: file() },
        { type: 'photo', media: file() },
      ])
      await api.sendLocation(zhang.id, 30, 101)
      const quiz = await api.sendPoll(zhang.id, '几月播种？', ['三月', '四月', '五月'], {
        type: 'quiz',
        correct_option_ids: [0, 1],
        allows_multiple_answers: true,
        is_anonymous: false,
        explanation: '看<b>天</b>',
        explanation_parse_mode: 'HTML',
        open_period: 60,
        description: '农时',
      })
      zhang.votes(await zhang.hears('几月播种'), [0, 1])
      await api.stopPoll(zhang.id, quiz.message_id)
      await api.forwardMessage(zhang.id, zhang.id, sent.message_id)
      await api.copyMessage(zhang.id, zhang.id, sent.message_id)
      await api.editMessageText(zhang.id, sent.message_id, '改了')
      await api.setMessageReaction(zhang.id, sent.message_id, [{ type: 'emoji', emoji: '👍' }])
      await api.pinChatMessage(zhang.id, sent.message_id)
      await api.getChat(zhang.id)
      await api.getFile(photo.photo.at(-1)?.file_id ?? '')
      const group = sandbox.createGroup({ title: '和平村', creator: zhang, members: [bot] })
      group.promote(bot)
      group.add(li)
      li.says('/help', { in: group })
      group.remove(li)
      group.rename('新名')
      group.migrate()
      await api.getChat(group.id)
      await api.getChatMember(group.id, li.id)
      await api.getChatMember(group.id, bot.id)
      await api.getChatAdministrators(group.id)
      await api.getChatMemberCount(group.id)
      const forum = sandbox.createGroup({
        title: '论坛',
        creator: li,
        members: [bot],
        kind: 'supergroup',
        isForum: true,
      })
      await api.sendMessage(forum.id, '进话题', { message_thread_id: forum.openTopic('行情') })
      await api.getMe()
      await api.getWebhookInfo()
      await api.setMyCommands([{ command: 'price', description: '查价' }])
      await api.getMyCommands()
      await api.leaveChat(group.id)
      zhang.blocks()
      const [first] = await api.getUpdates()
      const press = seen
        .flatMap(({ result }) => (Array.isArray(result) ? result : []))
        .find((one) => one.callback_query)
      await api.answerCallbackQuery(press.callback_query.id, { text: '好' })
      expect(await pressed).toEqual({ text: '好', showAlert: false, url: undefined })
      expect(first?.update_id).toBeGreaterThan(0)
      const wrong = seen.flatMap(({ method, result }) =>
        complaints(spec, result, spec.methods[method]?.returns ?? [], method),
      )
      expect([...new Set(wrong)]).toEqual([])
      const kinds = new Set(
        seen
          .filter((one) => one.method === 'getUpdates')
          .flatMap(({ result }) => (result as object[]).flatMap((update) => Object.keys(update))),
      )
      expect([...kinds].sort()).toEqual([
        'callback_query',
        'chat_member',
        'edited_message',
        'message',
        'message_reaction',
        'my_chat_member',
        'poll',
        'poll_answer',
        'update_id',
      ])
    })
  },
)
