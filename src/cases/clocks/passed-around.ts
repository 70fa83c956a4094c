import type { Tx } from '../../lib/db.ts'
import { countSince, lastOf } from '../event-store.ts'

/** Told in the wrong place, and handed on to the right one by way of the unit above: so often its clock begins anew. */
const freshPasses = 2

/** To another unit of ours, or to somebody outside. */
const ways = ['pass-on', 'redirect']

/** With these it begins a new way. */
const beginnings = ['climb', 'appeal', 'reopen']

/** Whether it was handed on more often than a right way takes, since it last went up or was opened again. */
export const wasPassedAround = async (db: Tx, caseId: number): Promise<boolean> =>
  (await countSince(db, caseId, ways, beginnings)) > freshPasses

/** When the way began on which it was handed on; undefined for the telling. */
export const wayBegan = async (db: Tx, caseId: number): Promise<Date | undefined> =>
  (await lastOf(db, caseId, beginnings))?.at
