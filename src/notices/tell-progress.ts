import type { App } from '../app.ts'
import { batchProgress, minutesLeft } from '../delivery/batch.ts'
import { enqueueEdit } from '../delivery/enqueue.ts'
import type { Tx } from '../lib/db.ts'
import { personById } from '../org/person-store.ts'
import { batchOf, type Issue, type Notice, progressKey } from './notice.ts'
import { changeIssue, issueById, unfinishedIssues } from './notice-store.ts'
import { progressMessage } from './notice-texts.ts'

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
  const progress = await batchProgress(tx, batchOf(issue.id))
  const finished = progress.left === 0
  const author = await personById(tx, notice.authorId)
  const is: Issue = finished ? { ...issue, state: issue.state === 'stopped' ? 'stopped' : 'done' } : issue
  const time = { minutes: minutesLeft(app, progress), now: app.clock.now() }
  const message = progressMessage(app.texts.in(author?.language), notice, is, progress, time)
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
