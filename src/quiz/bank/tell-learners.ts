import type { App } from '../../app.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import type { OfPerson } from '../answer-store.ts'
import { questionsAsAsked } from '../evening/asked-store.ts'
import { examsWithQuestions } from '../exam/paper-store.ts'
import { questionsByIds } from '../question-store.ts'
import { type Learner, learnersOf, reachable } from './bank-store.ts'
import { newReason, type QuestionNews, questionNews } from './question-news-texts.ts'

/** A message to those who learned the same of what has changed, in one language. */
interface Group {
  language: string | undefined
  news: QuestionNews[]
  learners: Learner[]
  /** Now, when left out. */
  notBefore: Date | undefined
}

/** A learner who may hear of it from a moment on. */
type Hearer = Learner & { notBefore?: Date | undefined }

function groupsOf(news: readonly QuestionNews[], learners: readonly Hearer[]): Group[] {
  const byQuestion = new Map(news.map((one) => [one.before.id, one]))
  const people = new Map<string, { learner: Hearer; news: QuestionNews[] }>()
  for (const learner of learners) {
    const name = `${learner.personId}:${learner.notBefore?.getTime()}`
    const heard = people.get(name) ?? { learner, news: [] }
    heard.news.push(...[byQuestion.get(learner.questionId)].filter((one) => one !== undefined))
    people.set(name, heard)
  }
  const groups = new Map<string, Group>()
  for (const { learner, news: heard } of people.values()) {
    const { language, notBefore } = learner
    const name = JSON.stringify([language, notBefore, heard.map(({ before }) => before.id)])
    const group = groups.get(name) ?? { language, notBefore, news: heard, learners: [] }
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

/** Who has such a question in a paper of an exam that is open hears of it when the exam is over: others still have it before them. */
async function whenExamsAreOver(tx: Tx, app: App, learners: readonly Learner[]): Promise<Hearer[]> {
  const ids = [...new Set(learners.map(({ questionId }) => questionId))]
  const open = await examsWithQuestions(tx, ids, app.clock.now())
  const until = new Map(open.map((one) => [`${one.personId}:${one.questionId}`, one.closesAt]))
  return learners.map((one) => ({ ...one, notBefore: until.get(`${one.personId}:${one.questionId}`) }))
}

/**
 * Tells everybody who has answered one of these questions before, in one message each, however many have changed; in the morning
 * where it is night, and apart when an exam that they take is over. `key` is unique to what happened. Call it in its transaction.
 * Returns how many are told.
 */
export async function tellLearners(
  tx: Tx,
  app: App,
  key: string,
  news: readonly QuestionNews[],
): Promise<number> {
  if (news.length === 0) return 0
  const ids = news.map(({ before }) => before.id)
  return promise(tx, app, { key, news }, await whenExamsAreOver(tx, app, await learnersOf(tx, ids)))
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
  const hearers = (await reachable(tx, late)).map((one) => ({ ...one, notBefore }))
  return promise(tx, app, { key, news }, hearers)
}

/** The first question is part of the keys: of an evening somebody may hear again, of another question. */
async function promise(
  tx: Tx,
  app: App,
  { key, news }: { key: string; news: readonly QuestionNews[] },
  told: readonly Hearer[],
): Promise<number> {
  const groups = groupsOf(news, told)
  for (const { language, notBefore, news: heard, learners } of groups) {
    const message = questionNews(app.texts.in(language), heard)
    const part = `${key}:${heard[0]?.before.id}`
    const what = { batch: key, lane: 'bulk', quiet: true, whenInDoubt: 'repeat' } as const
    const recipients = learners.map(({ personId, chatId }) => ({
      key: `${part}:${personId}`,
      chat: { kind: 'private', chatId } as const,
    }))
    await enqueueMany(
      tx,
      app,
      {
        ...what,
        ...(notBefore && { notBefore }),
        contentKey: `${part}:${learners[0]?.personId}`,
        operation: { do: 'send', message },
      },
      recipients,
    )
  }
  return new Set(told.map(({ personId }) => personId)).size
}
