import type { App } from '../app.ts'
import { enqueue } from '../delivery/enqueue.ts'
import type { Message } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { T } from '../lib/i18n.ts'
import { personById } from './person-store.ts'

/**
 * A word to one person in their own language, in the transaction that gave reason for it; at night it waits for the morning. Said
 * once for each `key`. Nothing is said to somebody who has no chat with us.
 */
export async function tellPerson(
  tx: Tx,
  app: App,
  personId: number,
  key: string,
  say: (t: T) => Message,
): Promise<void> {
  const person = await personById(tx, personId)
  if (person?.chatId === undefined) return
  const chat = { kind: 'private', chatId: person.chatId } as const
  const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, what, { do: 'send', message: say(app.texts.in(person.language)) })
}
