import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import { belongsTo } from '../belonging.ts'
import { practise } from './begin-practice.ts'
import { type EveningOf, eveningOf } from './missed-store.ts'
import type { Shown } from './show-practice.ts'

/** The evening, for who was there or belongs to its unit; for others there was none. */
async function eveningFor(tx: Tx, { personId }: Actor, eveningId: number): Promise<EveningOf> {
  const evening = await eveningOf(tx, eveningId, personId)
  const unit = evening && (await unitById(tx, evening.unitId))
  if (!unit || !(evening.tookPart || (await belongsTo(tx, personId, unit))))
    throw new Refusal('practice-unknown')
  return evening
}

/**
 * Practises what somebody got wrong on an evening, or did not answer. Throws Refusal `practice-unknown` for who has nothing to do
 * with that evening, and `practice-nothing-missed` where all was right.
 */
export async function practiseMissed(app: App, by: Actor, eveningId: number, key: string): Promise<Shown> {
  return app.db.transaction(async (tx) => {
    const { questionIds, rightIds } = await eveningFor(tx, by, eveningId)
    const missed = questionIds.filter((id) => !rightIds.has(id))
    if (missed.length === 0) throw new Refusal('practice-nothing-missed')
    return practise(tx, app, by, missed, key)
  })
}
