import type { App } from '../../app.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, type PauseReason, pauseReasons } from '../case.ts'
import { pausedMessage } from '../case-texts.ts'
import { runningClocks } from '../clocks/clock-store.ts'
import { caseFor } from '../see-case.ts'
import { takeStep } from '../take-step.ts'
import { tellReporter } from '../tell-case.ts'

/** Somebody begins to work on it. */
export async function beginCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const handlerId = seen.one.handlerId ?? by.personId
    return (await takeStep(tx, app, by, seen, { step: 'begin', change: { handlerId } })).one
  })
}

/** Its clock stands, for a reason that the reporter hears; after the longest pause it goes on by itself. */
export async function pauseCase(
  app: App,
  by: Actor,
  caseId: number,
  why: { reason: PauseReason; note: string },
): Promise<Case> {
  if (!pauseReasons.includes(why.reason)) throw new Refusal('case-reason-unknown')
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const note = [why.reason, why.note].filter(Boolean).join(' ')
    const { one, seq } = await takeStep(tx, app, by, seen, { step: 'pause', note })
    const cap = (await runningClocks(tx, one.id)).find(({ purpose }) => purpose === 'pause')
    const deadline = { at: cap?.dueAt, timeZone: app.config.townTimezone }
    await tellReporter(tx, app, one, seq, pausedMessage({ ...why, deadline }))
    return one
  })
}

/** What it waited for is there. */
export async function resumeCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    return (await takeStep(tx, app, by, seen, { step: 'resume' })).one
  })
}
