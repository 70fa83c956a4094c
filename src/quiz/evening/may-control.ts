import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { may, rolesIn } from '../../org/may.ts'
import type { Role } from '../../org/permission.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Session } from './evening.ts'
import { sessionById } from './evening-store.ts'
import { lockSession } from './lock-store.ts'
import { planById, type QuizPlan } from './plan-store.ts'

/** Those above who may step in for any host. */
const overHosts: readonly Role[] = ['secretary', 'owner']

/** Whether somebody may hold it in their hands: its own host, as long as they may hold one there, or a secretary there or above. */
export async function mayControl(
  db: Tx,
  { personId }: Actor,
  { hostId, unitId }: { hostId: number; unitId: number },
): Promise<boolean> {
  const unit = await unitById(db, unitId)
  if (!unit || !(await may(db, personId, 'host-quiz', unit))) return false
  if (hostId === personId) return true
  const roles = await rolesIn(db, personId, unit)
  return overHosts.some((role) => roles.has(role))
}

async function mustControl(db: Tx, by: Actor, session: Session | undefined): Promise<Session> {
  if (!session || !(await mayControl(db, by, session.evening))) throw new Refusal('quiz-unknown')
  return session
}

/** The evening, for who may hold it; for all others it does not exist: Refusal `quiz-unknown`. */
export const sessionFor = async (db: Tx, by: Actor, eveningId: number): Promise<Session> =>
  mustControl(db, by, await sessionById(db, eveningId))

/** The same, to change it in this transaction. */
export const lockedFor = async (tx: Tx, by: Actor, eveningId: number): Promise<Session> =>
  mustControl(tx, by, await lockSession(tx, eveningId))

/** What is planned, as `sessionFor`. */
export async function planFor(db: Tx, by: Actor, planId: number): Promise<QuizPlan> {
  const plan = await planById(db, planId)
  if (!plan || !(await mayControl(db, by, plan))) throw new Refusal('quiz-unknown')
  return plan
}
