import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Evening } from './evening.ts'
import { insertEvening, type NewEvening, sessionById } from './evening-store.ts'
import { announce, showPanel } from './tell-evening.ts'

/** The group hears of it, and the host gets the message with the buttons. Its group must be free. */
export async function openEvening(tx: Tx, app: App, evening: NewEvening): Promise<Evening> {
  const opened = await insertEvening(tx, evening)
  await announce(tx, app, opened)
  const session = await sessionById(tx, opened.id)
  if (session) await showPanel(tx, app, session, { isFirst: true })
  return opened
}
