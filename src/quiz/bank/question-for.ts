import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { may } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Question } from '../question.ts'
import { questionById } from '../question-store.ts'

export interface BankQuestion {
  question: Question
  unit: Unit
}

/** A question of a bank that one may manage. Throws Refusal `question-unknown` otherwise, as for one that is not there. */
export async function questionFor(tx: Tx, by: Actor, id: number): Promise<BankQuestion> {
  const question = await questionById(tx, id)
  const unit = question && (await unitById(tx, question.unitId))
  if (!question || !unit || !(await may(tx, by.personId, 'manage-questions', unit)))
    throw new Refusal('question-unknown')
  return { question, unit }
}
