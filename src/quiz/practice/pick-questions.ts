import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { idsOnPath } from '../../org/unit.ts'
import { pathsOf } from '../belonging.ts'
import { draw } from '../draw.ts'
import { type Asking, dueIds, newIds } from './practice-store.ts'

/** What may be asked of somebody now. */
export function askingOf({ clock, config }: App, personId: number): Asking {
  const now = clock.now()
  return { personId, now, day: localDate(now, config.townTimezone) }
}

/**
 * What somebody is to practise: what is due by their memory (FSRS), and then what they never answered, by chance, of the banks of
 * the units they belong to and of those above. None twice.
 */
export async function pickQuestions(tx: Tx, app: App, personId: number, count: number): Promise<number[]> {
  const asking = askingOf(app, personId)
  const due = await dueIds(tx, asking, app.clock.now(), count)
  if (due.length === count) return due
  const units = new Set((await pathsOf(tx, personId)).flatMap(idsOnPath))
  return [...due, ...draw(app.random, await newIds(tx, asking, [...units]), count - due.length)]
}
