import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from '../api-error.ts'
import type { Call, UploadedFile } from '../methods/call.ts'
import { handlers } from '../methods/handlers.ts'
import { checkParameters, type MethodName, methodNamed, methodTable } from '../parameters/check-parameters.ts'
import type { BotAccount } from '../world/accounts.ts'
import { Ring } from '../world/ring.ts'
import type { World } from '../world/world.ts'
import { failure, sendJson } from './answers.ts'
import type { LoggedCall } from './call-log.ts'
import { CallFaults } from './faults.ts'
import { FloodGate, weightOf } from './flood.ts'
import { latencyOf } from './latency.ts'
import { struckAfter, struckBefore } from './play-faults.ts'
import { readRequest, withNamedFiles } from './read-request.ts'

/** Answers /bot<token>/<method> and /file/bot<token>/<path>. */
export class ApiServer {
  readonly faults = new CallFaults()
  readonly calls: Ring<LoggedCall>
  flood: 'strict' | 'off'
  readonly #world: World
  readonly #gates = new WeakMap<BotAccount, FloodGate>()
  readonly #holdBack: () => Promise<void>

  constructor(world: World) {
    this.#world = world
    this.flood = world.settings.flood
    this.calls = new Ring(world.settings.keptCalls)
    this.#holdBack = latencyOf(world.settings.latency)
  }

  /** Answers one request; false when its path is none of ours. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const [, isFile, token, rest] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(decodeURI(url.pathname)) ?? []
    if (!token || !rest) return false
    const bot = this.#world.bots.get(token)
    if (!bot) sendJson(response, 401, failure(new ApiError(401, 'Unauthorized')))
    else if (isFile) this.#sendFile(response, rest)
    else await this.#answerCall(request, response, { bot, path: rest, query: url.searchParams })
    return true
  }

  #sendFile(response: ServerResponse, path: string): void {
    const file = this.#world.files.atPath(path)
    if (!file) sendJson(response, 404, failure(new ApiError(404, 'Not Found')))
    else {
      response.writeHead(200, { 'content-type': file.mimeType ?? 'application/octet-stream' })
      response.end(file.bytes)
    }
  }

  async #answerCall(
    request: IncomingMessage,
    response: ServerResponse,
    asked: { bot: BotAccount; path: string; query: URLSearchParams },
  ): Promise<void> {
    const entry = this.#newEntry(asked.bot, asked.path)
    this.calls.push(entry)
    try {
      const result = await this.#perform(request, response, asked, entry)
      if (result !== unanswered) this.#finish(response, entry, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      entry.description = error.message
      entry.retryAfterS = error.parameters?.retry_after
      this.#finish(response, entry, error.code, failure(error))
    } finally {
      this.#world.changes.tell()
    }
  }

  #newEntry(bot: BotAccount, method: string): LoggedCall {
    const { clock } = this.#world
    return {
      at: clock.now(),
      uptimeMs: clock.uptimeMs(),
      bot: bot.user.username ?? '',
      method,
      parameters: {},
      status: 0,
      description: undefined,
      retryAfterS: undefined,
      fault: undefined,
    }
  }

  #finish(response: ServerResponse, entry: LoggedCall, status: number, body: object): void {
    entry.status = status
    sendJson(response, status, body)
  }

  async #perform(
    request: IncomingMessage,
    response: ServerResponse,
    { bot, path, query }: { bot: BotAccount; path: string; query: URLSearchParams },
    entry: LoggedCall,
  ): Promise<unknown> {
    const body = await readRequest(request, query)
    const method = methodNamed(path)
    if (!method) throw new ApiError(404, 'Not Found: method not found')
    entry.method = method
    const given = withNamedFiles(body, (name) => name in methodTable[method].shape)
    entry.parameters = given
    if (method !== 'getUpdates') await this.#holdBack()
    const fault = this.faults.strike(method, given.chat_id)
    entry.fault = fault?.what
    if (fault && (await struckBefore(fault, response, entry))) return unanswered
    const result = await this.#call(method, bot, { given, files: body.files, response })
    return fault && (await struckAfter(fault, response)) ? unanswered : result
  }

  async #call(
    method: MethodName,
    bot: BotAccount,
    {
      given,
      files,
      response,
    }: { given: Record<string, unknown>; files: Map<string, UploadedFile>; response: ServerResponse },
  ): Promise<unknown> {
    const parameters: Record<string, unknown> = checkParameters(method, given)
    const { chat_id: chatId } = parameters
    const weight = weightOf(method, parameters)
    if (this.flood === 'strict' && weight > 0 && (typeof chatId === 'number' || typeof chatId === 'string')) {
      const paid = parameters.allow_paid_broadcast === true
      this.#gateOf(bot).pass(weight, chatId, this.#world.clock.uptimeMs(), paid)
    }
    const signal = method === 'getUpdates' ? hangUpSignal(response) : NEVER
    // The table and the handlers are keyed alike; TypeScript cannot follow one name through both.
    const handler = handlers[method] as (call: Call<unknown>) => unknown
    return await handler({ world: this.#world, bot, parameters, files, signal })
  }

  #gateOf(bot: BotAccount): FloodGate {
    const known = this.#gates.get(bot)
    if (known) return known
    const gate = new FloodGate(this.#world.settings.floodLimits)
    this.#gates.set(bot, gate)
    return gate
  }
}

/** Stands for a call that gets no answer. */
const unanswered = Symbol('unanswered')

/** Only a long poll asks whether its caller is still there. */
const NEVER = new AbortController().signal

function hangUpSignal(response: ServerResponse): AbortSignal {
  const hungUp = new AbortController()
  response.once('close', () => hungUp.abort())
  return hungUp.signal
}
