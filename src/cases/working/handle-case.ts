import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case, Outcome } from '../case.ts'
import { joinedCases, saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { isToBeDone } from '../duplicates/joining.ts'
import { insertEvent } from '../event-store.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { handledMessage } from '../reporter-texts.ts'
import { caseFor, type Seen } from '../see-case.ts'
import { noteWord, settleClocks, takeStep } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'

export interface End {
  outcome: Exclude<Outcome, 'withdrawn'>
  /** What was done; of what is not possible, why. */
  note: string
}

/** Those that were told together with it are handled with it, and asked about one by one. */
async function handleJoined(tx: Tx, app: App, main: Case, end: End): Promise<void> {
  for (const before of await joinedCases(tx, main.id)) {
    if (!isToBeDone(before)) continue
    const after = await saveCase(tx, before.id, { state: 'handled', outcome: end.outcome })
    const seq = await insertEvent(tx, app, {
      caseId: before.id,
      at: app.clock.now(),
      byId: undefined,
      actor: 'clock',
      what: 'handle',
      from: before.state,
      to: 'handled',
      note: main.number,
    })
    await tellReporter(tx, app, await settleClocks(tx, app, before, after, true), seq, handledMessage(end))
  }
}

/** It is done, and how: whoever told it is asked whether it is. */
export async function endCase(tx: Tx, app: App, by: Actor, seen: Seen, end: End): Promise<Case> {
  const { one, seq } = await takeStep(tx, app, by, seen, {
    step: 'handle',
    note: end.note,
    change: { outcome: end.outcome, handlerId: seen.one.handlerId ?? by.personId },
  })
  await handleJoined(tx, app, one, end)
  await tellReporter(tx, app, one, seq, handledMessage(end))
  const lead = one.leadId === by.personId ? undefined : one.leadId
  await tellStaff(tx, app, one, [lead], { what: seq }, plainNews('case-news-handled', {}, end.note))
  await cancelUpcoming(tx, app, one, { byId: by.personId })
  return noteWord(tx, app, one)
}

/** Whoever handles it says that it is done, and how. */
export async function handleCase(app: App, by: Actor, caseId: number, end: End): Promise<Case> {
  if (end.note.trim() === '') throw new Refusal('case-note-needed')
  return app.db.transaction(async (tx) => {
    const one = await endCase(tx, app, by, await caseFor(tx, app, by, caseId), end)
    await tellParty(tx, app, one, `handled:${one.disputes}:${one.reopened}`, 'mediation-party-over')
    return one
  })
}
