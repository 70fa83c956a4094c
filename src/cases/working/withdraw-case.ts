import type { App } from '../../app.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { plainNews } from '../case-texts.ts'
import { letGoJoined } from '../duplicates/let-go-case.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { takersOf } from '../people-around.ts'
import { caseFor } from '../see-case.ts'
import { takeStep } from '../take-step.ts'
import { tellStaff } from '../tell-case.ts'

/** Whoever told it takes it back. */
export async function withdrawCase(app: App, by: Actor, caseId: number, why: string): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'withdraw',
      note: why,
      change: { outcome: 'withdrawn', closedAt: app.clock.now(), joinedToId: null },
    })
    await letGoJoined(tx, app, one)
    await tellParty(tx, app, one, seq, 'mediation-party-over')
    const people = [one.handlerId, one.leadId, ...(await takersOf(tx, app, one))]
    await tellStaff(tx, app, one, people, { what: seq }, plainNews('case-news-withdrawn', {}, why))
    await cancelUpcoming(tx, app, one, { byId: undefined })
    return one
  })
}
