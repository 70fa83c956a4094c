import type { App } from '../../app.ts'
import type { Actor } from '../../org/person.ts'
import { noteCleared } from '../cleared-store.ts'
import { countLearned, deleteLearned } from './forget-store.ts'
import type { Learned } from './practice.ts'
import { stopRemindingWithin } from './remind-of-practice.ts'

/** What would be forgotten; changes nothing. */
export const whatForgettingMeans = (app: App, { personId }: Actor): Promise<Learned> =>
  countLearned(app.db, personId)

/**
 * Forgets what somebody has learned with us: answers, memories, the notebook, practices and reminders. Papers of exams stay, for
 * their certificates are checked by others. What still lies in votes and open papers is not learned from either. Safe to call twice.
 */
export async function forgetLearning(app: App, by: Actor): Promise<Learned> {
  return app.db.transaction(async (tx) => {
    const meaning = await countLearned(tx, by.personId)
    await deleteLearned(tx, by.personId)
    await noteCleared(tx, by.personId, app.clock.now())
    await stopRemindingWithin(tx, by)
    return meaning
  })
}
