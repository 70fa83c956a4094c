import { dialectOf, isLockTimeout, type Tx } from '../../lib/db.ts'
import type { Session } from './evening.ts'
import { sessionById } from './evening-store.ts'

/**
 * The evening as it stands, until the transaction ends nobody else's to change: the engine, the host and the votes take turns.
 * Undefined when there is none.
 */
export async function lockSession(tx: Tx, id: number): Promise<Session | undefined> {
  await tx.$executeRaw`UPDATE "QuizEvening" SET "state" = "state" WHERE "id" = ${id}`
  return sessionById(tx, id)
}

/** Somebody holds the evening: a host who presses, votes that are being taken, or a process that stands still. */
export class EveningHeld extends Error {}

/** Taking votes holds an evening for some hundredths of a second; in a storm it is free only between them. */
const shortlyMs = 300

/**
 * The same for the engine, which waits only shortly for anything: a question of another group must not come late because
 * somebody stands still with this one in their hands. Throws EveningHeld.
 */
export async function lockSessionShortly(tx: Tx, id: number): Promise<Session | undefined> {
  if (dialectOf(tx) === 'postgresql')
    await tx.$queryRaw`SELECT set_config('lock_timeout', ${String(shortlyMs)}, true)`
  try {
    return await lockSession(tx, id)
  } catch (error) {
    // Without its cause, which the transaction would try again and again.
    if (isLockTimeout(error)) throw new EveningHeld(`somebody holds evening ${id}`)
    throw error
  }
}
