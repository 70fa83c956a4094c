import type { App } from '../app.ts'
import { forgetWordsBefore } from './words-store.ts'

/** Long enough to look into what went wrong with a message. */
export const wordsLifeMs = 30 * 24 * 60 * 60 * 1000

const inOneGo = 500

/**
 * Forgets what confidential messages said that went out, or were given up, a month ago. Their rows and keys stay, for the count and
 * so that nothing is sent twice.
 */
export async function forgetSentWords(app: App): Promise<{ forgotten: number }> {
  const before = new Date(app.clock.now().getTime() - wordsLifeMs)
  let forgotten = 0
  for (;;) {
    const count = await forgetWordsBefore(app.db, before, inOneGo)
    forgotten += count
    if (count < inOneGo) return { forgotten }
  }
}
