import type { App } from '../app.ts'
import { chatByTelegramId } from '../delivery/address-book.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { publicMessage } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { TalkState } from './conversation.ts'
import { endTalk, forgetTombstones, type SilentTalk, silentTalks } from './conversation-store.ts'

const dayMs = 24 * 60 * 60 * 1000
const batch = 100

/**
 * Ends what has waited for an answer for a day; the draft stays. Tombstones are forgotten after two days, when no late
 * update can meet them any more. Safe to call twice, and beside people who are just answering.
 */
export async function endAbandonedTalks(app: App): Promise<{ ended: number; forgotten: number }> {
  const now = app.clock.now()
  const silent = await silentTalks(app.db, new Date(now.getTime() - dayMs), batch)
  let ended = 0
  for (const talk of silent) {
    if (await app.db.transaction((tx) => endOne(app, tx, talk, now))) ended++
  }
  return { ended, forgotten: await forgetTombstones(app.db, new Date(now.getTime() - 2 * dayMs)) }
}

async function endOne(app: App, tx: Tx, talk: SilentTalk, now: Date): Promise<boolean> {
  if (!(await endTalk(tx, talk.key, talk.updatedAt, now))) return false
  const [telegramId] = talk.key.split(':')
  const chat = await chatByTelegramId(tx, Number(telegramId))
  if (chat?.kind !== 'private') return true
  const { entered }: TalkState = JSON.parse(app.sealer.open(talk.state))
  if (entered.endsQuietly) return true
  const key = `talk:${entered.updateId}:abandoned`
  const message = publicMessage(app.texts.in(entered.language)('talk-abandoned'))
  const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, what, { do: 'send', message })
  return true
}
