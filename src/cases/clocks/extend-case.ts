import type { App } from '../../app.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Case } from '../case.ts'
import { saveCase } from '../case-store.ts'
import { insertEvent } from '../event-store.ts'
import { deadlineOf } from '../next-date.ts'
import { caseFor } from '../see-case.ts'
import { tellReporter, tellStaff } from '../tell-case.ts'
import { marksKept } from './case-clock.ts'
import { termOf } from './case-terms.ts'
import { type KeptClock, runningClocks } from './clock-store.ts'
import { extendedNews } from './clock-texts.ts'
import { keepClock } from './run-clock.ts'
import { ownTerms } from './term-store.ts'

/** So many working days an extension is worth in this town. */
export async function extensionDays(db: Tx): Promise<number> {
  return termOf('extension', await ownTerms(db)).amount
}

const handling = async (db: Tx, caseId: number): Promise<KeptClock | undefined> =>
  (await runningClocks(db, caseId)).find(({ purpose }) => purpose === 'handle')

/** Why it cannot be given more time; undefined when it can. What is overdue has climbed, or is to be answered for. */
function whyNot(clock: KeptClock | undefined, now: Date): string | undefined {
  if (!clock || clock.pausedAt) return 'extend-not-now'
  if (clock.extendedAt) return 'extend-before'
  return clock.dueAt <= now ? 'extend-too-late' : undefined
}

export const canExtend = async (db: Tx, app: App, { id }: Pick<Case, 'id'>): Promise<boolean> =>
  whyNot(await handling(db, id), app.clock.now()) === undefined

/** The same clock with more time: it warns of its new end as it would have of the old one. */
async function extended(tx: Tx, app: App, clock: KeptClock, at: Date): Promise<KeptClock> {
  const { amount, unit } = clock.term
  const longer = { ...clock, term: { amount: amount + (await extensionDays(tx)), unit }, extendedAt: at }
  const calendar = await readCalendar(tx, app.config.townTimezone)
  return { ...longer, marksDone: marksKept(calendar, longer, at) }
}

/**
 * Whoever leads it gives it more time, once while a clock runs, for a reason that the reporter hears. Throws Refusal
 * `extend-not-now`, `extend-before`, `extend-too-late`.
 */
export async function extendCase(app: App, by: Actor, caseId: number, reason: string): Promise<Case> {
  if (reason.trim() === '') throw new Refusal('case-note-needed')
  return app.db.transaction(async (tx) => {
    const { one: before, are } = await caseFor(tx, app, by, caseId)
    if (!are.has('lead')) throw new Refusal('case-not-now')
    const clock = await handling(tx, before.id)
    const at = app.clock.now()
    const refusal = whyNot(clock, at)
    if (refusal !== undefined || !clock) throw new Refusal(refusal ?? 'extend-not-now')
    const dueAt = await keepClock(tx, app, await extended(tx, app, clock, at))
    const one = await saveCase(tx, before.id, { dueAt })
    const seq = await insertEvent(tx, app, {
      caseId: one.id,
      at,
      byId: by.personId,
      actor: 'staff',
      what: 'extend',
      from: one.state,
      to: one.state,
      note: reason,
    })
    const news = extendedNews(await deadlineOf(tx, app, one), reason)
    await tellReporter(tx, app, one, seq, news)
    const handler = one.handlerId === by.personId ? undefined : one.handlerId
    await tellStaff(tx, app, one, [handler], { what: seq }, news)
    return one
  })
}
