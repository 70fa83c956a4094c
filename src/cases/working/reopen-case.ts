import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, reopenMs } from '../case.ts'
import type { CaseChange } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { takersOf, unitAbove } from '../people-around.ts'
import { caseFor } from '../see-case.ts'
import { takeStep } from '../take-step.ts'
import { tellStaff } from '../tell-case.ts'

type Again = 'reopen' | 'second-look' | 'appeal'

/** Only so long after its end; a case that was not taken in can be asked about for as long. */
function mustBeFresh({ closedAt }: Case, now: Date): void {
  if (closedAt && now.getTime() - closedAt.getTime() > reopenMs) throw new Refusal('case-too-late')
}

/** What becomes of the row: opened again it keeps its count; appealed it goes one level up, to others. */
async function changeFor(again: Again, one: Case, above: number | undefined): Promise<CaseChange> {
  // What was told together goes its own way from here.
  const open: CaseChange = { closedAt: null, outcome: null, score: null, joinedToId: null }
  if (again === 'reopen') return { ...open, reopened: one.reopened + 1 }
  if (again === 'second-look') return { ...open, intakeId: null }
  if (above === undefined) throw new Refusal('case-no-level-above')
  return { ...open, handlingUnitId: above, intakeId: null, leadId: null, handlerId: null }
}

/** Whoever told it is not content with its end: opened again, looked at once more, or taken one level up. */
export async function askAgain(
  app: App,
  by: Actor,
  caseId: number,
  again: Again,
  why: string,
): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    mustBeFresh(seen.one, app.clock.now())
    const above = await unitAbove(tx, seen.one.handlingUnitId)
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: again,
      note: why,
      change: await changeFor(again, seen.one, above?.id),
      fresh: true,
    })
    await tellParty(tx, app, one, seq, 'mediation-party-again')
    if (one.handlerId === undefined) await cancelUpcoming(tx, app, one, { byId: undefined })
    const people = [one.handlerId, one.leadId, ...(await takersOf(tx, app, one))]
    await tellStaff(tx, app, one, people, { what: seq }, plainNews(`case-news-${again}`, {}, why))
    return one
  })
}
