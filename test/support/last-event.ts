import type { App } from '../../src/app.ts'
import type { CaseEvent } from '../../src/cases/case-event.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import type { Tx } from '../../src/lib/db.ts'

/** The last act of that name in a case. */
export async function lastEvent(
  db: Tx,
  app: App,
  caseId: number,
  what: string,
): Promise<CaseEvent | undefined> {
  return (await eventsOf(db, app, caseId)).findLast((event) => event.what === what)
}
