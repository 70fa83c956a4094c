import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { namesOf } from '../../org/person-store.ts'
import { handlerCandidates, leadCandidates } from '../candidates.ts'
import type { Case } from '../case.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { tellParty } from '../mediation/sides.ts'
import { deadlineOf } from '../next-date.ts'
import { assignedMessage } from '../reporter-texts.ts'
import { caseFor, type Seen } from '../see-case.ts'
import { noteWord, takeStep } from '../take-step.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'

/** The other side hears who has it now, and what its mediator had arranged with both does not take place. */
async function handOverSides(
  tx: Tx,
  app: App,
  one: Case,
  by: Actor,
  { seq, handler }: { seq: number; handler: string },
): Promise<void> {
  await tellParty(tx, app, one, seq, 'mediation-party-handler', { handler })
  await cancelUpcoming(tx, app, one, { byId: by.personId })
}

interface Named {
  leadId: number
  handlerId: number
}

/** Both hear it, and those who had it; and who told it, who has it now. */
async function give(
  tx: Tx,
  app: App,
  by: Actor,
  seen: Seen,
  { step, to }: { step: 'assign' | 'hand-over'; to: Named },
): Promise<Case> {
  const handlers = await handlerCandidates(tx, app, seen.one)
  if (!handlers.some(({ personId }) => personId === to.handlerId)) throw new Refusal('case-person-unfit')
  const names = await namesOf(tx, [to.leadId, to.handlerId])
  const [lead = '', handler = ''] = [names.get(to.leadId), names.get(to.handlerId)]
  const { one, seq } = await takeStep(tx, app, by, seen, {
    step,
    note: [lead, handler].join(' / '),
    change: to,
  })
  const news = assignedMessage({ lead, handler, deadline: await deadlineOf(tx, app, one) })
  const people = [to.leadId, to.handlerId, seen.one.handlerId, seen.one.leadId]
  const others = people.filter((id) => id !== by.personId)
  await tellStaff(tx, app, one, others, { what: seq }, news)
  await tellReporter(tx, app, one, seq, news)
  if (to.handlerId !== seen.one.handlerId) await handOverSides(tx, app, one, by, { seq, handler })
  return noteWord(tx, app, one)
}

/** 定领导、定人员、定时间: who answers for it, who does it, and the clock that runs already. Also gives it to others later on. */
export async function assignCase(app: App, by: Actor, caseId: number, to: Named): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const leads = await leadCandidates(tx, app, seen.one)
    if (!leads.some(({ personId }) => personId === to.leadId)) throw new Refusal('case-person-unfit')
    return give(tx, app, by, seen, { step: 'assign', to })
  })
}

/** Whoever handles it gives it to another; who leads it stays. Throws Refusal `case-person-unfit` for oneself. */
export async function handOverCase(app: App, by: Actor, caseId: number, handlerId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { leadId } = seen.one
    if (leadId === undefined || handlerId === seen.one.handlerId) throw new Refusal('case-person-unfit')
    return give(tx, app, by, seen, { step: 'hand-over', to: { leadId, handlerId } })
  })
}
