import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cast } from '../people/cast.ts'
import { sendJson } from '../server/answers.ts'
import { readText } from '../server/read-request.ts'
import { perform } from './page-acts.ts'
import { PageEvents } from './page-events.ts'
import { receiveUpload, sendFile } from './page-files.ts'
import { pageState } from './page-state.ts'
import { sendStatic } from './static-files.ts'

/** Answers / and /page/…: the chat page and what it asks for. */
export class PageServer {
  readonly #cast: Cast
  readonly #events: PageEvents

  constructor(cast: Cast) {
    this.#cast = cast
    this.#events = new PageEvents(cast.world)
  }

  /** Answers one request; false when its path is none of ours. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    if (url.pathname === '/') return sendStatic(response, 'index.html')
    if (!url.pathname.startsWith('/page/')) return false
    const rest = url.pathname.slice('/page/'.length)
    const asId = Number(url.searchParams.get('as')) || undefined
    if (request.method === 'POST') return this.#act(request, response, rest, url.searchParams)
    if (rest === 'events') this.#events.add(response)
    else if (rest === 'state') sendJson(response, 200, pageState(this.#cast, asId))
    else if (rest.startsWith('file/'))
      return sendFile(this.#cast.world, response, decodeURIComponent(rest.slice(5)))
    else return sendStatic(response, rest)
    return true
  }

  /** Only the page itself may act: no other site can send this header without being asked for it first. */
  async #act(
    request: IncomingMessage,
    response: ServerResponse,
    what: string,
    query: URLSearchParams,
  ): Promise<boolean> {
    if (request.headers['x-sandbox-page'] !== 'yes') {
      sendJson(response, 403, { error: 'Only the page may do that' })
      return true
    }
    try {
      const asId = Number(query.get('as'))
      const result =
        what === 'upload'
          ? await receiveUpload(this.#cast, request, query)
          : await perform(this.#cast, asId, JSON.parse(await readText(request)))
      sendJson(response, 200, result)
    } catch (error) {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) })
    }
    return true
  }
}
