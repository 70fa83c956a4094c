import type { App } from '../../app.ts'
import { forgetWordsUnder } from '../../delivery/words-store.ts'
import { isConflict, isOutage, type Tx } from '../../lib/db.ts'
import type { EventActor } from '../case-event.ts'
import { caseById } from '../case-store.ts'
import { eraseFiles } from '../files/file-store.ts'
import { noteAct } from '../note-act.ts'
import { isKeptLongEnough, shortestKeptMs } from './case-retention.ts'
import {
  type Erasable,
  type ErasableShare,
  endedBefore,
  eraseCaseRow,
  erasePartyRow,
  erasePartyRows,
} from './erase-store.ts'
import { eraseIdentity } from './identity-store.ts'

const page = 100

async function noteErased(tx: Tx, app: App, caseId: number, actor: EventActor): Promise<void> {
  const one = await caseById(tx, caseId)
  if (!one) throw new Error('a case that was just erased is not there')
  await noteAct(tx, app, one, { what: 'erased', actor })
}

/**
 * What was said of a case that has ended, who said it, and its files are gone for good, and so is what of it was said to those who
 * worked on it. By the clock the other side's share is gone with it; the reporter erases nobody else's. False: it was gone already.
 */
export async function eraseCase(
  tx: Tx,
  app: App,
  { id: caseId }: Pick<Erasable, 'id'>,
  actor: 'reporter' | 'clock',
): Promise<boolean> {
  const at = app.clock.now()
  const isWhole = actor === 'clock'
  const shares = isWhole ? await erasePartyRows(tx, caseId) : 0
  const isErased = await eraseCaseRow(tx, caseId, at)
  if (!isErased && shares === 0) return false
  await eraseIdentity(tx, caseId)
  await eraseFiles(tx, caseId, at, isWhole ? 'all' : 'besides-parties')
  await forgetWordsUnder(tx, `case:${caseId}:`)
  await noteErased(tx, app, caseId, actor)
  return true
}

/** What the other side of a case that has ended said, was told and sent, and who it is; the rest is not theirs alone. */
export async function eraseShare(
  tx: Tx,
  app: App,
  { id: caseId, partyId }: Pick<ErasableShare, 'id' | 'partyId'>,
): Promise<void> {
  await erasePartyRow(tx, partyId)
  await eraseFiles(tx, caseId, app.clock.now(), { partyId })
  await forgetWordsUnder(tx, `case:${caseId}:`)
  await noteErased(tx, app, caseId, 'party')
}

async function eraseOrLog(app: App, one: Erasable): Promise<boolean> {
  try {
    return await app.db.transaction((tx) => eraseCase(tx, app, one, 'clock'))
  } catch (error) {
    if (isOutage(error) || isConflict(error)) throw error
    app.log.error({ err: error, case: one.id }, 'an old case could not be erased')
    return false
  }
}

/** Erases what has been kept for as long as its kind is to be; numbers, kinds, dates and outcomes stay for the reports. */
export async function eraseOldCases(app: App): Promise<{ erased: number }> {
  const now = app.clock.now()
  const before = new Date(now.getTime() - shortestKeptMs)
  let erased = 0
  for (let after = 0; ; ) {
    const ended = await endedBefore(app.db, before, after, page)
    for (const one of ended)
      if (isKeptLongEnough(one.kind, one.closedAt, now) && (await eraseOrLog(app, one))) erased++
    after = ended.at(-1)?.id ?? after
    if (ended.length < page) return { erased }
  }
}
