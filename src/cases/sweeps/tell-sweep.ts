import type { App } from '../../app.ts'
import { enqueue, enqueueEdit } from '../../delivery/enqueue.ts'
import type { Confidential } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { may } from '../../org/may.ts'
import { unitLabel } from '../../org/org-texts.ts'
import { pathsTo } from '../../org/unit-paths.ts'
import { unitById } from '../../org/unit-store.ts'
import { type Asked, countUnits, overAt, type Round, type Sweep } from './sweep.ts'
import { askedIn, type Reachable, reachable } from './sweep-store.ts'
import { type ProgressView, progressMessage, type QuestionView, questionMessage } from './sweep-texts.ts'

/** As a name that says where it is: 和平村 · 一组. */
export async function labelsOf(db: Tx, unitIds: readonly number[]): Promise<Map<number, string>> {
  const paths = await pathsTo(db, [...new Set(unitIds)])
  return new Map([...paths].map(([id, path]) => [id, unitLabel(path)]))
}

/** What one person is asked in a round, with what they have said by now. */
export async function questionView(
  db: Tx,
  app: App,
  { sweep, round, rows }: { sweep: Sweep; round: Round; rows: readonly Asked[] },
  how: { isDeputy: boolean; late: boolean },
): Promise<QuestionView> {
  const labels = await labelsOf(db, [sweep.unitId, ...rows.map(({ unitId }) => unitId)])
  const ends = rows.flatMap(({ nextAt }) => nextAt ?? [])
  return {
    ...how,
    unit: labels.get(sweep.unitId) ?? '',
    question: sweep.question,
    at: round.at,
    until: how.isDeputy ? overAt(round) : (ends[0] ?? overAt(round)),
    timeZone: app.config.townTimezone,
    units: rows.map(({ id, unitId, word }) => ({ askedId: id, unit: labels.get(unitId) ?? '', word })),
  }
}

/** Asks one person about all that is theirs, in one message; it waits for the morning, and never comes when it is over. */
export async function sendQuestion(
  tx: Tx,
  app: App,
  { chat, language }: Reachable,
  asking: {
    sweep: Sweep
    round: Round
    rows: readonly Asked[]
    isDeputy: boolean
    late: boolean
    key: string
  },
): Promise<void> {
  const { isDeputy, late, key, ...what } = asking
  const view = await questionView(tx, app, what, { isDeputy, late })
  const message = questionMessage(app.texts.in(language), view)
  const batch = `sweep:${what.round.id}`
  const expiresAt = overAt(what.round)
  const how = { key, batch, chat, expiresAt, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, how, { do: 'send', message })
}

/** How far a round is, in counts alone. */
export async function progressView(db: Tx, app: App, sweep: Sweep, round: Round): Promise<ProgressView> {
  const labels = await labelsOf(db, [sweep.unitId])
  return {
    roundId: round.id,
    unit: labels.get(sweep.unitId) ?? '',
    question: sweep.question,
    at: round.at,
    until: overAt(round),
    timeZone: app.config.townTimezone,
    counts: countUnits(await askedIn(db, round.id), round),
  }
}

/** The author, as long as they lead there, and how to write to them. */
async function authorOf(tx: Tx, { authorId, unitId }: Sweep): Promise<Reachable | undefined> {
  const unit = await unitById(tx, unitId)
  if (!unit || !(await may(tx, authorId, 'lead-cases', unit))) return undefined
  return (await reachable(tx, [authorId])).get(authorId)
}

/** One message tells the author how far it is: the first time it is sent, afterwards it is changed. */
export async function tellAuthor(
  tx: Tx,
  app: App,
  sweep: Sweep,
  round: Round,
  { isFirst }: { isFirst: boolean },
): Promise<void> {
  const author = await authorOf(tx, sweep)
  if (!author) return
  const t = app.texts.in(author.language)
  const message: Confidential = progressMessage(t, await progressView(tx, app, sweep, round))
  const key = `sweep:${round.id}:progress`
  const { chat } = author
  const lane = 'personal'
  if (isFirst) {
    const how = { key, batch: key, chat, lane, quiet: true, whenInDoubt: 'repeat' } as const
    await enqueue(tx, app, how, { do: 'send', message })
  } else {
    await enqueueEdit(tx, app, { of: key, batch: `${key}:edits`, chat, lane }, message)
  }
}
