import type { App } from '../../app.ts'
import { takeBackBatch } from '../../delivery/batch.ts'
import type { Tx } from '../../lib/db.ts'
import type { Actor } from '../../org/person.ts'
import { changeSchedule } from '../../schedules/change-schedule.ts'
import type { ScheduleChange } from '../../schedules/schedule.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { calledOff, type Moment, type Moved, openQuestion, type Session, takenBack } from './evening.ts'
import { plannedKey, questionKey } from './evening-keys.ts'
import { eveningByKey, saveSession } from './evening-store.ts'
import { lockSession } from './lock-store.ts'
import { lockedFor, planFor } from './may-control.ts'
import { performActs } from './perform-acts.ts'
import { momentOf } from './plan-evening.ts'
import { type Press, press, skip } from './press-evening.ts'

const besideTheDeliverer = { isolation: 'read-committed' } as const

async function move(
  app: App,
  by: Actor,
  eveningId: number,
  how: (session: Session, moment: Moment, tx: Tx) => Moved | Promise<Moved>,
): Promise<Session> {
  return app.db.transaction(async (tx) => {
    const before = await lockedFor(tx, by, eveningId)
    const moved = await how(before, momentOf(app), tx)
    await write(tx, app, before, moved)
    return moved.session
  }, besideTheDeliverer)
}

/** The next question, promised a second ahead, stays here if it has not begun to leave: a pause means a pause. */
async function withoutPromised(tx: Tx, session: Session): Promise<Session> {
  const open = openQuestion(session)
  if (!open || open.askedAt) return session
  const isBack = await takeBackBatch(tx, questionKey(session.evening.id, open))
  return isBack ? takenBack(session, open) : session
}

async function write(tx: Tx, app: App, before: Session, { session, acts }: Moved): Promise<void> {
  await saveSession(tx, before, session)
  await performActs(tx, app, session, acts)
}

/** The host pauses, goes on or stops. Throws Refusal when it cannot be done now; `quiz-unknown` for who may not. */
export const pressEvening = (app: App, by: Actor, eveningId: number, how: Press): Promise<Session> =>
  move(app, by, eveningId, async (session, moment, tx) =>
    press(how === 'pause' ? await withoutPromised(tx, session) : session, how, moment),
  )

/** The open question closes at once and counts for nobody. */
export const skipQuestion = (app: App, by: Actor, eveningId: number, place: number): Promise<Session> =>
  move(app, by, eveningId, (session, moment) => skip(session, place, moment))

/** Pauses, resumes, skips the next one of, or ends what is planned. An evening that is announced by then is called off with it. */
export async function changePlan(app: App, by: Actor, planId: number, change: ScheduleChange): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    const { id } = await planFor(tx, by, planId)
    const next = (await scheduleOf(tx, 'quiz', id))?.nextAt
    await changeSchedule(tx, { purpose: 'quiz', subjectId: id }, change, now)
    if (change !== 'resume' && next) await callOffAnnounced(tx, app, plannedKey(id, next))
  })
}

async function callOffAnnounced(tx: Tx, app: App, key: string): Promise<void> {
  const evening = await eveningByKey(tx, key)
  const session = evening && (await lockSession(tx, evening.id))
  if (session?.evening.state !== 'announced') return
  await write(tx, app, session, calledOff(session, 'host', app.clock.now()))
}
