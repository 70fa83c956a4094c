import { type MediaFacts, mediaContent } from '../methods/media.ts'
import type { Content, Message } from '../telegram.ts'
import { deepLink } from '../text/links.ts'
import type { BotAccount, Person } from '../world/accounts.ts'
import type { FileKind } from '../world/file-store.ts'
import { setBlocked } from '../world/membership.ts'
import type { Room } from '../world/room.ts'
import { castVote } from '../world/voting.ts'
import type { CallbackAnswer, World } from '../world/world.ts'
import { samplePhoto, sampleVoice } from './samples.ts'
import { SandboxBot } from './sandbox-bot.ts'
import type { SandboxGroup } from './sandbox-group.ts'
import { findButton, keyboardOf, type Shown, shown, shownIn } from './shown.ts'
import { press, react, rewrite, typed, typedCaption, write } from './user-actions.ts'

/** Where a person does something: the private chat with a bot, or a group. */
export type Place = SandboxBot | SandboxGroup

export interface Where {
  /** The first bot of the sandbox when left out. */
  in?: Place | undefined
  replyTo?: Shown | undefined
  /** The message_thread_id of a topic in a forum. */
  topic?: number | undefined
}

/** A file a person sends; sample bytes stand in when none are given. */
export interface FileToSend extends MediaFacts {
  bytes?: Buffer
  name?: string
  mimeType?: string
  caption?: string
}

const SAMPLES: Record<FileKind, Buffer> = {
  photo: samplePhoto,
  voice: sampleVoice,
  document: Buffer.from('sandbox\n'),
  audio: Buffer.from('ID3'),
  video: Buffer.from('\0\0\0\x18ftypmp42'),
}

/** A person in the box, with a phone in hand. */
export class SandboxUser {
  readonly account: Person
  readonly #world: World
  readonly #firstBot: () => SandboxBot

  constructor(world: World, account: Person, firstBot: () => SandboxBot) {
    this.#world = world
    this.account = account
    this.#firstBot = firstBot
  }

  get id(): number {
    return this.account.user.id
  }
  get firstName(): string {
    return this.account.user.first_name
  }

  /** Presses START, perhaps behind a link with a payload of 1 to 64 characters of A-Za-z0-9_-. */
  start(bot: SandboxBot = this.#firstBot(), payload = ''): Shown {
    return this.#start(bot.account, payload)
  }

