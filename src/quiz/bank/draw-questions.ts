import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { draw } from '../draw.ts'
import type { Question } from '../question.ts'
import type { QuestionSet } from '../question-set.ts'
import { idsToAsk, questionsByIds } from '../question-store.ts'

export interface WhatToDraw {
  /** Of the unit for which it is drawn: its own bank and those above it. */
  path: string
  set: QuestionSet
  /** 2026-03-01, in the town. */
  day: string
  count: number
}

/**
 * `count` questions of the set by chance, in the order in which they are to be asked: none twice, none retired, none outside its
 * days. Fewer where there are fewer.
 */
export async function drawQuestions(
  tx: Tx,
  { random }: Pick<App, 'random'>,
  { path, set, day, count }: WhatToDraw,
): Promise<Question[]> {
  const drawn = draw(random, await idsToAsk(tx, path, set, day), count)
  const questions = await questionsByIds(tx, drawn)
  return drawn.flatMap((id) => questions.get(id) ?? [])
}
