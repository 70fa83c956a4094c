import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { type Case, disputesToClimb } from '../case.ts'
import { plainNews } from '../case-texts.ts'
import { climb } from '../clocks/climb-case.ts'
import { whoAnswersForIt } from '../clocks/who-to-remind.ts'
import { tellParty } from '../mediation/sides.ts'
import { caseFor } from '../see-case.ts'
import { mustSettle } from '../steps-now.ts'
import { type Taken, takeStep } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'

const workers = (one: Case) => [one.handlerId, one.leadId]

/** Asked before anything else is. Throws what `confirmCase` would. */
export async function mayConfirm(app: App, by: Actor, caseId: number): Promise<void> {
  await mustSettle(app.db, app, by, await caseFor(app.db, app, by, caseId), 'confirm')
}

/** It is settled: the reporter said so, with 1 to 5, or somebody outside the handling unit asked them and says how that was. */
export async function confirmCase(
  app: App,
  by: Actor,
  caseId: number,
  said: { score?: number | undefined; note: string },
): Promise<Case> {
  const { score, note } = said
  if (score !== undefined && !(score >= 1 && score <= 5)) throw new Refusal('case-not-now')
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    await mustSettle(tx, app, by, seen, 'confirm')
    const isReporters = seen.are.has('reporter')
    if (!isReporters && note.trim() === '') throw new Refusal('case-note-needed')
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'confirm',
      note: [score, note].filter(Boolean).join(' '),
      change: { closedAt: app.clock.now(), ...(score !== undefined && { score }) },
    })
    const key = score === undefined ? 'case-news-confirmed' : 'case-news-scored'
    await tellStaff(tx, app, one, workers(one), { what: seq }, plainNews(key, { score: score ?? 0 }, note))
    if (!isReporters) await tellReporter(tx, app, one, seq, plainNews('case-news-closed'))
    return one
  })
}

async function goUp(tx: Tx, app: App, { one }: Taken): Promise<Case> {
  return one.disputes >= disputesToClimb ? climb(tx, app, one, 'disputed') : one
}

/** It is not settled: it goes back with a new clock, and for the second time one level up. */
export async function disputeCase(app: App, by: Actor, caseId: number, why: string): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    await mustSettle(tx, app, by, seen, 'dispute')
    const taken = await takeStep(tx, app, by, seen, {
      step: 'dispute',
      note: why,
      // What was told together goes its own way from here.
      change: { disputes: seen.one.disputes + 1, outcome: null, joinedToId: null },
      fresh: true,
    })
    const news = plainNews('case-news-disputed', { times: taken.one.disputes }, why)
    // What was handled with another has neither: whoever takes in hears that it is theirs.
    const people = await whoAnswersForIt(tx, app, taken.one)
    await tellStaff(tx, app, taken.one, people, { what: taken.seq }, news)
    await tellParty(tx, app, taken.one, taken.seq, 'mediation-party-again')
    return goUp(tx, app, taken)
  })
}
