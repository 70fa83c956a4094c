import type { Tx } from '../lib/db.ts'
import type { Case } from './case.ts'
import { isMain } from './clocks/case-clock.ts'
import { runningClocks } from './clocks/clock-store.ts'
import { clockOwner } from './duplicates/joining.ts'

/** When the next step is due: of what waits, the end of the longest pause; of what goes along with another, that one's. */
export async function nextDateOf(
  db: Tx,
  one: Pick<Case, 'id' | 'joinedToId' | 'state'>,
): Promise<Date | undefined> {
  const clocks = await runningClocks(db, clockOwner(one))
  const cap = clocks.find(({ purpose }) => purpose === 'pause')
  return (cap ?? clocks.find(isMain))?.dueAt
}
