import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Unit } from '../../org/unit.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { tellParty } from '../mediation/sides.ts'
import { leadersAbove, takersOf, unitAbove } from '../people-around.ts'
import { settleClocks } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'

export type WhyUp = 'overdue' | 'disputed' | 'nobody-there'

/**
 * 小纠纷不出社、大纠纷不出村、复杂纠纷不出镇: it goes one level up, to be given to others there, and whoever had it, whoever has it
 * now and the reporter hear of it. In the town it stays, and those who lead the town are told. With `to` it goes there, past units
 * in which nobody is left.
 */
export async function climb(tx: Tx, app: App, before: Case, why: WhyUp, to?: Unit): Promise<Case> {
  const above = to ?? (await unitAbove(tx, before.handlingUnitId))
  const change = above ? { handlingUnitId: above.id, intakeId: null, leadId: null, handlerId: null } : {}
  const state = before.state === 'filed' || !above ? before.state : 'accepted'
  const after = await saveCase(tx, before.id, { ...change, state })
  const seq = await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    byId: undefined,
    actor: 'clock',
    what: above ? 'climb' : 'top',
    from: before.state,
    to: state,
    note: why,
  })
  const one = above ? await settleClocks(tx, app, before, after, true) : after
  const unit = above?.name ?? ''
  const key = above ? `case-climbed-${why}` : `case-top-${why}`
  const news = plainNews(key, { unit })
  const people = above ? await takersOf(tx, app, one) : await leadersAbove(tx, app, one)
  await tellStaff(tx, app, one, [before.handlerId, before.leadId, ...people], { what: seq }, news)
  if (above) {
    await tellReporter(tx, app, one, seq, plainNews('case-news-climbed', { unit }))
    await tellParty(tx, app, one, seq, 'mediation-party-moved', { unit })
  }
  return one
}
