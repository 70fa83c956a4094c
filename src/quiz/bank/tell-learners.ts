import type { App } from '../../app.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import { type Learner, learnersOf } from './bank-store.ts'
import { type QuestionNews, questionNews } from './question-news-texts.ts'

/** A message to those who learned the same of what has changed, in one language. */
interface Group {
  language: string | undefined
  news: QuestionNews[]
  learners: Learner[]
}

function groupsOf(news: readonly QuestionNews[], learners: readonly Learner[]): Group[] {
  const byQuestion = new Map(news.map((one) => [one.before.id, one]))
  const people = new Map<number, { learner: Learner; news: QuestionNews[] }>()
  for (const learner of learners) {
    const heard = people.get(learner.personId) ?? { learner, news: [] }
    heard.news.push(...[byQuestion.get(learner.questionId)].filter((one) => one !== undefined))
    people.set(learner.personId, heard)
  }
  const groups = new Map<string, Group>()
  for (const { learner, news: heard } of people.values()) {
    const { language } = learner
    const name = JSON.stringify([language, heard.map(({ before }) => before.id)])
    const group = groups.get(name) ?? { language, news: heard, learners: [] }
    group.learners.push(learner)
    groups.set(name, group)
  }
  return [...groups.values()]
}

/** How many people would be told. */
export async function countLearners(db: Tx, questionIds: readonly number[]): Promise<number> {
  const learners = await learnersOf(db, questionIds)
  return new Set(learners.map(({ personId }) => personId)).size
}

/**
 * Tells everybody who has answered one of these questions before, in one message each, however many have changed; in the morning
 * where it is night. `key` is unique to what happened. Call it in its transaction. Returns how many are told.
 */
export async function tellLearners(
  tx: Tx,
  app: App,
  key: string,
  news: readonly QuestionNews[],
): Promise<number> {
  if (news.length === 0) return 0
  const ids = news.map(({ before }) => before.id)
  const groups = groupsOf(news, await learnersOf(tx, ids))
  for (const [at, { language, news: heard, learners }] of groups.entries()) {
    const message = questionNews(app.texts.in(language), heard)
    const what = { batch: key, lane: 'bulk', quiet: true, whenInDoubt: 'repeat' } as const
    const recipients = learners.map(({ personId, chatId }) => ({
      key: `${key}:${personId}`,
      chat: { kind: 'private', chatId } as const,
    }))
    await enqueueMany(
      tx,
      app,
      { ...what, contentKey: `${key}:${at}`, operation: { do: 'send', message } },
      recipients,
    )
  }
  return groups.reduce((sum, { learners }) => sum + learners.length, 0)
}
