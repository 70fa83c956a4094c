import { Api, GrammyError, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { phoneFilm, phonePhoto, voice } from '../support/sample-files.ts'

let sandbox: Sandbox
let api: Api
let chat: number
beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  const zhang = sandbox.createUser({ firstName: '张三' })
  zhang.start()
  chat = zhang.id
  api = new Api(bot.token, { apiRoot: sandbox.apiRoot })
})
afterEach(() => sandbox.stop())

/** What Telegram says of a refused upload. */
async function refusal(sending: Promise<unknown>): Promise<string> {
  try {
    await sending
    return 'taken'
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`
    throw error
  }
}

/** The bytes behind a file id, as a bot gets them. */
async function download(fileId: string): Promise<Buffer> {
  const { file_path: path } = await api.getFile(fileId)
  const answer = await fetch(`${sandbox.apiRoot}/file/bot${sandbox.bots[0]?.token}/${path}`)
  return Buffer.from(await answer.arrayBuffer())
}

describe('a bot sends files up', () => {
  test('photo, document, voice and video arrive as what they are, whole', async () => {
    const [photo, film] = [await phonePhoto(), phoneFilm()]
    const upload = (bytes: Buffer, name: string) => new InputFile(bytes, name)
    const sent = [
      await api.sendPhoto(chat, upload(photo, '482-037-1.jpg'), { caption: '水渠' }),
      await api.sendDocument(chat, upload(photo, '482-037-2.jpg')),
      await api.sendVoice(chat, upload(voice, '482-037-3.ogg')),
      await api.sendVideo(chat, upload(film, '482-037-4.mp4')),
    ] as const
    expect(sent[0].caption).toBe('水渠')
    const ids = [
      sent[0].photo.at(-1)?.file_id,
      sent[1].document.file_id,
      sent[2].voice.file_id,
      sent[3].video.file_id,
    ]
    const bytes = [photo, photo, voice, film]
    for (const [at, id = ''] of ids.entries())
      expect((await download(id)).equals(bytes[at] ?? Buffer.alloc(0)), `${at}`).toBe(true)
    expect(sent[1].document).toMatchObject({ file_name: '482-037-2.jpg', mime_type: 'image/jpeg' })
    expect(sent[2].voice.mime_type).toBe('audio/ogg')
    expect(sent[3].video).toMatchObject({ mime_type: 'video/mp4', file_size: film.length })
  })

  test('what is no picture is no photo, and an empty file is nothing', async () => {
    const text = new InputFile(Buffer.from('我不是照片'), 'a.jpg')
    expect(await refusal(api.sendPhoto(chat, text))).toMatch(/^400 .*IMAGE_PROCESS_FAILED/)
    const empty = new InputFile(Buffer.alloc(0), 'a.txt')
    expect(await refusal(api.sendDocument(chat, empty))).toMatch(/^400 .*non-empty/)
  })

  test('50 MB go up, one byte more does not', async () => {
    const most = 50 * 1024 * 1024
    expect(await refusal(api.sendDocument(chat, new InputFile(Buffer.alloc(most, 1), 'a.bin')))).toBe('taken')
    const more = new InputFile(Buffer.alloc(most + 1, 1), 'a.bin')
    expect(await refusal(api.sendDocument(chat, more))).toBe('413 Request Entity Too Large')
    const rest = await api.sendMessage(chat, '还在')
    expect(rest.text).toBe('还在')
  })
})
