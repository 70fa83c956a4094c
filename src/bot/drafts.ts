import type { App } from '../app.ts'
import { assertPlain } from '../lib/plain.ts'
import { draftBody, saveDraft } from './conversation-store.ts'

/** Keeps what somebody has told so far, sealed. One draft per person and kind; the last one stays. */
export async function keepDraft(
  app: App,
  id: { personId: number; kind: string },
  draft: unknown,
): Promise<void> {
  assertPlain(draft)
  await saveDraft(app.db, id, app.sealer.seal(JSON.stringify(draft)), app.clock.now())
}

/** What was kept, or undefined. */
export async function draftOf(app: App, id: { personId: number; kind: string }): Promise<unknown> {
  const body = await draftBody(app.db, id)
  return body === undefined ? undefined : JSON.parse(app.sealer.open(body))
}
