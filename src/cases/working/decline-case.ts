import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, type DeclineReason, declineReasons } from '../case.ts'
import { letGoJoined } from '../duplicates/let-go-case.ts'
import { declinedMessage } from '../reporter-texts.ts'
import { caseFor } from '../see-case.ts'
import { noteWord, takeStep } from '../take-step.ts'
import { tellReporter } from '../tell-case.ts'

/** It is not taken in, for a reason of the list; the reporter may ask for a second look, or one level up. */
export async function declineCase(
  app: App,
  by: Actor,
  caseId: number,
  why: { reason: DeclineReason; note: string },
): Promise<Case> {
  if (!declineReasons.includes(why.reason)) throw new Refusal('case-reason-unknown')
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'decline',
      note: [why.reason, why.note].filter(Boolean).join(' '),
      change: { intakeId: by.personId, closedAt: app.clock.now() },
    })
    await letGoJoined(tx, app, one)
    await tellReporter(tx, app, one, seq, declinedMessage(why))
    return noteWord(tx, app, one)
  })
}
