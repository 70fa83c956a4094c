import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { Case } from './case.ts'
import type { EventActor } from './case-event.ts'
import { insertEvent } from './event-store.ts'

interface Act {
  what: string
  actor: EventActor
  /** Who of those who work on it. */
  byId?: number | undefined
  note?: string | undefined
}

/** Notes an act that leaves the case where it is. Returns its place in the history. */
export async function noteAct(tx: Tx, app: App, one: Case, act: Act): Promise<number> {
  const { what, actor, byId, note } = act
  const { id: caseId, state } = one
  return insertEvent(tx, app, {
    caseId,
    at: app.clock.now(),
    byId,
    actor,
    what,
    from: state,
    to: state,
    note,
  })
}
