import type { App } from '../../app.ts'
import { type Broken, brokenIn } from './audit.ts'
import { casesToAudit } from './audit-store.ts'

const inOneGo = 200

interface Audited {
  cases: number
  events: number
  broken: Broken[]
}

/** Reads the history of every case, and says where it is not the one that was written. Changes nothing. */
export async function verifyAudit(app: App): Promise<Audited> {
  const audited: Audited = { cases: 0, events: 0, broken: [] }
  for (let after = 0; ; ) {
    const cases = await app.db.transaction((tx) => casesToAudit(tx, after, inOneGo))
    const last = cases.at(-1)
    if (!last) return audited
    after = last.id
    audited.cases += cases.length
    for (const one of cases) audited.events += one.events.length
    audited.broken.push(...cases.flatMap((one) => brokenIn(app, one) ?? []))
  }
}
