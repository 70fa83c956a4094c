import type { Tx } from '../../lib/db.ts'
import type { Question, QuestionContent } from '../question.ts'
import { questionsByIds } from '../question-store.ts'

/**
 * These questions as they were when they were asked, by their ids: one that was corrected since is judged by what the group saw.
 */
export async function questionsAsAsked(
  db: Tx,
  asked: readonly { questionId: number; version: number }[],
): Promise<Map<number, Question>> {
  const now = await questionsByIds(
    db,
    asked.map(({ questionId }) => questionId),
  )
  const changed = asked.filter(({ questionId, version }) => now.get(questionId)?.version !== version)
  if (changed.length === 0) return now
  const before = await db.questionVersion.findMany({
    where: { OR: changed.map(({ questionId, version }) => ({ questionId, version })) },
  })
  for (const { questionId, version, content } of before) {
    const question = now.get(questionId)
    if (question)
      now.set(questionId, { ...question, ...(JSON.parse(content) as Partial<QuestionContent>), version })
  }
  return now
}
