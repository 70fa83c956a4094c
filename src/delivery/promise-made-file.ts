import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { enqueue } from './enqueue.ts'
import { keepMadeFile, type MadeFile, madeFileLifeMs, madeKey } from './made-file.ts'
import type { KeptMedia, Message } from './message.ts'

/**
 * Keeps a file that we made, and promises the message that carries it to the private chat `chatId`; both are let go together. `of`
 * is unique: a rerun finds the first one. `also` is noted in the transaction of the promise. `quiet`: it waits for the morning. Not in a
 * transaction itself.
 */
export async function promiseMadeFile(
  app: App,
  { chatId, of, file, quiet = false }: { chatId: number; of: string; file: MadeFile; quiet?: boolean },
  say: (media: KeptMedia) => Message,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const key = madeKey(of)
  const message = say(await keepMadeFile(app, key, file))
  const expiresAt = new Date(app.clock.now().getTime() + madeFileLifeMs)
  const chat = { kind: 'private', chatId } as const
  const what = { key, batch: key, chat, lane: 'answer', expiresAt, quiet, whenInDoubt: 'repeat' } as const
  await app.db.transaction(async (tx) => {
    await enqueue(tx, app, what, { do: 'send', message })
    await also?.(tx)
  })
}
