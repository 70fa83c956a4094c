import type { App } from '../../app.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import type { OfPerson } from '../answer-store.ts'
import { questionsAsAsked } from '../evening/asked-store.ts'
import { questionsByIds } from '../question-store.ts'
import { type Learner, learnersOf, reachable } from './bank-store.ts'
import { newReason, type QuestionNews, questionNews } from './question-news-texts.ts'

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
  return promise(tx, app, { key, news }, await learnersOf(tx, ids))
}

/** An answer by which somebody learned what a question said. */
export type Learned = OfPerson & { version: number }

/** What has become of these questions since they were answered. */
async function newsSince(tx: Tx, learned: readonly Learned[]): Promise<QuestionNews[]> {
  const once = new Map(learned.map((one) => [one.questionId, one]))
  const now = await questionsByIds(tx, [...once.keys()])
  const asked = await questionsAsAsked(tx, [...once.values()])
  return [...now].flatMap(([id, after]): QuestionNews[] => {
    const before = asked.get(id)
    if (!before) return []
    if (after.retiredAt) return [{ what: 'retired', before, why: '' }]
    return before.version < after.version
      ? [{ what: 'corrected', before, after, why: newReason(before, after) }]
      : []
  })
}

/**
 * Tells those whose answer is noted only now, and who were not among the learners when its question was corrected or retired. All
 * answers to a question are to the same version of it. `key` is of where it was asked, `notBefore` when they may hear it.
 */
export async function tellLateLearners(
  tx: Tx,
  app: App,
  { key, notBefore }: { key: string; notBefore?: Date },
  learned: readonly Learned[],
): Promise<number> {
  if (learned.length === 0) return 0
  const news = await newsSince(tx, learned)
  const isNews = new Set(news.map(({ before }) => before.id))
  const late = learned.filter(({ questionId }) => isNews.has(questionId))
  return promise(tx, app, { key, news, ...(notBefore && { notBefore }) }, await reachable(tx, late))
}

/** The first question is part of the keys: of an evening somebody may hear again, of another question. */
async function promise(
  tx: Tx,
  app: App,
  { key, news, ...when }: { key: string; news: readonly QuestionNews[]; notBefore?: Date },
  told: readonly Learner[],
): Promise<number> {
  const groups = groupsOf(news, told)
  for (const { language, news: heard, learners } of groups) {
    const message = questionNews(app.texts.in(language), heard)
    const part = `${key}:${heard[0]?.before.id}`
    const what = { batch: key, lane: 'bulk', quiet: true, whenInDoubt: 'repeat', ...when } as const
    const recipients = learners.map(({ personId, chatId }) => ({
      key: `${part}:${personId}`,
      chat: { kind: 'private', chatId } as const,
    }))
    await enqueueMany(
      tx,
      app,
      { ...what, contentKey: `${part}:${learners[0]?.personId}`, operation: { do: 'send', message } },
      recipients,
    )
  }
  return groups.reduce((sum, { learners }) => sum + learners.length, 0)
}
