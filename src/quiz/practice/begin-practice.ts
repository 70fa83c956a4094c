import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { pathsOf } from '../belonging.ts'
import { questionsByIds } from '../question-store.ts'
import { askingOf, pickQuestions } from './pick-questions.ts'
import { itemFor, type Practice, usualCount } from './practice.ts'
import {
  askable,
  endForgotten,
  insertPractice,
  nextDueAt,
  openPractices,
  practiceByKey,
} from './practice-store.ts'
import { type Shown, shownOf, upToDate } from './show-practice.ts'

/** There is nothing to practise now. */
export interface Nothing {
  kind: 'nothing'
  /** When something comes back. */
  nextAt: Date | undefined
  /** They have told us no unit whose questions could be asked. */
  isHomeless: boolean
}

/** The newest that somebody is in the middle of, with what may still be asked; of these questions, when they are given. */
async function openOne(
  tx: Tx,
  app: App,
  personId: number,
  ids?: readonly number[],
): Promise<Practice | undefined> {
  for (const open of await openPractices(tx, personId, app.clock.now())) {
    const practice = await upToDate(tx, app, open)
    if (!practice.endedAt && (!ids || isOf(practice, ids))) return practice
  }
  return undefined
}

/** A new one of these questions. What is open stays so: it is gone on with when this one has ended. */
async function begin(
  tx: Tx,
  app: App,
  personId: number,
  ids: readonly number[],
  key: string,
): Promise<Practice> {
  const now = app.clock.now()
  const questions = await questionsByIds(tx, ids)
  const found = ids.flatMap((id) => questions.get(id) ?? [])
  await endForgotten(tx, personId, now)
  const items = found.map((question) => itemFor(app.random, question))
  return insertPractice(tx, { key, personId, items, at: now })
}

async function nothing(tx: Tx, app: App, personId: number): Promise<Nothing> {
  const nextAt = await nextDueAt(tx, askingOf(app, personId))
  return { kind: 'nothing', nextAt, isHomeless: (await pathsOf(tx, personId)).length === 0 }
}

/** Goes on with what is open, or begins with what is due and what is new. `key` makes a repetition find the first one. */
export async function beginPractice(app: App, by: Actor, key: string): Promise<Shown | Nothing> {
  const { personId } = by
  return app.db.transaction(async (tx) => {
    const open = (await practiceByKey(tx, key)) ?? (await openOne(tx, app, personId))
    if (open) return shownOf(tx, app, open)
    const ids = await pickQuestions(tx, app, personId, usualCount)
    if (ids.length === 0) return nothing(tx, app, personId)
    return shownOf(tx, app, await begin(tx, app, personId, ids, key))
  })
}

const isOf = ({ items }: Practice, ids: readonly number[]) =>
  items.length === ids.length && items.every(({ questionId }) => ids.includes(questionId))

/**
 * Practises these questions, in this order, as far as they may be asked. Who is in the middle of the same ones goes on. Throws
 * Refusal `practice-none` when there are none.
 */
export async function practise(
  tx: Tx,
  app: App,
  { personId }: Actor,
  wanted: readonly number[],
  key: string,
): Promise<Shown> {
  const made = await practiceByKey(tx, key)
  if (made) return shownOf(tx, app, made)
  const ids = await askable(tx, askingOf(app, personId), wanted)
  if (ids.length === 0) throw new Refusal('practice-none')
  const open = await openOne(tx, app, personId, ids)
  if (open) return shownOf(tx, app, open)
  return shownOf(tx, app, await begin(tx, app, personId, ids, key))
}
