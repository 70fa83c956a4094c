import type { Tx } from '../../lib/db.ts'
import type { Learned } from './practice.ts'

export async function countLearned(db: Tx, personId: number): Promise<Learned> {
  const where = { personId }
  return { answers: await db.quizAnswer.count({ where }), practices: await db.practice.count({ where }) }
}

/** Answers, memories and practices go. */
export async function deleteLearned(tx: Tx, personId: number): Promise<void> {
  const where = { personId }
  await tx.quizAnswer.deleteMany({ where })
  await tx.quizMemory.deleteMany({ where })
  await tx.practice.deleteMany({ where })
}
