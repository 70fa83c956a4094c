import type { App } from '../../app.ts'
import { fateOf } from '../../delivery/claim-store.ts'
import { isConflict, isOutage, type Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { unitById } from '../../org/unit-store.ts'
import { drawQuestions } from '../bank/draw-questions.ts'
import type { HeardUpTo } from '../heard-up-to.ts'
import { isAskedOn, type Question } from '../question.ts'
import { questionsByIds } from '../question-store.ts'
import { advance, type World } from './advance-evening.ts'
import { isDue } from './clock-set-back.ts'
import { dueEvenings, isStillTheirs } from './due-store.ts'
import { calledOff, finished, isAsking, isBegun, type Moved, openQuestion, type Session } from './evening.ts'
import { questionKey } from './evening-keys.ts'
import { insertDrawn, postpone, saveSession, sessionById } from './evening-store.ts'
import { plusMs } from './evening-times.ts'
import { EveningHeld, lockSessionShortly } from './lock-store.ts'
import { countedPolls } from './note-votes.ts'
import { performActs } from './perform-acts.ts'
import { momentOf } from './plan-evening.ts'
import { groupNow } from './tell-evening.ts'
import { lastVoteAt } from './vote-store.ts'

/** An evening at which something of ours breaks is looked at again so much later, and given up so long after its beginning. */
const againMs = 10_000
const giveUpMs = 6 * 60 * 60 * 1000

/** The engine takes turns with the host and the votes by the row of the evening; the deliverer it must not wait for. */
const besideTheDeliverer = { isolation: 'read-committed' } as const

/**
 * Does what has come due on every evening: begins it, asks the next question, draws the results, tells each their own. Called
 * every second; safe to call twice. Whatever is asked is a promise of the outbox, made in the transaction that says so.
 */
export async function runEvenings(app: App, heardUpTo: HeardUpTo): Promise<{ moved: number }> {
  let moved = 0
  for (const id of await dueEvenings(app.db, app.clock.now())) if (await runAlone(app, id, heardUpTo)) moved++
  return { moved }
}

function isHeld(app: App, evening: number): false {
  app.log.warn({ evening }, 'somebody holds an evening')
  return false
}

/** What breaks at one evening holds up no other; whatever the database could not do is tried again in a second. */
async function runAlone(app: App, id: number, heardUpTo: HeardUpTo): Promise<boolean> {
  try {
    return await app.db.transaction((tx) => runOne(tx, app, id, heardUpTo), besideTheDeliverer)
  } catch (error) {
    if (isOutage(error)) throw error
    if (error instanceof EveningHeld) return isHeld(app, id)
    app.log.error({ err: error, evening: id }, 'an evening could not go on')
    if (!isConflict(error)) await putOffAlone(app, id)
    return false
  }
}

async function putOffAlone(app: App, id: number): Promise<void> {
  try {
    await app.db.transaction((tx) => putOff(tx, app, id))
  } catch (error) {
    if (isOutage(error)) throw error
    if (error instanceof EveningHeld) return void isHeld(app, id)
    app.log.error({ err: error, evening: id }, 'an evening cannot even be read')
    await postpone(app.db, id, plusMs(app.clock.now(), againMs))
  }
}

/** Its moment has come, or its group was taken from it. */
const hasToMove = async (tx: Tx, app: App, { evening }: Session): Promise<boolean> =>
  isDue(evening, app.clock.now()) || (isAsking(evening) && !(await isStillTheirs(tx, evening)))

async function runOne(tx: Tx, app: App, id: number, heardUpTo: HeardUpTo): Promise<boolean> {
  const before = await lockSessionShortly(tx, id)
  if (!before || !(await hasToMove(tx, app, before))) return false
  const day = localDate(app.clock.now(), app.config.townTimezone)
  const drawn = await withQuestions(tx, app, before, day)
  const questions = await questionsNow(tx, drawn)
  const ready = asTheyAreNow(drawn, questions)
  const world = { ...(await worldOf(tx, app, ready, questions, day)), heardUpTo: await heardUpTo(tx) }
  const { session, acts } = advance(ready, world)
  await saveSession(tx, before, session)
  await performActs(tx, app, session, acts)
  return true
}

/** The questions are drawn when it begins. */
async function withQuestions(tx: Tx, app: App, session: Session, day: string): Promise<Session> {
  const { id, state, startsAt, unitId, set, count } = session.evening
  if (state !== 'announced' || startsAt > app.clock.now()) return session
  const unit = await unitById(tx, unitId)
  if (!unit) throw new Error(`there is no unit ${unitId}`)
  await insertDrawn(tx, id, await drawQuestions(tx, app, { path: unit.path, set, day, count }))
  return (await sessionById(tx, id)) ?? session
}

/** As long as more may be asked: what is broken in the bank by then holds up no results. */
async function questionsNow(tx: Tx, { evening, drawn }: Session): Promise<Map<number, Question>> {
  if (!isAsking(evening)) return new Map()
  return questionsByIds(
    tx,
    drawn.map(({ questionId }) => questionId),
  )
}

/** A question that was corrected before its turn is asked as it is now. */
function asTheyAreNow({ evening, drawn }: Session, questions: ReadonlyMap<number, Question>): Session {
  const fresh = drawn.map((one) => {
    const version = questions.get(one.questionId)?.version ?? one.version
    return one.state === 'waiting' ? { ...one, version } : one
  })
  return { evening, drawn: fresh }
}

async function worldOf(
  db: Tx,
  app: App,
  session: Session,
  questions: ReadonlyMap<number, Question>,
  day: string,
): Promise<Omit<World, 'heardUpTo'>> {
  const { evening } = session
  const open = openQuestion(session)
  const isOnItsWay = open && !open.askedAt
  return {
    ...momentOf(app),
    isReachable: (await groupNow(db, evening)).isReachable,
    isStillTheirs: await isStillTheirs(db, evening),
    fate: isOnItsWay ? await fateOf(db, questionKey(evening.id, open)) : undefined,
    isAskable({ questionId }) {
      const question = questions.get(questionId)
      return question !== undefined && isAskedOn(question, day)
    },
    lastVoteAt: isAsking(evening) ? undefined : await lastVoteAt(db, countedPolls(session)),
  }
}

/** What was asked is to have its results, and the open poll is closed; when that breaks too it is called off. */
const givenUp = (session: Session, now: Date): Moved =>
  isBegun(session.evening) && isAsking(session.evening)
    ? finished(session, 'fault', now)
    : calledOff(session, 'fault', now)

/** Something of ours broke: it is tried again, and in the end the group is free again and the host told. */
async function putOff(tx: Tx, app: App, id: number): Promise<void> {
  const session = await lockSessionShortly(tx, id)
  if (!session) return
  const now = app.clock.now()
  const isHopeless = plusMs(session.evening.startsAt, giveUpMs) < now
  if (isHopeless && !session.evening.endedAt) {
    const ended = givenUp(session, now)
    await saveSession(tx, session, ended.session)
    return performActs(tx, app, ended.session, ended.acts)
  }
  const nextAt = isHopeless ? undefined : plusMs(now, againMs)
  await saveSession(tx, session, { ...session, evening: { ...session.evening, nextAt } })
}
