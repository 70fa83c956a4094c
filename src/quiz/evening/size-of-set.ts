import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { unitById } from '../../org/unit-store.ts'
import { idsToAsk } from '../question-store.ts'
import type { Evening } from './evening.ts'

/** How many questions an evening of that unit has to draw from when it begins. */
export async function sizeOfSet(
  db: Tx,
  app: App,
  { unitId, set, startsAt }: Pick<Evening, 'unitId' | 'set' | 'startsAt'>,
): Promise<number> {
  const unit = await unitById(db, unitId)
  if (!unit) return 0
  return (await idsToAsk(db, unit.path, set, localDate(startsAt, app.config.townTimezone))).length
}
