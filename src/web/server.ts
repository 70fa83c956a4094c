import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../app.ts'
import { within } from '../lib/loop.ts'
import type { Health } from './health.ts'
import { createMetrics } from './metrics.ts'
import { readBody } from './read-body.ts'

export interface WebhookRoute {
  path: string
  secret: string
  /** Writes the update down; false when the body is none. Throws when it could not be written. */
  receive(body: string): Promise<boolean>
}

export interface Web {
  readonly port: number
  close(): Promise<void>
}

/** How long a request under way may take when the server closes. */
const closingMs = 2_000

interface Answer {
  status: number
  type?: string
  body?: string
}

/** Equal in the time that any two take: the answer's delay says nothing about the secret. */
function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(String(given ?? '')), digest(secret))
}

async function answerWebhook(route: WebhookRoute, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'POST') return { status: 405 }
  if (!isSecret(request.headers['x-telegram-bot-api-secret-token'], route.secret)) return { status: 401 }
  const body = await readBody(request)
  if (body === undefined) return { status: 413 }
  return { status: (await route.receive(body)) ? 200 : 400 }
}

/** Our own web server: the webhook, /health and /metrics. It says no names, no words and no secrets. */
export async function startWeb(
  app: App,
  health: () => Promise<Health>,
  webhook?: WebhookRoute,
): Promise<Web> {
  const metrics = createMetrics(health)

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = (request.url ?? '').split('?', 1)[0]
    if (webhook && path === webhook.path) return answerWebhook(webhook, request)
    if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 404 }
    if (path === '/health') {
      const found = await health()
      return { status: found.ok ? 200 : 503, type: 'application/json', body: JSON.stringify(found) }
    }
    if (path === '/metrics') return { status: 200, type: metrics.type, body: await metrics.text() }
    return { status: 404 }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await answer(request).catch((error: unknown) => {
      // Telegram brings an update again that was answered like this.
      app.log.error({ err: error }, 'a request could not be answered')
      return { status: 503 } as Answer
    })
    if (!request.complete) response.setHeader('connection', 'close')
    response.writeHead(status, type ? { 'content-type': type } : {}).end(body)
  }

  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void serve(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(app.config.port, app.config.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      if (!(await within(app.clock, closingMs, closed))) server.closeAllConnections()
      await closed
    },
  }
}
