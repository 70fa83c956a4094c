import type { App } from '../app.ts'
import { enqueue, enqueueMany } from '../delivery/enqueue.ts'
import type { ChatRef } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { groupsFor, peopleFor } from '../org/audience.ts'
import { personById } from '../org/person-store.ts'
import { unitById } from '../org/unit-store.ts'
import { batchOf, type Issue, leavesAtOnce, type Notice, progressKey, waitsForMorning } from './notice.ts'
import { changeIssue, insertIssue } from './notice-store.ts'
import { noticeMessage, progressMessage } from './notice-texts.ts'

interface Going {
  /** The time it is for. */
  at: Date
  late: boolean
  startsAt: Date
}

/** One going out: who hears it is asked now; every delivery and the author's progress are promised together. */
export async function issueNotice(tx: Tx, app: App, notice: Notice, going: Going): Promise<Issue> {
  const groups = await groupsFor(tx, notice.audience)
  const people = await peopleFor(tx, notice.audience)
  const counts = { groups: groups.length, people: people.length }
  const issue = await insertIssue(tx, { noticeId: notice.id, ...going, ...counts })
  const [first = 'zh-CN'] = app.texts.languages
  for (const language of app.texts.languages) {
    const listeners = people.filter((person) => (person.language ?? first) === language)
    const chats = [...(language === first ? groups : []), ...listeners.map(({ chat }) => chat)]
    await promise(tx, app, notice, issue, language, chats)
  }
  await tellAuthor(tx, app, notice, issue)
  return issue
}

async function promise(
  tx: Tx,
  app: App,
  notice: Notice,
  issue: Issue,
  language: string,
  chats: ChatRef[],
): Promise<void> {
  if (chats.length === 0) return
  const unit = await unitById(tx, notice.audience.unitId)
  const late = issue.late ? { at: issue.at, timeZone: app.config.townTimezone } : undefined
  const message = noticeMessage(app.texts.in(language), notice, unit?.name ?? '', late)
  const batch = batchOf(issue.id)
  const what = {
    contentKey: `${batch}:${language}`,
    batch,
    lane: 'bulk',
    notBefore: issue.startsAt,
    quiet: !leavesAtOnce(notice),
    whenInDoubt: 'repeat',
    operation: { do: 'send', message },
  } as const
  const recipients = chats.map((chat) => ({ key: `${batch}:chat:${chat.chatId}`, chat }))
  await enqueueMany(tx, app, what, recipients)
}

/** The message that will tell how far it is; from its first words on it can be stopped. */
async function tellAuthor(tx: Tx, app: App, notice: Notice, issue: Issue): Promise<void> {
  const author = await personById(tx, notice.authorId)
  if (author?.chatId === undefined) return
  const now = app.clock.now()
  const total = issue.groups + issue.people
  const progress = { total, sent: 0, failed: 0, left: total, stopped: 0 }
  const message = progressMessage(app.texts.in(author.language), notice, issue, progress, {
    minutes: 0,
    now,
    waitsForMorning: waitsForMorning(notice, now, app.config.townTimezone),
  })
  const key = progressKey(issue.id)
  const chat = { kind: 'private', chatId: author.chatId } as const
  await enqueue(
    tx,
    app,
    { key, batch: key, chat, lane: 'answer', whenInDoubt: 'repeat' },
    { do: 'send', message },
  )
  await changeIssue(tx, issue.id, { told: message.html })
}
