import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Unit } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { insertEvent } from '../event-store.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { leadersAbove, takersOf, unitAbove } from '../people-around.ts'
import { settleClocks } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'
import type { WhyUp } from './case-clock.ts'
import { topNews } from './clock-texts.ts'

/** What the clock alone does wakes nobody, unless it is a matter of life and death. */
const isQuiet = (why: WhyUp, { urgency }: Case): boolean => why !== 'disputed' && urgency !== 'danger'

/** A case that goes up, the place of that in its history, and why. */
interface Climbing {
  before: Case
  seq: number
  why: WhyUp
}

/** Whoever had it, whoever has it now, who told it, and the other side. */
async function tellMoved(tx: Tx, app: App, one: Case, { name: unit }: Unit, { before, seq, why }: Climbing) {
  const people = [before.handlerId, before.leadId, ...(await takersOf(tx, app, one))]
  const quiet = isQuiet(why, one)
  await tellStaff(tx, app, one, people, { what: seq }, plainNews(`case-climbed-${why}`, { unit }))
  await tellReporter(tx, app, one, seq, plainNews(`case-news-climbed-${why}`, { unit }), { quiet })
  await tellParty(tx, app, one, seq, 'mediation-party-moved', { unit }, quiet)
}

/** Late is said: those who lead the town hear of it, and who told it hears that they do, and what is left to do. */
async function tellTop(tx: Tx, app: App, one: Case, { before, seq, why }: Climbing) {
  const people = [before.handlerId, before.leadId, ...(await leadersAbove(tx, app, one))]
  const unit = (await unitById(tx, one.handlingUnitId))?.name ?? ''
  await tellStaff(tx, app, one, people, { what: seq }, plainNews(`case-top-${why}`))
  await tellReporter(tx, app, one, seq, topNews(why, unit), { quiet: isQuiet(why, one) })
}

/**
 * 小纠纷不出社、大纠纷不出村、复杂纠纷不出镇: it goes one level up, to be given to others there, and whoever had it, whoever has it
 * now and the reporter hear of it. In the town it stays, and those who lead the town are told, and the reporter that they are. With
 * `to` it goes there, past units in which nobody is left.
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
  const climbing = { before, seq, why }
  if (!above) {
    await tellTop(tx, app, after, climbing)
    return after
  }
  const one = await settleClocks(tx, app, before, after, true)
  await tellMoved(tx, app, one, above, climbing)
  await cancelUpcoming(tx, app, one, { byId: undefined, quiet: isQuiet(why, one) })
  return one
}
