import type { App } from '../app.ts'
import { forgetDone } from './inbox-store.ts'

/** Telegram keeps an update for 24 hours; twice as long nothing that was handled can come again unknown. */
const keptMs = 48 * 60 * 60 * 1_000

/** Forgets the numbers of updates that were handled two days ago. */
export async function forgetHandled(app: App): Promise<{ forgotten: number }> {
  return { forgotten: await forgetDone(app.db, new Date(app.clock.now().getTime() - keptMs)) }
}
