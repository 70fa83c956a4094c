import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { eveningById } from './evening-store.ts'
import { plusMs, recountMs } from './evening-times.ts'
import { insertGuest } from './guest-store.ts'

/** Somebody in its group wants to take part. Throws Refusal `quiz-unknown` for a button of another group. */
export async function joinEvening(
  app: App,
  by: Actor,
  eveningId: number,
  chatId: number,
): Promise<'joined' | 'before' | 'late'> {
  return app.db.transaction(async (tx) => {
    const evening = await eveningById(tx, eveningId)
    if (evening?.chatId !== chatId) throw new Refusal('quiz-unknown')
    if (evening.endedAt) throw new Refusal('quiz-over')
    const joinedAt = app.clock.now()
    const guest = { eveningId, personId: by.personId, joinedAt }
    const isNew = await insertGuest(tx, guest, plusMs(joinedAt, recountMs))
    if (evening.state !== 'announced') return 'late'
    return isNew ? 'joined' : 'before'
  })
}
