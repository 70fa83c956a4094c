import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { box, refusal } from './talk.ts'

interface Post {
  secret: string | string[] | undefined
  text: string
  updateId: number
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A web server that notes each update and answers as `answer` says: a status, with or without a body, or nothing at all. */
async function receiver(
  answer: (post: Post, count: number) => { status: number; body?: object } | 'nothing',
) {
  const posts: Post[] = []
  const server = createServer(async (request, response) => {
    const update = JSON.parse(await bodyOf(request))
    const secret = request.headers['x-telegram-bot-api-secret-token']
    const post = { secret, text: update.message?.text, updateId: update.update_id }
    posts.push(post)
    const given = answer(post, posts.length)
    if (given !== 'nothing') response.writeHead(given.status).end(given.body && JSON.stringify(given.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { posts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram` }
}

describe('a webhook', () => {
  test('is handed updates with the secret, and getUpdates is refused meanwhile', async () => {
    const { sandbox, api, bot } = await box()
    const { posts, url } = await receiver(() => ({ status: 200 }))
    await api.setWebhook(url, { secret_token: 'open_sesame', max_connections: 5 })
    expect(await refusal(api.getUpdates())).toMatchObject({ code: 409 })
    sandbox.createUser({ firstName: '张桂兰' }).start()
    await sandbox.waitFor(() => posts.length === 1 && bot.pendingUpdates === 0)
    expect(posts[0]).toMatchObject({ secret: 'open_sesame', text: '/start' })
    await api.deleteWebhook()
    expect(await api.getUpdates()).toEqual([])
  })

  test('that fails gets the update again, at once and then after a pause, and others wait their turn', async () => {
    const { sandbox, api, clock } = await box()
    const { posts, url } = await receiver((_, count) => ({ status: count <= 2 ? 500 : 200 }))
    await api.setWebhook(url)
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    zhang.start()
    zhang.says('第二句')
    await sandbox.waitFor(() => posts.length === 2)
    expect((await api.getWebhookInfo()).last_error_message).toMatch(/500 Internal Server Error/)
    await sandbox.waitFor(() => {
      void clock.advance(1000)
      return posts.length === 4
    })
    expect(posts.map((post) => post.text)).toEqual(['/start', '/start', '/start', '第二句'])
  })

  test('that does not answer within a minute gets the update a second time', async () => {
    const { sandbox, api, clock } = await box()
    const { posts, url } = await receiver((_, count) => (count === 1 ? 'nothing' : { status: 200 }))
    await api.setWebhook(url)
    sandbox.createUser({ firstName: '张桂兰' }).start()
    await sandbox.waitFor(() => posts.length === 1)
    await sandbox.waitFor(() => {
      void clock.advance(30_000)
      return posts.length === 2
    })
    expect(posts[1]?.updateId).toBe(posts[0]?.updateId)
  })

  test('may answer with one call to make', async () => {
    const { sandbox, api } = await box()
    const zhang = sandbox.createUser({ firstName: '张桂兰' })
    const { url } = await receiver(() => ({
      status: 200,
      body: { method: 'sendMessage', chat_id: zhang.id, text: '您好' },
    }))
    await api.setWebhook(url)
    zhang.start()
    expect((await zhang.hears('您好')).text).toBe('您好')
  })

  test('wants a sound secret and a web address', async () => {
    const { api } = await box()
    expect((await refusal(api.setWebhook('ftp://example.com'))).words).toMatch(/^Bad Request: bad webhook/)
    expect((await refusal(api.setWebhook('https://example.com', { secret_token: '密' }))).words).toBe(
      'Bad Request: secret token contains unallowed characters',
    )
  })
})
