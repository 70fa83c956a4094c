import type { Update, UserFromGetMe } from 'grammy/types'
import type { App } from '../app.ts'
import { insertUpdates } from './inbox-store.ts'
import { withoutAmbientTalk } from './keep.ts'
import { laneOf } from './lane-of.ts'

/**
 * Writes down what Telegram handed us, without what may not be kept and what is known already; returns how many were
 * new. When it has resolved the updates survive a crash and may be acknowledged; when it throws they may not.
 */
export async function receive(app: App, me: UserFromGetMe, updates: readonly Update[]): Promise<number> {
  const kept = updates.flatMap((update) => withoutAmbientTalk(update, me) ?? [])
  if (kept.length === 0) return 0
  const rows = kept.map((update) => ({
    updateId: update.update_id,
    lane: laneOf(update),
    payload: app.sealer.seal(JSON.stringify(update)),
  }))
  return insertUpdates(app.db, rows, app.clock.now())
}
