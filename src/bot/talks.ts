import { publicMessage } from '../delivery/message.ts'
import type { Commit } from '../intake/handler.ts'
import type { Tx } from '../lib/db.ts'
import type { EnterHow, PrivateContext, TalkControl } from './context.ts'
import { enterTalk, resumeTalk, type TalkState } from './conversation.ts'
import { dropDraft, saveTalkRow, type TalkRow, talkRow } from './conversation-store.ts'
import { draftOf } from './drafts.ts'
import { reply } from './reply.ts'
import type { ConversationSpec } from './talk.ts'

export type Specs = ReadonlyMap<string, ConversationSpec>

/** In groups nothing is asked step by step. */
export const noTalks: TalkControl = {
  active: undefined,
  enter() {
    throw new Error('conversations are for private chats')
  },
  leave: async () => false,
}

export const talkKey = (chatId: number, userId: number): string => `${chatId}:${userId}`

/**
 * The conversation of one person, for the length of one update. What becomes of it is held back and written by `commit`,
 * together with the inbox row: so an error leaves it as it was, and a replay starts from where this update did.
 */
export class Talks implements TalkControl {
  readonly #ctx: PrivateContext
  readonly #specs: Specs
  readonly #key: string
  readonly #row: TalkRow | undefined
  #state: TalkState | undefined
  #changed = false
  #finished: { personId: number; kind: string } | undefined

  constructor(ctx: PrivateContext, specs: Specs, key: string, row: TalkRow | undefined) {
    this.#ctx = ctx
    this.#specs = specs
    this.#key = key
    this.#row = row
    this.#state = row?.state === undefined ? undefined : JSON.parse(ctx.app.sealer.open(row.state))
  }

  /** This update was already given to the conversation, by a process that then died. */
  get consumed(): boolean {
    return this.#row?.consumedUpdateId === this.#ctx.update.update_id
  }

  get active(): string | undefined {
    return this.#state?.entered.name
  }

  async enter(name: string, args?: unknown, how: EnterHow = {}): Promise<void> {
    const { app, person, language, update } = this.#ctx
    const spec = this.#specs.get(name)
    if (!spec) throw new Error(`there is no conversation ${name}`)
    const draft = await draftOf(app, { personId: person.id, kind: name })
    const entered = { name, updateId: update.update_id, personId: person.id, language, args, draft, ...how }
    this.#become(await enterTalk(this.#ctx, spec, entered), name)
  }

  async leave(): Promise<boolean> {
    const name = this.active
    if (name === undefined) return false
    this.#become(undefined, name)
    return true
  }

  /** Hands the update to the conversation that waits. False when none does. */
  async resume(): Promise<boolean> {
    const state = this.#state
    if (!state) return false
    const spec = this.#specs.get(state.entered.name)
    if (spec?.version === state.version) this.#become(await resumeTalk(this.#ctx, spec, state), spec.name)
    else await this.#sayThatQuestionsChanged()
    return true
  }

  /** What is to be written with the inbox row, or undefined when nothing changed. */
  get commit(): Commit | undefined {
    if (!this.#changed) return undefined
    return (tx) => this.#write(tx)
  }

  /** It goes on, or has come to its end: then the draft has served. */
  #become(state: TalkState | undefined, name: string): void {
    this.#state = state
    this.#changed = true
    this.#finished = state ? undefined : { personId: this.#ctx.person.id, kind: name }
  }

  /** The draft stays, and is offered when it is entered again. */
  async #sayThatQuestionsChanged(): Promise<void> {
    this.#state = undefined
    this.#changed = true
    await reply(this.#ctx, publicMessage(this.#ctx.t('talk-changed')))
  }

  async #write(tx: Tx): Promise<void> {
    const { app, update } = this.#ctx
    const state = this.#state && app.sealer.seal(JSON.stringify(this.#state))
    await saveTalkRow(tx, this.#key, {
      state,
      consumedUpdateId: update.update_id,
      updatedAt: app.clock.now(),
    })
    if (this.#finished) await dropDraft(tx, this.#finished)
  }
}

export async function openTalks(ctx: PrivateContext, specs: Specs): Promise<Talks> {
  const telegramId = ctx.person.telegramUserId
  const chatId = ctx.chatId ?? telegramId
  if (telegramId === undefined || chatId === undefined) throw new Error('nobody speaks')
  const key = talkKey(chatId, telegramId)
  return new Talks(ctx, specs, key, await talkRow(ctx.app.db, key))
}
