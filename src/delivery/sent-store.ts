import type { Tx } from '../lib/db.ts'
import { type Lane, lanes } from './delivery.ts'

/** How many messages of that lane have reached a chat since then. */
export async function countSent(db: Tx, chatId: number, lane: Lane, since: Date): Promise<number> {
  return db.delivery.count({
    where: { chatId, state: 'sent', lane: lanes.indexOf(lane), sentAt: { gte: since } },
  })
}
