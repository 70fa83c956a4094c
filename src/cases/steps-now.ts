import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Actor } from '../org/person.ts'
import { type CaseStep, isTellers, stepsFor } from './case.ts'
import type { Seen } from './see-case.ts'
import { hadPart, isSilent, standsOutside } from './stand-outside.ts'

/** Why somebody cannot say how it ended; undefined when they can. */
async function whyNotSettle(
  db: Tx,
  app: App,
  by: Actor,
  seen: Seen,
  step: 'confirm' | 'dispute',
): Promise<string | undefined> {
  const { one, are } = seen
  if (step === 'dispute' && isTellers(step, are)) return undefined
  if (are.has('reporter')) {
    const mayHaveHad = one.privacy !== 'named'
    return mayHaveHad && (await hadPart(db, app, by, one)) ? 'case-confirm-own' : undefined
  }
  if (!(await standsOutside(db, app, by, seen))) return 'case-not-now'
  return step === 'dispute' || isSilent(one, app.clock.now()) ? undefined : 'case-confirm-early'
}

/**
 * Of those who work on it only one who stands outside may say how it ended, and that it is settled only when whoever told it has had
 * their time to say so. Throws Refusal `case-not-now`, `case-confirm-early` or `case-confirm-own`.
 */
export async function mustSettle(
  db: Tx,
  app: App,
  by: Actor,
  seen: Seen,
  step: 'confirm' | 'dispute',
): Promise<void> {
  if (seen.one.state !== 'handled') throw new Refusal('case-not-now')
  const why = await whyNotSettle(db, app, by, seen, step)
  if (why) throw new Refusal(why)
}

/** One told together with another cannot be moved by itself, but by who told it. */
const goesAlone = ({ one, are }: Seen, step: CaseStep): boolean =>
  one.joinedToId === undefined || one.state === 'handled' || isTellers(step, are)

/** The steps that somebody may take now: what its card offers, and nothing that would be refused. */
export async function stepsNow(db: Tx, app: App, by: Actor, seen: Seen): Promise<CaseStep[]> {
  const { one, are } = seen
  const now: CaseStep[] = []
  for (const step of stepsFor(one, are).filter((step) => goesAlone(seen, step))) {
    // Who may name both has no need of it.
    if (step === 'hand-over' && (one.leadId === undefined || now.includes('assign'))) continue
    const settles = step === 'confirm' || step === 'dispute'
    if (!settles || !(await whyNotSettle(db, app, by, seen, step))) now.push(step)
  }
  return now
}
