import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { type Lane, lanes, type Operation, type WhenInDoubt } from './delivery.ts'
import { countOf, hasQueued, insertContent, insertDeliveries, rewriteContent } from './delivery-store.ts'
import type { ChatRef, MessageFor } from './message.ts'
import { assertSendable } from './visible-length.ts'

export interface Promised {
  /** The promise it belongs to, for progress, stop and report: `notice:42:3`. */
  batch: string
  lane: Lane
  /** Now, when left out. */
  notBefore?: Date
  /** Never sent after this. */
  expiresAt?: Date
  /** Waits for the morning when it falls into the quiet hours. */
  quiet?: boolean
  whenInDoubt: WhenInDoubt
  /** It was sent before, and may have arrived: the row is marked. */
  repeated?: boolean
}

export interface Recipient<C extends ChatRef = ChatRef> {
  /** Unique: a rerun finds it and does nothing. */
  key: string
  chat: C
}

export type OperationFor<C extends ChatRef> = Operation<MessageFor<C>>

/**
 * Promises one message to one chat, in the transaction that makes the promise. Does nothing when the key is known.
 * Throws when the message is too long for Telegram, or confidential and addressed to a group.
 */
export async function enqueue<C extends ChatRef>(
  tx: Tx,
  app: App,
  what: Promised & Recipient<C>,
  operation: OperationFor<C>,
): Promise<void> {
  const { key, chat, ...promised } = what
  await enqueueMany(tx, app, { ...promised, contentKey: key, operation }, [{ key, chat }])
}

/** The same to many: what is said is stored once, each recipient is one small row. */
export async function enqueueMany<C extends ChatRef>(
  tx: Tx,
  app: App,
  what: Promised & { contentKey: string; operation: OperationFor<C> },
  recipients: readonly Recipient<C>[],
): Promise<void> {
  const now = app.clock.now()
  const { operation, contentKey, lane, batch, notBefore = now, expiresAt, quiet = false, whenInDoubt } = what
  const { repeated = false } = what
  if ('message' in operation) for (const { chat } of recipients) assertSendable(chat, operation.message)
  const contentId = await insertContent(tx, { key: contentKey, ...written(app, operation), createdAt: now })
  const shared = {
    contentId,
    batch,
    lane: lanes.indexOf(lane),
    notBefore,
    expiresAt,
    quiet,
    whenInDoubt,
    repeated,
    createdAt: now,
  }
  const rows = recipients.map(({ key, chat }) => ({ key, chatId: chat.chatId }))
  await insertDeliveries(tx, shared, rows)
}

/** How an operation lies in the database: sealed when its words are confidential. */
function written(app: App, operation: Operation): { body: string; confidential: boolean } {
  const body = JSON.stringify(operation)
  const confidential = 'message' in operation && operation.message.privacy === 'confidential'
  return { body: confidential ? app.sealer.seal(body) : body, confidential }
}

/**
 * Changes a message that was promised under the key `of`. Only the last change counts: one that has not gone out yet is
 * replaced.
 */
export async function enqueueEdit<C extends ChatRef>(
  tx: Tx,
  app: App,
  what: { of: string; batch: string; chat: C; lane: Lane },
  message: MessageFor<C>,
): Promise<void> {
  const { of, chat, ...promised } = what
  const contentKey = `edit:${of}`
  const operation = { do: 'edit', of, message } as OperationFor<C>
  assertSendable(chat, message)
  await rewriteContent(tx, contentKey, written(app, operation))
  if (await hasQueued(tx, contentKey)) return
  const key = `${contentKey}:${await countOf(tx, contentKey)}`
  await enqueueMany(tx, app, { ...promised, contentKey, operation, whenInDoubt: 'repeat' }, [{ key, chat }])
}
