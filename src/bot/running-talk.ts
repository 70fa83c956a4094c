import type { Conversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { App } from '../app.ts'
import { type Message, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { assertPlain } from '../lib/plain.ts'
import { Refusal } from '../lib/refusal.ts'
import { action, idOf } from './callback-data.ts'
import type { PrivateContext } from './context.ts'
import { keepDraft } from './drafts.ts'
import { hear } from './hear.ts'
import { editPressed, reply, toast } from './reply.ts'
import type { Done, Heard, Option, Talk } from './talk.ts'

/** What a conversation was entered with; kept with its state. */
export interface Entered {
  name: string
  updateId: number
  personId: number
  language: string
  args?: unknown
  draft?: unknown
  endsQuietly?: boolean
}

/** A button of a question: which conversation, which question of it, which answer. Older ones are stale. */
export const answerButton = action('talk', 'entered', 'step', 'answer')

type Steps = Conversation<PrivateContext, Context>
type Stored<Value> = { ok: true; value: Value } | { ok: false; code: string; args: Refusal['args'] }

/** A Talk on top of the replaying engine: everything that acts is wrapped, so that it happens once. */
export class RunningTalk implements Talk {
  readonly key: string
  readonly personId: number
  readonly language: string
  readonly t: T
  readonly draft: unknown
  readonly #entered: Entered
  readonly #steps: Steps
  readonly #onFault: (fault: unknown) => void
  #step = 0
  /** The message whose button was just pressed gives its place to what is said next. */
  #replaces = false

  constructor(entered: Entered, t: T, steps: Steps, onFault: (fault: unknown) => void) {
    this.key = `u:${entered.updateId}`
    this.personId = entered.personId
    this.language = entered.language
    this.draft = entered.draft
    this.t = t
    this.#entered = entered
    this.#steps = steps
    this.#onFault = onFault
  }

  async say(message: Message): Promise<void> {
    const replaces = this.#replaces
    this.#replaces = false
    await this.#once((ctx) => (replaces ? editPressed(ctx, message) : reply(ctx, message)))
  }

  async ask<Answer>(question: Message, read: (heard: Heard) => Answer | Refusal): Promise<Answer> {
    const answer = await this.chooseOrAsk<never, Answer>(question, [], read)
    if ('said' in answer) return answer.said
    throw new Error('a question without buttons was answered by one')
  }

  async choose<Id extends string>(question: Message, rows: Option<Id>[][]): Promise<Id> {
    const answer = await this.chooseOrAsk<Id, never>(question, rows, () => new Refusal('talk-press-one'))
    if ('chose' in answer) return answer.chose
    throw new Error('a question of buttons alone was answered by words')
  }

  async chooseOrAsk<Id extends string, Answer>(
    question: Message,
    rows: Option<Id>[][],
    read: (heard: Heard) => Answer | Refusal,
  ): Promise<{ chose: Id } | { said: Answer }> {
    this.#step++
    await this.say(this.#withButtons(question, rows))
    for (;;) {
      const next = await this.#next(rows)
      if ('chose' in next) return next
      const answer = read(next.heard)
      if (!(answer instanceof Refusal)) return { said: answer }
      // The question may have long been pushed off a small screen.
      await this.say(this.#withButtons(publicMessage(escapeHtml(this.t(answer.code, answer.args))), rows))
    }
  }

  async gather<Id extends string>(
    question: Message,
    rows: Option<Id>[][],
    take: (heard: Heard) => Promise<Message | undefined>,
  ): Promise<Id> {
    this.#step++
    await this.say(this.#withButtons(question, rows))
    for (;;) {
      const next = await this.#next(rows)
      if ('chose' in next) return next.chose
      const answer = await take(next.heard)
      if (answer) await this.say(this.#withButtons(answer, rows))
    }
  }

  /** What comes next: one of these buttons, pressed or typed, or something that was said. */
  async #next<Id extends string>(rows: Option<Id>[][]): Promise<{ chose: Id } | { heard: Heard }> {
    for (;;) {
      const { update } = await this.#steps.wait()
      const pressed = update.callback_query?.data
      if (pressed === undefined) {
        const heard = hear(update.message)
        const named = heard.kind === 'text' ? optionNamed(heard.text, rows) : undefined
        return named ? { chose: named.id } : { heard }
      }
      const option = this.#pressed(pressed, rows)
      if (option) return { chose: option.id }
      await this.#once((ctx) => toast(ctx, this.t('talk-button-past')))
    }
  }

  async perform<Value>(act: (app: App) => Promise<Value>): Promise<Done<Value>> {
    const stored = await this.#once<Stored<Value>>(async ({ app }) => {
      try {
        const value = await act(app)
        assertPlain(value)
        return { ok: true, value }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { ok: false, code: error.code, args: error.args }
      }
    })
    return stored.ok ? stored : { ok: false, refusal: new Refusal(stored.code, stored.args) }
  }

  async must<Value>(act: (app: App) => Promise<Value>): Promise<Value> {
    const done = await this.perform(act)
    if (done.ok) return done.value
    throw done.refusal
  }

  async keep(draft: unknown): Promise<void> {
    const { personId, name } = this.#entered
    await this.#once(({ app }) => keepDraft(app, { personId, kind: name }, draft))
  }

  /** Acts now, and not again when the conversation is replayed. */
  #once<Value>(act: (ctx: PrivateContext) => Promise<Value>): Promise<Value> {
    return this.#steps.external(async (ctx) => {
      try {
        return await act(ctx)
      } catch (fault) {
        this.#onFault(fault)
        throw fault
      }
    })
  }

  #withButtons(question: Message, rows: Option[][]): Message {
    if (rows.length === 0) return question
    let answer = 0
    const button = ({ label }: Option) => ({
      text: label,
      data: answerButton.data({ entered: this.#entered.updateId, step: this.#step, answer: ++answer }),
    })
    return { ...question, buttons: rows.map((row) => row.map(button)) }
  }

  #pressed<Id extends string>(data: string, rows: Option<Id>[][]): Option<Id> | undefined {
    const read = answerButton.read(data)
    if (!read || idOf(read.entered) !== this.#entered.updateId || idOf(read.step) !== this.#step)
      return undefined
    const option = rows.flat()[(idOf(read.answer) ?? 0) - 1]
    if (option) this.#replaces = true
    return option
  }
}

/** Who types the words of a button means the button. */
function optionNamed<Id extends string>(text: string, rows: Option<Id>[][]): Option<Id> | undefined {
  const words = text.trim()
  return rows.flat().find(({ label }) => label === words)
}
