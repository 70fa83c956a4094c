import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { T } from '../../lib/i18n.ts'
import type { Case } from '../case.ts'
import { joinedCases, saveCase } from '../case-store.ts'
import { deadlineInWords, plainNews } from '../case-texts.ts'
import { goOnWithClocks } from '../clocks/stand-clocks.ts'
import { insertEvent } from '../event-store.ts'
import { deadlineOf } from '../next-date.ts'
import { takersOf } from '../people-around.ts'
import { type Saying, tellReporter, tellStaff } from '../tell-case.ts'
import { isToBeDone } from './joining.ts'

/** Notes with which other case it was joined, or no longer is. Returns the place in the history of `one`. */
export async function noteJoining(
  tx: Tx,
  app: App,
  what: 'join' | 'unjoin',
  [one, other]: [Case, Case],
  byId: number | undefined,
): Promise<number> {
  const act = { at: app.clock.now(), byId, actor: byId === undefined ? 'clock' : 'staff', what } as const
  const of = ({ id, state }: Case, { number: note }: Case) => ({
    ...act,
    caseId: id,
    from: state,
    to: state,
    note,
  })
  await insertEvent(tx, app, of(other, one))
  return insertEvent(tx, app, of(one, other))
}

/** One line, and by when the next word comes. */
export async function newsWithDate(tx: Tx, app: App, key: string, of: Case): Promise<Saying> {
  const deadline = await deadlineOf(tx, app, of)
  const dayIn = (t: T) => deadlineInWords(t, deadline)
  return (t, one) => plainNews(key, {}, deadline.at ? t('duplicate-next', { day: dayIn(t) }) : '')(t, one)
}

/** It goes its own way again, with its own clock; whoever told it hears until when, and whoever has it that it is theirs. */
export async function letGo(
  tx: Tx,
  app: App,
  before: Case,
  main: Case,
  byId: number | undefined,
): Promise<Case> {
  const apart = await saveCase(tx, before.id, { joinedToId: null })
  const one = isToBeDone(apart) ? await goOnWithClocks(tx, app, apart) : apart
  const seq = await noteJoining(tx, app, 'unjoin', [one, main], byId)
  if (!isToBeDone(one)) return one
  await tellReporter(tx, app, one, seq, await newsWithDate(tx, app, 'duplicate-news-apart', one))
  const people = one.handlerId === undefined ? await takersOf(tx, app, one) : [one.handlerId, one.leadId]
  const others = people.filter((id) => id !== byId)
  await tellStaff(tx, app, one, others, { what: seq }, plainNews('duplicate-news-yours-again'))
  return one
}

/** What goes along with a case that ends without being handled goes on by itself, so that nobody's word is lost with it. */
export async function letGoJoined(tx: Tx, app: App, main: Case): Promise<void> {
  for (const one of await joinedCases(tx, main.id))
    if (isToBeDone(one)) await letGo(tx, app, one, main, undefined)
}
