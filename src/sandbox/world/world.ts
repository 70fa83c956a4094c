import { type Clock, systemClock } from '../../lib/clock.ts'
import { badRequest } from '../api-error.ts'
import type { SandboxSettings } from '../settings.ts'
import type { Poll, User } from '../telegram.ts'
import type { BotAccount, Person } from './accounts.ts'
import { Changes } from './changes.ts'
import { FileStore } from './file-store.ts'
import { Ring } from './ring.ts'
import { emptyRoom, type GroupRoom, type PrivateRoom, type Room } from './room.ts'
import type { UpdateFaults } from './update-faults.ts'

/** A message that really reached a chat, for counting duplicates. */
export interface Delivery {
  at: Date
  bot: string
  chatId: number
  messageId: number
  text: string
}

export interface PollState {
  poll: Poll
  bot: BotAccount | undefined
  room: Room
  messageId: number
  /** Chosen options by voter. */
  votes: Map<number, number[]>
}

export interface CallbackAnswer {
  text: string | undefined
  showAlert: boolean
  url: string | undefined
}

export interface PendingCallback {
  bot: BotAccount
  atMs: number
  answer: (answer: CallbackAnswer) => void
}

/** Everything there is in the box: accounts, chats, files, polls, and what happened. */
export class World {
  readonly settings: SandboxSettings
  readonly clock: Clock
  readonly changes = new Changes()
  readonly files: FileStore
  readonly deliveries: Ring<Delivery>
  readonly bots = new Map<string, BotAccount>()
  readonly people = new Map<number, Person>()
  readonly groups = new Map<number, GroupRoom>()
  readonly polls = new Map<string, PollState>()
  readonly callbacks = new Map<string, PendingCallback>()
  readonly updateFaults: UpdateFaults
  readonly #privateRooms = new Map<string, PrivateRoom>()
  #nextMessageId = 1
  readonly #counters = new Map<string, number>()

  constructor(settings: SandboxSettings, updateFaults: UpdateFaults) {
    this.settings = settings
    this.clock = settings.clock
    this.files = new FileStore(settings.keptFileBytes)
    this.deliveries = new Ring(settings.keptDeliveries)
    this.updateFaults = updateFaults
  }

  /** Unix time in whole seconds. */
  unixTime(): number {
    return Math.floor(this.clock.now().getTime() / 1000)
  }

  /** The next number of a series, from `first`: ids are the same in every run. */
  next(series: string, first: number): number {
    const number = this.#counters.get(series) ?? first
    this.#counters.set(series, number + 1)
    return number
  }

  /** The same as a text as long as Telegram's own ids, which do not fit a number. */
  nextLongId(series: string): string {
    return `5${String(this.next(series, 1)).padStart(18, '0')}`
  }

  /** Private chats and basic groups share one series of numbers, as they do for a real bot; supergroups have their own. */
  nextMessageId(room: Room): number {
    return room.kind === 'supergroup' ? room.nextMessageId++ : this.#nextMessageId++
  }

  userById(id: number): User | undefined {
    return this.people.get(id)?.user ?? this.botById(id)?.user
  }

  botById(id: number): BotAccount | undefined {
    for (const bot of this.bots.values()) if (bot.user.id === id) return bot
    return undefined
  }

  botByUsername(username: string): BotAccount | undefined {
    const wanted = username.toLowerCase()
    for (const bot of this.bots.values()) if (bot.user.username?.toLowerCase() === wanted) return bot
    return undefined
  }

  /** The private chat of a bot and the person of that id, if anyone has asked for it. */
  knownPrivateRoom(bot: BotAccount, userId: number): PrivateRoom | undefined {
    return this.#privateRooms.get(`${bot.user.id} ${userId}`)
  }

  /** The private chat of a person and a bot, made when it is first asked for. */
  privateRoom(bot: BotAccount, person: Person): PrivateRoom {
    const known = this.knownPrivateRoom(bot, person.user.id)
    if (known) return known
    const room: PrivateRoom = {
      ...emptyRoom(),
      kind: 'private',
      bot,
      person,
      started: false,
      blocked: false,
    }
    this.#privateRooms.set(`${bot.user.id} ${person.user.id}`, room)
    return room
  }

  /** Throws an ApiError (400) when nobody has that id. */
  person(id: number): Person {
    const person = this.people.get(id)
    if (!person) throw badRequest('user not found')
    return person
  }

  /** The bot's answer to a press, or undefined when none comes within the sandbox's patience. */
  async answerWithin(answer: Promise<CallbackAnswer>): Promise<CallbackAnswer | undefined> {
    const patience = new AbortController()
    const tired = systemClock.sleep(this.settings.patienceMs, patience.signal).then(() => undefined)
    const given = await Promise.race([answer, tired])
    patience.abort()
    return given
  }
}
