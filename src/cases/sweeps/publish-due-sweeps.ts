import type { App } from '../../app.ts'
import { afterQuietHours } from '../../delivery/quiet-hours.ts'
import type { Tx } from '../../lib/db.ts'
import { tellPerson } from '../../org/tell-person.ts'
import { unitById } from '../../org/unit-store.ts'
import { type FiringCounts, fireDueSchedules } from '../../schedules/fire-due-schedules.ts'
import { type Missed, missedKey } from '../../schedules/schedule.ts'
import { missedMessage } from '../../schedules/schedule-texts.ts'
import { answerMs, type Sweep } from './sweep.ts'
import { sweepOpen } from './sweep-buttons.ts'
import { officersUnder } from './sweep-people.ts'
import { askedIn, insertAsked, insertRound, reachable, sweepById } from './sweep-store.ts'
import { sendQuestion, tellAuthor } from './tell-sweep.ts'

/** Asks what has come due by its schedule. What is late says so; of what is not asked, its author is told. */
export async function publishDueSweeps(app: App): Promise<FiringCounts> {
  return fireDueSchedules(
    app,
    'sweep',
    async (tx, { subjectId, at, late }) => {
      const sweep = await sweepById(tx, subjectId)
      if (!sweep) throw new Error(`there is no sweep ${subjectId}`)
      await openRound(tx, app, sweep, { at, late })
    },
    (tx, missed) => tellMissed(app, tx, missed),
  )
}

async function tellMissed(app: App, tx: Tx, missed: Missed): Promise<void> {
  const sweep = await sweepById(tx, missed.subjectId)
  if (!sweep) return
  await tellPerson(tx, app, sweep.authorId, missedKey(missed), (t) =>
    missedMessage(t, missed, {
      title: sweep.question,
      open: sweepOpen.data({ sweep: sweep.id }),
      timeZone: app.config.townTimezone,
    }),
  )
}

/** One asking: each officer gets one message with a row for each unit of theirs; whom we cannot reach, another stands in for. */
async function openRound(
  tx: Tx,
  app: App,
  sweep: Sweep,
  { at, late }: { at: Date; late: boolean },
): Promise<void> {
  const unit = await unitById(tx, sweep.unitId)
  if (!unit) throw new Error(`there is no unit ${sweep.unitId}`)
  const round = await insertRound(tx, { sweepId: sweep.id, at })
  const officers = await officersUnder(tx, unit)
  const reached = await reachable(
    tx,
    officers.map(({ personId }) => personId),
  )
  const now = app.clock.now()
  const later = afterQuietHours(new Date(now.getTime() + answerMs), app.config.townTimezone)
  await insertAsked(
    tx,
    officers.map(({ personId, unitId }) => ({
      roundId: round.id,
      unitId,
      officerId: personId,
      nextAt: reached.has(personId) ? later : now,
    })),
  )
  const asked = await askedIn(tx, round.id)
  for (const officer of reached.values()) {
    const rows = asked.filter(({ officerId }) => officerId === officer.personId)
    const key = `sweep:${round.id}:${officer.personId}`
    await sendQuestion(tx, app, officer, { sweep, round, rows, isDeputy: false, late, key })
  }
  await tellAuthor(tx, app, sweep, round, { isFirst: true })
}
