import { setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../lib/clock.ts'
import { PageServer } from './page-server/page-server.ts'
import { Cast, type NewUser } from './people/cast.ts'
import type { NewBot, SandboxBot } from './people/sandbox-bot.ts'
import type { NewGroup, SandboxGroup } from './people/sandbox-group.ts'
import type { SandboxUser } from './people/sandbox-user.ts'
import { ApiServer } from './server/api-server.ts'
import type { LoggedCall } from './server/call-log.ts'
import type { CallFault } from './server/faults.ts'
import { WebhookSender } from './server/webhook-sender.ts'
import { defaultSettings, type SandboxSettings } from './settings.ts'
import { type UpdateFault, UpdateFaults } from './world/update-faults.ts'
import { closeDuePolls, hasTimedPoll } from './world/voting.ts'
import { type Delivery, World } from './world/world.ts'

export type Fault = CallFault | UpdateFault

function isUpdateFault(fault: Fault): fault is UpdateFault {
  return fault.what === 'duplicate-update' || fault.what === 'late-update'
}

/** Starts Telegram in a box: an HTTP server that speaks the Bot API, and a world of people to play in. */
export async function startSandbox(settings: { clock: Clock } & Partial<SandboxSettings>): Promise<Sandbox> {
  const sandbox = new Sandbox({ ...defaultSettings, ...settings })
  await sandbox.listen()
  return sandbox
}

/** Telegram in a box. */
export class Sandbox {
  readonly world: World
  readonly #cast: Cast
  readonly #api: ApiServer
  readonly #page: PageServer
  readonly #server: Server
  readonly #updateFaults = new UpdateFaults()
  readonly #stopped = new AbortController()

  constructor(settings: SandboxSettings) {
    // Every wait in the sandbox listens for its end.
    setMaxListeners(0, this.#stopped.signal)
    this.world = new World(settings, this.#updateFaults)
    this.#cast = new Cast(this.world)
    this.#api = new ApiServer(this.world)
    this.#page = new PageServer(this.#cast)
    this.#server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
      this.#route(request, response).catch((error: unknown) => this.#fail(response, error))
    })
  }

  /** Opens the port; called by startSandbox. */
  async listen(): Promise<void> {
    const { port, host } = this.world.settings
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, resolve)
    })
    void this.#keepTime()
  }

  /** Closes the port and every connection. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }
  /** What a bot takes for https://api.telegram.org. */
  get apiRoot(): string {
    return `http://${this.world.settings.host}:${this.port}`
  }

  get bots(): readonly SandboxBot[] {
    return this.#cast.bots
  }
  get users(): readonly SandboxUser[] {
    return this.#cast.users
  }
  get groups(): readonly SandboxGroup[] {
    return this.#cast.groups
  }

  /** Adds a bot, as BotFather would; its token is the same in every run. */
  createBot(plan: NewBot): SandboxBot {
    const bot = this.#cast.addBot(plan)
    const { signal } = this.#stopped
    void new WebhookSender(this.world, bot.account, signal, () => this.apiRoot).run()
    return bot
  }
  /** Adds a person with a phone. */
  createUser(plan: NewUser): SandboxUser {
    return this.#cast.addUser(plan)
  }
  /** Founds a group chat. */
  createGroup(plan: NewGroup): SandboxGroup {
    return this.#cast.addGroup(plan)
  }

  /** What goes wrong next: with calls, or with updates. */
  readonly faults = {
    add: (fault: Fault): void => {
      if (isUpdateFault(fault)) this.#updateFaults.add(fault)
      else this.#api.faults.add(fault)
    },
    clear: (): void => {
      this.#updateFaults.clear()
      this.#api.faults.clear()
    },
  }

  /** Every call the bots made, oldest first, up to `keptCalls`. */
  get calls(): readonly LoggedCall[] {
    return this.#api.calls.all()
  }

  /** Calls refused with 429 by the flood limits or a fault; a normal run has none. */
  refusals(): LoggedCall[] {
    return this.calls.filter((call) => call.status === 429)
  }

  /** What bots really delivered, oldest first; copies of one text to one chat show here. */
  deliveries(filter: { chatId?: number; text?: string | RegExp } = {}): Delivery[] {
    return this.world.deliveries.all().filter((one) => {
      if (filter.chatId !== undefined && one.chatId !== filter.chatId) return false
      if (filter.text === undefined) return true
      return typeof filter.text === 'string' ? one.text.includes(filter.text) : filter.text.test(one.text)
    })
  }

  /** What was delivered more than once: the same text to the same chat. */
  duplicates(
    filter: { chatId?: number; text?: string | RegExp } = {},
  ): { chatId: number; text: string; times: number }[] {
    const counts = new Map<string, { chatId: number; text: string; times: number }>()
    for (const { chatId, text } of this.deliveries(filter)) {
      const known = counts.get(`${chatId} ${text}`) ?? { chatId, text, times: 0 }
      counts.set(`${chatId} ${text}`, { ...known, times: known.times + 1 })
    }
    return [...counts.values()].filter(({ times }) => times > 1)
  }

  /** Switches the flood limits on or off while running. */
  setFlood(flood: 'strict' | 'off'): void {
    this.#api.flood = flood
  }

  /** Asks again after every change until something other than undefined, null or false comes; throws after `timeoutMs` of real time. */
  waitFor<T>(
    look: () => T | undefined | null | false,
    options: { timeoutMs?: number; what?: string } = {},
  ): Promise<T> {
    const timeoutMs = options.timeoutMs ?? this.world.settings.patienceMs
    return this.world.changes.waitFor(look, timeoutMs, options.what)
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await this.#api.answer(request, response)) return
    if (await this.#page.answer(request, response)) return
    response.writeHead(404).end()
  }

  /** A fault of the sandbox itself is told to the caller, who sees it in the test. */
  #fail(response: ServerResponse, error: unknown): void {
    if (response.headersSent || response.destroyed) return
    const description = `Internal Server Error: sandbox: ${error instanceof Error ? error.stack : String(error)}`
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: false, error_code: 500, description }))
  }

  /** While a poll has an end, looks every second of the sandbox's clock whether it has come. */
  async #keepTime(): Promise<void> {
    const { signal } = this.#stopped
    while (!signal.aborted) {
      if (hasTimedPoll(this.world)) await this.world.clock.sleep(1000, signal)
      else await this.world.changes.next(signal)
      closeDuePolls(this.world)
    }
  }
}
