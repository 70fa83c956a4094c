import type { App } from '../../app.ts'
import type { Media } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import type { Question, QuestionContent } from '../question.ts'
import { keepVersions, rewriteQuestions, soundingLike } from './bank-store.ts'
import { tidy, wrongWith } from './content.ts'
import { isSame, saysOther } from './decide-questions.ts'
import { questionKey } from './keys.ts'
import { questionFor } from './question-for.ts'
import { newReason } from './question-news-texts.ts'
import { countLearners, tellLearners } from './tell-learners.ts'

export type QuestionChange = Partial<Omit<QuestionContent, 'media'>>

/** Throws Refusal `question-row-<why>` when the bank cannot hold it, `question-twice` when it has the same already. */
async function corrected(tx: Tx, before: Question, change: QuestionChange): Promise<QuestionContent> {
  const { id, unitId, version: _, retiredAt: __, ...content } = before
  const after = tidy({ ...content, ...change })
  const wrong = wrongWith(after)
  if (wrong) throw new Refusal(`question-row-${wrong.why}`, wrong.args)
  const others = (await soundingLike(tx, unitId, after.stem)).filter((other) => other.id !== id)
  if (others.some((other) => questionKey(other) === questionKey(after))) throw new Refusal('question-twice')
  return after
}

export interface Correction {
  before: Question
  after: QuestionContent
  /** So many people have learned what it said before; 0 when it says the same as before. */
  learners: number
}

/** What a correction would do. Nothing is written. Throws as `correctQuestion` does. */
export async function previewCorrection(
  tx: Tx,
  by: Actor,
  id: number,
  change: QuestionChange,
): Promise<Correction> {
  const { question: before } = await questionFor(tx, by, id)
  const after = await corrected(tx, before, change)
  return { before, after, learners: saysOther(before, after) ? await countLearners(tx, [id]) : 0 }
}

/**
 * A question is corrected. When what is asked or right has changed its version grows, the old one is kept, and who learned it is
 * told, with `why`. A correction of explanation, source, chapter, tags, days or of a sign that nobody hears tells nobody.
 * Throws Refusal `question-moved` when it is not any more as whoever corrects it saw it.
 */
export async function correctQuestion(
  app: App,
  by: Actor,
  { id, version }: Pick<Question, 'id' | 'version'>,
  change: QuestionChange,
  why: string,
): Promise<Question> {
  return app.db.transaction(async (tx) => {
    const { question: before } = await questionFor(tx, by, id)
    if (before.version !== version) throw new Refusal('question-moved')
    const after = await corrected(tx, before, change)
    if (isSame(before, after)) return before
    const how = { by: by.personId, at: app.clock.now() }
    const next = before.version + (saysOther(before, after) ? 1 : 0)
    await rewriteQuestions(tx, [{ id, content: after, version: next }], how)
    if (next === before.version) return { ...before, ...after }
    await keepVersions(tx, [before], how)
    const news = { what: 'corrected', before, after, why: why || newReason(before, after) } as const
    await tellLearners(tx, app, `question:${id}:${next}`, [news])
    return { ...before, ...after, version: next }
  })
}

/**
 * A picture or a voice goes before a question from now on, or none. Its version stays: it says the same, for those who look
 * and listen. Telegram keeps the file; we keep its name there.
 */
export async function illustrateQuestion(
  app: App,
  by: Actor,
  id: number,
  media: Media | undefined,
): Promise<Question> {
  return app.db.transaction(async (tx) => {
    const { question } = await questionFor(tx, by, id)
    const after = { ...question, media }
    await rewriteQuestions(tx, [{ id, content: after, version: question.version }], { at: app.clock.now() })
    return after
  })
}