  #start(bot: BotAccount, payload: string): Shown {
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) throw new Error(`A link cannot carry the payload ${payload}`)
    const room = this.#world.privateRoom(bot, this.account)
    room.started = true
    setBlocked(this.#world, room, false)
    const { user } = this.account
    return shown(room, write(this.#world, user, room, typed(`/start ${payload}`.trim())))
  }

  /** Follows a link https://t.me/BOT?start=PAYLOAD. Throws for a link that leads elsewhere. */
  opens(link: string): Shown {
    const to = deepLink(link)
    const bot = to && this.#world.botByUsername(to.username)
    if (!bot || to.kind !== 'start') throw new Error(`${link} leads to no private chat here`)
    return this.#start(bot, to.payload)
  }

  /** Writes text. */
  says(text: string, where: Where = {}): Shown {
    return this.#write(typed(text), where)
  }

  sendsPhoto(where: Where & FileToSend = {}): Shown {
    return this.#sendFile('photo', where)
  }
  sendsDocument(where: Where & FileToSend = {}): Shown {
    return this.#sendFile('document', where)
  }
  sendsVoice(where: Where & FileToSend = {}): Shown {
    return this.#sendFile('voice', { duration: 3, mimeType: 'audio/ogg', ...where })
  }
  sendsVideo(where: Where & FileToSend = {}): Shown {
    return this.#sendFile('video', where)
  }
  sendsLocation(location: { latitude: number; longitude: number }, where: Where = {}): Shown {
    return this.#write({ location }, where)
  }
  /** Sends photos as one album: one message each, with one media_group_id. */
  sendsAlbum(photos: FileToSend[], where: Where = {}): Shown[] {
    const media_group_id = this.#world.nextLongId('album')
    return photos.map((photo) => this.#write({ ...this.#fileContent('photo', photo), media_group_id }, where))
  }

  /** Changes the text of an own message. */
  edits(message: Shown, text: string, where: Where = {}): void {
    rewrite(this.#world, this.account.user, this.#room(where.in), message.id, text)
  }

  /** Puts an emoji on a message. */
  reacts(message: Shown, emoji: string, where: Where = {}): void {
    const room = this.#room(where.in)
    react(this.#world, this.account.user, room, this.#posted(room, message), emoji)
  }

  /**
   * Presses the newest button with that label, waiting for one to appear. A button of the keyboard below is typed, one with a link to a bot is followed. Resolves with the
   * bot's answer, or with undefined when none came within the sandbox's patience. Throws when there is no such button.
   */
  async presses(
    label: string | RegExp,
    where: Where & { on?: Shown } = {},
  ): Promise<CallbackAnswer | undefined> {
    const room = this.#room(where.in)
    const look = () => this.#button(room, label, where.on)
    const found = await this.#world.changes.waitFor(look, this.#patienceMs, `a button ${label}`)
    if (found === 'keyboard') {
      this.says(String(label), where)
      return undefined
    }
    const { url } = found.button
    if (url !== undefined) {
      this.opens(url)
      return undefined
    }
    const posted = this.#posted(room, found.on)
    return this.#world.answerWithin(press(this.#world, this.account.user, room, posted, found.button))
  }

  /** Votes for options by their place, from 0; an empty list takes the vote back. */
  votes(poll: Shown, options: number[]): void {
    const state = this.#world.polls.get(poll.message.poll?.id ?? '')
    if (!state) throw new Error('That is no poll')
    castVote(this.#world, state, this.account.user, options)
  }

  blocks(bot: SandboxBot = this.#firstBot()): void {
    setBlocked(this.#world, this.#world.privateRoom(bot.account, this.account), true)
  }
  unblocks(bot: SandboxBot = this.#firstBot()): void {
    setBlocked(this.#world, this.#world.privateRoom(bot.account, this.account), false)
  }
  /** Deletes the account: bots get 403 from then on. */
  deactivates(): void {
    this.account.deactivated = true
  }

  /** What the private chat with a bot shows now, oldest first. */
  chat(bot: SandboxBot = this.#firstBot()): Shown[] {
    return shownIn(this.#world.privateRoom(bot.account, this.account))
  }
  /** The labels of the keyboard below the chat; empty when there is none. */
  keyboard(place?: Place): string[][] {
    return keyboardOf(this.#room(place), this.id)
  }

  /** Waits for a message of a bot whose text fits; `after` overlooks it and what came before. Throws after the sandbox's patience. */
  hears(
    text: string | RegExp,
    { in: place, after, patienceMs }: { in?: Place; after?: Shown; patienceMs?: number } = {},
  ): Promise<Shown> {
    const fits = (one: Shown) => (typeof text === 'string' ? one.text.includes(text) : text.test(one.text))
    const look = () =>
      shownIn(this.#room(place)).findLast(
        (one) => one.message.from?.is_bot && one.id > (after?.id ?? 0) && fits(one),
      )
    return this.#world.changes.waitFor(
      look,
      patienceMs ?? this.#patienceMs,
      `${this.firstName} to hear ${text}`,
    )
  }

  get #patienceMs(): number {
    return this.#world.settings.patienceMs
  }

  #room(place: Place = this.#firstBot()): Room {
    return place instanceof SandboxBot ? this.#world.privateRoom(place.account, this.account) : place.room
  }

  #posted(room: Room, message: Shown) {
    const posted = room.messages.get(message.id)
    if (!posted) throw new Error(`The message "${message.text}" is gone`)
    return posted
  }

  #button(room: Room, label: string | RegExp, on: Shown | undefined) {
    const all = shownIn(room)
    const found = findButton(on ? all.filter((one) => one.id === on.id) : all, label)
    if (found) return found
    const keyboard = keyboardOf(room, this.id)
    return typeof label === 'string' && keyboard.flat().includes(label) ? ('keyboard' as const) : undefined
  }

  #write(content: Content, where: Where): Shown {
    const room = this.#room(where.in)
    const { replyTo, topic } = where
    return shown(room, write(this.#world, this.account.user, room, content, { replyTo: replyTo?.id, topic }))
  }

  #sendFile(kind: FileKind, where: Where & FileToSend): Shown {
    return this.#write(this.#fileContent(kind, where), where)
  }

  #fileContent(kind: FileKind, given: FileToSend): Partial<Message> {
    const bytes = given.bytes ?? SAMPLES[kind]
    const file = this.#world.files.add(kind, bytes, given.name, given.mimeType)
    return { ...mediaContent(file, given), ...typedCaption(given.caption) }
  }
}
