import type { Tx } from '../lib/db.ts'
import { inRows } from '../lib/rows.ts'
import { type Answer, insertAnswers, memoriesOf, saveMemories } from './answer-store.ts'
import { clearedAtOf } from './cleared-store.ts'
import { type Memory, remembered } from './memory.ts'

/** So many at once: a statement takes only so many values. */
const perStatement = 200

/**
 * Notes what was answered, in the order of the list, and what each person remembers of each question from then on. Safe to
 * call twice: an answer whose key is known changes nothing, nor does one that was given before its person cleared what they had learned.
 * Call it in a transaction. Returns those that were somebody's first to their question.
 */
export async function noteAnswers(tx: Tx, answers: readonly Answer[]): Promise<Answer[]> {
  const firsts: Answer[] = []
  for (const some of inRows(answers, perStatement)) firsts.push(...(await noteSome(tx, some)))
  return firsts
}

/** Without what somebody wanted forgotten: votes and papers tell it again. */
async function sinceCleared(tx: Tx, answers: readonly Answer[]): Promise<Answer[]> {
  const cleared = await clearedAtOf(
    tx,
    answers.map(({ personId }) => personId),
  )
  return answers.filter(({ personId, at }) => {
    const clearedAt = cleared.get(personId)
    return !clearedAt || at > clearedAt
  })
}

async function noteSome(tx: Tx, answers: readonly Answer[]): Promise<Answer[]> {
  const kept = await sinceCleared(tx, answers)
  const fresh = await insertAnswers(tx, kept)
  const noted = kept.filter(({ key }) => fresh.has(key))
  if (noted.length === 0) return []
  const known = await memoriesOf(tx, noted)
  const after = new Map<string, { personId: number; questionId: number } & Memory>()
  for (const { personId, questionId, ...answered } of noted) {
    const name = `${personId}:${questionId}`
    const before = after.get(name) ?? known.get(name)
    const { version, isRight, at } = answered
    after.set(name, { personId, questionId, ...remembered(before, { version, isRight, at }) })
  }
  await saveMemories(tx, [...after.values()])
  return noted.filter(({ personId, questionId }) => !known.has(`${personId}:${questionId}`))
}
