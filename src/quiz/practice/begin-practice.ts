import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { pathsOf } from '../belonging.ts'
import { questionsByIds } from '../question-store.ts'
import { askingOf, pickQuestions } from './pick-questions.ts'
import { isOpen, itemFor, type Practice, usualCount } from './practice.ts'
import {
  askable,
  endPractices,
  insertPractice,
  lastUnended,
  nextDueAt,
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

/** The one that somebody is in the middle of, with what may still be asked. */
async function openOne(tx: Tx, app: App, personId: number): Promise<Practice | undefined> {
  const last = await lastUnended(tx, personId)
  if (!last || !isOpen(last, app.clock.now())) return undefined
  const practice = await upToDate(tx, app, last)
  return practice.endedAt ? undefined : practice
}

/** A new one of these questions; what was open before ends quietly. */
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
  await endPractices(tx, personId, now)
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
    if (open) return shownOf(tx, open)
    const ids = await pickQuestions(tx, app, personId, usualCount)
    if (ids.length === 0) return nothing(tx, app, personId)
    return shownOf(tx, await begin(tx, app, personId, ids, key))
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
  if (made) return shownOf(tx, made)
  const ids = await askable(tx, askingOf(app, personId), wanted)
  if (ids.length === 0) throw new Refusal('practice-none')
  const open = await openOne(tx, app, personId)
  if (open && isOf(open, ids)) return shownOf(tx, open)
  return shownOf(tx, await begin(tx, app, personId, ids, key))
}
