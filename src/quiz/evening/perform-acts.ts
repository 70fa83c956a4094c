import type { App } from '../../app.ts'
import { stopBatch } from '../../delivery/batch.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { publicMessage } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { questionsAsAsked } from './asked-store.ts'
import { drawResults } from './draw-results.ts'
import { type Act, type Drawn, isBegun, type Session } from './evening.ts'
import { questionKey } from './evening-keys.ts'
import { begunMessage, endedMessage, skippedMessage } from './evening-texts.ts'
import { patienceMs, plusMs } from './evening-times.ts'
import { pollOf } from './poll-texts.ts'
import { tellEach } from './tell-each.ts'
import { groupOf, recount, sayToGroup, showPanel, tellHostEnded } from './tell-evening.ts'

function drawnAt({ evening, drawn }: Session, place: number): Drawn {
  const one = drawn.find((candidate) => candidate.place === place)
  if (!one) throw new Error(`evening ${evening.id} has no question ${place}`)
  return one
}

/** Its picture or voice, if any, and the poll right after it. Neither is repeated when nobody knows whether it arrived. */
async function ask(tx: Tx, app: App, session: Session, place: number, at: Date): Promise<void> {
  const { evening, drawn } = session
  const one = drawnAt(session, place)
  // As it was when its version was noted: it may have been corrected since.
  const question = (await questionsAsAsked(tx, [one])).get(one.questionId)
  if (!question) throw new Error(`evening ${evening.id} has no question ${place}`)
  const key = questionKey(evening.id, one)
  const chat = groupOf(evening)
  const expiresAt = plusMs(at, patienceMs)
  const how = { batch: key, chat, notBefore: at, expiresAt, lane: 'answer', whenInDoubt: 'leave' } as const
  const { media } = question
  if (media) {
    const message = publicMessage('', { media })
    await enqueue(tx, app, { ...how, key: `${key}:media` }, { do: 'send', message })
  }
  const openPeriodS = evening.secondsEach
  const poll = pollOf(app.texts.in(null), question, { place, count: drawn.length, openPeriodS })
  await enqueue(tx, app, { ...how, key }, { do: 'poll', poll, ...(media && { after: `${key}:media` }) })
}

/** It is not sent any more when it was not, and closes at once when it was. */
async function close(tx: Tx, app: App, session: Session, place: number): Promise<void> {
  const { evening } = session
  const of = questionKey(evening.id, drawnAt(session, place))
  await stopBatch(tx, of)
  const key = `${of}:close`
  const how = { key, batch: key, chat: groupOf(evening), lane: 'answer', whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, { ...how, expiresAt: plusMs(app.clock.now(), patienceMs) }, { do: 'close-poll', of })
}

/** So that a second pause of an evening is said, too. */
const moment = (app: App): string => app.clock.now().toISOString()

async function perform(tx: Tx, app: App, session: Session, act: Act): Promise<void> {
  const { evening, drawn } = session
  const t = app.texts.in(null)
  const say = (name: string, message: Parameters<typeof sayToGroup>[4]) =>
    sayToGroup(tx, app, evening, `evening:${evening.id}:${name}`, message)
  switch (act.do) {
    case 'recount':
      return recount(tx, app, evening)
    case 'begin':
      return say('begin', begunMessage(t, { count: drawn.length, secondsEach: evening.secondsEach }))
    case 'ask':
      return ask(tx, app, session, act.place, act.at)
    case 'asked':
      return
    case 'take-back':
      return void (await stopBatch(tx, questionKey(evening.id, act.promised)))
    case 'close':
      return close(tx, app, session, act.place)
    case 'tell-skipped':
      return act.why === 'end'
        ? undefined
        : say(`skipped:${act.place}`, skippedMessage(t, act.place, act.why))
    case 'tell-paused':
      return say(`paused:${moment(app)}`, publicMessage(t(act.isOpen ? 'quiz-pausing' : 'quiz-paused')))
    case 'tell-resumed':
      return say(`resumed:${moment(app)}`, publicMessage(t('quiz-resumed')))
    case 'tell-ended':
      await say('ended', endedMessage(t, act.why, isBegun(evening)))
      return act.why === 'host' ? undefined : tellHostEnded(tx, app, session)
    case 'draw':
      return drawResults(tx, app, session)
    case 'tell-each':
      return tellEach(tx, app, session)
  }
}

/** What changes nothing that the host sees: a question is shown to them when it has reached the group. */
const quiet: readonly Act['do'][] = ['recount', 'ask', 'take-back', 'tell-each']

/** Promises what follows from a move, in its order; the host sees how it stands. */
export async function performActs(tx: Tx, app: App, session: Session, acts: readonly Act[]): Promise<void> {
  for (const act of acts) await perform(tx, app, session, act)
  if (acts.some((act) => !quiet.includes(act.do))) await showPanel(tx, app, session)
}
