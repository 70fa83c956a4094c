import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localTime } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Rule } from '../../lib/schedule.ts'
import { may, mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import { changeSchedule, createSchedule } from '../../schedules/change-schedule.ts'
import type { ScheduleChange } from '../../schedules/schedule.ts'
import { checkQuestion, type Round, type Sweep } from './sweep.ts'
import { insertSweep, roundById, sweepById, sweepByKey } from './sweep-store.ts'

/** At once, which is at the next full minute, or by a rule in the town's time. */
export type SweepTime = { now: true } | { now: false; rule: Rule }

function ruleOf(time: SweepTime, now: Date, timeZone: string): Rule {
  if (!time.now) return time.rule
  const next = new Date(now.getTime() + 60_000)
  return { every: 'once', at: localTime(next, timeZone).replace(' ', 'T') }
}

/** From now on the officers under the unit are asked that by the rule. `key` makes a repetition find the first one. */
export async function planSweep(
  app: App,
  by: Actor,
  { unitId, question, time }: { unitId: number; question: string; time: SweepTime },
  key: string,
): Promise<Sweep> {
  checkQuestion(question)
  return app.db.transaction(async (tx) => {
    await mustBeAllowed(tx, by, 'lead-cases', unitId)
    const before = await sweepByKey(tx, key)
    if (before) return before
    const now = app.clock.now()
    const timeZone = app.config.townTimezone
    const sweep = await insertSweep(tx, { key, unitId, question, authorId: by.personId, createdAt: now })
    const rule = ruleOf(time, now, timeZone)
    await createSchedule(tx, { purpose: 'sweep', subjectId: sweep.id, rule, timeZone }, now)
    return sweep
  })
}

/** The sweep, for whoever leads in its unit; for others it does not exist: Refusal `sweep-unknown`. */
export async function sweepFor(db: Tx, by: Actor, sweepId: number): Promise<Sweep> {
  const sweep = await sweepById(db, sweepId)
  const unit = sweep && (await unitById(db, sweep.unitId))
  if (!unit || !(await may(db, by.personId, 'lead-cases', unit))) throw new Refusal('sweep-unknown')
  return sweep
}

/** One asking of it, as `sweepFor`. */
export async function roundFor(db: Tx, by: Actor, roundId: number): Promise<{ sweep: Sweep; round: Round }> {
  const round = await roundById(db, roundId)
  if (!round) throw new Refusal('sweep-unknown')
  return { round, sweep: await sweepFor(db, by, round.sweepId) }
}

export async function changeSweep(
  app: App,
  by: Actor,
  sweepId: number,
  change: ScheduleChange,
): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    const { id } = await sweepFor(tx, by, sweepId)
    await changeSchedule(tx, { purpose: 'sweep', subjectId: id }, change, now)
  })
}
