import type { App } from '../../app.ts'
import { forgetNotedVotes, forgetUnknownVotes } from './vote-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Telegram hands nothing over later than a day after it happened. */
const unknownMs = dayMs
/** Long enough to look again when somebody doubts a result. */
const notedMs = 7 * dayMs

/** Forgets votes in polls that never became known, and those of evenings whose answers are noted. */
export async function forgetVotes(app: App): Promise<{ unknown: number; noted: number }> {
  const before = (ms: number) => new Date(app.clock.now().getTime() - ms)
  return {
    unknown: await forgetUnknownVotes(app.db, before(unknownMs)),
    noted: await forgetNotedVotes(app.db, before(notedMs)),
  }
}
