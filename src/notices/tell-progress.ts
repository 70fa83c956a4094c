import type { App } from '../app.ts'
import { batchProgress, minutesLeft, type Progress, recallBatch, recallProgress } from '../delivery/batch.ts'
import { enqueueEdit } from '../delivery/enqueue.ts'
import type { Public } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { T } from '../lib/i18n.ts'
import { personById } from '../org/person-store.ts'
import { batchOf, type Issue, type Notice, progressKey, waitsForMorning } from './notice.ts'
import { changeIssue, issueById, unfinishedIssues } from './notice-store.ts'
import { progressMessage, recallMessage } from './notice-texts.ts'

/** Tells the authors how far their notices are, where something has changed; at the end it becomes the report. */
export async function tellProgress(app: App): Promise<{ told: number; finished: number }> {
  const counts = { told: 0, finished: 0 }
  for (const { issue, notice } of await unfinishedIssues(app.db)) {
    const did = await app.db.transaction((tx) => tellOne(app, tx, issue.id, notice))
    counts.told += did.told ? 1 : 0
    counts.finished += did.finished ? 1 : 0
  }
  return counts
}

async function tellOne(
  app: App,
  tx: Tx,
  issueId: number,
  notice: Notice,
): Promise<{ told: boolean; finished: boolean }> {
  // Read again: it may have been stopped since the list was made.
  const issue = await issueById(tx, issueId)
  if (!issue) throw new Error(`there is no issue ${issueId}`)
  const author = await personById(tx, notice.authorId)
  const t = app.texts.in(author?.language)
  const progress = await batchProgress(tx, batchOf(issue.id))
  const { message, finished } = issue.recalledAt
    ? await recalled(app, tx, t, notice, issue, progress)
    : underWay(app, t, notice, issue, progress)
  const told = message.html !== issue.told && author?.chatId !== undefined
  if (!told && !finished) return { told, finished }
  await changeIssue(tx, issue.id, { told: message.html, ...(finished && { state: 'done' }) })
  if (told) {
    const chat = { kind: 'private', chatId: author.chatId ?? 0 } as const
    const of = progressKey(issue.id)
    await enqueueEdit(tx, app, { of, batch: `${of}:edits`, chat, lane: 'personal' }, message)
  }
  return { told, finished }
}

interface Told {
  message: Public
  finished: boolean
}

function underWay(app: App, t: T, notice: Notice, issue: Issue, progress: Progress): Told {
  const finished = progress.left === 0
  const is: Issue = finished && issue.state === 'running' ? { ...issue, state: 'done' } : issue
  const now = app.clock.now()
  const pace = {
    minutes: minutesLeft(app, progress),
    now,
    waitsForMorning: waitsForMorning(notice, now, app.config.townTimezone),
  }
  return { message: progressMessage(t, notice, is, progress, pace), finished }
}

async function recalled(
  app: App,
  tx: Tx,
  t: T,
  notice: Notice,
  issue: Issue,
  { left }: Progress,
): Promise<Told> {
  // What was leaving when it was recalled has arrived since.
  await recallBatch(tx, app, batchOf(issue.id))
  const recall = await recallProgress(tx, batchOf(issue.id))
  return { message: recallMessage(t, notice, issue, recall), finished: left === 0 && recall.left === 0 }
}
